"""What a comparison of two layers finds is what counting by key finds, however rows are shared."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.suites.comparison import conserved

Rows = list[tuple[str | None, str, int | None]]

rows = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", None]),
        st.sampled_from(["x", "y"]),
        st.sampled_from([1, 2, 3, None]),
    ),
    max_size=8,
)


def told(of: Rows) -> str:
    """A SELECT of these rows; amounts are decimals."""
    if not of:
        return (
            "select null::varchar as lot, null::varchar as kind, null::decimal(9, 3) as qty limit 0"
        )
    values = ", ".join(
        f"({'null' if lot is None else repr(lot)}, '{kind}', "
        f"{'null' if qty is None else qty}::decimal(9, 3))"
        for lot, kind, qty in of
    )
    return f"select * from (values {values}) as said (lot, kind, qty)"


def counted(before: Rows, after: Rows, *, with_amount: bool) -> set[tuple[str | None, str]]:
    """The keys whose rows, or amounts, differ: reckoned row by row."""

    def sums(of: Rows) -> dict[tuple[str | None, str], Decimal | None]:
        found: dict[tuple[str | None, str], Decimal | None] = {}
        for lot, kind, qty in of:
            known = found.setdefault((lot, kind), None)
            if qty is not None:
                found[lot, kind] = (known or Decimal(0)) + qty
        return found

    counts = [Counter((lot, kind) for lot, kind, _ in of) for of in (before, after)]
    amounts = [sums(of) for of in (before, after)]
    return {
        key
        for key in counts[0] | counts[1]
        if counts[0][key] != counts[1][key]
        or (with_amount and amounts[0].get(key) != amounts[1].get(key))
    }


@pytest.mark.parametrize("is_reckoned", [False, True])
@pytest.mark.parametrize("with_amount", [False, True])
@given(before=rows, after=rows)
def test_a_comparison_finds_the_keys_that_differ(
    before: Rows, after: Rows, *, with_amount: bool, is_reckoned: bool
) -> None:
    amount = "qty" if with_amount else ""
    query = conserved(told(before), told(after), ("lot", "kind"), amount, is_reckoned=is_reckoned)
    found = duckdb.sql(f"select lot, kind from ({query}) as failing").fetchall()

    assert sorted(found, key=repr) == sorted(
        counted(before, after, with_amount=with_amount), key=repr
    )
