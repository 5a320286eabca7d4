"""Users, signatures and the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from traceability.store.state import audit, users
from traceability.store.state.guards import install
from traceability.store.state.schema import Instant

revision = "0001_state"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables and their guards."""
    op.create_table(
        "audit_rows",
        sa.Column("audit_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("occurred_at", sa.String(27), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("actor", sa.String(100), nullable=False),
        sa.Column("actor_kind", sa.String(20), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("subject_key", sa.Text, nullable=False),
        sa.Column("old_value", sa.Text),
        sa.Column("new_value", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("row_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("audit_no", name="pk_audit_rows"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "users",
        sa.Column("user_name", sa.String(100), nullable=False),
        sa.Column("full_name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("must_change_password", sa.Boolean, nullable=False),
        sa.Column("is_disabled", sa.Boolean, nullable=False),
        sa.Column("failed_count", sa.Integer, nullable=False),
        sa.Column("locked_until_at", Instant),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("user_name", name="pk_users"),
        sa.CheckConstraint(
            "user_name = lower(trim(user_name)) and user_name <> ''", name=op.f("ck_users_name")
        ),
        sa.CheckConstraint(
            "role in ('viewer', 'quality', 'data', 'approver', 'admin')", name=op.f("ck_users_role")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signatures",
        sa.Column("signature_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("user_name", sa.String(100), nullable=False),
        sa.Column("full_name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("meaning", sa.String(200), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("subject_key", sa.Text, nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("proven_at", Instant, nullable=False),
        sa.Column("signed_at", Instant, nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("signature_no", name="pk_signatures"),
        sa.ForeignKeyConstraint(["user_name"], ["users.user_name"], name="fk_signatures_user_name"),
        sqlite_with_rowid=False,
    )
    install(op, (*audit.GUARDS, *users.GUARDS))
