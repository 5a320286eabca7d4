"""Tables of the app: a code of a few letters is never cut."""

from __future__ import annotations

from app.components.data_table import whole_width


def test_a_code_among_shorter_ones_gets_the_room_it_needs() -> None:
    """The grid takes it for an outlier: `order 64` was seen as `order 6`, another order."""
    assert whole_width(["order 64", *[None] * 22]) == 84
    assert whole_width(["work in process", *["stock"] * 22]) == 140


def test_even_columns_and_long_texts_are_left_to_the_grid() -> None:
    assert whole_width([]) is None
    assert whole_width([None, None]) is None
    assert whole_width(["L26033-BOX006", "L26054-BOX010"]) is None
    assert whole_width(["It was reached in 3 steps. By the book.", None, None]) is None
