"""Reads the metric marts of one open warehouse; the only place with that SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.contracts.metrics import METRIC_COLUMNS, METRIC_LOTS, METRIC_RUNS, OPEN_GAPS
from traceability.domain.metrics import MetricValue

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

_MARTS = {"metrics": METRIC_COLUMNS, "metric_lots": METRIC_LOTS, "metric_runs": METRIC_RUNS}


def has_metrics(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this warehouse was built by models that measure."""
    found = connection.execute(
        "select count(*) from duckdb_tables() where schema_name = 'marts' "
        "and table_name in ('metrics', 'metric_lots', 'metric_runs')"
    ).fetchone()
    return bool(found and found[0] == len(_MARTS))


def read_figures(connection: duckdb.DuckDBPyConnection) -> list[MetricValue]:
    """The figures that the warehouse counted, in a total order."""
    names = ", ".join(name for name, _ in METRIC_COLUMNS)
    rows = connection.execute(f"select {names} from marts.metrics order by all").fetchall()
    return list(map(MetricValue._make, rows))


def read_facts(connection: duckdb.DuckDBPyConnection, mart: str) -> dict[str, NDArray[Any]]:
    """All rows of `metric_lots` or `metric_runs`, column by column, in order of their id.

    Texts are str or None, amounts floats, nan where they are unknown.
    """
    names = [name for name, _ in _MARTS[mart]]
    query = f"select {', '.join(names)} from marts.{mart} order by {names[0]}"
    columns = connection.execute(query).fetchnumpy()
    return {name: _unmasked(column) for name, column in columns.items()}


def _unmasked(column: NDArray[Any]) -> NDArray[Any]:
    """DuckDB masks amounts that are null."""
    return column.filled(np.nan) if isinstance(column, np.ma.MaskedArray) else column


def has_open_gaps(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this warehouse was built by models that look at what is in progress."""
    found = connection.execute(
        "select count(*) from duckdb_tables() "
        "where schema_name = 'marts' and table_name = 'open_gaps'"
    ).fetchone()
    return bool(found and found[0])


def read_open_gaps(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """What would stay open: orders, then lots, then deliveries, each by its code."""
    names = [name for name, _ in OPEN_GAPS]
    query = (
        f"select {', '.join(names)} from marts.open_gaps "
        "order by subject_kind = 'order' desc, subject_kind = 'lot' desc, "
        "site_code nulls last, line_code nulls last, subject_code, rule_id, item_code nulls last, "
        "message"
    )
    rows = connection.execute(query).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]
