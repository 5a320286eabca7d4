"""A wrong lot was used: what systems say, what people saw, what is done, and why it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Department(StrEnum):
    """Who states what happened, each by a user of its own."""

    PRODUCTION = "production"
    STORES = "stores"
    QUALITY = "quality"


class Disposition(StrEnum):
    """What is done with the product; concession: the customer takes it as it is, in writing."""

    USE_AS_IS = "use_as_is"
    RE_TEST = "re_test"
    REWORK = "rework"
    SCRAP = "scrap"
    CONCESSION = "concession"


class WrongLotCause(StrEnum):
    """Why it happened, so that what repeats can be counted."""

    CHANGE_OVER = "change_over"
    TOP_UP = "top_up"
    AD_HOC_PICK = "ad_hoc_pick"
    REWORK = "rework"
    PILOT_RUN = "pilot_run"
    PICK_LIST = "pick_list"
    LABEL = "label"
    LOOK_ALIKE = "look_alike"
    ENTRY_ONLY = "entry_only"
    OTHER = "other"


class WrongLotState(StrEnum):
    """How far it is; a review that the supervisor refused is made again."""

    STATEMENTS = "statements"
    REVIEW = "review"
    APPROVAL = "approval"
    CLOSED = "closed"


SIDES = ("allocated", "picked", "ledger", "scanned")
"""What ERP allocated to the order, what stores brought, what the stock ledger took off, what the
line scanned."""


@dataclass(frozen=True, slots=True)
class OrderLot:
    """One lot on one side of an order. qty: None where an amount or a unit differs or lacks.

    at, source_file, source_row: of the first row.
    """

    side: str
    item_code: str | None
    lot_id: str | None
    lot_code: str | None
    qty: Decimal | None
    uom: str | None
    at: str | None
    shift_code: str | None
    source_file: str
    source_row: int


@dataclass(frozen=True, slots=True)
class WrongLot:
    """A wrong lot as somebody opened it. lot: the one used; intended: the one meant, if known.

    snapshot_id: in which the systems were compared. shipped: deliveries that had left by then with
    what came of the order.
    """

    wrong_lot_no: int
    work_order_code: str
    item_code: str | None
    lot_id: str
    lot_code: str | None
    intended_lot_id: str | None
    intended_lot_code: str | None
    site_code: str | None
    line_code: str | None
    shift_code: str | None
    what: str
    snapshot_id: str
    shipped: list[str]
    opened_by: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Statement:
    """What a department saw; signed, and never changed."""

    wrong_lot_no: int
    department: Department
    statement: str
    stated_by: str
    stated_at: datetime
    signature_no: int


@dataclass(frozen=True, slots=True)
class Review:
    """Effect on the product, and what is to be done. decision: the supervisor's, None while open.

    concession_file, concession_sha256: the customer's paper as it was kept.
    """

    review_no: int
    wrong_lot_no: int
    effect: str
    disposition: Disposition
    cause: WrongLotCause
    customer_code: str | None
    concession_reference: str | None
    concession_file: str | None
    concession_sha256: str | None
    reviewed_by: str
    reviewed_at: datetime
    signature_no: int
    is_approved: bool | None
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str | None


@dataclass(frozen=True, slots=True)
class WrongLotFile:
    """Everything about one wrong lot, oldest first.

    case_no: the case that was opened because its products had been shipped.
    """

    wrong_lot: WrongLot
    statements: tuple[Statement, ...]
    reviews: tuple[Review, ...]
    case_no: int | None = None

    @property
    def missing(self) -> tuple[Department, ...]:
        """Departments that have not spoken."""
        said = {one.department for one in self.statements}
        return tuple(one for one in Department if one not in said)

    @property
    def state(self) -> WrongLotState:
        """What comes next."""
        if self.reviews and self.reviews[-1].is_approved:
            return WrongLotState.CLOSED
        if self.reviews and self.reviews[-1].is_approved is None:
            return WrongLotState.APPROVAL
        return WrongLotState.STATEMENTS if self.missing else WrongLotState.REVIEW

    @property
    def cause(self) -> WrongLotCause | None:
        """As the last review has it."""
        return self.reviews[-1].cause if self.reviews else None


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same cause more than once at one line, in one shift or with one item."""

    dimension: str
    code: str
    cause: WrongLotCause
    numbers: tuple[int, ...]


def repeats(files: list[WrongLotFile]) -> tuple[Repeat, ...]:
    """Causes that came back, the most frequent first; what nobody reviewed has no cause yet."""
    found: dict[tuple[str, str, WrongLotCause], list[int]] = {}
    for file in files:
        one = file.wrong_lot
        places = {"line": one.line_code, "shift": one.shift_code, "item": one.item_code}
        for dimension, code in places.items():
            if code is not None and file.cause is not None:
                found.setdefault((dimension, code, file.cause), []).append(one.wrong_lot_no)
    told = [Repeat(*key, tuple(numbers)) for key, numbers in found.items() if len(numbers) > 1]
    return tuple(sorted(told, key=lambda one: (-len(one.numbers), one.dimension, one.code)))
