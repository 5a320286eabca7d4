"""Reads one text column of a contract into its landed columns, one distinct value at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ingestion import rules
from ingestion.landing import values
from ingestion.landing.values import Parser, Value
from ingestion.wording.words import chinese_choices
from traceability.contracts.column import Column
from traceability.contracts.landing import columns_of
from traceability.domain.code_keys import EDGES, code_key, is_no_lot

_ARROW = {
    "varchar": pa.string(),
    "decimal(18,6)": pa.decimal128(18, 6),
    "integer": pa.int32(),
    "bigint": pa.int64(),
    "smallint": pa.int16(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
}
_PARSERS: dict[str, Parser] = {
    "text": values.parse_text,
    "code": values.parse_code,
    "lot_code": values.parse_code,
    "quantity": values.parse_quantity,
    "number": values.parse_quantity,
    "integer": values.parse_integer,
    "boolean": values.parse_boolean,
    "date": values.parse_date,
    "instant": values.parse_instant,
}
_MOST_SEEN = 50_000
_RULES = {"instant": rules.UNREADABLE_TIME, "date": rules.UNREADABLE_TIME}
_RULES |= dict.fromkeys(("quantity", "number", "integer"), rules.UNREADABLE_NUMBER)


def arrow_type(sql_type: str) -> Any:
    """Arrow type of a landed column's SQL type."""
    return _ARROW[sql_type]


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column of a chunk after reading.

    landed: Arrow arrays of `columns_of(column)`, in order. texts: canonical text per row, "" for
    nothing. raw: rows whose text must be kept. unreadable: rows with text but no value. told:
    rows of which something is to be said, with the rule.
    """

    column: Column
    landed: tuple[Any, ...]
    texts: list[str]
    raw: frozenset[int]
    unreadable: frozenset[int]
    told: dict[int, str]


class ColumnReader:
    """Reads one contract column, chunk after chunk."""

    def __init__(
        self, column: Column, trust: str, no_lot: Collection[str], *, knows_no_lot: bool
    ) -> None:
        self._column = column
        self._trust = trust
        self._parse = _parser(column, no_lot, knows_no_lot=knows_no_lot)
        self._types = [arrow_type(kind) for _, kind in columns_of(column)]
        self._seen: dict[str, Value] = {}

    def read(self, texts: Any) -> ReadColumn:
        """Read a string array; nulls stay null."""
        encoded = texts.dictionary_encode()
        cells = [self._cell(text) for text in encoded.dictionary.to_pylist()]
        indices = encoded.indices
        landed = tuple(
            pa.array(column, kind).take(indices)
            for column, kind in zip(self._columns(cells), self._types, strict=True)
        )
        places = indices.to_pylist()
        canonical = [cell.text for cell in cells]
        return ReadColumn(
            self._column,
            landed,
            ["" if place is None else canonical[place] for place in places],
            _rows_where(places, cells, lambda cell: cell.keeps_raw),
            _rows_where(places, cells, lambda cell: cell.is_unreadable),
            self._told(places, cells),
        )

    def _told(self, places: list[int | None], cells: list[Value]) -> dict[int, str]:
        """Rule per row; an unreadable value falls under the rule of its column, or its own."""
        rest = _RULES.get(self._column.kind, rules.UNKNOWN_WORD)
        told = {
            number: cell.rule_id or rest
            for number, cell in enumerate(cells)
            if cell.is_unreadable or cell.rule_id
        }
        if not told:
            return {}
        return {row: told[place] for row, place in enumerate(places) if place in told}

    def _cell(self, text: str) -> Value:
        """Values come again: days, items, orders. What was read once is not read again."""
        cell = self._seen.get(text)
        if cell is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            cell = self._seen[text] = values.cell_error(text) or self._parse(text)
        return cell

    def _columns(self, cells: list[Value]) -> Iterator[list[Any]]:
        found = [cell.value for cell in cells]
        if self._column.kind != "instant":
            yield found
        if self._column.kind == "lot_code":
            yield [None if code is None else code_key(code) for code in found]
        if self._column.kind == "instant":
            yield [instant and instant.wall for instant in found]
            yield [instant and instant.offset for instant in found]
            yield [instant and instant.precision for instant in found]
            yield [instant and self._trust for instant in found]


def _parser(column: Column, no_lot: Collection[str], *, knows_no_lot: bool) -> Parser:
    if column.choices:
        return values.parse_choice(column.choices, chinese_choices(column.name))
    # The codes of a crosswalk are of any kind; "0" may be a real one there.
    if column.name.endswith(("lot_code", "lot_uid")) or column.name == "serial_code":
        return _lot_parser(no_lot, column.kind == "lot_code", knows_no_lot=knows_no_lot)
    return _PARSERS[column.kind]


def _lot_parser(no_lot: Collection[str], is_code: bool, *, knows_no_lot: bool) -> Parser:
    def parse(text: str) -> Value:
        if is_no_lot(text, no_lot, known=knows_no_lot):
            rule_id = rules.NO_LOT_WORD if text.strip(EDGES) else ""
            return Value(None, "", keeps_raw=True, rule_id=rule_id)
        return values.parse_lot_code(text) if is_code else values.parse_code(text)

    return parse


def _rows_where(
    places: list[int | None], cells: list[Value], test: Callable[[Value], bool]
) -> frozenset[int]:
    wanted = {number for number, cell in enumerate(cells) if test(cell)}
    if not wanted:
        return frozenset()
    return frozenset(row for row, place in enumerate(places) if place in wanted)
