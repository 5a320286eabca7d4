"""Measure one snapshot: what the warehouse counted, what the index shows, what people corrected."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from traceability.contracts.metrics import METRICS
from traceability.index.reader import GenealogyIndex
from traceability.services.measure_corrections import measure_corrections
from traceability.services.measure_index import measure_index
from traceability.services.metric_ground import Ground
from traceability.store import metrics as marts
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.domain.metrics import MetricValue
    from traceability.settings import Settings
    from traceability.store.snapshots import Snapshot
    from traceability.store.state.read import StateRead

_BY_KEY = attrgetter("metric_id", "measure", "dimension", "dimension_value", "weight", "uom")
_PLACES = {metric.metric_id: place for place, metric in enumerate(METRICS)}


def measure_build(
    settings: Settings, snapshot: Snapshot, state: StateRead | None
) -> list[MetricValue] | None:
    """All figures of a snapshot, in the order of the metrics; None where its models measured none.

    state: where corrections and the lives of findings are read, None = nowhere.
    """
    with open_warehouse(snapshot.warehouse, settings) as connection:
        if not marts.has_metrics(connection):
            return None
        values = marts.read_figures(connection)
        lots, runs = (marts.read_facts(connection, name) for name in ("metric_lots", "metric_runs"))
    index = GenealogyIndex(snapshot.index)
    values += measure_index(index, Ground(index, lots, runs))
    if state is not None:
        from traceability.store.state.corrections import read_corrections  # noqa: PLC0415 - late
        from traceability.store.state.findings import read_lives  # noqa: PLC0415 - keeps SQL away

        now = datetime.now(UTC)
        values += measure_corrections(read_corrections(state), read_lives(state), now)
    values.sort(key=_BY_KEY)
    values.sort(key=lambda value: _PLACES[value.metric_id])
    return values
