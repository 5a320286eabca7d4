"""What every reader gives: text columns with physical row numbers, in chunks of bounded size.

A new format is one more file in this folder: a class with `columns`, `notes` and `chunks()`,
registered by its file ending in `readers/__init__.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from ingestion import rules
from traceability.errors import RefusedError

CHUNK_ROWS = 16_384
"""Most rows that a reader holds at once."""

MOST_COLUMNS = 4096
"""More than a table of any database has; where values serve as keys, each would be a column."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How the bytes of a file are to be understood.

    encoding: a Python codec name, for text files. sheet: title of the sheet of a workbook; None
    where it has but one with data. header_row: row of the column names, from 1 (CSV, XLSX).
    codes, known: casefolded names of columns that hold codes, and of those a contract has.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str | None = None
    header_row: int = 1
    codes: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be read as a row: its first physical line, its text, and why."""

    row: int
    raw_text: str
    fields: tuple[str, ...]
    rule_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a readable file that a person should know."""

    rule_id: str
    row: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a file.

    table: one string column per header name, empty cells null. rows: the physical row of each.
    rejected: rows of the same stretch that could not be read. bytes_read: position in the file.
    """

    table: pa.Table
    rows: list[int]
    rejected: tuple[RejectedRow, ...]
    bytes_read: int


class SourceTable(Protocol):
    """One open file as a table.

    columns: header names, trimmed, distinct without regard to case. notes: complete once all
    chunks are read.
    """

    columns: tuple[str, ...]
    notes: list[Note]

    @property
    def header_at(self) -> int | None:
        """Line on which the names of the columns stand, None in formats without such a line."""
        ...

    def chunks(self) -> Iterator[Chunk]:
        """All rows in file order; raises DamagedFileError where the file cannot be trusted."""
        ...


class DamagedFileError(RefusedError):
    """A file whose content cannot be trusted as a whole; nothing of its load lands."""

    def __init__(self, rule_id: str, row: int | None, message: str, *, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.rule_id = rule_id
        self.row = row


def checked_header(names: list[str], row: int | None = None) -> tuple[str, ...]:
    """Trim header names and give nameless columns a name; refuse names that occur twice.

    row: line on which they stand, None where no line names them. Two spellings that differ in
    case alone count as one name: SQL could not tell them apart.
    """
    if len(names) > MOST_COLUMNS:
        raise DamagedFileError(
            rules.HEADER,
            row,
            f"The file has more than {MOST_COLUMNS} columns, which no table has.",
            hint="Export one column, or one key of an object, per kind of value.",
        )
    columns = tuple(
        name.strip("\ufeff\u200b\u3000\u00a0 \t\r\n") or f"column_{number}"
        for number, name in enumerate(names, start=1)
    )
    seen: set[str] = set()
    for column in columns:
        if column.casefold() in seen:
            raise DamagedFileError(
                rules.HEADER,
                row,
                f"The column '{column}' is there twice; it is unclear which one counts.",
                hint="Rename or remove one of the two columns and ingest the file again.",
            )
        seen.add(column.casefold())
    return columns


def repeated_header(row: int, raw_text: str, fields: tuple[str, ...]) -> RejectedRow:
    """A row that says the header again, as where files were joined; it is no fact."""
    return RejectedRow(row, raw_text, fields, rules.HEADER, "The row repeats the header.")


def text_table(columns: tuple[str, ...], rows: list[list[str | None]]) -> pa.Table:
    """Rows of texts, each as wide as the header, as one string column per name."""
    cells = zip(*rows, strict=True) if rows else ([] for _ in columns)
    arrays = [pa.array(column, pa.string()) for column in cells]
    return pa.Table.from_arrays(arrays, names=list(columns))
