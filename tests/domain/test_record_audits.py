"""The draw of an audit follows its seed and heeds every line and shift; Wilson's interval."""

from __future__ import annotations

from collections import Counter

import pytest

from traceability.domain.record_audits import AuditOrder, draw_orders, wilson

ORDERS = [
    AuditOrder(f"WO{number}", line, shift)
    for number, (line, shift) in enumerate(
        [("L1", "DAY")] * 40 + [("L1", "NIGHT")] * 3 + [("L2", "DAY")] * 8 + [(None, None)] * 2
    )
]


def test_the_same_seed_draws_the_same_orders_in_whatever_sequence_they_come() -> None:
    assert draw_orders(ORDERS, "a", 12) == draw_orders(reversed(ORDERS), "a", 12)
    assert draw_orders(ORDERS, "a", 12) != draw_orders(ORDERS, "b", 12)


def test_every_line_and_shift_has_its_turn_before_any_has_a_second() -> None:
    for seed in "abcdef":
        assert set(Counter(one.stratum for one in draw_orders(ORDERS, seed, 4)).values()) == {1}
        counts = Counter(one.stratum for one in draw_orders(ORDERS, seed, 12))
        assert sorted(counts.values()) == [2, 3, 3, 4]


def test_no_order_is_drawn_twice_and_none_is_left_where_all_are_asked_for() -> None:
    drawn = draw_orders(ORDERS, "a", 99)

    assert len(drawn) == len(set(drawn)) == len(ORDERS)


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),  # Newcombe 1998, table of method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_the_interval_is_that_of_wilson(count: int, total: int, low: float, high: float) -> None:
    assert wilson(count, total) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))
