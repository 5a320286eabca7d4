"""Reads the mart of join rates of one open warehouse; the only place with that SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.contracts.systems_marts import JOIN_RATES

if TYPE_CHECKING:
    import duckdb


def read_join_rates(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """All rows of the mart, by pair and kind; none where an older build made no such mart."""
    found = connection.execute(
        "select count(*) from duckdb_tables() "
        "where schema_name = 'marts' and table_name = 'join_rates'"
    ).fetchone()
    if not found or not found[0]:
        return []
    names = [name for name, _ in JOIN_RATES]
    rows = connection.execute(
        f"select {', '.join(names)} from marts.join_rates order by system_a, system_b, kind"
    ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]
