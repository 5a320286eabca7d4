"""The tables of cases, their documents and signatures, and of deputies."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from traceability.store.state import (
    case_documents,
    case_exclusions,
    case_reports,
    case_scopes,
    case_signings,
    cases,
    deputies,
)
from traceability.store.state.guards import install
from traceability.store.state.schema import Instant

revision = "0008_cases"
down_revision = "0007_audits"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_KINDS = "'investigation', 'drill', 'stock_recovery', 'withdrawal', 'recall'"


def upgrade() -> None:
    """Make the tables and their guards."""
    op.create_table(
        "case_documents",
        sa.Column("sha256", sa.String(64), nullable=False),
        _text("media_type", sa.String(200)),
        _text("byte_count", sa.Integer),
        _text("content", sa.LargeBinary),
        sa.PrimaryKeyConstraint("sha256", name="pk_case_documents"),
        _check("case_documents", "sha256", "length(sha256) = 64"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cases",
        sa.Column("case_no", _NUMBER, nullable=False, autoincrement=False),
        _text("opening_kind", sa.String(20)),
        *(_text(name) for name in ("title", "reason")),
        sa.Column("scenario", sa.Text),
        _text("is_simulated", sa.Boolean),
        _text("opened_by", sa.String(100)),
        _text("opened_at", Instant),
        sa.PrimaryKeyConstraint("case_no", name="pk_cases"),
        _refers("cases", "opened_by", "users.user_name"),
        _check("cases", "opening_kind", "opening_kind in ('investigation', 'drill')"),
        *_filled("cases", "title", "reason"),
        sqlite_with_rowid=False,
    )
    _make_course()
    _make_pauses()
    _make_scopes()
    _make_exclusions()
    _make_ends()
    _make_deputies()
    of_cases = (case_documents, cases, case_scopes, case_exclusions, case_signings, case_reports)
    for area in (*of_cases, deputies):
        install(op, (guard for guard in area.GUARDS if guard not in case_signings.SIGN_OFF))


def _make_course() -> None:
    _of_case(
        "case_kinds",
        ["change_no"],
        _text("kind", sa.String(20)),
        sa.Column("class_scheme", sa.String(40)),
        sa.Column("class_value", sa.String(40)),
        _text("reason"),
        *_stamp("case_kinds", "changed"),
        _check("case_kinds", "kind", f"kind in ({_KINDS})"),
        _check("case_kinds", "class", "(class_scheme is null) = (class_value is null)"),
        *_filled("case_kinds", "reason"),
    )
    _of_case(
        "case_clock",
        [],
        _text("event", sa.String(2)),
        _text("person", sa.String(100)),
        _text("occurred_at", Instant),
        _text("note"),
        _refers("case_clock", "person", "users.user_name"),
        _check("case_clock", "event", "event in ('T0', 'T1', 'T2', 'T3', 'T4', 'T5')"),
        also_key="event",
    )
    _of_case(
        "case_log",
        ["entry_no"],
        _text("occurred_at", Instant),
        _text("person", sa.String(100)),
        _text("what"),
        _text("basis"),
    )


def _make_pauses() -> None:
    _of_case(
        "case_pauses",
        ["pause_no"],
        _text("reason"),
        *_stamp("case_pauses", "paused"),
        *_filled("case_pauses", "reason"),
    )
    _of_case(
        "case_resumptions",
        ["pause_no"],
        *_stamp("case_resumptions", "resumed"),
        _refers_within("case_resumptions", "pause_no", "case_pauses"),
    )
    _of_case(
        "case_aborts",
        [],
        _text("reason"),
        *_stamp("case_aborts", "aborted"),
        *_filled("case_aborts", "reason"),
    )


def _make_scopes() -> None:
    _of_case(
        "case_scopes",
        ["version"],
        _text("snapshot_id", sa.String(40)),
        _text("asked"),
        sa.Column("item", sa.Text),
        _text("held_too"),
        _text("document_sha256", sa.String(64)),
        *(_text(name) for name in ("counts", "change", "says", "says_zh", "why")),
        _text("code_version", sa.String(40)),
        _text("settings"),
        *_stamp("case_scopes", "frozen"),
        _refers("case_scopes", "document_sha256", "case_documents.sha256"),
        *_filled("case_scopes", "why"),
    )
    _of_case(
        "case_files",
        ["file_no"],
        _text("name"),
        _text("sha256", sa.String(64)),
        _text("byte_count", sa.Integer),
        _text("note"),
        *_stamp("case_files", "attached"),
        _refers("case_files", "sha256", "case_documents.sha256"),
    )
    _of_case(
        "case_steps",
        ["step_no"],
        _text("step", sa.String(100)),
        _text("seconds", sa.String(40)),
        _text("measured_at", Instant),
    )


def _make_exclusions() -> None:
    lists = "'hold', 'stop_orders', 'stop_deliveries', 'call', 'excluded_by_time'"
    _of_case(
        "case_exclusions",
        ["exclusion_no"],
        _text("line_id"),
        _text("action_list", sa.String(20)),
        _text("what"),
        _text("reason"),
        _text("basis", sa.String(20)),
        *_stamp("case_exclusions", "proposed"),
        _check("case_exclusions", "action_list", f"action_list in ({lists})"),
        _check("case_exclusions", "basis", "basis in ('missing_record', 'time')"),
        *_filled("case_exclusions", "reason"),
    )
    table = "case_exclusion_decisions"
    _of_case(
        table,
        ["exclusion_no"],
        _text("is_approved", sa.Boolean),
        _text("reason"),
        *_stamp(table, "decided"),
        sa.Column("on_behalf_of", sa.String(100)),
        _text("signature_no", _NUMBER),
        _refers_within(table, "exclusion_no", "case_exclusions"),
        _refers(table, "on_behalf_of", "users.user_name"),
        _refers(table, "signature_no", "signatures.signature_no"),
    )
    _of_case(
        "case_reinstatements",
        ["reinstatement_no"],
        *(_text(name) for name in ("line_id", "reason")),
        *_stamp("case_reinstatements", "reinstated"),
    )


def _make_ends() -> None:
    outcomes = "'no_defect', 'disposed', 'reworked', 'recalled'"
    _of_case(
        "case_outcomes",
        ["outcome_no"],
        _text("outcome", sa.String(20)),
        _text("reason"),
        *_stamp("case_outcomes", "stated"),
        _check("case_outcomes", "outcome", f"outcome in ({outcomes})"),
        *_filled("case_outcomes", "reason"),
    )
    table = "case_signings"
    _of_case(
        table,
        ["signing_no"],
        _text("signing", sa.String(20)),
        _text("document_sha256", sa.String(64)),
        *_stamp(table, "signed"),
        sa.Column("on_behalf_of", sa.String(100)),
        _text("signature_no", _NUMBER),
        _refers(table, "document_sha256", "case_documents.sha256"),
        _refers(table, "on_behalf_of", "users.user_name"),
        _refers(table, "signature_no", "signatures.signature_no"),
        _check(table, "signing", "signing in ('lists', 'lead', 'approver')"),
    )
    _of_case(
        "case_records",
        [],
        _text("document_sha256", sa.String(64)),
        _text("kept_at", Instant),
        _refers("case_records", "document_sha256", "case_documents.sha256"),
    )
    _of_case(
        "case_reports",
        [],
        _text("name", sa.String(200)),
        _text("media_type", sa.String(200)),
        _text("sha256", sa.String(64)),
        _text("byte_count", sa.Integer),
        _text("code_version", sa.String(40)),
        _text("kept_at", Instant),
        _refers("case_reports", "sha256", "case_documents.sha256"),
        also_key="name",
    )


def _make_deputies() -> None:
    op.create_table(
        "deputies",
        sa.Column("deputy_no", _NUMBER, nullable=False, autoincrement=False),
        *(_text(name, sa.String(100)) for name in ("approver_name", "deputy_name")),
        _text("until_at", Instant),
        _text("reason"),
        *_stamp("deputies", "named"),
        sa.PrimaryKeyConstraint("deputy_no", name="pk_deputies"),
        *(_refers("deputies", f"{who}_name", "users.user_name") for who in ("approver", "deputy")),
        _check("deputies", "two_persons", "approver_name <> deputy_name"),
        sqlite_with_rowid=False,
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


def _text(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _stamp(table: str, act: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        _text(f"{act}_by", sa.String(100)),
        _text(f"{act}_at", Instant),
        _refers(table, f"{act}_by", "users.user_name"),
    )


def _filled(table: str, *columns: str) -> tuple[sa.CheckConstraint, ...]:
    return tuple(_check(table, column, f"trim({column}) <> ''") for column in columns)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _refers_within(table: str, number: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["case_no", number],
        [f"{target}.case_no", f"{target}.{number}"],
        name=f"fk_{table}_case_no_{number}",
    )
