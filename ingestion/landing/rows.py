"""Turns text rows of one contract into landed rows, and sets those apart that are no fact."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ingestion import rules
from ingestion.landing.columns import ColumnReader, ReadColumn, arrow_type
from ingestion.landing.split_lots import split_lots
from ingestion.profile import Profile
from traceability.contracts.column import Contract
from traceability.contracts.landing import landed_columns
from traceability.domain.code_keys import code_key

MOST_TOLD_ROWS = 200
"""So many rows of one file, rule and column are named; of the others the count is told."""

SEPARATOR = chr(31)
"""Stands between the parts of a key; occurs in no code that a person can type."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every row of a load carries; landed_at is UTC without a zone, as landing keeps it."""

    source_system: str
    load_id: str
    landed_at: Any


@dataclass(frozen=True, slots=True)
class RejectedFact:
    """A mapped row that is no fact, by its driving row."""

    source_file: str
    source_row: int
    rule_id: str
    reason: str
    mentions: str


@dataclass(frozen=True, slots=True)
class LandedChunk:
    """Landed rows as an Arrow table, rejected rows, and of how many values something is said.

    told: (source_file, rule_id, column) -> count and the first rows, `MOST_TOLD_ROWS` at most.
    """

    table: Any
    rejected: list[RejectedFact]
    told: dict[tuple[str, str, str], tuple[int, list[int]]]


def mentions_of(fields: Collection[str | None]) -> str:
    """Code keys of all fields, each between separators, so that one can be searched as a whole."""
    keys = dict.fromkeys(code_key(text) for text in fields if text)
    keys.pop("", None)
    return f"{SEPARATOR}{SEPARATOR.join(keys)}{SEPARATOR}" if keys else ""


def row_digest(texts: Collection[str]) -> str:
    """SHA-256 over the texts of a row, as hex."""
    return hashlib.sha256(SEPARATOR.join(texts).encode()).hexdigest()


class RowLander:
    """Lands the rows of one contract, chunk after chunk.

    Input: a text table with columns of the contract (any of them may be absent), further
    columns, `source_file`, `source_row` and, for derived keys, `equal_row_no`.
    """

    def __init__(
        self, contract: Contract, profile: Profile, no_lot: Collection[str], stamp: Stamp
    ) -> None:
        self._contract = contract
        self._no_lot = no_lot
        self._stamp = stamp
        self._separator = profile.split_lots.get(contract.name, "")
        self._is_derived = contract.name in profile.derived_keys
        self._readers = [
            ColumnReader(
                column,
                profile.trust(contract.name, column.name),
                no_lot,
                knows_no_lot=profile.knows_no_lot,
            )
            for column in contract.columns
        ]
        self.schema = pa.schema(
            [(name, arrow_type(kind)) for name, kind in landed_columns(contract)]
        )

    def land(self, given: Any) -> LandedChunk:
        """Type one chunk."""
        table = self._with_derived_keys(given) if self._is_derived else given
        split = split_lots(table, self._separator, self._no_lot)
        table = split.table
        read = [
            reader.read(self._texts(table, column.name))
            for reader, column in zip(self._readers, self._contract.columns, strict=True)
        ]
        rejected, good = self._judge(table, read)
        raw = _raw_texts(table, read, split.cells)
        landed = self._assemble(table, read, split.counts, raw)
        told = _count_told(table, read)
        return LandedChunk(landed.filter(pa.array(good, pa.bool_())), rejected, told)

    def _texts(self, table: Any, name: str) -> Any:
        if name not in table.column_names:
            return pa.nulls(table.num_rows, pa.string())
        return table.column(name).combine_chunks()

    def _with_derived_keys(self, table: Any) -> Any:
        """Fill missing required key columns with a hash of the row and its number among equals."""
        names = [*self._contract.column_names, "equal_row_no"]
        columns = [self._texts(table, name).to_pylist() for name in names]
        digests = [
            row_digest([text or "" for text in row])[:32] for row in zip(*columns, strict=True)
        ]
        for name in self._contract.key:
            if name in self._contract.required:
                given = self._texts(table, name).to_pylist()
                filled = [text or digest for text, digest in zip(given, digests, strict=True)]
                if name in table.column_names:
                    table = table.drop_columns([name])
                table = table.append_column(name, pa.array(filled, pa.string()))
        return table

    def _judge(self, table: Any, read: list[ReadColumn]) -> tuple[list[RejectedFact], list[bool]]:
        good = [True] * table.num_rows
        faults: dict[int, list[tuple[str, str]]] = {}
        for column in read:
            if column.column.is_required and column.landed[0].null_count:
                for row, value in enumerate(column.landed[0].is_valid().to_pylist()):
                    if not value:
                        good[row] = False
                        faults.setdefault(row, []).append(_fault(column, row, table))
        return list(_rejected(table, faults)), good

    def _assemble(
        self, table: Any, read: list[ReadColumn], counts: list[int], raw: list[str | None]
    ) -> Any:
        size = table.num_rows
        texts = dict(zip(self._contract.column_names, (c.texts for c in read), strict=True))
        hashes = [row_digest(row) for row in zip(*texts.values(), strict=True)]
        system = [
            pa.repeat(pa.scalar(self._stamp.source_system, pa.string()), size),
            pa.repeat(pa.scalar(self._stamp.load_id, pa.string()), size),
            table.column("source_file").combine_chunks(),
            table.column("source_row").combine_chunks().cast(pa.int64()),
            pa.repeat(pa.scalar(self._stamp.landed_at, pa.timestamp("us")), size),
            pa.array(self._row_keys(texts), pa.string()),
            pa.array(hashes, pa.string()),
            pa.array(counts, pa.int32()),
            pa.array(raw, pa.string()),
            pa.array(self._extras(table), pa.string()),
        ]
        business = [array for column in read for array in column.landed]
        return pa.Table.from_arrays([*business, *system], schema=self.schema)

    def _row_keys(self, texts: dict[str, list[str]]) -> Iterator[str]:
        parts = [
            [first or second for first, second in zip(texts[a], texts[b or a], strict=True)]
            for a, _, b in (part.partition("|") for part in self._contract.key)
        ]
        system = self._stamp.source_system
        return (SEPARATOR.join((system, *row)) for row in zip(*parts, strict=True))

    def _extras(self, table: Any) -> list[str | None]:
        known = {*self._contract.column_names, "source_file", "source_row", "equal_row_no"}
        names = [name for name in table.column_names if name not in known]
        if not names:
            return [None] * table.num_rows
        columns = [table.column(name).to_pylist() for name in names]
        return [
            _json({name: text for name, text in zip(names, row, strict=True) if text is not None})
            for row in zip(*columns, strict=True)
        ]


def _fault(column: ReadColumn, row: int, table: Any) -> tuple[str, str]:
    name = column.column.name
    if row in column.unreadable:
        given = table.column(name)[row].as_py()
        return rules.UNREADABLE_VALUE, f"{name} '{given}' cannot be read as {_wanted(column)}"
    return rules.MISSING_VALUE, f"{name} is missing"


def _wanted(column: ReadColumn) -> str:
    if column.column.choices:
        return f"one of: {', '.join(column.column.choices)}"
    return {"instant": "a time", "number": "a number"}.get(column.column.kind, "its kind")


def _rejected(table: Any, faults: dict[int, list[tuple[str, str]]]) -> Iterator[RejectedFact]:
    for row, found in sorted(faults.items()):
        fields = table.slice(row, 1).to_pylist()[0]
        file, line = fields.pop("source_file"), fields.pop("source_row")
        reason = "; ".join(sentence for _, sentence in found) + "."
        yield RejectedFact(file, int(line), found[0][0], reason, mentions_of(fields.values()))


def _raw_texts(
    table: Any, read: list[ReadColumn], cells: dict[int, dict[str, str]]
) -> list[str | None]:
    kept: dict[int, dict[str, str]] = {}
    for column in read:
        if column.raw:
            given = table.column(column.column.name)
            for row in column.raw:
                kept.setdefault(row, {})[column.column.name] = given[row].as_py()
    for row, cell in cells.items():
        kept[row] = kept.get(row, {}) | cell
    return [_json(kept[row]) if row in kept else None for row in range(table.num_rows)]


def _count_told(
    table: Any, read: list[ReadColumn]
) -> dict[tuple[str, str, str], tuple[int, list[int]]]:
    counts: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], list[int]] = {}
    for column in read:
        for row, rule_id in sorted(column.told.items()):
            file = table.column("source_file")[row].as_py()
            key = (file, rule_id, column.column.name)
            counts[key] += 1
            rows = first.setdefault(key, [])
            if len(rows) < MOST_TOLD_ROWS:
                rows.append(int(table.column("source_row")[row].as_py()))
    return {key: (count, sorted(first[key])) for key, count in counts.items()}


def _json(fields: dict[str, str]) -> str | None:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True) if fields else None
