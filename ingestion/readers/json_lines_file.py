"""JSON lines, one object per line: numbers keep their text, a line that is no object is set apart.

The file is read twice: once for the names of all columns, once for the rows; no more than one
chunk of rows is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingestion import rules
from ingestion.readers.cell_tally import CellTally, rule_of_number
from ingestion.readers.json_line import BadLineError, Number, compact, parsed_line
from ingestion.readers.reader import (
    CHUNK_ROWS,
    MOST_COLUMNS,
    Chunk,
    DamagedFileError,
    Note,
    ReadOptions,
    RejectedRow,
    checked_header,
    text_table,
)
from ingestion.readers.text_encoding import encoding_of
from ingestion.readers.text_lines import TextLines, opened_lines

_FIELDS = re.compile(r'[",:{}\[\]]+')
_START = 4096
_ONE_PER_LINE = "Export JSON lines: one object per line, without brackets around them."


class JsonLinesFile:
    """One file of JSON lines as a table of text; see `SourceTable`."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path = path
        self._options = options
        if path.stat().st_size == 0:
            raise DamagedFileError(
                rules.NO_ROWS,
                None,
                "The file has no bytes.",
                hint="Export it again; a table that really is empty is left out.",
            )
        self._encoding = encoding_of(path, options.encoding)
        self.notes: list[Note] = [self._encoding.note] if self._encoding.note else []
        self._refuse_array()
        self._keys = self._all_keys()
        self.header_at: int | None = None
        self.columns = checked_header(self._keys)

    def chunks(self) -> Iterator[Chunk]:
        """All objects, `CHUNK_ROWS` at a time; blank lines are no rows."""
        tally = CellTally()
        rows: list[list[str | None]] = []
        numbers: list[int] = []
        rejected: list[RejectedRow] = []
        with opened_lines(self._path, self._encoding) as (raw, lines):
            for line in _filled(lines):
                try:
                    found = parsed_line(line)
                except BadLineError as error:
                    rejected.append(_rejected(lines, error))
                else:
                    rows.append(self._row(found, lines.count, tally))
                    numbers.append(lines.count)
                if len(rows) + len(rejected) >= CHUNK_ROWS:
                    yield self._chunk(rows, numbers, rejected, raw.tell())
                    rows, numbers, rejected = [], [], []
            yield self._chunk(rows, numbers, rejected, raw.tell())
            self.notes += (*tally.notes(), *lines.notes())

    def _row(self, found: dict[str, Any], line: int, tally: CellTally) -> list[str | None]:
        return [
            self._text(found.get(key), column, line, tally)
            for key, column in zip(self._keys, self.columns, strict=True)
        ]

    def _text(self, value: Any, column: str, line: int, tally: CellTally) -> str | None:
        if value is None:
            return None
        if isinstance(value, Number):
            if column.casefold() in self._options.codes:
                tally.add(rule_of_number(value), column, line, value)
            return str(value)
        if isinstance(value, str):
            return value or None
        if isinstance(value, bool):
            text = "true" if value else "false"
            if column.casefold() in self._options.codes:
                tally.add(rules.BOOLEAN_CODES, column, line, text)
            return text
        text = compact(value)
        if column.casefold() in self._options.known:
            tally.add(rules.NESTED, column, line, text[:60])
        return text

    def _chunk(
        self,
        rows: list[list[str | None]],
        numbers: list[int],
        rejected: list[RejectedRow],
        position: int,
    ) -> Chunk:
        table = text_table(self.columns, rows)
        return Chunk(table, numbers, tuple(rejected), position)

    def _all_keys(self) -> list[str]:
        """Keys of all objects in the order in which they turn up."""
        keys: dict[str, None] = {}
        objects = 0
        with opened_lines(self._path, self._encoding) as (_, lines):
            for line in _filled(lines):
                try:
                    keys.update(dict.fromkeys(parsed_line(line)))
                except BadLineError:
                    continue
                objects += 1
                if len(keys) > MOST_COLUMNS:
                    break
        if not objects:
            raise DamagedFileError(
                rules.NOT_ITS_FORMAT,
                1,
                "No line of the file is a JSON object.",
                hint=_ONE_PER_LINE,
            )
        return list(keys)

    def _refuse_array(self) -> None:
        """An array may be one line as long as the file; it is told before a line is read."""
        with self._path.open("rb") as raw:
            raw.seek(self._encoding.skip)
            start = raw.read(_START).decode(self._encoding.codec, "ignore")
        if start.lstrip("\ufeff \t\r\n").startswith("["):
            raise DamagedFileError(
                rules.NOT_ITS_FORMAT, 1, "The file is one JSON array.", hint=_ONE_PER_LINE
            )


def _filled(lines: TextLines) -> Iterator[str]:
    for line in lines:
        if line.strip():
            yield line
        lines.forget()


def _rejected(lines: TextLines, error: BadLineError) -> RejectedRow:
    text = lines.text()
    rule_id = error.rule_id if lines.ends_with_newline else rules.CUT_FILE
    reason = f"Line {lines.count} {error}" + (
        "." if lines.ends_with_newline else "; it is the last line, so the file was probably cut."
    )
    return RejectedRow(lines.count, text, tuple(_FIELDS.split(text)), rule_id, reason)
