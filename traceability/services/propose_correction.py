"""Propose a correction of a landed row, with a preview of what it would do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from traceability.contracts.extracts import EXTRACTS
from traceability.domain.correction_values import shown_value, value_text
from traceability.domain.corrections import ABOUT_LOTS, REASON_CODES, UID_OF, Action, Correction
from traceability.domain.roles import Act
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.check_amount import check_amount
from traceability.services.name_other_lot import name_other_lot, recorded_spelling
from traceability.services.preview_correction import preview_correction
from traceability.store.landed_rows import RowQuestion, find_rows

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.correction_impact import Impact
    from traceability.settings import Settings
    from traceability.store.landed_rows import FoundRows, LandedRow

NOT_CORRECTED = frozenset({"crosswalks", "mes_parameters"})
"""Contracts whose rows a later load changes, not a correction."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person says of a row.

    column: None = `lot_code` of actions about lots. value: the new code or value, None = none.
    uid: the source's own id of the new lot. old: which of several values under one key is meant.
    other_lot: of lots that are joined, the other one, as in a question.
    """

    action: Action
    question: RowQuestion
    column: str | None = None
    value: str | None = None
    uid: str | None = None
    old: str | None = None
    other_lot: str | None = None
    reason_code: str = "other"
    reason: str = ""


def draft_correction(
    settings: Settings, proposal: Proposal, proposed_by: str = ""
) -> tuple[Correction, Impact]:
    """The correction as it would be proposed, and its preview; nothing is kept.

    Raises UsageError for words that do not fit, NotFoundError for a row that is not there,
    RefusedError for one that is withdrawn, DataMissingError when nothing is built.
    """
    _check_words(proposal)
    found = find_rows(settings, proposal.question)
    column = _column(proposal)
    rows = _meant(proposal, column, found)
    correction = _correction(settings, proposal, column, rows, found.last_load_id)
    impact = preview_correction(settings, correction, rows)
    return replace(
        correction,
        proposed_by=proposed_by,
        snapshot_id=impact.snapshot.id,
        impact=impact.as_summary(),
    ), impact


def propose_correction(
    settings: Settings, actor: Person, proposal: Proposal
) -> tuple[Correction, Impact]:
    """Keep a proposal under the actor's name; it waits until a second person decides.

    Raises as `draft_correction`; RefusedError too where the role does not allow it or another
    correction speaks of the same row and value.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.corrections import (  # noqa: PLC0415
        add_correction,
        read_corrections,
    )

    actor.check_may(Act.PROPOSE_CORRECTION)
    if not proposal.reason.strip():
        raise UsageError("Nothing is corrected without a reason.", hint='Add --reason "...".')
    correction, impact = draft_correction(settings, proposal, actor.name)
    with open_state(settings).write(actor) as write:
        standing = standing_corrections(read_corrections(write))
        _check_free(correction, standing)
        number = add_correction(write, _told(correction))
        (kept,) = read_corrections(write, [number])
    return kept, impact


def standing_corrections(corrections: list[Correction]) -> list[Correction]:
    """Those that wait or are approved, and are not taken back."""
    reverted = {one.revert_of for one in corrections if one.decision == "approved"}
    return [
        one
        for one in corrections
        if one.decision != "rejected"
        and one.revert_of is None
        and one.correction_no not in reverted
    ]


def _check_free(correction: Correction, standing: list[Correction]) -> None:
    for one in standing:
        if one.target() == correction.target():
            verb = "waits for a decision" if one.decision is None else "is approved"
            raise RefusedError(
                f"Correction {one.correction_no} of this row and value {verb}.",
                hint=f"Have it rejected or take it back first: lotline fix revert "
                f"{one.correction_no}",
            )


def _told(correction: Correction) -> dict[str, object]:
    decided = {"correction_no", "proposed_by", "proposed_at"}
    return {name: value for name, value in correction.content().items() if name not in decided} | {
        "action": str(correction.action)
    }


def _check_words(proposal: Proposal) -> None:
    name = proposal.question.contract
    if name not in EXTRACTS or name in NOT_CORRECTED:
        known = ", ".join(sorted(set(EXTRACTS) - NOT_CORRECTED))
        raise UsageError(f"Rows of {name} are not corrected.", hint=f"Choose from {known}.")
    if proposal.reason_code not in REASON_CODES or proposal.reason_code == "reverted":
        raise UsageError(
            f"There is no reason code {proposal.reason_code}.",
            hint=f"Choose from {', '.join(code for code in REASON_CODES if code != 'reverted')}.",
        )


def _column(proposal: Proposal) -> str | None:
    """The column that is meant; checked against contract and action."""
    contract, action = EXTRACTS[proposal.question.contract], proposal.action
    if action is Action.VOID_ROW:
        return None
    column = proposal.column or ("lot_code" if action in ABOUT_LOTS else "")
    if column not in contract.column_names:
        raise UsageError(
            f"{contract.name} has no column {column or '(none given)'}.",
            hint=f"Choose with --column from {', '.join(contract.column_names)}.",
        )
    kind = contract[column].kind
    if (action in ABOUT_LOTS) != (kind == "lot_code") or column in UID_OF.values():
        word = "a code of a lot" if action in ABOUT_LOTS else "a value that is no lot"
        raise UsageError(
            f"{action} is about {word}, and {column} is not.",
            hint="Use `set_lot` for a lot and `set_value` for anything else.",
        )
    keys = {part for key in contract.key for part in key.split("|")}
    if action is Action.SET_VALUE and column in keys:
        raise UsageError(
            f"{column} is the key of {contract.name}: another key is another row.",
            hint="Void the row, and have its source send the right one.",
        )
    if action is Action.SET_VALUE and contract[column].is_required and proposal.value is None:
        raise UsageError(f"A row of {contract.name} needs {column}.", hint="Give --value VALUE.")
    return column


def _meant(proposal: Proposal, column: str | None, found: FoundRows) -> tuple[LandedRow, ...]:
    """The rows that are corrected: of one key, all with one old value."""
    question = proposal.question
    key = (question.key or "").replace("\x1f", ",")
    place = f"{question.file}, line {question.line}" if question.file else f"key {key or '(empty)'}"
    if not found.rows:
        raise NotFoundError(
            f"No row in force of {question.contract} is at {place}.",
            hint="Finding records and `lotline why` name files and lines; a later load may have "
            "replaced the row. Of a key of several columns, all are named, with a comma between.",
        )
    if found.withdrawn_by is not None:
        raise RefusedError(
            f"Load {found.withdrawn_by}, which says that it holds everything, lacks this row.",
            hint="It counts for nothing now; there is nothing to correct.",
        )
    keys = {(row.source_system, row.row_key) for row in found.rows}
    if len(keys) > 1:
        systems = ", ".join(sorted({row.source_system for row in found.rows}))
        raise UsageError(
            f"{place} is in several systems: {systems}.", hint="Say which one: --source SYSTEM."
        )
    rows = found.rows
    if column is not None and proposal.old is not None:
        wanted = proposal.old
        rows = tuple(row for row in rows if wanted in {row.values[column], _shown(row, column)})
    values = {row.row_hash if column is None else _old(row, column) for row in rows}
    if len(values) != 1:
        told = sorted({shown_value(row.values[column]) for row in found.rows}) if column else []
        raise UsageError(
            f"{len(found.rows)} rows of {question.contract} have this key"
            + (f" and say {', '.join(told)}." if told else "."),
            hint="Say which value is wrong with --old VALUE, or name file and line with --row.",
        )
    return rows


def _old(row: LandedRow, column: str) -> tuple[str | None, str | None]:
    uid = UID_OF.get(column)
    return row.values[column], row.values.get(uid) if uid else None


def _shown(row: LandedRow, column: str) -> str:
    return shown_value(row.values[column])


def _correction(
    settings: Settings,
    proposal: Proposal,
    column: str | None,
    rows: tuple[LandedRow, ...],
    last_load_id: str,
) -> Correction:
    row, action = rows[0], proposal.action
    old, uid = (row.row_hash, None) if column is None else _old(row, column)
    new: str | None = None
    if action in {Action.JOIN_LOTS, Action.PART_LOTS}:
        new = name_other_lot(settings, action, row, column or "", proposal.other_lot)
    elif column is not None and proposal.value is not None:
        told = EXTRACTS[row.contract][column]
        new = value_text(told.kind, proposal.value, told.choices)
        check_amount(row, column, new)
        if action is Action.SET_LOT:
            new = recorded_spelling(settings, row, column, new)
    new_uid = (proposal.uid or "").strip() or None if action is Action.SET_LOT else None
    if action in {Action.SET_LOT, Action.SET_VALUE} and (new, new_uid) == (old, uid):
        raise UsageError(
            f"{column} says {shown_value(old)} already.", hint="There is nothing to correct."
        )
    return Correction(
        correction_no=0,
        action=action,
        contract=row.contract,
        source_system=row.source_system,
        row_key=row.row_key,
        column_name=column,
        old_value=old,
        old_uid=uid,
        new_value=new,
        new_uid=new_uid,
        reason_code=proposal.reason_code,
        reason=proposal.reason.strip(),
        proposed_by="",
        proposed_at=datetime.now(UTC),
        revert_of=None,
        seen_load_id=last_load_id,
        snapshot_id="",
        impact={},
    )
