"""The demo: an example plant, from its extracts to one timed answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import examples
from ingestion.ingest import ingest
from traceability.domain.scope import Direction
from traceability.errors import RefusedError, UsageError
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings
from traceability.store.manifests import read_manifests
from traceability.store.marts import WarehouseMarts
from traceability.store.snapshots import Snapshot
from traceability.store.warehouse import open_warehouse

_EXAMPLES = {"tryton_food": "tryton"}
"""Example folder -> the profile that reads it."""


def load_example(settings: Settings, name: str, publish: Callable[[Settings], Snapshot]) -> str:
    """Ingest, build and publish an example; returns the id of the raw lot worth tracing.

    Raises UsageError for an unknown example, and RefusedError when the home holds other data.
    """
    if name not in _EXAMPLES:
        raise UsageError(
            f"There is no example {name}.", hint=f"Examples: {', '.join(sorted(_EXAMPLES))}."
        )
    profile = _EXAMPLES[name]
    others = {load.document["profile"] for load in read_manifests(settings)} - {profile}
    if others:
        raise RefusedError(
            f"{settings.home} holds data of other profiles: {', '.join(sorted(others))}.",
            hint="Set LOTLINE_HOME to an empty folder for the demo.",
        )
    tables = Path(examples.__file__).parent / name / "tables"
    ingest([tables], settings, profile=profile)
    snapshot = publish(settings)
    return _widest_raw_lot(settings, snapshot)


def _widest_raw_lot(settings: Settings, snapshot: Snapshot) -> str:
    """The received raw lot that reached most customers; ties go to the first received."""
    with open_warehouse(snapshot.warehouse, settings) as connection:
        lots = WarehouseMarts(connection).batches("trace_lots", ("first_seen_at", "lot_id"))
        received = [
            str(row["lot_id"])
            for batch in lots
            for row in batch.to_pylist()
            if row["origin"] == "received" and not row["is_unknown"]
        ]
    return max(
        received,
        key=lambda lot: trace_lot(settings, [lot], direction=Direction.FORWARD).counts.customers,
    )
