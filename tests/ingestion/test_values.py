from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.landing import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", "5"),
        ("-5.250", "-5.25"),
        ("+1", "1"),
        (".5", "0.5"),
        (" 7 ", "7"),
        ("1.5e-3", "0.0015"),
        ("999999999999.999999", "999999999999.999999"),
    ],
)
def test_plain_numbers_are_read_and_leave_no_raw_text(text: str, expected: str) -> None:
    read = values.parse_quantity(text)
    assert read.value == Decimal(expected)
    assert not read.keeps_raw


@pytest.mark.parametrize(
    "text", ["1,250", "1.250,5", "1 250", "5 kg", "abc", "1e", "--5", "NaN", "inf", "1_000", "0x1"]
)
def test_other_numbers_are_unreadable_and_keep_their_text(text: str) -> None:
    read = values.parse_quantity(text)
    assert read.value is None
    assert read.is_unreadable
    assert read.keeps_raw


def test_full_width_digits_are_read_and_keep_their_text() -> None:
    read = values.parse_quantity("\uff11\uff12\uff0e\uff15")
    assert (read.value, read.keeps_raw) == (Decimal("12.5"), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0.0000005", "0"), ("0.0000015", "0.000002"), ("1.0000025", "1.000002")],
)
def test_more_than_six_decimals_are_rounded_half_even_and_keep_their_text(
    text: str, expected: str
) -> None:
    read = values.parse_quantity(text)
    assert (read.value, read.keeps_raw) == (Decimal(expected), True)


def test_zeros_behind_the_sixth_decimal_change_nothing() -> None:
    assert not values.parse_quantity("1.50000000").keeps_raw


@pytest.mark.parametrize("text", ["1000000000000", "999999999999.9999999", "1e300", "-1e12"])
def test_a_number_too_large_is_unreadable(text: str) -> None:
    assert values.parse_quantity(text).is_unreadable


@given(st.decimals(-(10**11), 10**11, allow_nan=False, places=6))
def test_every_decimal_of_six_places_survives(number: Decimal) -> None:
    read = values.parse_quantity(f"{number:f}")
    assert read.value == number
    assert values.parse_quantity(read.text).value == number


@pytest.mark.parametrize(
    ("text", "wall", "offset", "precision"),
    [
        ("2026-01-12", (2026, 1, 12), None, "day"),
        ("2026-01-12 10:31", (2026, 1, 12, 10, 31), None, "minute"),
        ("2026-01-12T10:31:05", (2026, 1, 12, 10, 31, 5), None, "second"),
        ("2026-01-12 10:31:05.25", (2026, 1, 12, 10, 31, 5, 250000), None, "second"),
        ("2026-01-12T10:31:05Z", (2026, 1, 12, 10, 31, 5), 0, "second"),
        ("2026-01-12T10:31:05+08:00", (2026, 1, 12, 10, 31, 5), 480, "second"),
        ("2026-01-12 10:31:05-0330", (2026, 1, 12, 10, 31, 5), -210, "second"),
        ("2026-01-12 10:31:05+01", (2026, 1, 12, 10, 31, 5), 60, "second"),
    ],
)
def test_instants_keep_wall_time_offset_and_precision(
    text: str, wall: tuple[int, ...], offset: int | None, precision: str
) -> None:
    read = values.parse_instant(text)
    assert read.value == (dt.datetime(*wall), offset, precision)  # type: ignore[arg-type]  # noqa: DTZ001
    assert not read.keeps_raw


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026",
        "12.01.2026",
        "2026-02-30",
        "2026-01-12 25:00",
        "46331",
        "20260112",
        "2026-1-2",
        "2026-01-12T10:31:05+25:00",
        "yesterday",
        "2026-01-12 10",
    ],
)
def test_instants_that_need_guessing_are_unreadable(text: str) -> None:
    assert values.parse_instant(text).is_unreadable


def test_fractions_beyond_microseconds_are_cut_and_keep_their_text() -> None:
    read = values.parse_instant("2026-01-12T10:31:05.1234567")
    assert read.value.wall.microsecond == 123456
    assert read.keeps_raw
    assert not values.parse_instant("2026-01-12T10:31:05.123456000").keeps_raw


@pytest.mark.parametrize(("text", "value"), [("1", True), ("TRUE", True), ("f", False), ("否", 0)])
def test_booleans(text: str, value: bool) -> None:
    assert values.parse_boolean(text).value == value


@pytest.mark.parametrize("text", ["2", "maybe", "1.0", ""])
def test_other_booleans_are_unreadable(text: str) -> None:
    assert values.parse_boolean(text).is_unreadable


def test_whole_numbers() -> None:
    assert values.parse_integer("30.0").value == 30
    assert values.parse_integer("30.5").is_unreadable
    assert values.parse_integer("3000000000").is_unreadable


def test_a_date_with_a_time_keeps_its_text() -> None:
    read = values.parse_date("2026-01-12 10:31")
    assert (read.value, read.keeps_raw) == (dt.date(2026, 1, 12), True)


def test_blanks_around_a_code_are_no_part_of_it_but_are_kept_as_text() -> None:
    read = values.parse_code("\u3000 A 1\u00a0")
    assert (read.value, read.keeps_raw) == ("A 1", True)


def test_words_of_a_contract_are_read_in_any_case() -> None:
    parse = values.parse_choice(("scan", "manual"))
    assert parse("Scan").value == "scan"
    assert parse("scanner").is_unreadable
