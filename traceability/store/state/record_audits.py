"""Periodic audits: what was drawn, what was to be compared, and what a person found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    func,
    select,
)

from traceability.domain.record_audits import AuditEntry, AuditPeriod, RecordAudit, Verdict
from traceability.store.state.columns import NUMBER, one_of, user
from traceability.store.state.guards import append_only
from traceability.store.state.schema import METADATA, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]

RECORD_AUDITS = Table(
    "record_audits",
    METADATA,
    Column("audit_no", NUMBER, primary_key=True, autoincrement=False),
    Column("period", String(20), nullable=False),
    Column("period_from", String(10), nullable=False),
    Column("period_until", String(10), nullable=False),
    Column("seed", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("population_count", Integer, nullable=False),
    Column("snapshot_id", String(40), nullable=False),
    user("drawn_by"),
    Column("drawn_at", Instant, nullable=False),
    one_of("period", AuditPeriod),
)

RECORD_AUDIT_ENTRIES = Table(
    "record_audit_entries",
    METADATA,
    Column(
        "audit_no",
        NUMBER,
        ForeignKey("record_audits.audit_no"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("entry_no", Integer, primary_key=True, autoincrement=False),
    Column("work_order_code", Text, nullable=False),
    Column("line_code", Text, nullable=True),
    Column("shift_code", Text, nullable=True),
    Column("record", Text, nullable=False),
    Column("field", String(20), nullable=False),
    Column("recorded", Text, nullable=True),
    Column("source_file", Text, nullable=True),
    Column("source_row", BigInteger, nullable=True),
)
"""A field that no record has gets its entry when a person finds it on paper."""

RECORD_AUDIT_ANSWERS = Table(
    "record_audit_answers",
    METADATA,
    Column("audit_no", NUMBER, primary_key=True, autoincrement=False),
    Column("entry_no", Integer, primary_key=True, autoincrement=False),
    Column("verdict", String(20), nullable=False),
    Column("seen", Text, nullable=True),
    user("answered_by"),
    Column("answered_at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["audit_no", "entry_no"],
        ["record_audit_entries.audit_no", "record_audit_entries.entry_no"],
    ),
    one_of("verdict", Verdict),
    CheckConstraint("verdict not in ('differs', 'unrecorded') or trim(seen) <> ''", name="seen"),
)

GUARDS = (
    *append_only("record_audits", [["audit_no"]]),
    *append_only("record_audit_entries", [["audit_no", "entry_no"]]),
    *append_only("record_audit_answers", [["audit_no", "entry_no"]]),
)


def read_audits(read: StateRead, audit_no: int | None = None) -> list[RecordAudit]:
    """All audits by number, or the one of a number."""
    statement = select(RECORD_AUDITS).order_by(RECORD_AUDITS.c.audit_no)
    if audit_no is not None:
        statement = statement.where(RECORD_AUDITS.c.audit_no == audit_no)
    return [
        RecordAudit(**row | {"period": AuditPeriod(row["period"])}) for row in read.rows(statement)
    ]


def read_entries(read: StateRead, audit_no: int | None = None) -> list[AuditEntry]:
    """Entries in their order with what was found: of all audits, or of one."""
    answers = RECORD_AUDIT_ANSWERS.c
    statement = (
        select(
            RECORD_AUDIT_ENTRIES,
            answers.verdict,
            answers.seen,
            answers.answered_by,
            answers.answered_at,
        )
        .select_from(RECORD_AUDIT_ENTRIES.outerjoin(RECORD_AUDIT_ANSWERS))
        .order_by(RECORD_AUDIT_ENTRIES.c.audit_no, RECORD_AUDIT_ENTRIES.c.entry_no)
    )
    if audit_no is not None:
        statement = statement.where(RECORD_AUDIT_ENTRIES.c.audit_no == audit_no)
    return [
        AuditEntry(**row | {"verdict": Verdict(row["verdict"]) if row["verdict"] else None})
        for row in read.rows(statement)
    ]


def add_audit(write: StateWrite, told: Row, entries: Sequence[Row]) -> int:
    """Keep a draw with its entries under the next number, which is returned."""
    number = write.next_number(RECORD_AUDITS.c.audit_no)
    stamp = {"audit_no": number, "drawn_by": write.actor.name, "drawn_at": write.at}
    write.insert(RECORD_AUDITS, told | stamp)
    add_entries(write, number, entries)
    return number


def add_entries(write: StateWrite, audit_no: int, entries: Sequence[Row]) -> list[int]:
    """Add entries under the next numbers of an audit, which are returned."""
    last = write.value(
        select(func.max(RECORD_AUDIT_ENTRIES.c.entry_no)).where(
            RECORD_AUDIT_ENTRIES.c.audit_no == audit_no
        )
    )
    first = int(last or 0) + 1
    rows = [
        {"audit_no": audit_no, "entry_no": number, **entry}
        for number, entry in enumerate(entries, start=first)
    ]
    if rows:
        write.insert_many(RECORD_AUDIT_ENTRIES, rows, why=f"audit {audit_no}")
    return [row["entry_no"] for row in rows]


def add_answers(write: StateWrite, audit_no: int, answers: Sequence[Row]) -> None:
    """Keep what a person found: entry_no, verdict and seen of each."""
    stamp = {"audit_no": audit_no, "answered_by": write.actor.name, "answered_at": write.at}
    if answers:
        rows = [stamp | answer for answer in answers]
        write.insert_many(RECORD_AUDIT_ANSWERS, rows, why=f"audit {audit_no}")
