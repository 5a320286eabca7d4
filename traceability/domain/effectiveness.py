"""Effectiveness checks: the levels of 21 CFR 7.42(b)(3), and who is drawn to be checked."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from hashlib import sha256

from traceability.errors import UsageError

Consignee = tuple[str, str | None]
"""Codes of a customer and of where it has goods sent."""


class Level(StrEnum):
    """How many consignees are checked: A all, B a chosen share, C 10 %, D 2 %, E none."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


_PERCENT = {
    Level.A: Decimal(100),
    Level.C: Decimal(10),
    Level.D: Decimal(2),
    Level.E: Decimal(0),
}


def percent_of(level: Level, chosen: Decimal | None) -> Decimal:
    """The share to check. Raises UsageError where a level B has none between 10 and 100."""
    if level is not Level.B:
        if chosen is not None and chosen != _PERCENT[level]:
            raise UsageError(
                f"Level {level} is {_PERCENT[level]} %.", hint="Only level B takes --percent."
            )
        return _PERCENT[level]
    if chosen is None or not Decimal(10) < chosen < Decimal(100):
        raise UsageError(
            "Level B is a share above 10 and below 100 percent.",
            hint="Say which: --level B --percent 25",
        )
    return chosen


def sample_size(percent: Decimal, population: int) -> int:
    """How many of so many; a share above nothing is at least one."""
    return int((percent * population / 100).to_integral_value(ROUND_CEILING))


def draw(consignees: Iterable[Consignee], count: int, seed: str) -> list[Consignee]:
    """That many of them: the same for the same seed, whatever order they come in.

    Each has its own place in the draw, so that one more consignee takes the place of one at most.
    """
    ranked = sorted(set(consignees), key=lambda one: (_rank(one, seed), one[0], one[1] or ""))
    return sorted(ranked[:count], key=lambda one: (one[0], one[1] or ""))


def _rank(one: Consignee, seed: str) -> str:
    return sha256("\x1f".join((seed, one[0], one[1] or "")).encode()).hexdigest()
