"""Users and their signatures: the tables, and what the database itself refuses."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    String,
    Table,
    Text,
)

from traceability.domain.roles import Role
from traceability.store.state.columns import NUMBER, one_of, quoted, user
from traceability.store.state.guards import Guard, append_only, fixed_columns, never_removed
from traceability.store.state.schema import METADATA, Instant

USERS = Table(
    "users",
    METADATA,
    Column("user_name", String(100), primary_key=True),
    Column("full_name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("must_change_password", Boolean, nullable=False),
    Column("is_disabled", Boolean, nullable=False),
    Column("failed_count", Integer, nullable=False),
    Column("locked_until_at", Instant, nullable=True),
    Column("created_at", Instant, nullable=False),
    CheckConstraint("user_name = lower(trim(user_name)) and user_name <> ''", name="name"),
    one_of("role", Role),
)
"""user_name: lower case, so that no two names differ by case alone. failed_count: wrong
passwords in a row. must_change_password: somebody else knows it; such a user signs nothing."""

SIGNATURES = Table(
    "signatures",
    METADATA,
    Column("signature_no", NUMBER, primary_key=True, autoincrement=False),
    user("user_name"),
    Column("full_name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("meaning", String(200), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("content_sha256", String(64), nullable=False),
    Column("proven_at", Instant, nullable=False),
    Column("signed_at", Instant, nullable=False),
    Column("timezone", String(64), nullable=False),
)
"""content_sha256: of the canonical text of what was signed. proven_at: when the password was
last given; full_name and role: as they were then."""

GUARDS = (
    *never_removed("users", [["user_name"]]),
    fixed_columns("users", ["user_name", "created_at"]),
    *(
        Guard("users", f"role_{event}", event, f"new.role not in ({quoted(Role)})", "Unknown role.")
        for event in ("insert", "update")
    ),
    *append_only("signatures", [["signature_no"]]),
)
