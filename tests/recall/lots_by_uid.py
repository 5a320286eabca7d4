"""The example's lots by the ERP's own lot id, read from the warehouse."""

from __future__ import annotations

from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse


def lot_ids_by_uid(settings: Settings) -> dict[str, str]:
    with open_warehouse(snapshots.current(settings).warehouse, settings) as connection:
        rows = connection.execute(
            "select lot_uid, lot_id from marts.trace_lots where lot_uid is not null"
        ).fetchall()
    return dict(rows)
