"""A pool finds exactly the texts that a list would find."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from traceability.index.text_pool import TextPool

texts = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from("ab批次éß"),
    unique=True,
    max_size=20,
)
needles = st.text(st.sampled_from("ab批次é"), max_size=3)


def pool_of(words: list[str]) -> TextPool:
    encoded = [word.encode() for word in sorted(words)]
    offsets = np.cumsum([0, *(len(word) for word in encoded)])
    return TextPool(offsets, np.frombuffer(b"".join(encoded), np.uint8))


@given(texts, needles)
def test_exact_prefix_and_substring_equal_a_plain_search(words: list[str], needle: str) -> None:
    ordered = sorted(words)
    pool = pool_of(words)

    assert [pool[code] for code in range(len(pool))] == ordered
    assert pool.code_of(needle) == (ordered.index(needle) if needle in ordered else -1)
    assert [pool[code] for code in pool.starting_with(needle)] == [
        word for word in ordered if word.startswith(needle)
    ]
    if needle:
        assert [pool[code] for code in pool.containing(needle)] == [
            word for word in ordered if needle in word
        ]


@given(texts)
def test_every_text_is_found_at_its_place(words: list[str]) -> None:
    pool = pool_of(words)
    assert [pool.code_of(word) for word in sorted(words)] == list(range(len(words)))


def test_a_match_across_two_texts_is_none() -> None:
    assert list(pool_of(["ab", "ca"]).containing("bc")) == []


def test_half_a_letter_from_a_broken_shell_is_not_found() -> None:
    assert pool_of(["ab"]).code_of("\udc80") == -1


@given(texts, texts)
def test_a_pool_is_made_of_its_own_texts_in_order_and_of_no_others(
    words: list[str], others: list[str]
) -> None:
    pool = pool_of(words)

    assert pool.is_made_of(sorted(words))
    assert pool.is_made_of(others) == (others == sorted(words))
