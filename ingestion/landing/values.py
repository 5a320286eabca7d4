"""Reads one cell's text into a typed value; what cannot be read is null and keeps its text."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, NamedTuple

from ingestion import rules
from ingestion.landing.odd_codes import is_full_width, is_odd_edge, odd_code, odd_text
from ingestion.readers.cell_errors import error_rule
from traceability.domain.code_keys import EDGES


class Value(NamedTuple):
    """One cell as read.

    value: None when empty or unreadable. text: canonical text, for hashes and keys. keeps_raw:
    the landed value is not what stood there. is_unreadable: it should have been a value. rule_id:
    what is to be said of it, "" where its column alone decides.
    """

    value: Any
    text: str
    keeps_raw: bool = False
    is_unreadable: bool = False
    rule_id: str = ""


class Instant(NamedTuple):
    """Wall time as written, offset in minutes (None = none given), and how precise it is."""

    wall: dt.datetime
    offset: int | None
    precision: str


Parser = Callable[[str], Value]
EMPTY = Value(None, "")

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?"
    r" ?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
# 46331 is 2026-11-05 to a spreadsheet, 44869 to one that counts from 1904: nobody can tell.
_SERIAL_DATE = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_BOOLEANS = dict.fromkeys(("1", "true", "t", "yes", "y", "是"), True) | dict.fromkeys(
    ("0", "false", "f", "no", "n", "否"), False
)
_SIX_PLACES = Decimal("0.000001")
_TOO_LARGE = Decimal(10) ** 12
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
_INT32 = 2**31
_EDGES = frozenset(EDGES)
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


def _unreadable(text: str, rule_id: str = "") -> Value:
    return Value(None, text, keeps_raw=True, is_unreadable=True, rule_id=rule_id)


def cell_error(text: str) -> Value | None:
    """What an error of a spreadsheet is in any column: no value, and its text is kept."""
    rule_id = error_rule(text)
    return _unreadable(text, rule_id) if rule_id else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(EDGES)


def parse_text(text: str) -> Value:
    """Free text stays as it is."""
    return Value(text, text, rule_id=odd_text(text))


def parse_code(text: str, *, is_lot: bool = False) -> Value:
    """A code stays text; blanks around it are no part of it."""
    code = text
    if not text or text[0] in _EDGES or text[-1] in _EDGES:
        code = text.strip(EDGES)
    rule_id = odd_code(code, is_lot=is_lot) if code else ""
    if not rule_id and is_odd_edge(text, code):
        rule_id = rules.INVISIBLE_EDGE
    return Value(code or None, code, keeps_raw=code != text, rule_id=rule_id)


def parse_lot_code(text: str) -> Value:
    """A code that names a lot or a serial."""
    return parse_code(text, is_lot=True)


def parse_quantity(text: str) -> Value:
    """decimal(18,6): no thousands separators; rounded half-even; too large is unreadable."""
    folded = text
    if not _NUMBER.fullmatch(text):
        folded = _folded(text).replace("\u2212", "-")
        if not _NUMBER.fullmatch(folded):
            return _unreadable(text)
    try:
        exact = _WIDE.create_decimal(folded)
        rounded = exact.quantize(_SIX_PLACES, context=_WIDE)
    except InvalidOperation:
        return _unreadable(text)
    if abs(rounded) >= _TOO_LARGE:
        return _unreadable(text)
    rounded = abs(rounded) if rounded.is_zero() else rounded
    changed = rounded != exact or folded != text.strip(EDGES)
    rule_id = rules.FULL_WIDTH if folded is not text and is_full_width(text) else ""
    return Value(rounded, f"{rounded.normalize(_WIDE):f}", keeps_raw=changed, rule_id=rule_id)


def parse_integer(text: str) -> Value:
    """A whole number of 32 bits; '30.0' is one."""
    number = parse_quantity(text)
    if number.value is None or number.value != int(number.value) or abs(number.value) >= _INT32:
        return _unreadable(text)
    return Value(int(number.value), str(int(number.value)), keeps_raw=number.keeps_raw)


def parse_boolean(text: str) -> Value:
    """true, t, yes, y, 1 and 是; false, f, no, n, 0 and 否; in any case."""
    value = _BOOLEANS.get(_folded(text).casefold())
    return _unreadable(text) if value is None else Value(value, str(value).lower())


def parse_instant(text: str) -> Value:
    """YYYY-MM-DD, or with HH:MM, HH:MM:SS or fractions after 'T' or a blank, and an offset.

    A fraction beyond microseconds is cut off. Everything else is unreadable, never guessed.
    """
    match = _INSTANT.fullmatch(text) or _INSTANT.fullmatch(_folded(text))
    if not match:
        is_serial = _SERIAL_DATE.fullmatch(_folded(text))
        return _unreadable(text, rules.SERIAL_DATE if is_serial else "")
    day, minutes, seconds, fraction, zone = match.groups()
    clock = f"{day}T{minutes or '00:00'}:{seconds or '00'}"
    if fraction and fraction.strip("0"):
        clock += f".{fraction[:6]:0<6}"
    offset = _offset(zone)
    try:
        wall = dt.datetime.fromisoformat(clock)
    except ValueError:
        return _unreadable(text)
    if offset is not None and abs(offset) > 15 * 60:
        return _unreadable(text)
    precision = "second" if seconds else "minute" if minutes else "day"
    canonical = day if precision == "day" else clock + _zone_text(offset)
    cut = bool((fraction or "")[6:].strip("0"))
    return Value(Instant(wall, offset, precision), canonical, keeps_raw=cut)


def parse_date(text: str) -> Value:
    """YYYY-MM-DD; of a date with a time the day is taken and the text kept."""
    instant = parse_instant(text)
    if instant.value is None:
        return instant
    day = instant.value.wall.date()
    return Value(day, day.isoformat(), keeps_raw=instant.value.precision != "day")


def parse_choice(choices: tuple[str, ...], others: Mapping[str, str] = _NO_WORDS) -> Parser:
    """One of the contract's words, in any case, or what `others` maps to one; else unreadable."""

    def parse(text: str) -> Value:
        word = _folded(text).casefold()
        word = others.get(word, word)
        if not word:
            return EMPTY
        return Value(word, word, keeps_raw=word != text) if word in choices else _unreadable(text)

    return parse


def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone in "Zz":
        return 0
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return -minutes if zone[0] == "-" else minutes


def _zone_text(offset: int | None) -> str:
    if offset is None:
        return ""
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
