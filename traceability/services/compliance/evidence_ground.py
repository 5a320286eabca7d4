"""Everything that evidence is taken from, as it was at one instant: builds, signed cases, acts."""

from __future__ import annotations

import json
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import CaseKind, CaseState
from traceability.domain.instants import read_instant
from traceability.errors import LotlineError
from traceability.store import compliance as marts
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.domain.cases import CaseHead
    from traceability.domain.corrections import Correction
    from traceability.domain.record_audits import AuditEntry, RecordAudit
    from traceability.settings import Settings
    from traceability.store.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A signed or aborted case with the record it ended with; document None: it cannot be read."""

    head: CaseHead
    sha256: str
    content: bytes
    document: dict[str, Any] | None

    @property
    def is_signed(self) -> bool:
        """Whether it was closed by two persons, not aborted."""
        return self.head.state is CaseState.SIGNED

    @property
    def closed_at(self) -> datetime:
        """When it ended."""
        return self.head.closed_at or self.head.opened_at

    @property
    def is_drill(self) -> bool:
        """Whether it was a signed drill whose record can be read."""
        return self.is_signed and self.head.kind is CaseKind.DRILL and self.document is not None


@dataclass(frozen=True)
class Ground:
    """What there was at `as_of`. cases: signed and aborted ones, in order of their end."""

    settings: Settings
    as_of: datetime
    cases: tuple[KeptCase, ...] = ()
    open_cases: tuple[CaseHead, ...] = ()
    corrections: tuple[Correction, ...] = ()
    audits: tuple[RecordAudit, ...] = ()
    audit_entries: tuple[AuditEntry, ...] = ()
    _measures: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)

    @cached_property
    def builds(self) -> tuple[Snapshot, ...]:
        """Snapshots that were published by then and are kept, newest first."""
        found = snapshots.published(self.settings)
        told = [one for one in found if read_instant(one.manifest["built_at"]) < self.as_of]
        return tuple(sorted(told, key=lambda one: one.id, reverse=True))

    @cached_property
    def drills(self) -> tuple[KeptCase, ...]:
        """Signed drills, in order of their end."""
        return tuple(one for one in self.cases if one.is_drill)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Product families of finished lots, by the newest build; none where it did not look."""
        if not self.builds:
            return ()
        with open_warehouse(self.builds[0].warehouse, self.settings) as connection:
            looked = marts.has_measures(connection)
            return tuple(marts.read_families(connection)) if looked else ()

    def measures_of(self, build: Snapshot) -> dict[str, list[dict[str, Any]]]:
        """Measures of one build by name; empty where its models did not look for them."""
        if build.id not in self._measures:
            with open_warehouse(build.warehouse, self.settings) as connection:
                rows = marts.read_measures(connection) if marts.has_measures(connection) else []
            told: dict[str, list[dict[str, Any]]] = {}
            for row in rows:
                told.setdefault(row["measure"], []).append(row)
            self._measures[build.id] = told
        return self._measures[build.id]


def read_ground(settings: Settings, as_of: datetime) -> Ground:
    """All evidence before an instant; a home without a state database has none of cases."""
    if not (settings.state_url or settings.state_file.exists()):
        return Ground(settings, as_of)
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415
    from traceability.store.state.case_heads import read_heads  # noqa: PLC0415
    from traceability.store.state.corrections import read_corrections  # noqa: PLC0415
    from traceability.store.state.record_audits import read_audits, read_entries  # noqa: PLC0415
    from traceability.store.state.trail import read_records  # noqa: PLC0415

    with open_state(settings).read() as read:
        heads = [one for one in read_heads(read) if one.opened_at < as_of]
        records = read_records(read)
        kept = [
            _kept(head, records[head.case_no], read, read_document)
            for head in heads
            if head.case_no in records and head.closed_at is not None and head.closed_at < as_of
        ]
        ended = {one.head.case_no for one in kept}
        return Ground(
            settings,
            as_of,
            tuple(sorted(kept, key=lambda one: (one.closed_at, one.head.case_no))),
            tuple(head for head in heads if head.case_no not in ended),
            tuple(one for one in read_corrections(read) if one.proposed_at < as_of),
            tuple(one for one in read_audits(read) if one.drawn_at < as_of),
            tuple(read_entries(read)),
        )


def months_before(at: datetime, months: int) -> datetime:
    """The same day and time so many months earlier; the last day where a month is shorter."""
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    day = min(at.day, monthrange(year, month + 1)[1])
    return at.replace(year=year, month=month + 1, day=day)


def _kept(head: CaseHead, digest: str, read: Any, read_document: Any) -> KeptCase:
    try:
        content = read_document(read, digest)
        document = json.loads(content, parse_float=Decimal)
    except (LotlineError, ValueError):
        return KeptCase(head, digest, b"", None)
    return KeptCase(head, digest, content, document)
