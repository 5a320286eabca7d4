"""List cases: the open ones first, the latest of them first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import CaseKind, last_instant, seconds_between
from traceability.domain.instants import utc_text

if TYPE_CHECKING:
    from decimal import Decimal

    from traceability.domain.cases import CaseHead
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list. version, lots, customers: of the scope frozen last, None before one."""

    head: CaseHead
    version: int | None
    snapshot_id: str | None
    lots: int | None
    customers: int | None
    elapsed_seconds: Decimal

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        head = self.head
        return {
            "case_no": head.case_no,
            "kind": str(head.kind),
            "class_scheme": head.class_scheme,
            "class_value": head.class_value,
            "title": head.title,
            "state": str(head.state),
            "is_simulated": head.is_simulated,
            "opened_by": head.opened_by,
            "opened_at": utc_text(head.opened_at),
            "closed_at": utc_text(head.closed_at) if head.closed_at else None,
            "outcome": str(head.outcome) if head.outcome else None,
            "version": self.version,
            "snapshot_id": self.snapshot_id,
            "lots": self.lots,
            "customers": self.customers,
            "elapsed_seconds": self.elapsed_seconds,
        }


def list_cases(settings: Settings, kind: CaseKind | None = None) -> list[CaseLine]:
    """All cases, or those of one kind. Raises DataMissingError for a dead state database."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_heads import read_heads  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        heads = [one for one in read_heads(read) if kind in {None, one.kind}]
        lines = [_line(read, head) for head in heads]
    return sorted(lines, key=lambda one: (one.head.is_ended, -one.head.case_no))


def pinned_by_cases(settings: Settings) -> frozenset[str]:
    """Snapshots that some case was frozen on. Makes no state database where there is none.

    Raises DataMissingError when it does not answer: then nobody knows what a case needs.
    """
    if not settings.state_url and not settings.state_file.exists():
        return frozenset()
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_scopes import snapshots_of_cases  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        return snapshots_of_cases(read)


def _line(read: Any, head: CaseHead) -> CaseLine:
    from traceability.store.state import cases  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_scopes import read_scopes  # noqa: PLC0415 - same

    scopes = read_scopes(read, head.case_no)
    last = scopes[-1] if scopes else {"version": None, "snapshot_id": None, "counts": {}}
    pauses = cases.read_pauses(read, head.case_no)
    ticks, log = cases.read_ticks(read, head.case_no), cases.read_log(read, head.case_no)
    until = last_instant(head, ticks, log)
    return CaseLine(
        head,
        last["version"],
        last["snapshot_id"],
        last["counts"].get("lots"),
        last["counts"].get("customers"),
        seconds_between(head.opened_at, until, pauses),
    )
