"""Opens an index: one memory map and one small JSON file, whatever the size of the data."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from traceability.errors import IntegrityError
from traceability.index.graph import Graph, Windows, spans
from traceability.index.layout import (
    ARRAYS_FILE,
    NULL_BOOLEAN,
    NULL_CODE,
    NULL_NUMBER,
    Layout,
    read_layout,
)
from traceability.index.text_pool import TextPool

Rows = NDArray[np.int64]
_MILLIONTH = Decimal(1).scaleb(-6)


class Owned(NamedTuple):
    """Rows of several owners: row numbers, and beside each the position of its owner asked for."""

    rows: Rows
    positions: Rows


class GenealogyIndex:
    """Everything a trace prints. Arrays and columns are mapped when they are first read."""

    def __init__(self, folder: Path) -> None:
        """Map an index. Raises IntegrityError when a file is missing, torn or too new."""
        self.folder = folder
        self.layout: Layout = read_layout(folder)
        self._map = _map_file(folder / ARRAYS_FILE, self.layout.byte_count)
        self.lot_count = self.layout.counts["lots"]
        self.run_count = self.layout.counts["runs"]
        self.pool_start = self.lot_count + self.run_count
        self._tables: dict[str, MartTable] = {}

    def array(self, name: str) -> NDArray[Any]:
        """One array, read-only; nothing is copied."""
        place = self.layout.arrays[name]
        dtype = np.dtype(place.dtype).newbyteorder("<")
        return np.frombuffer(self._map, dtype, count=place.length, offset=place.offset)

    def has_array(self, name: str) -> bool:
        """Whether the index holds an array of that name."""
        return name in self.layout.arrays

    def pool(self, place: str) -> TextPool:
        """The pool of a text column, or of its code keys."""
        return TextPool(self.array(f"{place}.offsets"), self.array(f"{place}.letters"))

    def table(self, name: str) -> MartTable:
        """A recall mart by its name in traceability.contracts.recall_marts."""
        if name not in self._tables:
            self._tables[name] = MartTable(self, name)
        return self._tables[name]

    @cached_property
    def graph(self) -> Graph:
        """The genealogy, ready to be walked.

        Windows are mapped only where some edge closes and some edge opens: else none can exclude
        another, and a walk need not look at them.
        """
        narrows = all(self.layout.windows[end] for end in ("opening", "closing"))
        return Graph(
            lot_count=self.lot_count,
            pool_start=self.pool_start,
            out_ptr=self.array("trace_edges.ptr"),
            out_node=self.array("edges.out_node"),
            in_ptr=self.array("edges.in_ptr"),
            in_node=self.array("edges.in_node"),
            in_edge=self.array("edges.in_edge"),
            source=self.array("edges.source"),
            rank=self.array("edges.rank"),
            edges_by_rank=tuple(self.layout.edges_by_evidence.values()),
            windows=Windows(self.array("edges.from_at"), self.array("edges.closes_at"))
            if narrows
            else None,
        )

    def lot_of(self, lot_id: str) -> int | None:
        """Node of exactly this lot id, None when the index has no such lot."""
        code = self.table("trace_lots").text_pool("lot_id").code_of(lot_id)
        return None if code < 0 else int(self.array("trace_lots.lot_id.row")[code])


class MartTable:
    """One mart, column-wise; rows of one owner (lot, run, order, operation) are a slice."""

    def __init__(self, index: GenealogyIndex, name: str) -> None:
        self._index = index
        self._told = index.layout.marts.get(name, {"rows": 0, "columns": {}})
        self._pools: dict[str, TextPool] = {}
        self.name = name

    def __len__(self) -> int:
        return int(self._told["rows"])

    def rows_of(self, owners: NDArray[Any]) -> Owned:
        """Rows that hang on these nodes (or code positions), with the position of the owner.

        A mart that an older index does not have has no rows.
        """
        if not len(self):
            return Owned(np.empty(0, np.int64), np.empty(0, np.int64))
        rows, positions = spans(self._index.array(f"{self.name}.ptr"), owners)
        return Owned(rows, positions)

    def rows_of_codes(self, codes: list[str]) -> Owned:
        """Rows of a mart that hangs on a code, for these exact codes; unknown codes have none."""
        pool = self.text_pool(self._told["by"])
        found = [(place, pool.code_of(code)) for place, code in enumerate(codes)]
        known = np.array([pair for pair in found if pair[1] >= 0], np.int64).reshape(-1, 2)
        rows, positions = spans(self._index.array(f"{self.name}.ptr"), known[:, 1])
        return Owned(rows, known[positions, 0])

    def has_column(self, column: str) -> bool:
        """Whether this index, which may be older than the code, holds a column."""
        return column in self._told["columns"]

    def numbers(self, column: str) -> NDArray[Any]:
        """A column as stored: codes, millionths, microseconds; null as layout.py says."""
        return self._index.array(f"{self.name}.{column}")

    def text_pool(self, column: str) -> TextPool:
        """The distinct texts of a column, sorted."""
        if column not in self._pools:
            self._pools[column] = self._index.pool(f"{self.name}.{column}")
        return self._pools[column]

    def take(self, column: str, rows: Rows) -> list[Any]:
        """Values of a column in these rows: str, Decimal, int or bool; None = unknown.

        A column that an older index does not have is unknown in every row.
        """
        kind = self._told["columns"].get(column)
        if kind is None:
            return [None] * len(rows)
        numbers = self.numbers(column)[rows]
        if kind == "text":
            return _texts(self.text_pool(column), numbers)
        if kind == "quantity":
            return [quantity(number) for number in numbers.tolist()]
        if kind == "boolean":
            return [None if number == NULL_BOOLEAN else bool(number) for number in numbers.tolist()]
        return [None if number == NULL_NUMBER else number for number in numbers.tolist()]

    def records(self, columns: tuple[str, ...], rows: Rows) -> Iterator[tuple[Any, ...]]:
        """The rows as tuples of these columns."""
        return zip(*(self.take(column, rows) for column in columns), strict=True)

    def has_keys(self, column: str) -> bool:
        """Whether this index, which may be older than the code, can search a column by key."""
        return self._index.has_array(f"{self.name}.{column}.key.ptr")

    def keys(self, column: str) -> TextPool:
        """Sorted code keys of a column that layout.LOOKUPS names."""
        name = f"{column}.key"
        if name not in self._pools:
            self._pools[name] = self._index.pool(f"{self.name}.{name}")
        return self._pools[name]

    def rows_with_key(self, column: str, key: str) -> Rows:
        """Rows whose column has this code key, ascending."""
        return self.rows_of_key_code(column, self.keys(column).code_of(key))

    def rows_of_key_code(self, column: str, code: int) -> Rows:
        """Rows of the key at this position of `keys(column)`; none for -1."""
        if code < 0:
            return np.empty(0, np.int64)
        place = f"{self.name}.{column}.key"
        pointers = self._index.array(f"{place}.ptr")
        return self._index.array(f"{place}.row")[pointers[code] : pointers[code + 1]]

    def owners_of(self, rows: Rows) -> NDArray[np.int64]:
        """Node (or code position) on which each row hangs; the pointers are sorted."""
        pointers = self._index.array(f"{self.name}.ptr")
        return np.searchsorted(pointers, rows, side="right").astype(np.int64) - 1


def quantity(millionths: int) -> Decimal | None:
    """An amount as an exact decimal; None when unknown."""
    return None if millionths == NULL_NUMBER else millionths * _MILLIONTH


def _texts(pool: TextPool, codes: NDArray[Any]) -> list[str | None]:
    """Each distinct text is decoded once."""
    wanted = codes.tolist()
    known: dict[int, str | None] = {code: pool[code] for code in set(wanted) if code != NULL_CODE}
    known[NULL_CODE] = None
    return [known[code] for code in wanted]


def _map_file(path: Path, byte_count: int) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise IntegrityError(
            f"The index cannot be read: {path} ({error}).",
            hint="Run `lotline doctor`, then `lotline build`.",
        ) from error
    if len(mapped) != byte_count:
        raise IntegrityError(
            f"{path} has {len(mapped)} bytes; its layout says {byte_count}.",
            hint="Restore the snapshot from a backup, or run `lotline build`.",
        )
    return mapped
