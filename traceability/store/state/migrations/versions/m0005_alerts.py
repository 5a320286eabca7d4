"""The tables of alerts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from traceability.store.state import alerts
from traceability.store.state.guards import install
from traceability.store.state.schema import Instant

revision = "0005_alerts"
down_revision = "0004_metrics"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables and their guards."""
    op.create_table(
        "alerts",
        sa.Column("alert_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("cause_key", sa.Text, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("raised_snapshot_id", sa.String(40), nullable=False),
        sa.Column("raised_at", Instant, nullable=False),
        sa.Column("ended_snapshot_id", sa.String(40)),
        sa.Column("ended_at", Instant),
        sa.Column("answer", sa.Text),
        sa.Column("answered_by", sa.String(100)),
        sa.Column("answered_at", Instant),
        sa.PrimaryKeyConstraint("alert_no", name="pk_alerts"),
        sa.ForeignKeyConstraint(["answered_by"], ["users.user_name"], name="fk_alerts_answered_by"),
        sa.CheckConstraint(
            "answered_by is null or trim(answer) <> ''", name=op.f("ck_alerts_answer")
        ),
        sqlite_with_rowid=False,
    )
    _make_news()
    op.create_table(
        "alert_builds",
        sa.Column("snapshot_id", sa.String(40), nullable=False),
        sa.Column("judged_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("snapshot_id", name="pk_alert_builds"),
        sqlite_with_rowid=False,
    )
    install(op, alerts.GUARDS)


def _make_news() -> None:
    op.create_table(
        "alert_news",
        sa.Column("news_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("alert_no", _NUMBER, nullable=False),
        sa.Column("snapshot_id", sa.String(40), nullable=False),
        sa.Column("change", sa.String(20), nullable=False),
        sa.Column("told_at", Instant, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("affected", "entered", "gone", "revised")
        ),
        sa.PrimaryKeyConstraint("news_no", name="pk_alert_news"),
        sa.ForeignKeyConstraint(["alert_no"], ["alerts.alert_no"], name="fk_alert_news_alert_no"),
        sa.CheckConstraint(
            "change in ('raised', 'changed', 'ended')", name=op.f("ck_alert_news_change")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alert_deliveries",
        sa.Column("news_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("tried_at", Instant),
        sa.Column("problem", sa.Text),
        sa.PrimaryKeyConstraint("news_no", "channel", name="pk_alert_deliveries"),
        sa.ForeignKeyConstraint(
            ["news_no"], ["alert_news.news_no"], name="fk_alert_deliveries_news_no"
        ),
        sa.CheckConstraint(
            "state in ('waiting', 'sent', 'refused')", name=op.f("ck_alert_deliveries_state")
        ),
        sqlite_with_rowid=False,
    )
