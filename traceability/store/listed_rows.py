"""Makes a relation of schema `landing` out of rows in memory, in one insert."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import duckdb

_ARROW = {"varchar": pa.string(), "integer": pa.int32(), "bigint": pa.int64()}


def show_rows(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: tuple[tuple[str, str], ...],
    rows: list[tuple[Any, ...]],
) -> None:
    """Make `landing.<name>` with these rows; one by one, each would wait for the disk."""
    body = ", ".join(f'"{column}" {kind}' for column, kind in columns)
    connection.execute(f"create table landing.{name} ({body})")
    if not rows:
        return
    schema = pa.schema([(column, _ARROW[kind]) for column, kind in columns])
    block = pa.Table.from_arrays(
        [
            pa.array(cells, kind)
            for cells, kind in zip(zip(*rows, strict=True), schema.types, strict=True)
        ],
        schema=schema,
    )
    connection.register("listed_rows", block)
    connection.execute(f"insert into landing.{name} from listed_rows")
    connection.unregister("listed_rows")
