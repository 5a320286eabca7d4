"""A file of contract shape under the contract's own names, also where its headers are Chinese."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingestion import rules
from ingestion.profile import MARKER
from ingestion.readers import Chunk, Note, SourceTable, repeated_header
from ingestion.wording.example_rows import template_words
from ingestion.wording.header_key import header_key
from ingestion.wording.words import chinese_headers, words_of
from traceability.contracts.extracts import EXTRACTS

IS_EXAMPLE = "example"
"""What the marker column of a landing table holds in an example row of any language."""

_SURELY_NAMES = 3


class WordedTable:
    """A `SourceTable` with the columns of a contract under their names; others keep theirs.

    The marker column of a template holds `IS_EXAMPLE` or nothing, and is named `MARKER`. A first
    row that names the columns once more, as below a header in two languages, is rejected.
    """

    def __init__(self, table: SourceTable, contract: str) -> None:
        self._table = table
        self._contract = contract
        self.columns = worded_columns(table.columns, contract)
        self.header_at = table.header_at
        self._words = pa.array(list(template_words()["example"].values()), pa.string())
        self.notes = table.notes  # the reader's own list: it adds to it until the last chunk

    def chunks(self) -> Iterator[Chunk]:
        """All rows, as the reader gives them."""
        marked: list[int] = []
        other: list[int] = []
        for number, given in enumerate(self._table.chunks()):
            chunk = replace(given, table=given.table.rename_columns(list(self.columns)))
            if number == 0:
                chunk = _without_second_header(chunk, self._contract)
            table = chunk.table
            if MARKER in self.columns:
                texts = pc.utf8_lower(pc.utf8_trim_whitespace(table.column(MARKER)))
                is_marked = pc.is_in(texts, value_set=self._words)
                is_other = pc.and_(pc.invert(is_marked), pc.is_valid(texts))
                marked += _rows_where(chunk.rows, is_marked)
                other += _rows_where(chunk.rows, is_other)
                place = self.columns.index(MARKER)
                marks = pc.if_else(is_marked, pa.scalar(IS_EXAMPLE), pa.scalar(None, pa.string()))
                table = table.set_column(place, MARKER, marks)
            yield replace(chunk, table=table)
        self.notes += _notes(marked, other)


def _without_second_header(chunk: Chunk, contract: str) -> Chunk:
    first = chunk.table.slice(0, 1).to_pylist()
    if not first or not _names_columns(first[0], contract):
        return chunk
    fields = tuple(text or "" for text in first[0].values())
    rejected = repeated_header(chunk.rows[0], "\t".join(fields), fields)
    return replace(
        chunk,
        table=chunk.table.slice(1),
        rows=chunk.rows[1:],
        rejected=(*chunk.rejected, rejected),
    )


def _names_columns(row: dict[str, str | None], contract: str) -> bool:
    """Whether most cells of a row say what their column is called, and so many it is no chance."""
    words = words_of(contract)
    filled = {name: text for name, text in row.items() if text and name in words}
    named = [name for name, text in filled.items() if header_key(text) in words[name].others]
    return len(named) >= _SURELY_NAMES and 2 * len(named) >= len(filled)


def worded_columns(columns: Collection[str], contract: str) -> tuple[str, ...]:
    """Names of the columns in landing: a Chinese header of the contract becomes its column.

    A column that is there under its own name already is not named again by a second header.
    """
    known = {name.casefold() for name in (*EXTRACTS[contract].column_names, MARKER)}
    taken = {name.casefold() for name in columns} & known
    if all(name.casefold() in known for name in columns):
        return tuple(columns)
    headers = {**chinese_headers(contract), template_words()["marker"]["zh"]: MARKER}
    return tuple(_worded(name, headers, taken) for name in columns)


def _worded(name: str, headers: dict[str, str], taken: set[str]) -> str:
    column = headers.get(unicodedata.normalize("NFKC", name))
    if column is None or column in taken:
        return name
    taken.add(column)
    return column


def _rows_where(rows: list[int], mask: Any) -> list[int]:
    return [row for row, is_so in zip(rows, mask.to_pylist(), strict=True) if is_so]


def _notes(marked: list[int], other: list[int]) -> Iterator[Note]:
    if marked:
        yield Note(
            rules.TEMPLATE_EXAMPLE,
            marked[0],
            f"{len(marked)} rows are marked as examples of the template and were left out. Where "
            f"a row is your own, clear its cell in the first column ({MARKER}).",
        )
    if other:
        yield Note(
            rules.TEMPLATE_EXAMPLE,
            other[0],
            f"{len(other)} rows have another word in the column {MARKER}; they count as facts, "
            "the word was left out.",
        )
