"""What consignees were told and answered, who was reminded, and what checks of it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    select,
)

from traceability.domain.consignees import Method
from traceability.domain.effectiveness import Level
from traceability.store.state.case_seal import (
    case_key,
    digest,
    grows_until_sealed,
    in_order,
    number_key,
)
from traceability.store.state.cases import WORKING, next_in_case
from traceability.store.state.columns import one_of, user
from traceability.store.state.guards import role_needed
from traceability.store.state.schema import METADATA, Amount, Document, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]


def _consignee() -> tuple[Column[Any], ...]:
    return (
        Column("customer_code", Text, nullable=False),
        Column("ship_to_code", Text, nullable=True),
    )


def _method() -> Column[str]:
    return Column("method", String(20), nullable=False)


def _entered() -> tuple[Column[Any], ...]:
    return (user("entered_by"), Column("entered_at", Instant, nullable=False))


CONSIGNEE_NOTICES = Table(
    "consignee_notices",
    METADATA,
    case_key(),
    number_key("notice_no"),
    *_consignee(),
    _method(),
    Column("notified_at", Instant, nullable=False),
    Column("note", Text, nullable=False),
    *_entered(),
    one_of("method", Method),
)

CONSIGNEE_ANSWERS = Table(
    "consignee_answers",
    METADATA,
    case_key(),
    number_key("answer_no"),
    *_consignee(),
    Column("lot_id", String(40), nullable=False),
    Column("uom", Text, nullable=True),
    Column("on_hand_qty", Amount, nullable=True),
    Column("returned_qty", Amount, nullable=True),
    Column("destroyed_qty", Amount, nullable=True),
    Column("sold_on_qty", Amount, nullable=True),
    Column("responded_at", Instant, nullable=False),
    Column("note", Text, nullable=False),
    *_entered(),
)
"""The last row of a consignee, lot and unit counts; a quantity that was not told is null."""

CONSIGNEE_REMINDERS = Table(
    "consignee_reminders",
    METADATA,
    case_key(),
    number_key("reminder_no"),
    *_consignee(),
    _method(),
    Column("file_name", Text, nullable=False),
    digest("document_sha256"),
    Column("is_sent", Boolean, nullable=False),
    Column("problem", Text, nullable=True),
    *_entered(),
)
"""is_sent: a mail server took it; else the file waits for a person in the out-box."""

CONSIGNEE_CHECK_PLANS = Table(
    "consignee_check_plans",
    METADATA,
    case_key(),
    number_key("plan_no"),
    Column("level", String(1), nullable=False),
    Column("percent", Amount, nullable=False),
    Column("seed", Text, nullable=False),
    Column("population_count", Integer, nullable=False),
    Column("sample", Document, nullable=False),
    *_entered(),
    one_of("level", Level),
)
"""sample: [customer_code, ship_to_code] of each consignee that was drawn. The last plan counts."""

CONSIGNEE_CHECKS = Table(
    "consignee_checks",
    METADATA,
    case_key(),
    number_key("check_no"),
    Column("plan_no", Integer, nullable=False),
    *_consignee(),
    _method(),
    Column("has_notice", Boolean, nullable=False),
    Column("has_acted", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("checked_at", Instant, nullable=False),
    *_entered(),
    ForeignKeyConstraint(
        ["case_no", "plan_no"],
        ["consignee_check_plans.case_no", "consignee_check_plans.plan_no"],
    ),
)
"""has_notice: it knows of the case. has_acted: it did what it was asked. The last row counts."""

CASE_TIME_FRAMES = Table(
    "case_time_frames",
    METADATA,
    case_key(),
    number_key("frame_no"),
    Column("until_date", String(10), nullable=False),
    Column("note", Text, nullable=False),
    *_entered(),
    CheckConstraint("length(until_date) = 10", name="until_date"),
)
"""Until when it is thought to be done; the last row counts."""

_KEYS = {
    "consignee_notices": "notice_no",
    "consignee_answers": "answer_no",
    "consignee_reminders": "reminder_no",
    "consignee_check_plans": "plan_no",
    "consignee_checks": "check_no",
    "case_time_frames": "frame_no",
}

GUARDS = tuple(
    guard
    for table, number in _KEYS.items()
    for guard in (
        *grows_until_sealed(table, [["case_no", number]]),
        in_order(table, number),
        *role_needed(table, "entered_by", WORKING),
    )
)


def add_notice(write: StateWrite, case_no: int, told: Row) -> int:
    """Keep that a consignee was told: customer_code, ship_to_code, method, notified_at, note."""
    return _add(write, CONSIGNEE_NOTICES, case_no, told)


def add_answer(write: StateWrite, case_no: int, told: Row) -> int:
    """Keep what a consignee said of a lot: all columns but the numbers and who entered it."""
    return _add(write, CONSIGNEE_ANSWERS, case_no, told)


def add_reminder(write: StateWrite, case_no: int, told: Row) -> int:
    """Keep a reminder: consignee, method, file_name, document_sha256, is_sent, problem."""
    return _add(write, CONSIGNEE_REMINDERS, case_no, told)


def add_check_plan(write: StateWrite, case_no: int, told: Row) -> int:
    """Keep who is to be checked: level, percent, seed, population_count, sample."""
    return _add(write, CONSIGNEE_CHECK_PLANS, case_no, told)


def add_check(write: StateWrite, case_no: int, told: Row) -> int:
    """Keep what a check found: plan_no, consignee, method, has_notice, has_acted, note, when."""
    return _add(write, CONSIGNEE_CHECKS, case_no, told)


def add_time_frame(write: StateWrite, case_no: int, told: Row) -> int:
    """Keep until when it is thought to be done: until_date, note."""
    return _add(write, CASE_TIME_FRAMES, case_no, told)


def read_notices(read: StateRead, case_no: int) -> list[Row]:
    """Notices by number."""
    return _rows(read, CONSIGNEE_NOTICES, case_no)


def read_answers(read: StateRead, case_no: int) -> list[Row]:
    """Answers by number."""
    return _rows(read, CONSIGNEE_ANSWERS, case_no)


def read_reminders(read: StateRead, case_no: int) -> list[Row]:
    """Reminders by number."""
    return _rows(read, CONSIGNEE_REMINDERS, case_no)


def read_check_plans(read: StateRead, case_no: int) -> list[Row]:
    """Plans of checks by number; the last counts."""
    return _rows(read, CONSIGNEE_CHECK_PLANS, case_no)


def read_checks(read: StateRead, case_no: int) -> list[Row]:
    """Results of checks by number."""
    return _rows(read, CONSIGNEE_CHECKS, case_no)


def read_time_frames(read: StateRead, case_no: int) -> list[Row]:
    """Time frames by number; the last counts."""
    return _rows(read, CASE_TIME_FRAMES, case_no)


def _add(write: StateWrite, table: Table, case_no: int, told: Row) -> int:
    column = _KEYS[table.name]
    number = next_in_case(write, table, column, case_no)
    stamp = {"entered_by": write.actor.name, "entered_at": write.at}
    write.insert(table, {"case_no": case_no, column: number, **told, **stamp})
    return number


def _rows(read: StateRead, table: Table, case_no: int) -> list[Row]:
    chosen = select(table).where(table.c.case_no == case_no)
    return read.rows(chosen.order_by(table.c[_KEYS[table.name]]))
