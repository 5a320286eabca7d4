"""Streams the rows of one sheet: raw cells as they stand in the file, one row in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, NamedTuple, Self
from xml.etree import ElementTree as ET

from openpyxl.utils import column_index_from_string

from ingestion.readers.shared_texts import text_of
from ingestion.readers.workbook_parts import local_name, namespace_of

MOST_ROWS = 1_048_576
"""Rows that a sheet can have; an export that fills them all was most likely cut there."""

_DIGITS = "0123456789"


class Cell(NamedTuple):
    """One cell as the file holds it.

    column: from 0. kind: n, s, str, inlineStr, b, d or e. value: its text in the file, None where
    it has none. style: number of its format. formula: None where it has none.
    """

    column: int
    kind: str
    value: str | None
    style: int
    formula: str | None

    @property
    def is_filled(self) -> bool:
        """Whether a person would see something, or should have."""
        return bool(self.value) or (self.formula is not None and self.kind != "str")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the sheet shows it, whether it is hidden, and its cells."""

    number: int
    is_hidden: bool
    cells: list[Cell]


class SheetRows:
    """Iterator over the rows of a sheet; merged is complete once all rows were read.

    merged: ranges such as B5:B9. size: bytes of the sheet, unpacked.
    """

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self.size = size
        self.merged: list[str] = []
        self._columns: dict[str, int] = {}
        self._value = self._formula = self._inline = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    @property
    def position(self) -> int:
        """Bytes of the sheet that were read, unpacked."""
        return self._stream.tell()

    def __iter__(self) -> Iterator[Row]:
        # Entities are limited by expat itself, and no part of a workbook is fetched from outside.
        events = ET.iterparse(self._stream, events=("start", "end"))  # noqa: S314
        _, root = next(events)
        if local_name(root) != "worksheet":
            raise ValueError(f"a sheet is no worksheet but {local_name(root)}")
        own = namespace_of(root)
        data_tag, row_tag, merged_tag = f"{own}sheetData", f"{own}row", f"{own}mergeCell"
        self._value, self._formula, self._inline = f"{own}v", f"{own}f", f"{own}is"
        data = root
        number = 0
        for event, element in events:
            if event == "start":
                data = element if element.tag == data_tag else data
            elif element.tag == row_tag:
                before, number = number, int(element.get("r", number + 1))
                if number <= before:
                    raise ValueError(f"row {number} stands behind row {before}")
                if number > MOST_ROWS:
                    raise ValueError(f"row {number} is beyond the last that a sheet can have")
                yield Row(number, element.get("hidden") in {"1", "true"}, self._cells(element))
                data.clear()
            elif element.tag == merged_tag:
                self.merged.append(element.get("ref", ""))

    def _cells(self, row: ET.Element) -> list[Cell]:
        cells: list[Cell] = []
        for element in row:
            column = self._column(element.get("r"), len(cells) and cells[-1].column + 1)
            value: str | None = None
            formula: str | None = None
            for child in element:
                if child.tag == self._value:
                    value = child.text or ""
                elif child.tag == self._formula:
                    formula = child.text or ""
                elif child.tag == self._inline:
                    value = text_of(child)
            kind = element.get("t", "n")
            cells.append(Cell(column, kind, value, int(element.get("s", 0)), formula))
        return cells

    def _column(self, place: str | None, following: int) -> int:
        if place is None:
            return following
        letters = place.rstrip(_DIGITS)
        if letters not in self._columns:
            self._columns[letters] = column_index_from_string(letters) - 1
        return self._columns[letters]
