"""How surprising it is that several of the drawn share a mark, and how often chance would do it.

The drawn are lots that somebody suspects; the marked are all lots that a feature stands behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, fsum, lgamma
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Stratum:
    """Lots of one kind: how many there are, how many of them are marked, how many were drawn."""

    population: int
    marked: int
    drawn: int


def tail(strata: Sequence[Stratum], shared: int) -> float:
    """Chance that at least `shared` of the drawn are marked, if the draw ignored the mark.

    Within each stratum the draw is without replacement (hypergeometric); strata are independent,
    so that a kind with a high rate of its own makes no mark look surprising. Exact up to rounding.
    """
    chances = [1.0]
    for stratum in strata:
        chances = _convolved(chances, _hypergeometric(stratum))
    return min(1.0, fsum(sorted(chances[max(shared, 0) :])))


def expected(strata: Sequence[Stratum]) -> float:
    """How many of the drawn would be marked on average."""
    return fsum(
        stratum.drawn * stratum.marked / stratum.population
        for stratum in strata
        if stratum.population
    )


def false_discovery_rates(chances: Sequence[float], tested: int) -> list[float]:
    """Benjamini-Hochberg: for each chance the rate of false alarms if it and all below are called.

    tested: number of all features, those without a chance here (they count as 1) included.
    """
    order = sorted(range(len(chances)), key=chances.__getitem__)
    total = max(tested, len(chances))
    rates = [1.0] * len(chances)
    least = 1.0
    for place in range(len(order), 0, -1):
        one = order[place - 1]
        least = min(least, chances[one] * total / place)
        rates[one] = least
    return rates


def _hypergeometric(stratum: Stratum) -> list[float]:
    """Chance of 0, 1, ... marked among the drawn of one stratum."""
    size, marked, drawn = stratum.population, stratum.marked, stratum.drawn
    whole = _log_choose(size, drawn)
    return [
        exp(_log_choose(marked, hit) + _log_choose(size - marked, drawn - hit) - whole)
        if drawn - hit <= size - marked
        else 0.0
        for hit in range(min(marked, drawn) + 1)
    ]


def _convolved(first: list[float], second: list[float]) -> list[float]:
    sums = [0.0] * (len(first) + len(second) - 1)
    for place, one in enumerate(first):
        for other_place, other in enumerate(second):
            sums[place + other_place] += one * other
    return sums


def _log_choose(size: int, taken: int) -> float:
    return lgamma(size + 1) - lgamma(taken + 1) - lgamma(size - taken + 1)
