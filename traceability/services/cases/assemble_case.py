"""Put the case document together from the rows of a case and its frozen scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.cases import CaseHead, last_instant, seconds_between
from traceability.domain.instants import utc_text
from traceability.services.cases.first_line import first_line
from traceability.services.cases.join_lines import join_lines, read_decisions
from traceability.services.cases.join_sections import join_sections
from traceability.services.cases.read_scope import read_scope
from traceability.services.cases.work_on_case import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.domain.cases import LogEntry, Pause, Tick
    from traceability.store.state.read import StateRead

Row = dict[str, Any]
SCHEMA_VERSION = 1
_LISTS = (
    *("lots", "work_orders", "shipments", "open_deliveries", "stock", "customers", "suppliers"),
    *("excluded_by_time", "gaps"),
)
_UNFROZEN: Row = {
    "snapshot": None,
    "asked_at": None,
    "settings": {},
    "not_read": [],
    "bounds": [],
    "question": {"asked": [], "item": None, "lots": []},
    **{name: [] for name in _LISTS},
    "origins": {"lots": [], "work_orders": [], "suppliers": [], "gaps": []},
    "actions": {"hold": [], "stop_orders": [], "stop_deliveries": [], "call": []},
    "cut_off": [],
    "balances": {"unit": None, "raw": [], "orders": [], "finished": [], "totals": [], "marks": {}},
}
"""What a case has of a scope before the first one is frozen."""


def assemble_case(read: StateRead, case_no: int, scope: bytes | None = None) -> Row:
    """The case document, from the rows as they are: the same rows give the same document.

    scope: a scope document that takes the place of the one frozen last, for a replay. Raises
    NotFoundError, IntegrityError for a damaged scope.
    """
    from traceability.store.state import case_scopes  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - same
    from traceability.store.state.case_signings import read_signings  # noqa: PLC0415 - same
    from traceability.store.state.cases import (  # noqa: PLC0415 - same
        read_log,
        read_pauses,
        read_ticks,
    )

    head = head_of(read, case_no)
    versions = case_scopes.read_scopes(read, case_no)
    last = versions[-1] if versions else None
    data = (
        scope if scope is not None or last is None else read_document(read, last["document_sha256"])
    )
    told = _UNFROZEN if data is None else read_scope(data)
    ticks, pauses = read_ticks(read, case_no), read_pauses(read, case_no)
    log = read_log(read, case_no)
    decisions = read_decisions(read, case_no)
    actions = join_lines(told["actions"], decisions.left_out(told))
    document = {
        "schema_version": SCHEMA_VERSION,
        "case": _case(head),
        "snapshot": told["snapshot"],
        "code_version": last["code_version"] if last else None,
        "asked_at": told["asked_at"],
        "settings": (last["settings"] if last else {}) | told["settings"],
        "bounds": told["bounds"],
        **_course(head, ticks, pauses, log),
        "machine_seconds": _machine_seconds(case_scopes.read_steps(read, case_no)),
        "question": told["question"],
        "scope": _scope(versions),
        "first_line": first_line(actions),
        **{name: told[name] for name in _LISTS},
        "origins": told["origins"],
        "items": told.get("items", {}),
        "not_read": told["not_read"],
        "actions": actions,
        "exclusions": decisions.as_rows(told),
        "cut_off": told["cut_off"],
        "telephone_answers": [],
        "balances": told["balances"],
        "consignees": None,
        "holds": [],
        "drill": None,
        "actions_to_take": [],
        "files": [_file(one) for one in case_scopes.read_files(read, case_no)],
        "log": [_entry(one) for one in log],
        "signatures": [_signature(one) for one in read_signings(read, case_no)],
    }
    return join_sections(read, head, document)


def _case(head: CaseHead) -> Row:
    """The head in the order of its fields, in plain values."""
    told: Row = {name: getattr(head, name) for name in CaseHead.__slots__}
    return told | {
        "kind": str(head.kind),
        "state": str(head.state),
        "opened_at": utc_text(head.opened_at),
        "closed_at": utc_text(head.closed_at) if head.closed_at else None,
        "outcome": str(head.outcome) if head.outcome else None,
    }


def _course(head: CaseHead, ticks: list[Tick], pauses: list[Pause], log: list[LogEntry]) -> Row:
    until = last_instant(head, ticks, log)
    return {
        "clock": _clock(head, ticks, pauses),
        "pauses": [_pause(one) for one in pauses],
        "elapsed_seconds": seconds_between(head.opened_at, until, pauses),
    }


def _clock(head: CaseHead, ticks: Iterable[Tick], pauses: list[Pause]) -> list[Row]:
    return [
        {
            "event": str(tick.event),
            "meaning": tick.event.meaning,
            "person": tick.person,
            "occurred_at": utc_text(tick.occurred_at),
            "seconds_since_start": seconds_between(head.opened_at, tick.occurred_at, pauses),
            "note": tick.note,
        }
        for tick in ticks
    ]


def _pause(one: Pause) -> Row:
    return {
        "paused_at": utc_text(one.paused_at),
        "resumed_at": utc_text(one.resumed_at) if one.resumed_at else None,
        "by": one.paused_by,
        "reason": one.reason,
    }


def _machine_seconds(steps: list[Row]) -> Row:
    """Seconds by step; a step that was done again counts together."""
    found: Row = {}
    for one in steps:
        found[one["step"]] = found.get(one["step"], 0) + one["seconds"]
    return found


def _scope(versions: list[Row]) -> Row | None:
    if not versions:
        return None
    last = _version(versions[-1])
    told = {name: last[name] for name in _VERSION}
    return told | {"versions": [_version(one) for one in versions]}


_VERSION = ("version", "snapshot_id", "frozen_by", "frozen_at", "why", "sha256")


def _version(one: Row) -> Row:
    return {
        "version": one["version"],
        "snapshot_id": one["snapshot_id"],
        "frozen_by": one["frozen_by"],
        "frozen_at": utc_text(one["frozen_at"]),
        "why": one["why"],
        "sha256": one["document_sha256"],
        "counts": one["counts"],
        "says": f"v{one['version']}: {one['says']}",
        "says_zh": f"v{one['version']}：{one['says_zh']}",
        "held_too": one["held_too"],
        "change": one["change"],
    }


def _entry(one: LogEntry) -> Row:
    at = utc_text(one.occurred_at)
    return {"at": at, "person": one.person, "what": one.what, "basis": one.basis}


def _file(one: Row) -> Row:
    return {
        "name": one["name"],
        "sha256": one["sha256"],
        "size": one["byte_count"],
        "attached_by": one["attached_by"],
        "attached_at": utc_text(one["attached_at"]),
        "note": one["note"],
    }


def _signature(one: Row) -> Row:
    return {
        "signing": one["signing"],
        "meaning": one["meaning"],
        "full_name": one["full_name"],
        "role": one["role"],
        "user_name": one["user_name"],
        "on_behalf_of": one["on_behalf_of"],
        "signed_at": utc_text(one["signed_at"]),
        "timezone": one["timezone"],
        "content_sha256": one["document_sha256"],
    }
