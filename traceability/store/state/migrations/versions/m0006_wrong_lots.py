"""The tables of wrong lots."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from traceability.store.state import wrong_lots
from traceability.store.state.guards import Guard, install
from traceability.store.state.schema import Instant

revision = "0006_wrong_lots"
down_revision = "0005_alerts"

SIGNED_BY = tuple(
    Guard(
        table,
        "signed",
        "insert",
        "not exists (select 1 from signatures as signed where "
        f"signed.signature_no = new.signature_no and signed.user_name = new.{column})",
        f"{column} of {table} must have signed it.",
    )
    for table, column in (
        ("wrong_lot_statements", "stated_by"),
        ("wrong_lot_reviews", "reviewed_by"),
        ("wrong_lot_decisions", "decided_by"),
    )
)
"""What this step installed; `0011_signed_for` puts stricter ones in their place."""
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables and their guards."""
    op.create_table(
        "wrong_lots",
        sa.Column("wrong_lot_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("work_order_code", sa.Text, nullable=False),
        sa.Column("item_code", sa.Text),
        sa.Column("lot_id", sa.String(40), nullable=False),
        sa.Column("lot_code", sa.Text),
        sa.Column("intended_lot_id", sa.String(40)),
        sa.Column("intended_lot_code", sa.Text),
        *(sa.Column(name, sa.Text) for name in ("site_code", "line_code", "shift_code")),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("snapshot_id", sa.String(40), nullable=False),
        sa.Column("shipped", sa.Text, nullable=False),
        sa.Column("opened_by", sa.String(100), nullable=False),
        sa.Column("opened_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("wrong_lot_no", name="pk_wrong_lots"),
        _refers("wrong_lots", "opened_by", "users.user_name"),
        sa.CheckConstraint("trim(what) <> ''", name=op.f("ck_wrong_lots_what")),
        sqlite_with_rowid=False,
    )
    _make_statements()
    _make_reviews()
    op.create_table(
        "wrong_lot_decisions",
        sa.Column("review_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("is_approved", sa.Boolean, nullable=False),
        sa.Column("decided_by", sa.String(100), nullable=False),
        sa.Column("decided_at", Instant, nullable=False),
        sa.Column("decision_reason", sa.Text, nullable=False),
        sa.Column("signature_no", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("review_no", name="pk_wrong_lot_decisions"),
        _refers("wrong_lot_decisions", "review_no", "wrong_lot_reviews.review_no"),
        _refers("wrong_lot_decisions", "decided_by", "users.user_name"),
        _refers("wrong_lot_decisions", "signature_no", "signatures.signature_no"),
        sqlite_with_rowid=False,
    )
    later = set(wrong_lots.SIGNED)
    install(op, (*(guard for guard in wrong_lots.GUARDS if guard not in later), *SIGNED_BY))


def _make_statements() -> None:
    table = "wrong_lot_statements"
    op.create_table(
        table,
        sa.Column("wrong_lot_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("department", sa.String(20), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("stated_by", sa.String(100), nullable=False),
        sa.Column("stated_at", Instant, nullable=False),
        sa.Column("signature_no", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("wrong_lot_no", "department", name=f"pk_{table}"),
        sa.UniqueConstraint("wrong_lot_no", "stated_by", name=f"uq_{table}_wrong_lot_no_stated_by"),
        _refers(table, "wrong_lot_no", "wrong_lots.wrong_lot_no"),
        _refers(table, "stated_by", "users.user_name"),
        _refers(table, "signature_no", "signatures.signature_no"),
        sa.CheckConstraint(
            "department in ('production', 'stores', 'quality')",
            name=op.f(f"ck_{table}_department"),
        ),
        sa.CheckConstraint("trim(statement) <> ''", name=op.f(f"ck_{table}_statement")),
        sqlite_with_rowid=False,
    )


def _make_reviews() -> None:
    table = "wrong_lot_reviews"
    op.create_table(
        table,
        sa.Column("review_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("wrong_lot_no", _NUMBER, nullable=False),
        sa.Column("effect", sa.Text, nullable=False),
        sa.Column("disposition", sa.String(20), nullable=False),
        sa.Column("cause", sa.String(20), nullable=False),
        sa.Column("customer_code", sa.Text),
        sa.Column("concession_reference", sa.Text),
        sa.Column("concession_file", sa.Text),
        sa.Column("concession_sha256", sa.String(64)),
        sa.Column("reviewed_by", sa.String(100), nullable=False),
        sa.Column("reviewed_at", Instant, nullable=False),
        sa.Column("signature_no", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("review_no", name=f"pk_{table}"),
        _refers(table, "wrong_lot_no", "wrong_lots.wrong_lot_no"),
        _refers(table, "reviewed_by", "users.user_name"),
        _refers(table, "signature_no", "signatures.signature_no"),
        sa.CheckConstraint(
            "disposition in ('use_as_is', 're_test', 'rework', 'scrap', 'concession')",
            name=op.f(f"ck_{table}_disposition"),
        ),
        sa.CheckConstraint(
            "cause in ('change_over', 'top_up', 'ad_hoc_pick', 'rework', 'pilot_run', "
            "'pick_list', 'label', 'look_alike', 'entry_only', 'other')",
            name=op.f(f"ck_{table}_cause"),
        ),
        sa.CheckConstraint("trim(effect) <> ''", name=op.f(f"ck_{table}_effect")),
        sqlite_with_rowid=False,
    )


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
