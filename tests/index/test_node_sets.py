"""Sets as sorted arrays say what Python's own sets say."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from traceability.index.node_sets import distinct, is_among

numbers = st.lists(st.integers(0, 9), max_size=12)


@given(numbers, numbers)
def test_distinct_is_the_sorted_union(one: list[int], other: list[int]) -> None:
    found = distinct(np.array(one, np.int64), np.array(other, np.int32))
    assert found.tolist() == sorted({*one, *other})


@given(numbers, numbers)
def test_membership_is_that_of_a_set(values: list[int], members: list[int]) -> None:
    found = is_among(np.array(values, np.int64), distinct(np.array(members, np.int64)))
    assert found.tolist() == [value in members for value in values]
