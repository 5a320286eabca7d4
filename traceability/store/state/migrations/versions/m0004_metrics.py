"""The tables of metrics."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from traceability.store.state import metrics
from traceability.store.state.guards import install
from traceability.store.state.schema import Amount, Instant

revision = "0004_metrics"
down_revision = "0003_findings"


def upgrade() -> None:
    """Make the tables and their guards."""
    op.create_table(
        "metric_builds",
        sa.Column("snapshot_id", sa.String(40), nullable=False),
        sa.Column("data_as_of", sa.String(40)),
        sa.Column("measured_at", Instant, nullable=False),
        sa.Column("value_count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("snapshot_id", name="pk_metric_builds"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "metric_values",
        sa.Column("snapshot_id", sa.String(40), nullable=False),
        sa.Column("metric_id", sa.String(40), nullable=False),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("dimension", sa.String(20), nullable=False),
        sa.Column("dimension_value", sa.Text, nullable=False),
        sa.Column("weight", sa.String(20), nullable=False),
        sa.Column("uom", sa.String(40), nullable=False),
        sa.Column("numerator", Amount, nullable=False),
        sa.Column("denominator", Amount, nullable=False),
        sa.Column("assessable_count", sa.BigInteger, nullable=False),
        sa.Column("subject_count", sa.BigInteger, nullable=False),
        sa.Column("median", sa.Float),
        sa.Column("p95", sa.Float),
        sa.Column("most", sa.Float),
        sa.PrimaryKeyConstraint(
            *("snapshot_id", "metric_id", "measure", "dimension", "dimension_value"),
            *("weight", "uom"),
            name="pk_metric_values",
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["metric_builds.snapshot_id"], name="fk_metric_values_snapshot_id"
        ),
        sa.CheckConstraint(
            "dimension in ('all', 'site', 'line', 'shift', 'family', 'period')",
            name=op.f("ck_metric_values_dimension"),
        ),
        sa.CheckConstraint("weight in ('count', 'quantity')", name=op.f("ck_metric_values_weight")),
        sa.CheckConstraint(
            "assessable_count <= subject_count", name=op.f("ck_metric_values_assessable")
        ),
        sqlite_with_rowid=False,
    )
    install(op, metrics.GUARDS)
