"""The tables of hold requests and releases, of what was seen later, and of consignees."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from traceability.store.state import case_holds, case_releases, case_watch, consignees
from traceability.store.state.guards import install
from traceability.store.state.schema import Instant

revision = "0010_holds"
down_revision = "0009_drills"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_AMOUNT = sa.String(40)
_METHODS = "'phone', 'mail', 'letter', 'visit'"


def upgrade() -> None:
    """Make the tables and their guards."""
    _make_releases()
    _make_requests()
    _make_watch()
    _make_consignees()
    _make_checks()
    for area in (case_releases, case_holds, case_watch, consignees):
        install(op, area.GUARDS)


def _make_releases() -> None:
    grounds = "'no_defect', 'disposed', 'reworked', 'recalled', 'out_of_scope'"
    _of_case(
        "case_releases",
        ["release_no"],
        _filled("ground", sa.String(20)),
        _filled("reason"),
        *_stamp("case_releases", "proposed"),
        _check("case_releases", "ground", f"ground in ({grounds})"),
        _check("case_releases", "reason", "trim(reason) <> ''"),
    )
    _of_case(
        "case_release_lines",
        ["release_no"],
        _filled("line_id"),
        _release("case_release_lines"),
        also_key="line_id",
    )
    table = "case_release_decisions"
    _of_case(
        table,
        ["release_no"],
        _filled("is_approved", sa.Boolean),
        _filled("reason"),
        *_stamp(table, "decided"),
        sa.Column("on_behalf_of", sa.String(100)),
        _filled("signature_no", _NUMBER),
        _release(table),
        _refers(table, "on_behalf_of", "users.user_name"),
        _refers(table, "signature_no", "signatures.signature_no"),
    )


def _make_requests() -> None:
    table = "case_requests"
    _of_case(
        table,
        ["request_no"],
        _filled("kind", sa.String(20)),
        sa.Column("site_code", sa.Text),
        _filled("version", sa.Integer),
        _filled("line_count", sa.Integer),
        _filled("file_name"),
        _filled("document_sha256", sa.String(64)),
        sa.Column("release_no", sa.Integer),
        *_stamp(table, "requested"),
        _filled("signature_no", _NUMBER),
        _release(table),
        _refers(table, "document_sha256", "case_documents.sha256"),
        _refers(table, "signature_no", "signatures.signature_no"),
        _check(table, "kind", "kind in ('hold', 'stop', 'release')"),
        _check(table, "line_count", "line_count > 0"),
        _check(table, "release", "(kind = 'release') = (release_no is not null)"),
    )
    table = "case_request_lines"
    columns = (
        *("site_code", "location", "handling_unit_code", "item_code", "lot_code", "lot_id"),
        *("qty", "uom", "stock_status", "place_kind", "work_order_code", "line_code"),
        *("delivery_code", "delivery_line_no", "customer_code", "evidence"),
    )
    _of_case(
        table,
        ["request_no", "line_no"],
        _filled("line_id"),
        _filled("action", sa.String(20)),
        *(sa.Column(name, _AMOUNT if name == "qty" else sa.Text) for name in columns),
        _filled("why"),
        sa.ForeignKeyConstraint(
            ["case_no", "request_no"],
            ["case_requests.case_no", "case_requests.request_no"],
            name=f"fk_{table}_case_no_request_no",
        ),
        sa.UniqueConstraint(
            "case_no", "request_no", "line_id", name=f"uq_{table}_case_no_request_no_line_id"
        ),
        _check(table, "action", "action in ('hold_stock', 'stop_order', 'stop_delivery')"),
    )


def _make_watch() -> None:
    table = "case_moves"
    _of_case(
        table,
        ["move_no"],
        _filled("request_no", _NUMBER),
        _filled("action", sa.String(20)),
        _filled("fact_id"),
        _filled("lot_id", sa.String(40)),
        sa.Column("item_code", sa.Text),
        sa.Column("lot_code", sa.Text),
        _filled("event_kind"),
        sa.Column("occurred_at_text", sa.Text),
        _filled("is_day_only", sa.Boolean),
        *(sa.Column(name, sa.Text) for name in ("site_code", "from_location", "to_location")),
        sa.Column("qty", _AMOUNT),
        *(sa.Column(name, sa.Text) for name in ("uom", "work_order_code", "delivery_code")),
        _filled("source_file"),
        _filled("source_row", _NUMBER),
        _filled("snapshot_id", sa.String(40)),
        _filled("seen_at", Instant),
        sa.UniqueConstraint(
            *("case_no", "action", "fact_id", "lot_id"),
            name=f"uq_{table}_case_no_action_fact_id_lot_id",
        ),
    )
    table = "case_telephone_answers"
    _of_case(
        table,
        ["answer_no"],
        *(_filled(name) for name in ("asked", "spoke_with", "question", "answer")),
        _filled("answered_at", Instant),
        *_stamp(table, "entered"),
        _check(table, "asked", "trim(asked) <> ''"),
        _check(table, "answer", "trim(answer) <> ''"),
    )
    op.create_table(
        "wrong_lot_cases",
        sa.Column("wrong_lot_no", _NUMBER, nullable=False, autoincrement=False),
        _filled("case_no", _NUMBER),
        _filled("opened_at", Instant),
        sa.PrimaryKeyConstraint("wrong_lot_no", name="pk_wrong_lot_cases"),
        _refers("wrong_lot_cases", "wrong_lot_no", "wrong_lots.wrong_lot_no"),
        _refers("wrong_lot_cases", "case_no", "cases.case_no"),
        sqlite_with_rowid=False,
    )


def _make_consignees() -> None:
    table = "consignee_notices"
    _of_case(
        table,
        ["notice_no"],
        *_consignee(),
        _filled("method", sa.String(20)),
        _filled("notified_at", Instant),
        _filled("note"),
        *_stamp(table, "entered"),
        _check(table, "method", f"method in ({_METHODS})"),
    )
    table = "consignee_answers"
    quantities = ("on_hand_qty", "returned_qty", "destroyed_qty", "sold_on_qty")
    _of_case(
        table,
        ["answer_no"],
        *_consignee(),
        _filled("lot_id", sa.String(40)),
        sa.Column("uom", sa.Text),
        *(sa.Column(name, _AMOUNT) for name in quantities),
        _filled("responded_at", Instant),
        _filled("note"),
        *_stamp(table, "entered"),
    )
    table = "consignee_reminders"
    _of_case(
        table,
        ["reminder_no"],
        *_consignee(),
        _filled("method", sa.String(20)),
        _filled("file_name"),
        _filled("document_sha256", sa.String(64)),
        _filled("is_sent", sa.Boolean),
        sa.Column("problem", sa.Text),
        *_stamp(table, "entered"),
        _refers(table, "document_sha256", "case_documents.sha256"),
    )


def _make_checks() -> None:
    table = "consignee_check_plans"
    _of_case(
        table,
        ["plan_no"],
        _filled("level", sa.String(1)),
        _filled("percent", _AMOUNT),
        _filled("seed"),
        _filled("population_count", sa.Integer),
        _filled("sample"),
        *_stamp(table, "entered"),
        _check(table, "level", "level in ('A', 'B', 'C', 'D', 'E')"),
    )
    table = "consignee_checks"
    _of_case(
        table,
        ["check_no"],
        _filled("plan_no", sa.Integer),
        *_consignee(),
        _filled("method", sa.String(20)),
        _filled("has_notice", sa.Boolean),
        _filled("has_acted", sa.Boolean),
        _filled("note"),
        _filled("checked_at", Instant),
        *_stamp(table, "entered"),
        sa.ForeignKeyConstraint(
            ["case_no", "plan_no"],
            ["consignee_check_plans.case_no", "consignee_check_plans.plan_no"],
            name=f"fk_{table}_case_no_plan_no",
        ),
    )
    table = "case_time_frames"
    _of_case(
        table,
        ["frame_no"],
        _filled("until_date", sa.String(10)),
        _filled("note"),
        *_stamp(table, "entered"),
        _check(table, "until_date", "length(until_date) = 10"),
    )


def _of_case(
    table: str, numbers: list[str], *parts: sa.schema.SchemaItem, also_key: str = ""
) -> None:
    key = ["case_no", *numbers, *([also_key] if also_key else [])]
    op.create_table(
        table,
        sa.Column("case_no", _NUMBER, nullable=False, autoincrement=False),
        *(sa.Column(name, sa.Integer, nullable=False, autoincrement=False) for name in numbers),
        *parts,
        sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
        _refers(table, "case_no", "cases.case_no"),
        sqlite_with_rowid=False,
    )


def _filled(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _consignee() -> tuple[sa.Column[Any], ...]:
    return (_filled("customer_code"), sa.Column("ship_to_code", sa.Text))


def _stamp(table: str, act: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        _filled(f"{act}_by", sa.String(100)),
        _filled(f"{act}_at", Instant),
        _refers(table, f"{act}_by", "users.user_name"),
    )


def _release(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["case_no", "release_no"],
        ["case_releases.case_no", "case_releases.release_no"],
        name=f"fk_{table}_case_no_release_no",
    )


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
