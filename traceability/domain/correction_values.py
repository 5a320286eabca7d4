"""Read a corrected value as a person types it, into the text that a build casts.

The text is that of the engine's own cast, because old and new values are compared as text: six
places of a quantity, `true`, `2026-01-31`, and for an instant `2026-01-31 08:00:00`, with the
offset in minutes behind it where one is given.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import TypeVar

from traceability.errors import UsageError

_SIX_PLACES = Decimal("0.000001")
_TOO_LARGE = Decimal(10) ** 12
_INT32 = 2**31
_FIRST_YEAR = 1900
_Day = TypeVar("_Day", date, datetime)
_WITH_OFFSET = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) (-?\d+)")
_WORDS = {"true": "true", "yes": "true", "false": "false", "no": "false"}


def value_text(kind: str, text: str, choices: tuple[str, ...] = ()) -> str:
    """The text to keep of a value of this kind of column. Raises UsageError when it is none."""
    text = text.strip()
    if not text:
        raise UsageError("An empty text is no value.", hint="Name the value that is right.")
    if choices:
        if text not in choices:
            raise UsageError(
                f"{text} is none of the words the contract knows.",
                hint=f"Choose from {', '.join(choices)}.",
            )
        return text
    if kind in {"quantity", "number"}:
        return _number(text)
    if kind == "integer":
        number = Decimal(_number(text))
        if number != int(number) or abs(number) >= _INT32:
            raise UsageError(f"{text} is no whole number.", hint="Write it as 30.")
        return str(int(number))
    if kind == "boolean":
        if text.casefold() not in _WORDS:
            raise UsageError(f"{text} is neither true nor false.", hint="Write true or false.")
        return _WORDS[text.casefold()]
    if kind in {"date", "instant"}:
        return _day(text) if kind == "date" else _instant(text)
    return text


def instant_parts(text: str) -> tuple[str, int | None, str]:
    """Wall time, offset in minutes and precision of a kept instant.

    A wall time at midnight sharp was given as a day.
    """
    day, clock, *rest = text.split(" ")
    precision = "day" if clock == "00:00:00" and not rest else "second"
    return f"{day} {clock}", int(rest[0]) if rest else None, precision


def shown_value(text: str | None) -> str:
    """A kept value for a reader: a quantity without zeros at its end, an offset as +01:00."""
    if text is None:
        return "nothing"
    told = _WITH_OFFSET.fullmatch(text)
    if told:
        hours, minutes = divmod(abs(int(told[2])), 60)
        return f"{told[1]}{'-' if int(told[2]) < 0 else '+'}{hours:02}:{minutes:02}"
    whole, point, places = text.partition(".")
    if point and len(places) == 6 and (whole.lstrip("-") + places).isdigit():
        return (whole + "." + places.rstrip("0")).rstrip(".")
    return text


def _number(text: str) -> str:
    try:
        number = Decimal(text).quantize(_SIX_PLACES, ROUND_HALF_EVEN)
    except InvalidOperation:
        number = _TOO_LARGE
    if not number.is_finite() or not abs(number) < _TOO_LARGE or (not number and Decimal(text)):
        raise UsageError(
            f"{text} is no quantity.",
            hint="Write it as 12.5: no thousands separators, no unit, at most six decimals.",
        )
    return f"{abs(number) if number.is_zero() else number:.6f}"


def _recorded(at: _Day) -> _Day:
    """Raises ValueError for a time before any record, which no engine counts zones from."""
    if at.year < _FIRST_YEAR:
        raise ValueError
    return at


def _day(text: str) -> str:
    try:
        return _recorded(date.fromisoformat(text)).isoformat()
    except ValueError:
        raise UsageError(f"{text} is no day.", hint="Write it as 2027-01-31.") from None


def _instant(text: str) -> str:
    try:
        at = _recorded(datetime.fromisoformat(text))
    except ValueError:
        raise UsageError(
            f"{text} is no time.",
            hint="Write it as 2027-01-31T08:00:00, with +01:00 behind it where that is known.",
        ) from None
    offset = at.utcoffset()
    wall = at.replace(tzinfo=None).isoformat(" ")
    if at.microsecond:
        wall = wall.rstrip("0")
    return wall if offset is None else f"{wall} {int(offset.total_seconds() // 60)}"
