"""The lives of findings, and what each build changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from traceability.store.state import findings
from traceability.store.state.guards import install
from traceability.store.state.schema import Instant

revision = "0003_findings"
down_revision = "0002_corrections"


def upgrade() -> None:
    """Make the tables and their guards."""
    op.create_table(
        "finding_lives",
        sa.Column("finding_id", sa.String(40), nullable=False),
        sa.Column("rule_id", sa.String(20), nullable=False),
        sa.Column("subject_kind", sa.String(40), nullable=False),
        sa.Column("severity", sa.String(2), nullable=False),
        sa.Column("cause_id", sa.String(40), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("item_code", sa.Text),
        sa.Column("site_code", sa.Text),
        sa.Column("line_code", sa.Text),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("owner", sa.String(100)),
        sa.Column("due_date", sa.String(10)),
        sa.Column("accepted_until", sa.String(10)),
        sa.Column("reason", sa.Text),
        sa.Column("changed_by", sa.String(100), nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.Column("first_snapshot_id", sa.String(40), nullable=False),
        sa.Column("first_seen_at", Instant, nullable=False),
        sa.Column("resolved_snapshot_id", sa.String(40)),
        sa.Column("resolved_at", Instant),
        sa.Column("return_count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("finding_id", name="pk_finding_lives"),
        sa.CheckConstraint(
            "state in ('new', 'in_work', 'accepted', 'resolved')",
            name=op.f("ck_finding_lives_state"),
        ),
        sa.CheckConstraint(
            "state <> 'accepted' or (reason is not null and accepted_until is not null)",
            name=op.f("ck_finding_lives_accepted"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "finding_builds",
        sa.Column("snapshot_id", sa.String(40), nullable=False),
        sa.Column("seen_at", Instant, nullable=False),
        sa.Column("new_count", sa.Integer, nullable=False),
        sa.Column("persisting_count", sa.Integer, nullable=False),
        sa.Column("resolved_count", sa.Integer, nullable=False),
        sa.Column("returned_count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("snapshot_id", name="pk_finding_builds"),
        sqlite_with_rowid=False,
    )
    install(op, findings.GUARDS)
