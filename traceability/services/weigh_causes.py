"""Say what hangs on the findings of one cause: the products, deliveries and customers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.finding_subject import FindingSubject
from traceability.services.open_snapshot import open_snapshot
from traceability.services.weigh_findings import weigh_findings
from traceability.store import findings as marts
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.domain.backfill import Stake
    from traceability.settings import Settings


def weigh_cause(settings: Settings, cause_id: str, snapshot_id: str | None = None) -> Stake:
    """What hangs on all findings of a cause together, in the widest scope; zeros for no finding.

    Raises DataMissingError when nothing is built, NotFoundError when there is no such snapshot.
    """
    opened = open_snapshot(settings, snapshot_id)
    warehouse = snapshots.named(settings, opened.stamp.id).warehouse
    with open_warehouse(warehouse, settings) as connection:
        rows = marts.read_subjects(connection, cause_id) if marts.has_findings(connection) else []
    return weigh_findings(opened.index, [FindingSubject.of(row) for row in rows])
