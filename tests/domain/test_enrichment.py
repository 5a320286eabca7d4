"""Chances against counting every draw, and rates of false alarms against a worked example."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import pytest

from traceability.domain.enrichment import Stratum, expected, false_discovery_rates, tail


def counted(strata: list[Stratum], shared: int) -> Fraction:
    """The chance by looking at every possible draw; the marked are the first of each stratum."""
    draws = [
        [
            sum(place < one.marked for place in draw)
            for draw in combinations(range(one.population), one.drawn)
        ]
        for one in strata
    ]
    hits = [sum(part) for part in product(*draws)]
    return Fraction(sum(hit >= shared for hit in hits), len(hits))


@pytest.mark.parametrize("population", [1, 4, 7])
def test_a_chance_is_what_counting_every_draw_gives(population: int) -> None:
    for marked, drawn in product(range(population + 1), repeat=2):
        strata = [Stratum(population, marked, drawn)]
        for shared in range(drawn + 2):
            assert tail(strata, shared) == pytest.approx(float(counted(strata, shared)), abs=1e-12)


def test_strata_are_drawn_apart() -> None:
    strata = [Stratum(6, 2, 3), Stratum(5, 5, 2), Stratum(4, 0, 1)]

    for shared in range(7):
        assert tail(strata, shared) == pytest.approx(float(counted(strata, shared)), abs=1e-12)
    assert tail(strata, 2) == pytest.approx(1)
    assert expected(strata) == pytest.approx(3)


def test_a_chance_stays_exact_where_factorials_are_huge() -> None:
    odds = Fraction(20 * 19 * 18, 100_000 * 99_999 * 99_998)

    assert tail([Stratum(100_000, 20, 3)], 3) == pytest.approx(float(odds), rel=1e-6)


def test_rates_of_false_alarms_are_those_of_the_hand_example() -> None:
    chances = [0.039, 0.001, 0.041, 0.008, 0.6]

    # Sorted: 0.001 x 5/1, 0.008 x 5/2, 0.039 x 5/3, 0.041 x 5/4, 0.6; each at most the next one's.
    assert false_discovery_rates(chances, 5) == pytest.approx([0.05125, 0.005, 0.05125, 0.02, 0.6])


def test_features_that_were_not_tested_count_as_hypotheses_all_the_same() -> None:
    assert false_discovery_rates([0.001], 1) == pytest.approx([0.001])
    assert false_discovery_rates([0.001], 100) == pytest.approx([0.1])
    assert false_discovery_rates([0.5, 0.02], 1000) == [1.0, 1.0]
    assert false_discovery_rates([], 10) == []
