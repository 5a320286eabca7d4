"""Rows have one order, whatever order they come in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from traceability.services.order_rows import order_rows


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a column of each kind."""

    code: str | None
    qty: Decimal | None
    is_late: bool | None


rows = st.lists(
    st.builds(
        Row,
        st.sampled_from(["a", "b", None]),
        st.sampled_from([Decimal(1), Decimal("1.5"), None]),
        st.sampled_from([True, False, None]),
    ),
    max_size=8,
)


@given(rows, st.randoms())
def test_the_order_does_not_depend_on_the_order_given(found: list[Row], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert order_rows(found, "qty") == order_rows(shuffled, "qty")


def test_the_columns_named_come_first_and_the_unknown_last() -> None:
    found = [Row("a", None, None), Row("b", Decimal(2), None), Row("a", Decimal(10), None)]
    assert [row.qty for row in order_rows(found, "qty")] == [Decimal(2), Decimal(10), None]
