"""The tables of corrections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from traceability.store.state import corrections
from traceability.store.state.guards import install
from traceability.store.state.schema import Instant

revision = "0002_corrections"
down_revision = "0001_state"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables and their guards."""
    _make_corrections()
    _make_decisions()
    install(op, corrections.GUARDS)


def _make_corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("correction_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("contract", sa.String(40), nullable=False),
        sa.Column("source_system", sa.String(100), nullable=False),
        sa.Column("row_key", sa.Text, nullable=False),
        sa.Column("column_name", sa.String(60)),
        sa.Column("old_value", sa.Text),
        sa.Column("old_uid", sa.Text),
        sa.Column("new_value", sa.Text),
        sa.Column("new_uid", sa.Text),
        sa.Column("reason_code", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("proposed_by", sa.String(100), nullable=False),
        sa.Column("proposed_at", Instant, nullable=False),
        sa.Column("revert_of", _NUMBER),
        sa.Column("seen_load_id", sa.String(20), nullable=False),
        sa.Column("snapshot_id", sa.String(40), nullable=False),
        sa.Column("impact", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("correction_no", name="pk_corrections"),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["users.user_name"], name="fk_corrections_proposed_by"
        ),
        sa.ForeignKeyConstraint(
            ["revert_of"], ["corrections.correction_no"], name="fk_corrections_revert_of"
        ),
        sa.CheckConstraint(
            "action in ('set_lot', 'join_lots', 'part_lots', 'set_value', 'void_row')",
            name=op.f("ck_corrections_action"),
        ),
        sa.CheckConstraint(
            "trim(reason) <> '' and trim(reason_code) <> ''", name=op.f("ck_corrections_reason")
        ),
        sqlite_with_rowid=False,
    )


def _make_decisions() -> None:
    op.create_table(
        "correction_decisions",
        sa.Column("correction_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("decided_by", sa.String(100), nullable=False),
        sa.Column("decided_at", Instant, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("signature_no", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("correction_no", name="pk_correction_decisions"),
        sa.ForeignKeyConstraint(
            ["correction_no"],
            ["corrections.correction_no"],
            name="fk_correction_decisions_correction_no",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.user_name"], name="fk_correction_decisions_decided_by"
        ),
        sa.ForeignKeyConstraint(
            ["signature_no"],
            ["signatures.signature_no"],
            name="fk_correction_decisions_signature_no",
        ),
        sa.CheckConstraint(
            "decision in ('approved', 'rejected')", name=op.f("ck_correction_decisions_decision")
        ),
        sqlite_with_rowid=False,
    )
