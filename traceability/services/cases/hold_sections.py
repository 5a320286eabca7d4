"""Sections of a case document: requests with what moved, releases, answers by telephone."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from traceability.domain.holds import Action, RequestKind, standing
from traceability.domain.instants import utc_text, utc_text_or_none
from traceability.services.cases.request_holds import request_lines

if TYPE_CHECKING:
    from traceability.domain.holds import Request
    from traceability.store.state.read import StateRead

Row = dict[str, Any]
_MOVE = (
    *("action", "event_kind", "occurred_at_text", "is_day_only", "item_code", "lot_code", "lot_id"),
    *("site_code", "from_location", "to_location", "qty", "uom", "work_order_code"),
    *("delivery_code", "source_file", "source_row", "snapshot_id"),
)


def holds_section(read: StateRead, case_no: int, actions: dict[str, list[Row]]) -> list[Row]:
    """Requests by number.

    standing: lines not released since. fallen_out: those of them that the scope no longer names.
    """
    from traceability.store.state.case_holds import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        read_request_lines,
        read_requests,
    )
    from traceability.store.state.case_watch import read_moves  # noqa: PLC0415 - same

    requests = read_requests(read, case_no)
    if not requests:
        return []
    stand = standing(read_request_lines(read, case_no))
    counts = Counter(request.request_no for request, _ in stand.values())
    wanted = {line.line_id for line in request_lines(actions)}
    gone: dict[int, list[str]] = defaultdict(list)
    for line_id, (request, _) in sorted(stand.items()):
        if line_id not in wanted:
            gone[request.request_no].append(line_id)
    moves: dict[int, list[Row]] = defaultdict(list)
    for row in read_moves(read, case_no):
        moves[row["request_no"]].append(_move(row))
    return [
        {
            "request_no": one.request_no,
            "request_id": f"C-{case_no}/{one.request_no}",
            "kind": str(one.kind),
            "site_code": one.site_code,
            "lines": one.line_count,
            "standing": counts[one.request_no],
            "file_name": one.file_name,
            "sha256": one.document_sha256,
            "version": one.version,
            "requested_by": one.requested_by,
            "requested_at": utc_text(one.requested_at),
            "release_no": one.release_no,
            "fallen_out": gone[one.request_no],
            "moved": moves[one.request_no],
        }
        for one in requests
    ]


def mark_requested(read: StateRead, case_no: int, actions: dict[str, list[Row]]) -> None:
    """Say on each line that was asked for when, by whom, and whether it was released since."""
    from traceability.store.state.case_holds import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        read_request_lines,
    )

    told: dict[str, Row] = {}
    for request, line in read_request_lines(read, case_no):
        before = told.get(line.line_id)
        if before is not None or request.kind is not RequestKind.RELEASE:
            told[line.line_id] = _told(before, request)
    for name, key in (("hold", "hold"), ("stop_orders", "stop"), ("stop_deliveries", "stop")):
        for row in actions[name]:
            row[key] = told.get(row["line_id"])


def releases_section(read: StateRead, case_no: int) -> list[Row]:
    """Releases by number; is_approved is None while an approver has not decided."""
    from traceability.store.state.case_releases import (  # noqa: PLC0415 - keeps SQLAlchemy off
        read_releases,
    )

    return [
        {
            "release_no": one["release_no"],
            "ground": one["ground"],
            "reason": one["reason"],
            "lines": len(one["line_ids"]),
            "line_ids": one["line_ids"],
            "proposed_by": one["proposed_by"],
            "proposed_at": utc_text(one["proposed_at"]),
            "is_approved": one["is_approved"],
            "decided_by": one["decided_by"],
            "on_behalf_of": one["on_behalf_of"],
            "decided_at": utc_text_or_none(one["decided_at"]),
        }
        for one in read_releases(read, case_no)
    ]


def telephone_section(read: StateRead, case_no: int) -> list[Row]:
    """What was said by telephone, oldest entry first."""
    from traceability.store.state.case_watch import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        read_telephone_answers,
    )

    names = ("answer_no", "asked", "spoke_with", "question", "answer")
    return [
        {
            **{name: one[name] for name in names},
            "answered_at": utc_text(one["answered_at"]),
            "entered_by": one["entered_by"],
            "entered_at": utc_text(one["entered_at"]),
        }
        for one in read_telephone_answers(read, case_no)
    ]


def _told(before: Row | None, request: Request) -> Row:
    if request.kind is RequestKind.RELEASE and before is not None:
        return before | {
            "released_at": utc_text(request.requested_at),
            "released_by": request.requested_by,
        }
    return {
        "request_no": request.request_no,
        "file_name": request.file_name,
        "requested_by": request.requested_by,
        "requested_at": utc_text(request.requested_at),
        "released_at": None,
        "released_by": None,
    }


def _move(row: Row) -> Row:
    told = {name: row[name] for name in _MOVE}
    told["occurred_at"] = told.pop("occurred_at_text")
    return told | {"seen_at": utc_text(row["seen_at"]), "says": say_move(row)}


def say_move(row: Row) -> str:
    """A row that was found later, in a sentence."""
    lot = f"{row['item_code'] or '?'}:{row['lot_code'] or '(unknown)'}"
    kind = row["event_kind"].replace("_", " ")
    hour = " (its hour is not recorded)" if row["is_day_only"] else ""
    at = f"{row['occurred_at_text']}{hour}"
    site = f" at {row['site_code']}" if row["site_code"] else ""
    if row["action"] == Action.STOP_ORDER:
        return f"Order {row['work_order_code']} still booked: {kind} of {lot}{site}, {at}."
    if row["action"] == Action.STOP_DELIVERY:
        return f"Delivery {row['delivery_code']} left with {lot}{site}, {at}."
    return f"{lot} moved: {kind}{site}, {at}."
