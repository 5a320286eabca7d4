"""Cases that follow ended ones, and guards against rows that would be in the way of a closing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from traceability.store.state import case_follow_ups, case_signings, drills
from traceability.store.state.guards import install
from traceability.store.state.schema import Instant

revision = "0012_follow_ups"
down_revision = "0011_signed_for"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table, and put its guards and those of sign-offs, results and retests in place."""
    table = "case_follow_ups"
    op.create_table(
        table,
        sa.Column("case_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("follows_no", _NUMBER, nullable=False),
        sa.Column("entered_by", sa.String(100), nullable=False),
        sa.Column("entered_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("case_no", name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
            for column, target in (
                ("case_no", "cases.case_no"),
                ("follows_no", "cases.case_no"),
                ("entered_by", "users.user_name"),
            )
        ),
        sqlite_with_rowid=False,
    )
    install(op, (*case_follow_ups.GUARDS, *case_signings.SIGN_OFF, *drills.AT_CLOSING))
