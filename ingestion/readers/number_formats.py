"""Number formats of a workbook: which mean a time, and which show a number as a longer code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from ingestion.readers.workbook_parts import namespace_of

# East Asian editions have dates of their own that no file spells out.
_EAST_ASIAN_TIMES = frozenset((*range(27, 37), *range(50, 59)))
_PIECES = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[[^\]]*\]|(?P<digit>[0#])|(?P<plain>[-/ ():])'
)
_CONDITION = re.compile(r"\[[<>=]")


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """Formats by the number that a cell's style names; kinds: "", "time" or "duration"."""

    codes: tuple[str, ...]
    kinds: tuple[str, ...]

    def code(self, style: int) -> str:
        """Format code, "General" where the workbook names none."""
        return self.codes[style] if style < len(self.codes) else "General"

    def kind(self, style: int) -> str:
        """What a number in that style is: "" (a number), "time" or "duration"."""
        return self.kinds[style] if style < len(self.kinds) else ""


def read_formats(styles: bytes) -> NumberFormats:
    """Read the styles part of a workbook."""
    root = ET.fromstring(styles)  # noqa: S314 - expat limits entities itself
    space = namespace_of(root)
    own = {
        int(entry.get("numFmtId", 0)): entry.get("formatCode", "General")
        for entry in root.iterfind(f"{space}numFmts/{space}numFmt")
    }
    ids = [int(entry.get("numFmtId", 0)) for entry in root.iterfind(f"{space}cellXfs/{space}xf")]
    codes = tuple(own.get(number) or BUILTIN_FORMATS.get(number, "General") for number in ids)
    return NumberFormats(codes, tuple(map(_kind, ids, codes)))


def _kind(number: int, code: str) -> str:
    if is_timedelta_format(code):
        return "duration"
    is_time = is_date_format(code) or (code == "General" and number in _EAST_ASIAN_TIMES)
    return "time" if is_time else ""


def shown(digits: str, code: str, *, with_letters: bool) -> str | None:
    """What a person sees of a whole number: '00123' for 123 in the format 00000.

    None where the format adds no zeros and no letters, or shows anything but digits, or shows
    some numbers in another way than others.
    with_letters: also formats such as "LOT-"00000, which only a column of codes may follow.
    """
    section = code.split(";", maxsplit=1)[0]
    if _CONDITION.search(code):
        return None
    pieces: list[tuple[str, bool]] = []
    place = 0
    while place < len(section):
        match = _PIECES.match(section, place)
        if not match:
            return None
        place = match.end()
        if match["digit"]:
            pieces.append((match["digit"], True))
        else:
            pieces.append((match["quoted"] or match["escaped"] or match["plain"] or "", False))
    has_letters = any(text for text, is_digit in pieces if not is_digit)
    zeros = sum(text == "0" for text, is_digit in pieces if is_digit)
    if (has_letters and not with_letters) or (zeros < 2 and not has_letters):
        return None
    return _filled(digits, pieces)


def _filled(digits: str, pieces: list[tuple[str, bool]]) -> str | None:
    places = sum(is_digit for _, is_digit in pieces)
    if not places:
        return None
    left = digits.rjust(places, "\0")
    parts = [left[: len(left) - places]]
    left = left[len(left) - places :]
    first = True
    for text, is_digit in pieces:
        if not is_digit:
            parts.append(text)
            continue
        if first and parts[0]:  # more digits than places stand before the first place
            parts.append(parts[0])
            parts[0] = ""
        first = False
        digit, left = left[0], left[1:]
        parts.append(digit if digit != "\0" else "0" if text == "0" else "")
    return "".join(parts)
