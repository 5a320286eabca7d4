"""What `fix` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.correction_values import shown_value
from traceability.domain.corrections import STATES, Action, Correction
from traceability.domain.tables import TextTable
from traceability.services.list_corrections import PENDING, WAITING

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from traceability.domain.correction_impact import Impact, Moves
    from traceability.services.list_corrections import CorrectionList, ListedCorrection

_STATE_WORDS = {
    WAITING: "waiting for a second person",
    "rejected": "rejected",
    PENDING: "approved; the next build applies it",
    **STATES,
}
_MOST_NAMED = 6


def correction_words(correction: Correction) -> str:
    """What a correction says, as one clause."""
    key = correction.row_key.removeprefix(f"{correction.source_system}\x1f").replace("\x1f", ", ")
    row = f"{correction.contract} {key} of {correction.source_system}"
    if correction.revert_of is not None:
        return f"takes correction {correction.revert_of} back ({row})"
    if correction.action is Action.VOID_ROW:
        return f"{row} never happened"
    old = _value(correction.old_value, correction.old_uid)
    if correction.action is Action.JOIN_LOTS:
        return f"{row}: lot {old} is the same lot as {correction.new_value}"
    if correction.action is Action.PART_LOTS:
        return f"{row}: lot {old} is not lot {correction.new_value}"
    new = _value(correction.new_value, correction.new_uid)
    return f"{row}: {correction.column_name} is {new}, not {old}"


def proposal_lines(correction: Correction, impact: Impact) -> list[str]:
    """What was proposed, and what to do next."""
    words = correction_words(correction)
    number = correction.correction_no
    lines = [f"Correction {number}: {words}." if number else f"Preview, nothing is kept: {words}."]
    lines += _impact_lines(impact)
    if number:
        lines.append(f"A second person decides: lotline fix approve {number} --as USER")
    return lines


def list_lines(found: CorrectionList) -> list[str]:
    """How many there are, and which build judged them."""
    build = found.snapshot_id or "none yet"
    return [f"{len(found.corrections)} corrections. States are those of snapshot {build}."]


def correction_table(found: CorrectionList) -> TextTable:
    """One row per correction."""
    columns = ("no", "state", "correction", "reason", "proposed by", "decided by")
    rows = tuple(
        (
            str(one.correction.correction_no),
            one.state.replace("_", " "),
            correction_words(one.correction),
            one.correction.reason,
            one.correction.proposed_by,
            one.correction.decided_by or "",
        )
        for one in found.corrections
    )
    return TextTable("Corrections", columns, rows)


def shown_lines(listed: ListedCorrection, impact: Impact | None) -> list[str]:
    """One correction, whole."""
    one = listed.correction
    state = _STATE_WORDS[listed.state]
    lines = [
        f"Correction {one.correction_no}: {correction_words(one)}.",
        f"State: {state}"
        + (
            f" (load {listed.built.other_load_id})."
            if listed.built and listed.built.other_load_id
            else "."
        ),
        f"Proposed by {one.proposed_by} on {_day(one.proposed_at)}: {one.reason}",
    ]
    if one.decided_by is not None and one.decided_at is not None:
        why = f": {one.decision_reason}" if one.decision_reason else ""
        lines.append(
            f"{str(one.decision).capitalize()} by {one.decided_by} on {_day(one.decided_at)}{why}"
        )
    return lines + (_impact_lines(impact) if impact else [])


def impact_tables(impact: Impact) -> list[TextTable]:
    """Scopes and balances that change."""
    columns = ("lot", "direction", "what", "before", "after", "entering", "leaving")
    scopes = tuple(
        (
            f"{scope.lot.item_code}:{scope.lot.lot_code}",
            scope.direction,
            name,
            str(moves.before),
            str(moves.after),
            _named(moves.entering),
            _named(moves.leaving),
        )
        for scope in impact.scopes
        for name in ("lots", "deliveries", "customers", "suppliers")
        for moves in (_moves(scope, name),)
        if moves.entering or moves.leaving
    )
    figures = ("in", "in then", "accounted", "accounted then", "residual", "residual then")
    balances = tuple(
        (
            f"{one.lot.item_code}:{one.lot.lot_code}",
            one.uom or "",
            *(
                _amount(qty)
                for qty in (
                    *(one.in_before, one.in_after),
                    *(one.accounted_before, one.accounted_after),
                    *(one.residual_before, one.residual_after),
                )
            ),
            one.note,
        )
        for one in impact.balances
    )
    tables = [
        TextTable("Probable scopes that change", columns, scopes),
        TextTable("Balances", ("lot", "unit", *figures, "note"), balances),
    ]
    return [table for table in tables if table.rows]


def _impact_lines(impact: Impact) -> list[str]:
    links = f"{impact.links_removed} links go, {impact.links_added} come"
    lines = [f"From snapshot {impact.snapshot.id}: {links}; {len(impact.scopes)} scopes change."]
    if impact.unlisted_scopes:
        lines.append(f"{impact.unlisted_scopes} more scopes were not compared.")
    return [*lines, *impact.unforeseen]


def _moves(scope: object, name: str) -> Moves:
    moves: Moves = getattr(scope, name)
    return moves


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _named(names: tuple[str, ...]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _amount(qty: Decimal | None) -> str:
    return "not assessable" if qty is None else shown_value(f"{qty:.6f}")


def _value(value: str | None, uid: str | None) -> str:
    return shown_value(value) + (f" (id {uid})" if uid else "")
