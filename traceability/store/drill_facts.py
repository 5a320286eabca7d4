"""Reads what a draw weighs and the index does not hold out of one open warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.store.findings import has_findings

if TYPE_CHECKING:
    import duckdb


_NEEDED = {
    ("identity", "items", "product_family"),
    ("events", "consumptions", "consumption_kind"),
    ("marts", "trace_runs", "order_type"),
}


def has_drill_facts(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this warehouse tells families and rework; that of an older Lotline may not."""
    found = connection.execute(
        "select table_schema, table_name, column_name from information_schema.columns"
    ).fetchall()
    return set(found) >= _NEEDED


def read_families(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Product family of each item that has one."""
    rows = connection.execute(
        "select item_code, min(product_family) from identity.items "
        "where item_code is not null and product_family is not null group by item_code"
    ).fetchall()
    return dict(rows)


def read_rework_orders(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Work orders that are rework, or took something in as rework."""
    rows = connection.execute(
        "select work_order_code from events.consumptions "
        "where consumption_kind = 'rework' and work_order_code is not null "
        "union select work_order_code from marts.trace_runs "
        "where order_type = 'rework' and work_order_code is not null"
    ).fetchall()
    return frozenset(code for (code,) in rows)


def count_receipt_findings(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Number of findings about each receipt that has any."""
    if not has_findings(connection):
        return {}
    rows = connection.execute(
        "select receipt_code, count(*) from marts.findings "
        "where receipt_code is not null group by receipt_code"
    ).fetchall()
    return dict(rows)
