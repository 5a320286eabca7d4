"""Cases: what was opened, what it became, its clock and pauses, its abort, its log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    String,
    Table,
    Text,
    func,
    select,
)

from traceability.domain.cases import (
    OPENING_KINDS,
    CaseKind,
    ClockEvent,
    LogEntry,
    Pause,
    Tick,
)
from traceability.store.state.case_seal import (
    case_key,
    grows_until_sealed,
    in_order,
    number_key,
)
from traceability.store.state.columns import NUMBER, one_of, quoted, user
from traceability.store.state.guards import Guard, append_only, role_needed
from traceability.store.state.schema import METADATA, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]
WORKING = ("quality", "data", "approver")
"""Roles that work on cases."""
DECLARING = ("quality", "approver")
"""Roles that say what a case is, and lead it to its end."""

CASES = Table(
    "cases",
    METADATA,
    Column("case_no", NUMBER, primary_key=True, autoincrement=False),
    Column("opening_kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("scenario", Text, nullable=True),
    Column("is_simulated", Boolean, nullable=False),
    user("opened_by"),
    Column("opened_at", Instant, nullable=False),
    one_of("opening_kind", OPENING_KINDS),
    CheckConstraint("trim(title) <> ''", name="title"),
    CheckConstraint("trim(reason) <> ''", name="reason"),
)

CASE_KINDS = Table(
    "case_kinds",
    METADATA,
    case_key(),
    number_key("change_no"),
    Column("kind", String(20), nullable=False),
    Column("class_scheme", String(40), nullable=True),
    Column("class_value", String(40), nullable=True),
    Column("reason", Text, nullable=False),
    user("changed_by"),
    Column("changed_at", Instant, nullable=False),
    one_of("kind", CaseKind),
    CheckConstraint("(class_scheme is null) = (class_value is null)", name="class"),
    CheckConstraint("trim(reason) <> ''", name="reason"),
)
"""What a person made of a case after it was opened; the last row counts."""

CASE_CLOCK = Table(
    "case_clock",
    METADATA,
    case_key(),
    Column("event", String(2), primary_key=True),
    user("person"),
    Column("occurred_at", Instant, nullable=False),
    Column("note", Text, nullable=False),
    one_of("event", ClockEvent),
)

CASE_PAUSES = Table(
    "case_pauses",
    METADATA,
    case_key(),
    number_key("pause_no"),
    Column("reason", Text, nullable=False),
    user("paused_by"),
    Column("paused_at", Instant, nullable=False),
    CheckConstraint("trim(reason) <> ''", name="reason"),
)

CASE_RESUMPTIONS = Table(
    "case_resumptions",
    METADATA,
    case_key(),
    number_key("pause_no"),
    user("resumed_by"),
    Column("resumed_at", Instant, nullable=False),
    ForeignKeyConstraint(["case_no", "pause_no"], ["case_pauses.case_no", "case_pauses.pause_no"]),
)

CASE_ABORTS = Table(
    "case_aborts",
    METADATA,
    case_key(),
    Column("reason", Text, nullable=False),
    user("aborted_by"),
    Column("aborted_at", Instant, nullable=False),
    CheckConstraint("trim(reason) <> ''", name="reason"),
)

CASE_LOG = Table(
    "case_log",
    METADATA,
    case_key(),
    number_key("entry_no"),
    Column("occurred_at", Instant, nullable=False),
    Column("person", String(100), nullable=False),
    Column("what", Text, nullable=False),
    Column("basis", Text, nullable=False),
)
"""The decision log; every act on a case adds its line. person: also a program that acted."""

_KIND_NOW = (
    "coalesce((select last.kind from case_kinds as last where last.case_no = new.case_no "
    "order by last.change_no desc limit 1), "
    "(select first.opening_kind from cases as first where first.case_no = new.case_no))"
)
_PAUSED = (
    "exists (select 1 from case_pauses as stood where stood.case_no = new.case_no "
    "and not exists (select 1 from case_resumptions as went where went.case_no = stood.case_no "
    "and went.pause_no = stood.pause_no))"
)

GUARDS = (
    *append_only("cases", [["case_no"]]),
    Guard(
        "cases",
        "opening_kind",
        "insert",
        f"new.opening_kind not in ({quoted(OPENING_KINDS)})",
        "Every case starts as an investigation or a drill.",
    ),
    *grows_until_sealed("case_kinds", [["case_no", "change_no"]]),
    in_order("case_kinds", "change_no"),
    Guard("case_kinds", "no_drill", "insert", "new.kind = 'drill'", "No case becomes a drill."),
    *grows_until_sealed("case_clock", [["case_no", "event"]]),
    Guard(
        "case_clock", "paused", "insert", _PAUSED, "The clock stands still: resume the drill first."
    ),
    *grows_until_sealed("case_pauses", [["case_no", "pause_no"]]),
    in_order("case_pauses", "pause_no"),
    Guard(
        "case_pauses",
        "drill",
        "insert",
        f"{_KIND_NOW} is distinct from 'drill'",
        "Only a drill is paused.",
    ),
    Guard("case_pauses", "once", "insert", _PAUSED, "The drill is paused already."),
    *grows_until_sealed("case_resumptions", [["case_no", "pause_no"]]),
    *grows_until_sealed("case_aborts", [["case_no"]]),
    Guard(
        "case_aborts",
        "drill",
        "insert",
        f"{_KIND_NOW} is distinct from 'drill'",
        "Only a drill is aborted; any other case is closed by two persons.",
    ),
    *grows_until_sealed("case_log", [["case_no", "entry_no"]]),
    in_order("case_log", "entry_no"),
    *role_needed("cases", "opened_by", WORKING),
    *role_needed("case_kinds", "changed_by", DECLARING),
    *role_needed("case_clock", "person", WORKING),
    *role_needed("case_pauses", "paused_by", WORKING),
    *role_needed("case_resumptions", "resumed_by", WORKING),
    *role_needed("case_aborts", "aborted_by", WORKING),
)


def add_case(write: StateWrite, told: Row) -> int:
    """Open a case under the next number, which is returned; the clock starts with it."""
    number = write.next_number(CASES.c.case_no)
    stamp = {"case_no": number, "opened_by": write.actor.name, "opened_at": write.at}
    write.insert(CASES, told | stamp, why=str(told["reason"]))
    add_tick(write, number, ClockEvent.T0, "")
    return number


def add_kind(write: StateWrite, case_no: int, told: Row) -> None:
    """Keep what a case became: kind, class_scheme, class_value, reason."""
    stamp = {"changed_by": write.actor.name, "changed_at": write.at}
    number = next_in_case(write, CASE_KINDS, "change_no", case_no)
    row = {"case_no": case_no, "change_no": number, **told, **stamp}
    write.insert(CASE_KINDS, row, why=str(told["reason"]))


def add_tick(write: StateWrite, case_no: int, event: ClockEvent, note: str) -> None:
    """Set an event of the clock, now."""
    row = {
        "case_no": case_no,
        "event": str(event),
        "person": write.actor.name,
        "occurred_at": write.at,
        "note": note,
    }
    write.insert(CASE_CLOCK, row)


def add_pause(write: StateWrite, case_no: int, reason: str) -> None:
    """Stop the clock of a drill."""
    number = next_in_case(write, CASE_PAUSES, "pause_no", case_no)
    stamp = {"paused_by": write.actor.name, "paused_at": write.at}
    row = {"case_no": case_no, "pause_no": number, "reason": reason, **stamp}
    write.insert(CASE_PAUSES, row, why=reason)


def add_resumption(write: StateWrite, case_no: int, pause_no: int) -> None:
    """Let the clock of a drill run again."""
    stamp = {"resumed_by": write.actor.name, "resumed_at": write.at}
    write.insert(CASE_RESUMPTIONS, {"case_no": case_no, "pause_no": pause_no, **stamp})


def add_abort(write: StateWrite, case_no: int, reason: str) -> None:
    """End a drill without a result; nothing is added to it after this row."""
    stamp = {"aborted_by": write.actor.name, "aborted_at": write.at}
    write.insert(CASE_ABORTS, {"case_no": case_no, "reason": reason, **stamp}, why=reason)


def add_log(write: StateWrite, case_no: int, what: str, basis: str = "") -> None:
    """Add a line to the decision log of a case."""
    row = {
        "case_no": case_no,
        "entry_no": next_in_case(write, CASE_LOG, "entry_no", case_no),
        "occurred_at": write.at,
        "person": write.actor.name,
        "what": what,
        "basis": basis,
    }
    write.insert(CASE_LOG, row)


def read_ticks(read: StateRead, case_no: int) -> list[Tick]:
    """The events of the clock that were set, in the order T0 to T5."""
    told = CASE_CLOCK.c
    chosen = select(told.event, told.person, told.occurred_at, told.note)
    rows = read.rows(chosen.where(told.case_no == case_no).order_by(told.event))
    return [Tick(**row | {"event": ClockEvent(row["event"])}) for row in rows]


def read_pauses(read: StateRead, case_no: int) -> list[Pause]:
    """The pauses, oldest first."""
    told = CASE_PAUSES.c
    columns = (told.pause_no, told.paused_at, told.paused_by, told.reason)
    chosen = (
        select(*columns, CASE_RESUMPTIONS.c.resumed_at)
        .select_from(CASE_PAUSES.outerjoin(CASE_RESUMPTIONS))
        .where(told.case_no == case_no)
        .order_by(told.pause_no)
    )
    return [Pause(**row) for row in read.rows(chosen)]


def read_log(read: StateRead, case_no: int) -> list[LogEntry]:
    """The decision log, oldest first."""
    told = CASE_LOG.c
    chosen = select(told.occurred_at, told.person, told.what, told.basis)
    rows = read.rows(chosen.where(told.case_no == case_no).order_by(told.entry_no))
    return [LogEntry(**row) for row in rows]


def next_in_case(read: StateRead, table: Table, column: str, case_no: int) -> int:
    """The number after the highest one that a case has in a table."""
    highest = select(func.coalesce(func.max(table.c[column]), 0) + 1)
    return int(read.value(highest.where(table.c.case_no == case_no)))
