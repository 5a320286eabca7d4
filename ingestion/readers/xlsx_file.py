"""One sheet of an .xlsx workbook as a table of text; nothing of it is left out unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl.utils import get_column_letter, range_boundaries

from ingestion import rules
from ingestion.readers.cell_tally import CellTally
from ingestion.readers.cell_texts import CellTexts
from ingestion.readers.reader import (
    CHUNK_ROWS,
    Chunk,
    DamagedFileError,
    Note,
    ReadOptions,
    RejectedRow,
    checked_header,
    repeated_header,
    text_table,
)
from ingestion.readers.sheet_rows import MOST_ROWS, Row, SheetRows
from ingestion.readers.workbook import Sheet, Workbook, told_as_damage


class XlsxFile:
    """The sheet that the options name, or the only one with data; see `SourceTable`."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path = path
        self._options = options
        self._size = path.stat().st_size
        self.notes: list[Note] = []
        with Workbook(path) as book:
            self._sheet = _chosen(book, options.sheet)
            names, self.header_at = self._header(book)
        self.columns = checked_header(names, self.header_at)
        self._names = [name or None for name in names]

    def chunks(self) -> Iterator[Chunk]:
        """All rows below the header, `CHUNK_ROWS` at a time; empty rows are no rows."""
        tally = CellTally()
        with Workbook(self._path) as book, told_as_damage(), book.rows(self._sheet.part) as rows:
            texts = CellTexts(book, self._options.codes, tally)
            yield from self._split(rows, texts)
            self.notes += tally.notes()
            self.notes += self._merged(rows.merged)

    def _split(self, rows: SheetRows, texts: CellTexts) -> Iterator[Chunk]:
        lines: list[list[str | None]] = []
        numbers: list[int] = []
        rejected: list[RejectedRow] = []
        hidden: list[int] = []
        last = 0
        for row in rows:
            if row.number <= self.header_at or not any(cell.is_filled for cell in row.cells):
                continue
            line = self._line(row, texts)
            if not any(line):
                continue
            last = row.number
            hidden += [row.number] if row.is_hidden else []
            if line == self._names:
                shown = tuple(text or "" for text in line)
                rejected.append(repeated_header(row.number, "\t".join(shown), shown))
            elif len(line) > len(self.columns):
                rejected.append(_too_wide(row.number, line, len(self.columns)))
            else:
                lines.append(line)
                numbers.append(row.number)
            if len(lines) + len(rejected) >= CHUNK_ROWS:
                yield self._chunk(lines, numbers, rejected, rows)
                lines, numbers, rejected = [], [], []
        yield self._chunk(lines, numbers, rejected, rows)
        if last >= MOST_ROWS:
            sentence = f"The sheet is full ({MOST_ROWS} rows); rows beyond were probably lost."
            self.notes.append(Note(rules.FULL_SHEET, last, sentence))
        if hidden:
            sentence = (
                f"{len(hidden)} rows are hidden in the sheet; they were read like the others."
            )
            self.notes.append(Note(rules.HIDDEN_ROWS, hidden[0], sentence))

    def _line(self, row: Row, texts: CellTexts) -> list[str | None]:
        """Texts of a row, as wide as the header; wider where a cell beyond it is filled."""
        line: list[str | None] = [None] * len(self.columns)
        for cell in row.cells:
            if not cell.is_filled:
                continue
            if cell.column < len(self.columns):
                line[cell.column] = texts.text(cell, self.columns[cell.column], row.number)
            else:
                name = f"column {get_column_letter(cell.column + 1)}"
                text = texts.text(cell, name, row.number)
                if text and text.strip():
                    line += [None] * (cell.column - len(line))
                    line.append(text)
        return line

    def _chunk(
        self,
        lines: list[list[str | None]],
        numbers: list[int],
        rejected: list[RejectedRow],
        rows: SheetRows,
    ) -> Chunk:
        table = text_table(self.columns, lines)
        done = self._size * rows.position // max(rows.size, 1)
        return Chunk(table, numbers, tuple(rejected), done)

    def _header(self, book: Workbook) -> tuple[list[str], int]:
        """Names of the header row and its number; the first filled row from where it should be."""
        texts = CellTexts(book, frozenset(), CellTally())
        with told_as_damage(), book.rows(self._sheet.part) as rows:
            for row in rows:
                if row.number < self._options.header_row:
                    continue
                names = {cell.column: texts.text(cell, "", row.number) for cell in row.cells}
                filled = {column: name for column, name in names.items() if name}
                if filled:
                    width = max(filled) + 1
                    return [filled.get(column, "") for column in range(width)], row.number
        if self._sheet.aside == rules.EMPTY_SHEET:
            message, hint = "The sheet is empty.", "Fill it, or remove it from the workbook."
            raise DamagedFileError(rules.NO_ROWS, None, message, hint=hint)
        raise DamagedFileError(
            rules.HEADER,
            self._options.header_row,
            f"The sheet has no header in row {self._options.header_row} or below.",
            hint="Name the columns in the row that the profile calls `header_row`.",
        )

    def _merged(self, places: list[str]) -> Iterator[Note]:
        """One note for all merged cells of the table, with the first of them."""
        found: list[tuple[int, str]] = []
        for place in places:
            column, row, _, last = range_boundaries(place)
            if last and last >= self.header_at and (column or 1) <= len(self.columns):
                found.append((max(row or 1, self.header_at), place))
        if found:
            row, place = min(found)
            sentence = f"Cells are merged in {len(found)} places: the value is in the first cell, "
            sentence += f"the others are empty (the first: {place})."
            yield Note(rules.MERGED_CELLS, row, sentence)


def _chosen(book: Workbook, title: str | None) -> Sheet:
    sheets = book.sheets(title)
    if title is None:
        sheets = tuple(sheet for sheet in sheets if not sheet.is_aside) or sheets[:1]
    if len(sheets) == 1:
        return sheets[0]
    raise DamagedFileError(
        rules.SEVERAL_SHEETS,
        None,
        f"The workbook has several sheets with data: {', '.join(s.title for s in sheets)}."
        if sheets
        else f"The workbook has no sheet '{title}'.",
        hint="Name each sheet after the contract or table whose rows it holds.",
    )


def _too_wide(number: int, line: list[str | None], width: int) -> RejectedRow:
    fields = tuple(text or "" for text in line)
    reason = f"The row is filled up to column {get_column_letter(len(line))}, the header up to "
    reason += f"{get_column_letter(width)}."
    return RejectedRow(number, "\t".join(fields), fields, rules.RAGGED, reason)
