"""Write a workbook (XLSX): text stays text, no cell is a formula, the same rows the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from traceability.domain.tables import visible, width
from traceability.services.reports import workbook_parts as parts
from traceability.services.write_json import as_json, decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_TITLE_LETTERS = 31
_ROWS = 1_048_575
"""Rows of a sheet below its header; further rows go on in a second sheet."""
_CELL = 32_767
_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; a longer one is written as text."""
_WIDEST = 60
_NARROWEST = 8
_LOOKED_AT = 2_000
"""Rows whose widths decide how wide a column is."""
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would read as a letter spelled by its number."""
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


def write_workbook(
    path: Path,
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]],
    properties: Mapping[str, str] | None = None,
) -> None:
    """Write sheets of (title, columns, rows) to a file; OSError where it cannot be written."""
    path.write_bytes(workbook_bytes(sheets, properties))


def workbook_bytes(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]],
    properties: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of a workbook; `properties` are title, subject, description, keywords.

    A text is a text cell whatever it begins with, a number is a number where a spreadsheet keeps
    all its digits, None is empty, a list or dict is its JSON. Rows beyond what a sheet holds go on
    in another sheet; a text beyond what a cell holds ends with a sentence that says so.
    """
    buffer = io.BytesIO()
    titles: list[str] = []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for title, columns, rows in sheets:
            left = iter(rows)
            ahead = next(left, None)
            number = 1
            while number == 1 or ahead is not None:
                titles.append(_title(title, number, titles))
                xml, ahead = _sheet(columns, ahead, left)
                _add(archive, f"xl/worksheets/sheet{len(titles)}.xml", xml)
                number += 1
        for name, text in parts.surroundings(titles, dict(properties or {})):
            _add(archive, name, text)
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every operating system
    archive.writestr(entry, text.encode())


def _title(title: str, number: int, taken: Sequence[str]) -> str:
    """A title that a spreadsheet takes, and that no other sheet has."""
    clean = _NOT_IN_TITLES.sub("_", visible(title)).strip("'") or "sheet"
    used = {one.lower() for one in taken}
    while True:
        end = "" if number == 1 else f" ({number})"
        found = clean[: _TITLE_LETTERS - len(end)] + end
        if found.lower() not in used:
            return found
        number += 1


def _sheet(
    columns: Sequence[str], first: Sequence[Any] | None, rows: Iterator[Sequence[Any]]
) -> tuple[str, Sequence[Any] | None]:
    """One sheet as XML, and the first row that it could not hold."""
    letters = [parts.column_letters(number) for number in range(1, len(columns) + 1)]
    widths = [width(str(name)) for name in columns]
    lines = [_row(1, letters, columns, parts.HEAD)]
    row, count = first, 0
    while row is not None and count < _ROWS:
        if count < _LOOKED_AT:
            widths = [max(pair) for pair in zip(widths, map(_width, row), strict=True)]
        lines.append(_row(count + 2, letters, row, parts.TEXT))
        count += 1
        row = next(rows, None)
    last = f"{letters[-1] if letters else 'A'}{count + 1}"
    sizes = [min(max(size + 2, _NARROWEST), _WIDEST) for size in widths]
    return parts.sheet_xml(lines, sizes, last), row


def _width(value: Any) -> int:
    if isinstance(value, str):
        return width(value)
    return 0 if value is None else len(as_json(value))


def _row(number: int, letters: Sequence[str], values: Sequence[Any], style: int) -> str:
    cells = "".join(
        _cell(f"{letter}{number}", value, style)
        for letter, value in zip(letters, values, strict=True)
        if value is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: Any, style: int) -> str:
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float | Decimal):
        text = decimal_text(value) if isinstance(value, Decimal) else repr(value)
        if len(text.strip("-0").replace(".", "")) <= _DIGITS and text.strip("-.0123456789") == "":
            return f'<c r="{place}" s="{parts.NUMBER}"><v>{text}</v></c>'
    else:
        text = value if isinstance(value, str) else as_json(value)
    told = _ESCAPE.sub("_x005F_", _fitting(visible_lines(text)))
    keep = ' xml:space="preserve"' if told != told.strip() or "\n" in told else ""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{keep}>{escape(told)}</t></is></c>'


def visible_lines(text: str) -> str:
    """The text with control and direction characters spelled out; line ends stay."""
    if text.isprintable():
        return text
    return "\n".join(_allowed(visible(line)) for line in text.split("\n"))


def _allowed(text: str) -> str:
    """Spelled out too what XML forbids."""
    return "".join(f"\\u{ord(one):04x}" if one in "\ufffe\uffff" else one for one in text)


def _fitting(text: str) -> str:
    if len(text) <= _CELL:
        return text
    end = f" ... ({len(text)} letters; a cell holds {_CELL}, the JSON has all)"
    return text[: _CELL - len(end)] + end
