"""Wrong lots: four tables that only grow, and who the database lets speak."""

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

from traceability.domain.wrong_lots import (
    Department,
    Disposition,
    Review,
    Statement,
    WrongLot,
    WrongLotCause,
    WrongLotFile,
)
from traceability.store.state.case_watch import cases_of_wrong_lots
from traceability.store.state.columns import NUMBER, one_of, signature, user
from traceability.store.state.guards import (
    Guard,
    append_only,
    four_eyes_across,
    role_needed,
    signed_for,
)
from traceability.store.state.schema import METADATA, Document, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]


def _wrong_lot_key(**options: Any) -> Column[int]:
    return Column("wrong_lot_no", NUMBER, ForeignKey("wrong_lots.wrong_lot_no"), **options)


WRONG_LOTS = Table(
    "wrong_lots",
    METADATA,
    Column("wrong_lot_no", NUMBER, primary_key=True, autoincrement=False),
    Column("work_order_code", Text, nullable=False),
    Column("item_code", Text, nullable=True),
    Column("lot_id", String(40), nullable=False),
    Column("lot_code", Text, nullable=True),
    Column("intended_lot_id", String(40), nullable=True),
    Column("intended_lot_code", Text, nullable=True),
    Column("site_code", Text, nullable=True),
    Column("line_code", Text, nullable=True),
    Column("shift_code", Text, nullable=True),
    Column("what", Text, nullable=False),
    Column("snapshot_id", String(40), nullable=False),
    Column("shipped", Document, nullable=False),
    user("opened_by"),
    Column("opened_at", Instant, nullable=False),
    CheckConstraint("trim(what) <> ''", name="what"),
)

WRONG_LOT_STATEMENTS = Table(
    "wrong_lot_statements",
    METADATA,
    _wrong_lot_key(primary_key=True, autoincrement=False),
    Column("department", String(20), primary_key=True),
    Column("statement", Text, nullable=False),
    user("stated_by"),
    Column("stated_at", Instant, nullable=False),
    signature(),
    UniqueConstraint("wrong_lot_no", "stated_by"),
    one_of("department", Department),
    CheckConstraint("trim(statement) <> ''", name="statement"),
)

WRONG_LOT_REVIEWS = Table(
    "wrong_lot_reviews",
    METADATA,
    Column("review_no", NUMBER, primary_key=True, autoincrement=False),
    _wrong_lot_key(nullable=False),
    Column("effect", Text, nullable=False),
    Column("disposition", String(20), nullable=False),
    Column("cause", String(20), nullable=False),
    Column("customer_code", Text, nullable=True),
    Column("concession_reference", Text, nullable=True),
    Column("concession_file", Text, nullable=True),
    Column("concession_sha256", String(64), nullable=True),
    user("reviewed_by"),
    Column("reviewed_at", Instant, nullable=False),
    signature(),
    one_of("disposition", Disposition),
    one_of("cause", WrongLotCause),
    CheckConstraint("trim(effect) <> ''", name="effect"),
)

WRONG_LOT_DECISIONS = Table(
    "wrong_lot_decisions",
    METADATA,
    Column(
        "review_no",
        NUMBER,
        ForeignKey("wrong_lot_reviews.review_no"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("is_approved", Boolean, nullable=False),
    user("decided_by"),
    Column("decided_at", Instant, nullable=False),
    Column("decision_reason", Text, nullable=False),
    signature(),
)

_SPOKEN = (
    "select count(*) from wrong_lot_statements as said where said.wrong_lot_no = new.wrong_lot_no"
)
SIGNED = (
    signed_for("wrong_lot_statements", "stated_by", "stated_at", "wrong_lots", ["wrong_lot_no"]),
    signed_for(
        "wrong_lot_reviews", "reviewed_by", "reviewed_at", "wrong_lot_reviews", ["review_no"]
    ),
    signed_for(
        "wrong_lot_decisions", "decided_by", "decided_at", "wrong_lot_reviews", ["review_no"]
    ),
)
"""Each row rests on a signature given for it; a person signs one statement of a wrong lot."""
GUARDS = (
    *append_only("wrong_lots", [["wrong_lot_no"]]),
    *append_only(
        "wrong_lot_statements", [["wrong_lot_no", "department"], ["wrong_lot_no", "stated_by"]]
    ),
    *append_only("wrong_lot_reviews", [["review_no"]]),
    *append_only("wrong_lot_decisions", [["review_no"]]),
    Guard(
        "wrong_lot_reviews",
        "after_statements",
        "insert",
        f"({_SPOKEN}) < {len(Department)}",
        "A wrong lot is reviewed after production, stores and quality have each made a statement.",
    ),
    Guard(
        "wrong_lot_reviews",
        "concession",
        "insert",
        "new.disposition = 'concession' and (new.customer_code is null "
        "or new.concession_reference is null or new.concession_sha256 is null)",
        "A concession needs the customer, its reference and its file.",
    ),
    *role_needed("wrong_lot_statements", "stated_by", ["viewer", "quality", "data", "approver"]),
    *SIGNED,
    *role_needed("wrong_lot_reviews", "reviewed_by", ["quality", "approver"]),
    *role_needed("wrong_lot_decisions", "decided_by", ["approver"]),
    *four_eyes_across(
        "wrong_lot_decisions", "decided_by", "wrong_lot_reviews", "reviewed_by", "review_no"
    ),
)


def read_wrong_lots(read: StateRead, wrong_lot_no: int | None = None) -> list[WrongLotFile]:
    """All wrong lots by number, or the one of a number, each with all that was said of it."""
    decided = WRONG_LOT_DECISIONS.c
    reviews = (
        select(
            WRONG_LOT_REVIEWS,
            decided.is_approved,
            decided.decided_by,
            decided.decided_at,
            decided.decision_reason,
        )
        .select_from(WRONG_LOT_REVIEWS.outerjoin(WRONG_LOT_DECISIONS))
        .order_by(WRONG_LOT_REVIEWS.c.review_no)
    )
    said = select(WRONG_LOT_STATEMENTS).order_by(WRONG_LOT_STATEMENTS.c.stated_at)
    lots = select(WRONG_LOTS).order_by(WRONG_LOTS.c.wrong_lot_no)
    if wrong_lot_no is not None:
        lots = lots.where(WRONG_LOTS.c.wrong_lot_no == wrong_lot_no)
    statements = [
        Statement(**row | {"department": Department(row["department"])}) for row in read.rows(said)
    ]
    reviewed = [_review(row) for row in read.rows(reviews)]
    cases = cases_of_wrong_lots(read)
    return [
        WrongLotFile(
            one,
            tuple(told for told in statements if told.wrong_lot_no == one.wrong_lot_no),
            tuple(told for told in reviewed if told.wrong_lot_no == one.wrong_lot_no),
            cases.get(one.wrong_lot_no),
        )
        for one in (WrongLot(**row) for row in read.rows(lots))
    ]


def add_wrong_lot(write: StateWrite, told: Row) -> int:
    """Open a wrong lot under the next number, which is returned."""
    number = write.next_number(WRONG_LOTS.c.wrong_lot_no)
    stamp = {"wrong_lot_no": number, "opened_by": write.actor.name, "opened_at": write.at}
    write.insert(WRONG_LOTS, told | stamp, why=str(told["what"]))
    return number


def add_statement(write: StateWrite, number: int, department: Department, text: str) -> None:
    """Sign a statement and keep it."""
    told = {"wrong_lot_no": number, "department": str(department), "statement": text}
    signature = write.sign(
        "This is what I know of it", "wrong_lots", {"wrong_lot_no": number}, told
    )
    stamp = {"stated_by": write.actor.name, "stated_at": write.at, "signature_no": signature}
    write.insert(WRONG_LOT_STATEMENTS, told | stamp)


def add_review(write: StateWrite, told: Row) -> int:
    """Sign a review and keep it under the next number, which is returned."""
    number = write.next_number(WRONG_LOT_REVIEWS.c.review_no)
    signature = write.sign("I reviewed it", "wrong_lot_reviews", {"review_no": number}, told)
    stamp = {"review_no": number, "reviewed_by": write.actor.name, "reviewed_at": write.at}
    write.insert(WRONG_LOT_REVIEWS, told | stamp | {"signature_no": signature})
    return number


def add_decision(write: StateWrite, review: Review, *, is_approved: bool, reason: str) -> None:
    """Sign what the supervisor says of a review, and keep it."""
    key = {"review_no": review.review_no}
    meaning = "I approve this decision" if is_approved else "I refuse this decision"
    content = {"effect": review.effect, "disposition": str(review.disposition), **key}
    row = {
        **key,
        "is_approved": is_approved,
        "decided_by": write.actor.name,
        "decided_at": write.at,
        "decision_reason": reason,
        "signature_no": write.sign(meaning, "wrong_lot_reviews", key, content),
    }
    write.insert(WRONG_LOT_DECISIONS, row, why=reason or meaning)


def _review(row: Row) -> Review:
    words = {"disposition": Disposition(row["disposition"]), "cause": WrongLotCause(row["cause"])}
    return Review(**row | words)
