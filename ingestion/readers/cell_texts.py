"""Text of one workbook cell: what a person sees of a code, ISO of a time, digits of a number."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from openpyxl.utils.datetime import from_excel

from ingestion import rules
from ingestion.readers.cell_errors import NO_RESULT
from ingestion.readers.cell_tally import CellTally, rule_of_number
from ingestion.readers.number_formats import shown
from ingestion.readers.shared_texts import unescaped

if TYPE_CHECKING:
    from ingestion.readers.sheet_rows import Cell
    from ingestion.readers.workbook import Workbook

_SHOWN = 60
_LARGEST = 308  # powers of ten that a cell can hold


class CellTexts:
    """Turns the cells of one sheet into text; what a code has suffered goes to the tally."""

    def __init__(self, book: Workbook, codes: frozenset[str], tally: CellTally) -> None:
        self._book = book
        self._codes = codes
        self._tally = tally

    def text(self, cell: Cell, column: str, row: int) -> str | None:
        """Text of a cell of the named column, None for an empty one.

        Raises ValueError or IndexError where the file contradicts itself.
        """
        if not cell.value:
            return self._no_result(cell, column, row) if cell.is_filled else None
        if cell.kind == "n":
            return self._number(cell, cell.value, column, row)
        if cell.kind == "s":
            return self._book.texts[int(cell.value)] or None
        if cell.kind == "d":
            return self._told(_of_iso(cell.value), cell.value, column, row)
        if cell.kind == "b":
            return self._boolean(is_true=cell.value == "1", column=column, row=row)
        if cell.kind == "e":
            self._tally.add(rules.CELL_ERROR, column, row, cell.value)
        return unescaped(cell.value) if cell.kind == "str" else cell.value

    def _no_result(self, cell: Cell, column: str, row: int) -> str:
        formula = f"={cell.formula}"
        self._tally.add(rules.NO_RESULT, column, row, formula[:_SHOWN])
        return f"{NO_RESULT} {formula}"

    def _number(self, cell: Cell, literal: str, column: str, row: int) -> str:
        kind = self._book.formats.kind(cell.style)
        try:
            number = Decimal(literal)
        except InvalidOperation as error:
            raise ValueError(f"row {row}, column {column} holds no number but {literal}") from error
        if not number.is_finite() or number.adjusted() > _LARGEST:
            raise ValueError(f"row {row}, column {column} holds {literal}, too large for a sheet")
        if kind == "duration":
            return _clock(number)
        if kind == "time":
            return self._told(_moment(number, self._book.epoch), literal, column, row)
        is_code = column.casefold() in self._codes
        if number != number.to_integral_value():
            text = f"{Decimal(repr(float(literal))):f}"
            if is_code:
                self._tally.add(rules.FRACTION_CODES, column, row, text)
            return text
        return self._whole(f"{number:.0f}", self._book.formats.code(cell.style), column, row)

    def _whole(self, digits: str, code: str, column: str, row: int) -> str:
        is_code = column.casefold() in self._codes
        seen = None if digits.startswith("-") else shown(digits, code, with_letters=is_code)
        text = seen or digits
        rule_id = rule_of_number(digits)
        if (is_code and seen is None) or rule_id == rules.SHORTENED_CODES:
            self._tally.add(rule_id, column, row, text)
        return text

    def _boolean(self, *, is_true: bool, column: str, row: int) -> str:
        text = "true" if is_true else "false"
        if column.casefold() in self._codes:
            text = text.upper()  # as a person sees it
            self._tally.add(rules.BOOLEAN_CODES, column, row, text)
        return text

    def _told(self, moment: dt.datetime | dt.time | None, given: str, column: str, row: int) -> str:
        if moment is None:
            self._tally.add(rules.SERIAL_DATE, column, row, given)
            return given
        text = _iso(moment)
        if column.casefold() in self._codes:
            self._tally.add(rules.DATE_CODES, column, row, f"{text}, stored as {given}")
        return text


def _moment(number: Decimal, epoch: dt.datetime) -> dt.datetime | dt.time | None:
    """Time of a serial number; None outside of what a spreadsheet can show."""
    if number < 0:
        return None
    try:
        moment = from_excel(float(number), epoch)
    except (OverflowError, ValueError):
        return None
    return moment if isinstance(moment, (dt.datetime, dt.time)) else None


def _of_iso(text: str) -> dt.datetime | dt.time | None:
    for kind in (dt.datetime, dt.time):
        with suppress(ValueError):
            return kind.fromisoformat(text)
    return None


def _iso(moment: dt.datetime | dt.time) -> str:
    """A moment at midnight is a date: a spreadsheet has no other way to write one."""
    if isinstance(moment, dt.time):
        return moment.isoformat()
    if moment.timetz() == dt.time.min:
        return moment.date().isoformat()
    return moment.isoformat(sep=" ")


def _clock(days: Decimal) -> str:
    """A span of time as hours, minutes and seconds; hours may be more than a day has."""
    seconds = round(days * 86_400)
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
