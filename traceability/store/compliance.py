"""Reads the evidence of compliance in one open warehouse; the only place with that SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.contracts.compliance import COMPLIANCE_MEASURES

if TYPE_CHECKING:
    import duckdb


def has_measures(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this warehouse was built by models that look for such evidence."""
    found = connection.execute(
        "select count(*) from duckdb_tables() "
        "where schema_name = 'marts' and table_name = 'compliance_measures'"
    ).fetchone()
    return bool(found and found[0])


def read_measures(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """All measures by name and site."""
    names = [name for name, _ in COMPLIANCE_MEASURES]
    query = f"select {', '.join(names)} from marts.compliance_measures order by all"
    return [dict(zip(names, row, strict=True)) for row in connection.execute(query).fetchall()]


def read_families(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Product families of the finished lots with a number; an item without one is one by itself."""
    rows = connection.execute(
        """
        select distinct coalesce(items.product_family, lots.item_code) as family
        from marts.trace_lots as lots
        left join identity.items as items on lots.item_code = items.item_code
        where lots.item_type = 'finished' and not lots.is_unknown and lots.item_code is not null
        order by family
        """
    ).fetchall()
    return [family for (family,) in rows]
