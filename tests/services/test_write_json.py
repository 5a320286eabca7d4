"""Numbers reach the JSON as they are: exact, with at most six decimals."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.services.write_json import as_json

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(values)
def test_what_is_written_is_read_back(value: object) -> None:
    assert json.loads(as_json(value)) == value


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_every_quantity_is_written_exactly_and_without_exponent(millionths: int) -> None:
    amount = millionths * Decimal("0.000001")
    text = as_json(amount)
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal) == amount
    assert "E" not in text.upper()
    assert len(text.partition(".")[2]) <= 6


@pytest.mark.parametrize(
    ("amount", "text"),
    [("500.000000", "500"), ("0.000000", "0"), ("-0.10", "-0.1"), ("1E+3", "1000")],
)
def test_amounts_are_written_short(amount: str, text: str) -> None:
    assert as_json(Decimal(amount)) == text


def test_a_value_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(TypeError):
        as_json({"a": object()})
