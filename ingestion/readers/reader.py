"""What every reader gives: text columns with physical row numbers, in chunks of bounded size.

A new format is one more file in this folder: a class with `columns`, `number_columns`, `notes`
and `chunks()`, registered by its file ending in `readers/__init__.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from traceability.errors import RefusedError

if TYPE_CHECKING:
    import pyarrow as pa

CHUNK_ROWS = 16_384
"""Most rows that a reader holds at once."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How the bytes of a file are to be understood; encoding is a Python codec name."""

    encoding: str = "utf-8"
    delimiter: str = ","


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

    columns: header names, trimmed, distinct without regard to case. number_columns: columns the
    format itself stores as numbers, with their type. notes: complete once all chunks are read.
    """

    columns: tuple[str, ...]
    number_columns: dict[str, str]
    notes: list[Note]

    def chunks(self) -> Iterator[Chunk]:
        """All rows in file order; raises DamagedFileError where the file cannot be trusted."""
        ...


class DamagedFileError(RefusedError):
    """A file whose content cannot be trusted as a whole; nothing of its load lands."""

    def __init__(self, rule_id: str, row: int | None, message: str, *, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.rule_id = rule_id
        self.row = row


def checked_header(names: list[str]) -> tuple[str, ...]:
    """Trim header names and give nameless columns a name; refuse names that occur twice.

    Two spellings that differ in case alone count as one name: SQL could not tell them apart.
    """
    columns = tuple(
        name.strip("\ufeff\u200b\u3000\u00a0 \t\r\n") or f"column_{number}"
        for number, name in enumerate(names, start=1)
    )
    seen: set[str] = set()
    for column in columns:
        if column.casefold() in seen:
            raise DamagedFileError(
                "FI-08",
                1,
                f"The header names the column '{column}' twice; it is unclear which one counts.",
                hint="Rename or remove one of the two columns and ingest the file again.",
            )
        seen.add(column.casefold())
    return columns
