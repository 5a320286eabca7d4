"""The tables of drills, and of actions that cases lead to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from traceability.store.state import actions, drills
from traceability.store.state.guards import install
from traceability.store.state.schema import Instant

revision = "0009_drills"
down_revision = "0008_cases"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_WAYS = "direction in ('forward', 'backward')"


def upgrade() -> None:
    """Make the tables and their guards."""
    _make_draws()
    op.create_table(
        "drills",
        _case_no(),
        sa.Column("draw_no", _NUMBER, nullable=False),
        sa.Column("retest_of", _NUMBER),
        sa.Column("plan", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("case_no", name="pk_drills"),
        sa.UniqueConstraint("draw_no", name="uq_drills_draw_no"),
        _refers("drills", "case_no", "cases.case_no"),
        _refers("drills", "draw_no", "drill_draws.draw_no"),
        _refers("drills", "retest_of", "cases.case_no"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drill_truths",
        _case_no(),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("compared_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("case_no", "version", name="pk_drill_truths"),
        _refers("drill_truths", "case_no", "cases.case_no"),
        sqlite_with_rowid=False,
    )
    _make_results()
    _make_actions()
    later = set(drills.AT_CLOSING)
    install(op, (guard for guard in (*drills.GUARDS, *actions.GUARDS) if guard not in later))


def _make_draws() -> None:
    op.create_table(
        "drill_draws",
        sa.Column("draw_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("drawn_by", sa.String(100), nullable=False),
        sa.Column("drawn_by_kind", sa.String(20), nullable=False),
        sa.Column("drawn_at", Instant, nullable=False),
        sa.Column("seed", sa.Text),
        sa.Column("snapshot_id", sa.String(40), nullable=False),
        sa.Column("direction", sa.String(20), nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("is_blind", sa.Boolean, nullable=False),
        sa.Column("lot_id", sa.String(40), nullable=False),
        sa.Column("item_code", sa.Text),
        sa.Column("lot_code", sa.Text),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("candidate_count", "weight", "total_weight")
        ),
        sa.Column("factors", sa.Text, nullable=False),
        sa.Column("weights", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("draw_no", name="pk_drill_draws"),
        sa.CheckConstraint(_WAYS, name=op.f("ck_drill_draws_direction")),
        sa.CheckConstraint("seed is not null or not is_blind", name=op.f("ck_drill_draws_blind")),
        sqlite_with_rowid=False,
    )


def _make_results() -> None:
    op.create_table(
        "drill_results",
        _case_no(),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("direction", sa.String(20), nullable=False),
        sa.Column("is_passed", sa.Boolean, nullable=False),
        sa.Column("signed_at", Instant, nullable=False),
        sa.Column("seconds_to_scope", sa.String(40)),
        sa.Column("difficulty", sa.String(40)),
        sa.Column("accounted_percent", sa.String(40)),
        sa.PrimaryKeyConstraint("case_no", name="pk_drill_results"),
        _refers("drill_results", "case_no", "cases.case_no"),
        sa.CheckConstraint(_WAYS, name=op.f("ck_drill_results_direction")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drill_retests",
        _case_no(),
        sa.Column("due_on", sa.String(10), nullable=False),
        sa.Column("planned_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("case_no", name="pk_drill_retests"),
        _refers("drill_retests", "case_no", "cases.case_no"),
        sqlite_with_rowid=False,
    )


def _make_actions() -> None:
    op.create_table(
        "case_actions",
        sa.Column("action_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("case_no", _NUMBER, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("owner", sa.String(100), nullable=False),
        sa.Column("due_on", sa.String(10), nullable=False),
        sa.Column("planned_by", sa.String(100), nullable=False),
        sa.Column("planned_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("action_no", name="pk_case_actions"),
        _refers("case_actions", "case_no", "cases.case_no"),
        _refers("case_actions", "owner", "users.user_name"),
        _refers("case_actions", "planned_by", "users.user_name"),
        sa.CheckConstraint("trim(what) <> ''", name=op.f("ck_case_actions_what")),
        sa.CheckConstraint("length(due_on) = 10", name=op.f("ck_case_actions_due_on")),
        sqlite_with_rowid=False,
    )
    table = "case_actions_done"
    op.create_table(
        table,
        sa.Column("action_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("done_no", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("done_by", sa.String(100), nullable=False),
        sa.Column("done_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("action_no", "done_no", name=f"pk_{table}"),
        _refers(table, "action_no", "case_actions.action_no"),
        _refers(table, "done_by", "users.user_name"),
        sa.CheckConstraint("trim(note) <> ''", name=op.f(f"ck_{table}_note")),
        sqlite_with_rowid=False,
    )
    table = "case_action_checks"
    op.create_table(
        table,
        sa.Column("action_no", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("done_no", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("is_effective", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("checked_by", sa.String(100), nullable=False),
        sa.Column("checked_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("action_no", "done_no", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["action_no", "done_no"],
            ["case_actions_done.action_no", "case_actions_done.done_no"],
            name=f"fk_{table}_action_no_done_no",
        ),
        _refers(table, "checked_by", "users.user_name"),
        sa.CheckConstraint("trim(note) <> ''", name=op.f(f"ck_{table}_note")),
        sqlite_with_rowid=False,
    )


def _case_no() -> sa.Column[int]:
    return sa.Column("case_no", _NUMBER, nullable=False, autoincrement=False)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
