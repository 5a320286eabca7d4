"""The figures of each build, kept for ever: neither pruning nor building anew rewrites a trend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    select,
)

from traceability.domain.metrics import COUNT, DIMENSIONS, QUANTITY, MeasuredBuild, MetricValue
from traceability.store.state.columns import one_of
from traceability.store.state.guards import append_only
from traceability.store.state.schema import METADATA, Amount, Instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

_KEY = (*("snapshot_id", "metric_id", "measure", "dimension", "dimension_value", "weight", "uom"),)

METRIC_BUILDS = Table(
    "metric_builds",
    METADATA,
    Column("snapshot_id", String(40), primary_key=True),
    Column("data_as_of", String(40), nullable=True),
    Column("measured_at", Instant, nullable=False),
    Column("value_count", Integer, nullable=False),
)
"""One row per snapshot whose figures were kept."""

METRIC_VALUES = Table(
    "metric_values",
    METADATA,
    Column("snapshot_id", String(40), ForeignKey("metric_builds.snapshot_id"), primary_key=True),
    Column("metric_id", String(40), primary_key=True),
    Column("measure", String(40), primary_key=True),
    Column("dimension", String(20), primary_key=True),
    Column("dimension_value", Text, primary_key=True),
    Column("weight", String(20), primary_key=True),
    Column("uom", String(40), primary_key=True),
    Column("numerator", Amount, nullable=False),
    Column("denominator", Amount, nullable=False),
    Column("assessable_count", BigInteger, nullable=False),
    Column("subject_count", BigInteger, nullable=False),
    Column("median", Float, nullable=True),
    Column("p95", Float, nullable=True),
    Column("most", Float, nullable=True),
    one_of("dimension", DIMENSIONS),
    CheckConstraint(f"weight in ('{COUNT}', '{QUANTITY}')", name="weight"),
    CheckConstraint("assessable_count <= subject_count", name="assessable"),
)
"""One row per figure of a build; traceability/domain/metrics.py says what the columns mean."""

GUARDS = (
    *append_only("metric_builds", [["snapshot_id"]]),
    *append_only("metric_values", [list(_KEY)]),
)


def read_metric_builds(read: StateRead) -> list[MeasuredBuild]:
    """The builds whose figures were kept, oldest first; snapshot ids begin with their time."""
    rows = read.rows(select(METRIC_BUILDS).order_by(METRIC_BUILDS.c.snapshot_id))
    return [MeasuredBuild(**row) for row in rows]


def read_values(
    read: StateRead, *, snapshot_id: str | None = None, dimension: str | None = None
) -> list[tuple[str, MetricValue]]:
    """(snapshot id, figure): of one build or of all, by one dimension or all, in a total order."""
    statement = select(METRIC_VALUES).order_by(*(METRIC_VALUES.c[name] for name in _KEY))
    if snapshot_id is not None:
        statement = statement.where(METRIC_VALUES.c.snapshot_id == snapshot_id)
    if dimension is not None:
        statement = statement.where(METRIC_VALUES.c.dimension == dimension)
    return [(row.pop("snapshot_id"), MetricValue(**row)) for row in read.rows(statement)]


def add_build(
    write: StateWrite, snapshot_id: str, data_as_of: str | None, values: Sequence[MetricValue]
) -> None:
    """Keep the figures of a build. Raises RefusedError where those of this snapshot are kept."""
    told: dict[str, Any] = {
        "snapshot_id": snapshot_id,
        "data_as_of": data_as_of,
        "measured_at": write.at,
        "value_count": len(values),
    }
    write.insert(METRIC_BUILDS, told)
    names = [column.name for column in METRIC_VALUES.columns if column.name != "snapshot_id"]
    rows = [
        {"snapshot_id": snapshot_id} | {name: getattr(value, name) for name in names}
        for value in values
    ]
    if rows:
        write.insert_many(METRIC_VALUES, rows, why=f"the figures of snapshot {snapshot_id}")
