"""CSV, read strictly: what a lenient parser would guess is refused or set apart with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from ingestion import rules
from ingestion.readers.reader import (
    CHUNK_ROWS,
    Chunk,
    DamagedFileError,
    Note,
    ReadOptions,
    RejectedRow,
    checked_header,
    repeated_header,
)
from ingestion.readers.text_encoding import encoding_of
from ingestion.readers.text_lines import TextLines, opened_lines

_OTHER_DELIMITERS = {";": "semicolon", "\t": "tab", "|": "bar"}


class CsvFile:
    """One CSV file as a table of text; see `SourceTable`."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path = path
        self._options = options
        if path.stat().st_size == 0:
            raise DamagedFileError(
                rules.NO_ROWS,
                None,
                "The file has no bytes.",
                hint="Export it again; an empty table is exported as its header line.",
            )
        self._encoding = encoding_of(path, options.encoding)
        self.notes: list[Note] = [self._encoding.note] if self._encoding.note else []
        with self._records() as (_, lines, records):
            self._header = _first_filled(records, lines)
            self.header_at = lines.first if self._header else options.header_row
        self.columns = checked_header(self._one_delimiter(self._header), self.header_at)

    def chunks(self) -> Iterator[Chunk]:
        """All records below the header, `CHUNK_ROWS` at a time."""
        with self._records() as (raw, lines, records):
            _first_filled(records, lines)
            yield from self._split(raw, lines, records, len(self._header))
            if not lines.ends_with_newline:
                self.notes.append(
                    Note(
                        rules.CUT_FILE,
                        lines.count,
                        "The last line has no line end: the file may have been cut there.",
                    )
                )
            self.notes += lines.notes()

    def _split(
        self, raw: io.BufferedReader, lines: TextLines, records: Iterator[list[str]], width: int
    ) -> Iterator[Chunk]:
        rows: list[list[str]] = []
        numbers: list[int] = []
        rejected: list[RejectedRow] = []
        short: RejectedRow | None = None
        lines.forget()
        for fields in _guarded(records, lines, rejected):
            if fields and short:
                rejected.append(short)
                short = None
            if fields == self._header:
                rejected.append(repeated_header(lines.first, lines.text(), tuple(fields)))
            elif len(fields) == width:
                rows.append(fields)
                numbers.append(lines.first)
            elif fields:
                short = _ragged(lines, fields, width)
            lines.forget()
            if len(rows) + len(rejected) >= CHUNK_ROWS:
                yield self._chunk(rows, numbers, rejected, raw)
                rows, numbers = [], []
                rejected.clear()
        if short:
            rejected.append(_as_cut(short) if len(short.fields) < width else short)
        yield self._chunk(rows, numbers, rejected, raw)

    def _chunk(
        self,
        rows: list[list[str]],
        numbers: list[int],
        rejected: list[RejectedRow],
        raw: io.BufferedReader,
    ) -> Chunk:
        cells = zip(*rows, strict=True) if rows else ([] for _ in self.columns)
        arrays = [pa.array([cell or None for cell in column], pa.string()) for column in cells]
        table = pa.Table.from_arrays(arrays, names=list(self.columns))
        return Chunk(table, numbers, tuple(rejected), raw.tell())

    @contextmanager
    def _records(self) -> Iterator[tuple[io.BufferedReader, TextLines, Iterator[list[str]]]]:
        with opened_lines(self._path, self._encoding) as (raw, lines):
            lines.skip(self._options.header_row - 1)
            yield raw, lines, csv.reader(lines, strict=True, delimiter=self._options.delimiter)

    def _one_delimiter(self, header: list[str]) -> list[str]:
        if not header:
            raise DamagedFileError(
                rules.HEADER,
                self.header_at,
                "The file has no header line.",
                hint="Export it with a header line that names the columns.",
            )
        if len(header) == 1:
            for delimiter, name in _OTHER_DELIMITERS.items():
                if delimiter != self._options.delimiter and delimiter in header[0]:
                    raise DamagedFileError(
                        rules.RAGGED,
                        self.header_at,
                        f"The header is one column that holds a {name}: the delimiter is another.",
                        hint=f"Export with '{self._options.delimiter}', or use a profile that "
                        "says `delimiter:`.",
                    )
        return header


def _first_filled(records: Iterator[list[str]], lines: TextLines) -> list[str]:
    """The first record that is no empty line; [] where there is none."""
    for fields in _guarded(records, lines):
        if fields:
            return fields
        lines.forget()
    return []


def _guarded(
    records: Iterator[list[str]], lines: TextLines, rejected: list[RejectedRow] | None = None
) -> Iterator[list[str]]:
    """Pass records on; a quote fault within one line costs that line, a longer one the file."""
    while True:
        try:
            yield next(records)
        except StopIteration:
            return
        except csv.Error as error:
            if len(lines.taken) > 1 or rejected is None or "end of data" in str(error):
                raise DamagedFileError(
                    rules.RAGGED,
                    lines.first,
                    f"A quote opened on line {lines.first} is never closed properly "
                    f"(noticed on line {lines.count}).",
                    hint="Correct that line, or export the file again; nothing of it was loaded.",
                ) from error
            text = lines.text()
            fields = tuple(re.split(r'[",;|\t]+', text))
            reason = f"Line {lines.first} is no valid CSV: {error}."
            rejected.append(RejectedRow(lines.first, text, fields, rules.RAGGED, reason))
            yield []


def _ragged(lines: TextLines, fields: list[str], width: int) -> RejectedRow:
    reason = f"The row has {len(fields)} fields, the header {width}."
    return RejectedRow(lines.first, lines.text(), tuple(fields), rules.RAGGED, reason)


def _as_cut(row: RejectedRow) -> RejectedRow:
    reason = f"{row.reason[:-1]}; it is the last row, so the file was probably cut."
    return RejectedRow(row.row, row.raw_text, row.fields, rules.CUT_FILE, reason)
