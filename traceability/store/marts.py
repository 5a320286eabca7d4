"""Reads the recall marts as Arrow batches, in the order the index wants them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from traceability.contracts.recall_marts import MARTS

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_BATCH_ROWS = 65_536


class WarehouseMarts:
    """The recall marts of one open warehouse."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def batches(self, name: str, order_by: tuple[str, ...] = ()) -> Iterator[pa.RecordBatch]:
        """Rows of mart `name` with the columns of its contract, sorted, nulls last."""
        columns = ", ".join(f'"{column}"' for column, _ in MARTS[name].columns)
        order = ", ".join(f'"{column}" nulls last' for column in order_by)
        query = f'select {columns} from marts."{name}"' + (f" order by {order}" if order else "")
        reader: Any = self._connection.sql(query).to_arrow_reader(_BATCH_ROWS)
        yield from reader
