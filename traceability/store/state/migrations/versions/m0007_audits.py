"""The tables of periodic audits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from traceability.store.state import record_audits
from traceability.store.state.guards import install
from traceability.store.state.schema import Instant

revision = "0007_audits"
down_revision = "0006_wrong_lots"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables and their guards."""
    op.create_table(
        "record_audits",
        sa.Column("audit_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("period", sa.String(20), nullable=False),
        sa.Column("period_from", sa.String(10), nullable=False),
        sa.Column("period_until", sa.String(10), nullable=False),
        sa.Column("seed", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("population_count", sa.Integer, nullable=False),
        sa.Column("snapshot_id", sa.String(40), nullable=False),
        sa.Column("drawn_by", sa.String(100), nullable=False),
        sa.Column("drawn_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("audit_no", name="pk_record_audits"),
        sa.ForeignKeyConstraint(
            ["drawn_by"], ["users.user_name"], name="fk_record_audits_drawn_by"
        ),
        sa.CheckConstraint("period in ('weekly', 'monthly')", name=op.f("ck_record_audits_period")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_audit_entries",
        sa.Column("audit_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("entry_no", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("work_order_code", sa.Text, nullable=False),
        sa.Column("line_code", sa.Text),
        sa.Column("shift_code", sa.Text),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("recorded", sa.Text),
        sa.Column("source_file", sa.Text),
        sa.Column("source_row", sa.BigInteger),
        sa.PrimaryKeyConstraint("audit_no", "entry_no", name="pk_record_audit_entries"),
        sa.ForeignKeyConstraint(
            ["audit_no"], ["record_audits.audit_no"], name="fk_record_audit_entries_audit_no"
        ),
        sqlite_with_rowid=False,
    )
    _make_answers()
    install(op, record_audits.GUARDS)


def _make_answers() -> None:
    op.create_table(
        "record_audit_answers",
        sa.Column("audit_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("entry_no", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("seen", sa.Text),
        sa.Column("answered_by", sa.String(100), nullable=False),
        sa.Column("answered_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("audit_no", "entry_no", name="pk_record_audit_answers"),
        sa.ForeignKeyConstraint(
            ["audit_no", "entry_no"],
            ["record_audit_entries.audit_no", "record_audit_entries.entry_no"],
            name="fk_record_audit_answers_audit_no_entry_no",
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["users.user_name"], name="fk_record_audit_answers_answered_by"
        ),
        sa.CheckConstraint(
            "verdict in ('same', 'differs', 'no_paper', 'unrecorded')",
            name=op.f("ck_record_audit_answers_verdict"),
        ),
        sa.CheckConstraint(
            "verdict not in ('differs', 'unrecorded') or trim(seen) <> ''",
            name=op.f("ck_record_audit_answers_seen"),
        ),
        sqlite_with_rowid=False,
    )
