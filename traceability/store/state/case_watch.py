"""What was seen and said of a case's goods later: moves, telephone answers; and wrong lots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from traceability.store.state.case_seal import (
    case_key,
    grows_until_sealed,
    in_order,
    number_key,
)
from traceability.store.state.cases import WORKING, next_in_case
from traceability.store.state.columns import NUMBER, user
from traceability.store.state.guards import append_only, role_needed
from traceability.store.state.schema import METADATA, Amount, Instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]

CASE_MOVES = Table(
    "case_moves",
    METADATA,
    case_key(),
    number_key("move_no"),
    Column("request_no", NUMBER, nullable=False),
    Column("action", String(20), nullable=False),
    Column("fact_id", Text, nullable=False),
    Column("lot_id", String(40), nullable=False),
    *(Column(name, Text, nullable=True) for name in ("item_code", "lot_code")),
    Column("event_kind", Text, nullable=False),
    Column("occurred_at_text", Text, nullable=True),
    Column("is_day_only", Boolean, nullable=False),
    *(Column(name, Text, nullable=True) for name in ("site_code", "from_location")),
    Column("to_location", Text, nullable=True),
    Column("qty", Amount, nullable=True),
    *(Column(name, Text, nullable=True) for name in ("uom", "work_order_code", "delivery_code")),
    Column("source_file", Text, nullable=False),
    Column("source_row", NUMBER, nullable=False),
    Column("snapshot_id", String(40), nullable=False),
    Column("seen_at", Instant, nullable=False),
    UniqueConstraint("case_no", "action", "fact_id", "lot_id"),
)
"""Rows of later extracts about what stands on request; is_day_only: its hour is not recorded."""

CASE_TELEPHONE_ANSWERS = Table(
    "case_telephone_answers",
    METADATA,
    case_key(),
    number_key("answer_no"),
    Column("asked", Text, nullable=False),
    Column("spoke_with", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_at", Instant, nullable=False),
    user("entered_by"),
    Column("entered_at", Instant, nullable=False),
    CheckConstraint("trim(asked) <> ''", name="asked"),
    CheckConstraint("trim(answer) <> ''", name="answer"),
)
"""asked: the site, source or carrier. What was said since the records end; no fact of the scope."""

WRONG_LOT_CASES = Table(
    "wrong_lot_cases",
    METADATA,
    Column(
        "wrong_lot_no",
        NUMBER,
        ForeignKey("wrong_lots.wrong_lot_no"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("case_no", NUMBER, ForeignKey("cases.case_no"), nullable=False),
    Column("opened_at", Instant, nullable=False),
)
"""The case that was opened because products of a wrong lot had been shipped."""

GUARDS = (
    *grows_until_sealed(
        "case_moves", [["case_no", "move_no"], ["case_no", "action", "fact_id", "lot_id"]]
    ),
    in_order("case_moves", "move_no"),
    *grows_until_sealed("case_telephone_answers", [["case_no", "answer_no"]]),
    in_order("case_telephone_answers", "answer_no"),
    *role_needed("case_telephone_answers", "entered_by", WORKING),
    *append_only("wrong_lot_cases", [["wrong_lot_no"]]),
)


def add_moves(write: StateWrite, case_no: int, rows: Sequence[Row]) -> None:
    """Keep rows that were found; each lacks case_no, move_no and seen_at."""
    first = next_in_case(write, CASE_MOVES, "move_no", case_no)
    told = [
        {"case_no": case_no, "move_no": number, "seen_at": write.at, **row}
        for number, row in enumerate(rows, first)
    ]
    write.insert_many(CASE_MOVES, told, why=f"moves of what case {case_no} asked to stand still")


def read_moves(read: StateRead, case_no: int) -> list[Row]:
    """Rows of later extracts, in the order they were found."""
    told = CASE_MOVES.c
    chosen = select(CASE_MOVES).where(told.case_no == case_no)
    return read.rows(chosen.order_by(told.move_no))


def add_telephone_answer(write: StateWrite, case_no: int, told: Row) -> int:
    """Keep what somebody said: asked, spoke_with, question, answer, answered_at."""
    number = next_in_case(write, CASE_TELEPHONE_ANSWERS, "answer_no", case_no)
    stamp = {"entered_by": write.actor.name, "entered_at": write.at}
    row = {"case_no": case_no, "answer_no": number, **told, **stamp}
    write.insert(CASE_TELEPHONE_ANSWERS, row)
    return number


def read_telephone_answers(read: StateRead, case_no: int) -> list[Row]:
    """Answers, oldest entry first."""
    told = CASE_TELEPHONE_ANSWERS.c
    chosen = select(CASE_TELEPHONE_ANSWERS).where(told.case_no == case_no)
    return read.rows(chosen.order_by(told.answer_no))


def add_wrong_lot_case(write: StateWrite, wrong_lot_no: int, case_no: int) -> None:
    """Name the case of a wrong lot."""
    row = {"wrong_lot_no": wrong_lot_no, "case_no": case_no, "opened_at": write.at}
    write.insert(WRONG_LOT_CASES, row)


def cases_of_wrong_lots(read: StateRead) -> dict[int, int]:
    """The cases that were opened, by the number of the wrong lot."""
    rows = read.rows(select(WRONG_LOT_CASES).order_by(WRONG_LOT_CASES.c.wrong_lot_no))
    return {row["wrong_lot_no"]: row["case_no"] for row in rows}
