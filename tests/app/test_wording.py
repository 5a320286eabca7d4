"""Numbers, amounts and counts as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.components.wording import THIN_SPACE, amount, evidence_split, instant, listed, many, number
from traceability.domain.trace import EvidenceCounts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1234567, "1_234_567"),
        (Decimal("-0.5"), "\u22120.5"),
        (Decimal("-1234.500000"), "\u22121_234.5"),
        (Decimal("2.500001"), "2.500001"),
        (Decimal("1E+4"), "10_000"),
    ],
)
def test_a_number_keeps_every_place_and_its_sign(value: int | Decimal, text: str) -> None:
    assert number(value) == text.replace("_", THIN_SPACE)


@pytest.mark.parametrize(
    ("count", "noun", "text"),
    [
        (1, "lot", "1 lot"),
        (0, "lot", "0 lots"),
        (2, "open delivery", "2 open deliveries"),
        (266, "day", "266 days"),
    ],
)
def test_a_count_has_its_plural(count: int, noun: str, text: str) -> None:
    assert many(count, noun) == text


def test_an_unknown_amount_is_never_zero() -> None:
    assert amount(None, "kg") == "unknown amount"
    assert amount(Decimal(0), "kg") == "0 kg"
    assert amount(Decimal(3), None) == "3"


def test_words_are_listed_as_in_a_sentence() -> None:
    assert [listed(["a"] * count) for count in range(4)] == ["", "a", "a and a", "a, a and a"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-11-23T00:47:53Z", "2026-11-23 00:47 UTC"),
        ("2026-11-23T00:47:53", "2026-11-23 00:47"),
        ("2026-03-02", "2026-03-02"),
        ("yesterday", "yesterday"),
        (None, "unknown"),
    ],
)
def test_an_instant_is_written_to_the_minute(text: str | None, shown: str) -> None:
    assert instant(text) == shown


def test_evidence_is_told_in_words() -> None:
    assert evidence_split(EvidenceCounts(5, 0, 0)) == "all confirmed"
    assert evidence_split(EvidenceCounts(1, 0, 0)) == "confirmed"
    assert evidence_split(EvidenceCounts(1200, 2, 1)) == (
        f"1{THIN_SPACE}200 confirmed, 2 probable, 1 possible"
    )
    assert evidence_split(EvidenceCounts(0, 0, 0)) == ""
