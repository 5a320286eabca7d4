"""List what would stay open if what is in progress were closed or shipped as recorded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.contracts.catalogue import catalogued
from traceability.errors import DataMissingError
from traceability.services.open_snapshot import open_snapshot
from traceability.store import metrics as marts
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.domain.trace import SnapshotStamp
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class OpenGap:
    """One gap of an order in progress, a lot of the last day, or an open delivery.

    rule_id: the rule that would find it then; severity: the gravest it gives.
    """

    subject_kind: str
    subject_code: str
    site_code: str | None
    line_code: str | None
    item_code: str | None
    rule_id: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class OpenGaps:
    """All of them, by kind of subject, and how many subjects of each kind have any."""

    snapshot: SnapshotStamp
    gaps: tuple[OpenGap, ...]

    @property
    def subject_counts(self) -> tuple[tuple[str, int], ...]:
        """Kinds of subjects in the order of the list, each with the number of its subjects."""
        subjects = dict.fromkeys((gap.subject_kind, gap.subject_code) for gap in self.gaps)
        return tuple(Counter(kind for kind, _ in subjects).items())

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {"snapshot": self.snapshot, "open_gaps": self.gaps}


def list_open_gaps(settings: Settings, snapshot_id: str | None = None) -> OpenGaps:
    """Every gap that would stay, by the records of a snapshot, by default the one in force.

    Raises DataMissingError when nothing is built, or nothing looked at what is in progress.
    """
    stamp = open_snapshot(settings, snapshot_id).stamp
    with open_warehouse(snapshots.named(settings, stamp.id).warehouse, settings) as connection:
        if not marts.has_open_gaps(connection):
            raise DataMissingError(
                f"Snapshot {stamp.id} was built without looking at what is in progress.",
                hint="Run `lotline build`.",
            )
        rows = marts.read_open_gaps(connection)
    gaps = (OpenGap(**row, severity=min(catalogued(row["rule_id"]).severities)) for row in rows)
    return OpenGaps(stamp, tuple(gaps))
