"""Turns the Arrow batches of one mart into plain NumPy columns; no row becomes a Python object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from traceability.contracts.recall_marts import MARTS, MartKind
from traceability.errors import IntegrityError
from traceability.index.layout import NULL_BOOLEAN, NULL_CODE, NULL_NUMBER

_TEXT = pa.large_string()
_QUANTITY = pa.decimal128(18, 6)


class TableSource(Protocol):
    """Where the marts come from: the store over DuckDB, or tables in memory in tests."""

    def batches(self, name: str, order_by: tuple[str, ...] = ()) -> Iterator[Any]:
        """Record batches of mart `name` with the columns of its contract, by name."""
        ...


@dataclass(slots=True)
class Column:
    """One column: numbers, or for text int32 codes into a sorted Arrow pool (null = -1)."""

    kind: MartKind
    values: np.ndarray[Any, Any]
    pool: Any = None


@dataclass(slots=True)
class MartColumns:
    """All columns of one mart; `rows` is their common length."""

    name: str
    rows: int
    columns: dict[str, Column]

    def reorder(self, order: np.ndarray[Any, Any]) -> None:
        """Put the rows in this order, in place."""
        for column in self.columns.values():
            column.values = column.values[order]

    def total_order(self, *first: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Row numbers sorted by the arrays given, then by every column: the same for any input."""
        keys = [*first, *(sortable(column) for column in self.columns.values())]
        useful = [key for key in keys if key.size and (key != key[0]).any()]
        return np.lexsort(useful[::-1]) if useful else np.arange(self.rows)


def sortable(column: Column) -> np.ndarray[Any, Any]:
    """The numbers of a column such that nulls sort last."""
    if column.kind != "text":
        return column.values
    size = len(column.pool)
    return np.where(column.values == NULL_CODE, size, column.values)


def read_columns(source: TableSource, name: str) -> MartColumns:
    """Read a whole mart. Raises IntegrityError when a column is missing or of another type."""
    kinds = dict(MARTS[name].columns)
    chunks: dict[str, list[Any]] = {column: [] for column in kinds}
    rows = 0
    for batch in source.batches(name):
        rows += batch.num_rows
        for column, kind in kinds.items():
            try:
                chunks[column].append(_CHUNKS[kind](batch.column(column)))
            except (KeyError, pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
                raise IntegrityError(
                    f"Mart {name}, column {column} is not {kind}: {error}.",
                    hint="The models do not fit traceability/contracts/recall_marts.py.",
                ) from error
    return MartColumns(
        name, rows, {column: _join(kind, chunks[column]) for column, kind in kinds.items()}
    )


def _join(kind: MartKind, chunks: list[Any]) -> Column:
    if kind == "text":
        return _join_text(chunks)
    dtype = np.uint8 if kind == "boolean" else np.int64
    return Column(kind, np.concatenate(chunks) if chunks else np.empty(0, dtype))


def _join_text(chunks: list[Any]) -> Column:
    """One sorted pool for all chunks; sorted by UTF-8 bytes, which is code point order."""
    if not chunks:
        return Column("text", np.empty(0, np.int32), pa.array([], _TEXT))
    united = pa.chunked_array(chunks).unify_dictionaries()
    words = united.chunk(0).dictionary
    order = pc.sort_indices(words)
    ranks = np.empty(len(words), np.int32)
    ranks[order.to_numpy()] = np.arange(len(words), dtype=np.int32)
    indices = np.concatenate(
        [chunk.indices.fill_null(NULL_CODE).to_numpy() for chunk in united.chunks]
    )
    codes = np.full(len(indices), NULL_CODE, np.int32)
    known = indices != NULL_CODE
    codes[known] = ranks[indices[known]]
    return Column("text", codes, words.take(order))


def _text(array: Any) -> Any:
    return array.cast(_TEXT).dictionary_encode()


def _quantity(array: Any) -> np.ndarray[Any, Any]:
    """Millionths: the low word of a decimal(18,6), which always fits 64 bits."""
    decimals = pa.concat_arrays([array.cast(_QUANTITY)])
    words = np.frombuffer(decimals.buffers()[1], dtype="<i8").reshape(-1, 2)
    values = words[decimals.offset : decimals.offset + len(decimals), 0].copy()
    values[decimals.is_null().to_numpy(zero_copy_only=False)] = NULL_NUMBER
    return values


def _integer(array: Any) -> Any:
    return array.cast(pa.int64()).fill_null(NULL_NUMBER).to_numpy()


def _instant(array: Any) -> Any:
    zone = getattr(array.type, "tz", None)
    return _integer(array.cast(pa.timestamp("us", tz=zone)))


def _boolean(array: Any) -> Any:
    return array.cast(pa.bool_()).cast(pa.uint8()).fill_null(NULL_BOOLEAN).to_numpy()


_CHUNKS: dict[MartKind, Any] = {
    "text": _text,
    "quantity": _quantity,
    "integer": _integer,
    "instant": _instant,
    "boolean": _boolean,
}
