"""What persons decided about lines of a scope: left out, put back, still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import ActionList
from traceability.domain.instants import utc_text, utc_text_or_none
from traceability.services.cases.read_scope import read_scope

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]
TIME = "time:"
"""How the line of a lot begins that time excludes."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Exclusions by number, and when each line was last put back.

    seen: the line as an older scope had it when it was proposed, by number of the exclusion.
    """

    exclusions: list[Row]
    put_back: dict[str, Row]
    seen: dict[int, Row]

    def is_void(self, exclusion: Row) -> bool:
        """Whether the line was put back after it was proposed to leave it out."""
        back = self.put_back.get(exclusion["line_id"])
        return back is not None and back["reinstated_at"] > exclusion["proposed_at"]

    def open_ones(self) -> list[Row]:
        """Exclusions that wait for a second person."""
        return [
            one for one in self.exclusions if one["is_approved"] is None and not self.is_void(one)
        ]

    def left_out(self, scope: Row) -> frozenset[str]:
        """Ids of lines of a scope that two persons left out as they are, and nobody put back."""
        lines = lines_by_id(scope)
        return frozenset(
            one["line_id"]
            for one in self.exclusions
            if one["is_approved"] and not self.is_void(one) and not self._has_lapsed(one, lines)
        )

    def _has_lapsed(self, exclusion: Row, lines: dict[str, Row]) -> bool:
        """Whether the line is another one now than when it was proposed to leave it out."""
        before = self.seen.get(exclusion["exclusion_no"])
        now = lines.get(exclusion["line_id"])
        return before is not None and now is not None and not is_same_doubt(before, now)

    def undecided_by_time(self, scope: Row) -> list[Row]:
        """Lots of a scope that time alone excludes: neither left out by persons nor held too."""
        settled = self.left_out(scope)
        return [row for row in scope["excluded_by_time"] if time_line(row) not in settled]

    def as_rows(self, scope: Row) -> list[Row]:
        """The section `exclusions` of a case document."""
        lines = lines_by_id(scope)
        return [self._row(one, lines) for one in self.exclusions]

    def _row(self, one: Row, lines: dict[str, Row]) -> Row:
        back = self.put_back.get(one["line_id"]) if self.is_void(one) else None
        return {
            "line_id": one["line_id"],
            "list": one["action_list"],
            "what": one["what"],
            "reason": one["reason"],
            "basis": one["basis"],
            "exclusion_no": one["exclusion_no"],
            "proposed_by": one["proposed_by"],
            "proposed_at": utc_text(one["proposed_at"]),
            "decided_by": one["decided_by"],
            "on_behalf_of": one["on_behalf_of"],
            "decided_at": utc_text_or_none(one["decided_at"]),
            "is_approved": one["is_approved"],
            "has_lapsed": self._has_lapsed(one, lines),
            "held_too_by": back["reinstated_by"] if back else None,
            "held_too_at": utc_text(back["reinstated_at"]) if back else None,
        }


def read_decisions(read: Any, case_no: int) -> Decisions:
    """All that was decided about lines of a case. read: the state database."""
    from traceability.store.state.case_exclusions import (  # noqa: PLC0415 - keeps SQLAlchemy off
        read_exclusions,
        read_reinstatements,
    )

    back = {row["line_id"]: row for row in read_reinstatements(read, case_no)}
    exclusions = read_exclusions(read, case_no)
    return Decisions(exclusions, back, _seen(read, case_no, exclusions))


def _seen(read: Any, case_no: int, exclusions: list[Row]) -> dict[int, Row]:
    """Lines as the scope had them that was in force when each was proposed, where it is older."""
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - as above
    from traceability.store.state.case_scopes import read_scopes  # noqa: PLC0415 - same

    scopes = read_scopes(read, case_no)
    proposed: dict[str, list[Row]] = {}
    for one in exclusions:
        then = [row for row in scopes if row["frozen_at"] <= one["proposed_at"]]
        if then and then[-1]["version"] < scopes[-1]["version"]:
            proposed.setdefault(then[-1]["document_sha256"], []).append(one)
    found = {}
    for sha256, told in proposed.items():
        lines = lines_by_id(read_scope(read_document(read, sha256)))
        for one in told:
            if one["line_id"] in lines:
                found[one["exclusion_no"]] = lines[one["line_id"]]
    return found


def lines_by_id(scope: Row) -> dict[str, Row]:
    """Every line of the lists of a scope, and every lot that time excludes, by its id."""
    found = {line["line_id"]: line for lines in scope["actions"].values() for line in lines}
    return found | {time_line(row): row for row in scope["excluded_by_time"]}


_SUBJECT = (
    *("lots", "deliveries", "quantities", "qty", "planned_qty", "uom", "customer_code"),
    *("ship_to_code", "order_status", "reason"),
)
"""What two persons look at in a line: with anything else there, it is another question."""


def is_same_doubt(before: Row, now: Row) -> bool:
    """Whether a line still stands for the same goods, in doubt for no other missing record."""
    known = set(before.get("missing_records", ()))
    if set(now.get("missing_records", ())) - known:
        return False
    if before.get("nameless_returns", []) != now.get("nameless_returns", []):
        return False
    # An order names the lots that it touches in its sentence alone.
    names = (*_SUBJECT, "why") if "work_order_code" in now else _SUBJECT
    return all(before.get(name) == now.get(name) for name in names)


def join_lines(actions: dict[str, list[Row]], left_out: frozenset[str]) -> dict[str, list[Row]]:
    """The action lists with is_left_out.

    An exclusion holds only while a record is missing: a line that newer data confirms is back. So
    is one that stands for other goods than those that two persons left out.
    """
    return {
        name: [
            line
            | {
                "is_left_out": line["line_id"] in left_out and line["missing_record"] is not None,
                **_UNREQUESTED.get(name, {}),
            }
            for line in lines
        ]
        for name, lines in actions.items()
    }


_UNREQUESTED: dict[str, Row] = {
    ActionList.HOLD: {"hold": None},
    ActionList.STOP_ORDERS: {"stop": None},
}


def time_line(row: Row) -> str:
    """Id of the line of a lot that time excludes."""
    return f"{TIME}{row['lot_id']}"


def name_line(action_list: str, line: Row) -> str:
    """What a line is about, as people say it."""
    lot = f"{line.get('item_code') or '?'}:{line.get('lot_code') or '(unknown)'}"
    if action_list == ActionList.HOLD:
        places = (line["site_code"], line["location"], line["handling_unit_code"])
        return f"{lot} at {_places(places)}"
    if action_list == ActionList.STOP_ORDERS:
        return f"order {line['work_order_code']}"
    if action_list == ActionList.STOP_DELIVERIES:
        return f"{lot} on delivery {line['delivery_code']}"
    if action_list == ActionList.CALL:
        return f"{line['customer_name'] or line['customer_code'] or 'an unknown customer'}"
    return lot


def _places(places: Iterable[str | None]) -> str:
    return " / ".join(place for place in places if place) or "an unknown place"
