"""A drill: how its lot is drawn, how hard it was, what is due, and what is done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from math import log2

from traceability.domain.scope import Direction
from traceability.errors import NotFoundError

WAYS = (Direction.FORWARD, Direction.BACKWARD)
"""A drill goes one way: forward from a lot that was bought, backward from one that was sold."""

FACTORS = ("volume", "age", "supplier_risk", "rework")
"""What makes a lot likelier to be drawn."""

WHOLE = 1000
"""A factor of a lot lies between 0 and this."""

Pair = tuple[str, Direction]
"""A product family and a way."""


class ActionState(StrEnum):
    """How far an action is: `effective` ends it; one that did not help is open again."""

    OPEN = "open"
    DONE = "done"
    EFFECTIVE = "effective"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lot that may be drawn. factors: each of FACTORS from 0 to WHOLE."""

    lot_id: str
    item_code: str | None
    lot_code: str | None
    family: str
    factors: dict[str, int]


@dataclass(frozen=True, slots=True)
class Draw:
    """A lot as it was drawn. weight, total_weight: its share of the draw.

    seed: None where a person chose the lot. drawn_by_kind: person or program.
    """

    draw_no: int
    drawn_by: str
    drawn_by_kind: str
    drawn_at: datetime
    seed: str | None
    snapshot_id: str
    direction: Direction
    family: str
    is_blind: bool
    lot_id: str
    item_code: str | None
    lot_code: str | None
    candidate_count: int
    weight: int
    total_weight: int
    factors: dict[str, int]
    weights: dict[str, int]

    @property
    def says(self) -> str:
        """How the lot came to be drawn."""
        family = f"family {self.family}, {self.direction}"
        if self.seed is None:
            return f"chosen by {self.drawn_by} ({family}), not drawn"
        told = ", ".join(
            f"{name.replace('_', ' ')} {Decimal(self.factors[name]) / WHOLE}" for name in FACTORS
        )
        return (
            f"drawn from {self.candidate_count} lots of {family}, with weight "
            f"{Decimal(self.weight) / WHOLE} of {Decimal(self.total_weight) / WHOLE} "
            f"({told}), by seed {self.seed}"
        )


@dataclass(frozen=True, slots=True)
class DrillResult:
    """How a signed drill ended; figures are those of its score."""

    case_no: int
    family: str
    direction: Direction
    is_passed: bool
    signed_at: datetime
    seconds_to_scope: Decimal | None
    difficulty: Decimal | None
    accounted_percent: Decimal | None
    retest_of: int | None


@dataclass(frozen=True, slots=True)
class Retest:
    """What a failed drill left to be done again. passed_by: the drill that met it."""

    failed_case_no: int
    family: str
    direction: Direction
    due_on: str
    passed_by: int | None


@dataclass(frozen=True, slots=True)
class Due:
    """A drill to come: of a family, one way. last_case_no: the drill that counts, None = never.

    retest_of: the failed drill that makes it due.
    """

    family: str
    direction: Direction
    due_on: str
    every_days: int | None
    last_case_no: int | None
    last_signed_at: datetime | None
    retest_of: int | None = None

    def is_overdue(self, day: date) -> bool:
        """Whether its day is past."""
        return self.due_on < day.isoformat()


def weight_of(candidate: Candidate, weights: Mapping[str, int]) -> int:
    """WHOLE, and for each factor its share times its weight; so no lot is out of the draw."""
    return WHOLE + sum(candidate.factors[name] * weights[name] for name in FACTORS)


def draw_one(
    candidates: Sequence[Candidate], seed: str, weights: Mapping[str, int]
) -> tuple[Candidate, int, int]:
    """The lot that a seed draws, its weight and the weight of all; equal input, equal lot.

    Raises NotFoundError when there is none to draw.
    """
    if not candidates:
        raise NotFoundError(
            "There is no lot to draw.",
            hint="`lotline drill schedule` names families that have lots.",
        )
    ordered = sorted(candidates, key=lambda one: one.lot_id)
    sizes = [weight_of(one, weights) for one in ordered]
    left = _number(f"{seed}:lot") % sum(sizes)
    for candidate, size in zip(ordered, sizes, strict=True):
        if left < size:
            return candidate, size, sum(sizes)
        left -= size
    raise AssertionError("a number below the sum of all weights falls on one of them")


def in_turn(families: Sequence[str], seed: str) -> list[str]:
    """The product families in the order in which a seed takes them, each place alike."""
    return sorted(families, key=lambda one: (_number(f"{seed}:family:{one}"), one))


def difficulty(lots: int, customers: int, depth: int, gaps: int) -> Decimal:
    """How hard a scope was to find: log2(1 + lots) + log2(1 + customers) + depth + log2(1 + gaps).

    lots, customers: reached in the widest scope. depth: most orders on the shortest way to a lot.
    gaps: missing records met.
    """
    value = log2(1 + lots) + log2(1 + customers) + depth + log2(1 + gaps)
    return Decimal(str(round(value, 1)))


def percent(part: int, whole: int) -> Decimal | None:
    """Part of a whole in percent, two places; None of nothing."""
    return round(Decimal(100 * part) / Decimal(whole), 2) if whole else None


def _number(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest())
