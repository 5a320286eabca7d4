"""Drills: draws, which case was started from which, scores, retests; and actions with checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from traceability.domain.drills import Draw, DrillResult, Retest
from traceability.domain.scope import Direction
from traceability.store.state.case_seal import case_key, grows_until_sealed
from traceability.store.state.columns import NUMBER
from traceability.store.state.guards import Guard, append_only
from traceability.store.state.schema import METADATA, Amount, Document, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]
_WAYS = "direction in ('forward', 'backward')"

DRILL_DRAWS = Table(
    "drill_draws",
    METADATA,
    Column("draw_no", NUMBER, primary_key=True, autoincrement=False),
    Column("drawn_by", String(100), nullable=False),
    Column("drawn_by_kind", String(20), nullable=False),
    Column("drawn_at", Instant, nullable=False),
    Column("seed", Text, nullable=True),
    Column("snapshot_id", String(40), nullable=False),
    Column("direction", String(20), nullable=False),
    Column("family", Text, nullable=False),
    Column("is_blind", Boolean, nullable=False),
    Column("lot_id", String(40), nullable=False),
    Column("item_code", Text, nullable=True),
    Column("lot_code", Text, nullable=True),
    Column("candidate_count", Integer, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("total_weight", Integer, nullable=False),
    Column("factors", Document, nullable=False),
    Column("weights", Document, nullable=False),
    CheckConstraint(_WAYS, name="direction"),
    CheckConstraint("seed is not null or not is_blind", name="blind"),
)
"""drawn_by: a user, or a program such as the schedule. seed: null where a person chose the lot."""

DRILLS = Table(
    "drills",
    METADATA,
    case_key(),
    Column("draw_no", NUMBER, ForeignKey("drill_draws.draw_no"), nullable=False),
    Column("retest_of", NUMBER, ForeignKey("cases.case_no"), nullable=True),
    Column("plan", Document, nullable=False),
    UniqueConstraint("draw_no"),
)
"""A case that was opened as a drill from a draw. plan: what it is held to, as it stood then."""

DRILL_TRUTHS = Table(
    "drill_truths",
    METADATA,
    case_key(),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("told", Document, nullable=False),
    Column("compared_at", Instant, nullable=False),
)
"""What a version of the scope found of what a simulated plant truly did."""

DRILL_RESULTS = Table(
    "drill_results",
    METADATA,
    case_key(),
    Column("family", Text, nullable=False),
    Column("direction", String(20), nullable=False),
    Column("is_passed", Boolean, nullable=False),
    Column("signed_at", Instant, nullable=False),
    Column("seconds_to_scope", Amount, nullable=True),
    Column("difficulty", Amount, nullable=True),
    Column("accounted_percent", Amount, nullable=True),
    CheckConstraint(_WAYS, name="direction"),
)
"""accounted_percent: the lowest of the finished lots, over all units."""

DRILL_RETESTS = Table(
    "drill_retests",
    METADATA,
    case_key(),
    Column("due_on", String(10), nullable=False),
    Column("planned_at", Instant, nullable=False),
)
"""The day until which a drill that was not passed is repeated."""

AT_CLOSING = (
    Guard(
        "drill_results",
        "at_closing",
        "insert",
        "not exists (select 1 from case_clock as tick where tick.case_no = new.case_no "
        "and tick.event = 'T5' and tick.occurred_at = new.signed_at)",
        "A drill has a result at the instant of its sign-off, and not before.",
    ),
    Guard(
        "drill_retests",
        "at_closing",
        "insert",
        "not exists (select 1 from drill_results as ended where ended.case_no = new.case_no "
        "and ended.signed_at = new.planned_at and not ended.is_passed)",
        "A drill is repeated because of its result: it was not passed.",
    ),
)
"""Since `0012_follow_ups`: a row of an open drill would be in the way of its closing."""

GUARDS = (
    *append_only("drill_draws", [["draw_no"]]),
    *grows_until_sealed("drills", [["case_no"], ["draw_no"]]),
    Guard(
        "drills",
        "drill",
        "insert",
        "not exists (select 1 from cases as opened where opened.case_no = new.case_no "
        "and opened.opening_kind = 'drill')",
        "Only a case that was opened as a drill belongs to a draw.",
    ),
    *grows_until_sealed("drill_truths", [["case_no", "version"]]),
    *grows_until_sealed("drill_results", [["case_no"]]),
    *grows_until_sealed("drill_retests", [["case_no"]]),
    *AT_CLOSING,
)


def add_draw(write: StateWrite, told: Row) -> int:
    """Keep a draw under the next number, which is returned."""
    number = write.next_number(DRILL_DRAWS.c.draw_no)
    stamp = {
        "draw_no": number,
        "drawn_by": write.actor.name,
        "drawn_by_kind": write.actor.kind,
        "drawn_at": write.at,
    }
    write.insert(DRILL_DRAWS, told | stamp)
    return number


def add_drill(
    write: StateWrite, case_no: int, draw_no: int, plan: Row, retest_of: int | None
) -> None:
    """Say from which draw a case was opened."""
    told = {"case_no": case_no, "draw_no": draw_no, "plan": plan, "retest_of": retest_of}
    write.insert(DRILLS, told)


def add_truth(write: StateWrite, case_no: int, version: int, told: Row) -> None:
    """Keep how a version of the scope compares with the truth; the first word stays."""
    if read_truth(write, case_no, version) is None:
        key = {"case_no": case_no, "version": version}
        write.insert(DRILL_TRUTHS, {**key, "told": told, "compared_at": write.at})


def add_result(write: StateWrite, told: Row) -> None:
    """Keep the score of a drill that is being signed."""
    write.insert(DRILL_RESULTS, told | {"signed_at": write.at})


def add_retest(write: StateWrite, case_no: int, due_on: str) -> None:
    """Plan the retest of a drill."""
    row = {"case_no": case_no, "due_on": due_on, "planned_at": write.at}
    write.insert(DRILL_RETESTS, row, why="the drill was not passed")


def read_draws(read: StateRead, draw_no: int | None = None) -> list[Draw]:
    """All draws by number, or the one of a number."""
    chosen = select(DRILL_DRAWS).order_by(DRILL_DRAWS.c.draw_no)
    if draw_no is not None:
        chosen = chosen.where(DRILL_DRAWS.c.draw_no == draw_no)
    return [Draw(**row | {"direction": Direction(row["direction"])}) for row in read.rows(chosen)]


def read_drills(read: StateRead, case_no: int | None = None) -> list[Row]:
    """case_no, draw_no, retest_of and plan of all drills, or of one."""
    chosen = select(DRILLS).order_by(DRILLS.c.case_no)
    if case_no is not None:
        chosen = chosen.where(DRILLS.c.case_no == case_no)
    return read.rows(chosen)


def read_truth(read: StateRead, case_no: int, version: int) -> Row | None:
    """What a version found of the truth; None where no truth is known."""
    told = DRILL_TRUTHS.c
    chosen = select(told.told).where(told.case_no == case_no, told.version == version)
    found: Row | None = read.value(chosen)
    return found


def read_results(read: StateRead) -> list[DrillResult]:
    """How each signed drill ended, by the instant of its signature."""
    told = DRILL_RESULTS.c
    names = (
        *("case_no", "family", "direction", "is_passed", "signed_at"),
        *("seconds_to_scope", "difficulty", "accounted_percent"),
    )
    chosen = (
        select(*(told[name] for name in names), DRILLS.c.retest_of)
        .select_from(DRILL_RESULTS.join(DRILLS, DRILLS.c.case_no == told.case_no))
        .order_by(told.signed_at, told.case_no)
    )
    return [
        DrillResult(**row | {"direction": Direction(row["direction"])}) for row in read.rows(chosen)
    ]


def read_retests(read: StateRead) -> list[Retest]:
    """Every retest that was planned, and by which passed drill it was met."""
    results = read_results(read)
    by_case = {one.case_no: one for one in results}
    passed = {one.retest_of: one.case_no for one in reversed(results) if one.is_passed}
    chosen = select(DRILL_RETESTS).order_by(DRILL_RETESTS.c.due_on, DRILL_RETESTS.c.case_no)
    return [
        Retest(
            row["case_no"],
            by_case[row["case_no"]].family,
            by_case[row["case_no"]].direction,
            row["due_on"],
            passed.get(row["case_no"]),
        )
        for row in read.rows(chosen)
    ]
