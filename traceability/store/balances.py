"""Reads the balance marts of one open warehouse; the only place with that SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.contracts.balance_marts import BALANCE_LINES, BALANCE_RECORDS, BALANCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

Row = dict[str, Any]
_OF = "where subject_kind = ? and subject_id in (select unnest(?))"
_PLACE = "subject_id, line, item_code nulls last, uom nulls last"


def has_balances(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this warehouse was built by models that make balances."""
    found = connection.execute(
        "select count(*) from information_schema.tables where table_schema = 'marts' and "
        "table_name in ('balances', 'balance_lines', 'balance_records', 'balance_units')"
    ).fetchone()
    return bool(found and found[0] == 4)


def read_balances(
    connection: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str]
) -> list[Row]:
    """The balances of these lots or orders, by id; a subject without one has no row."""
    names = _names(BALANCES)
    query = f"select {', '.join(names)} from marts.balances {_OF} order by subject_id"
    return _rows(connection, names, query, kind, ids)


def read_amounts(connection: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str]) -> list[Row]:
    """The lines of these balances without the files behind them."""
    names = _names(BALANCE_LINES)
    query = f"select {', '.join(names)} from marts.balance_lines {_OF} order by {_PLACE}"
    return _rows(connection, names, query, kind, ids)


def read_lines(connection: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str]) -> list[Row]:
    """The lines of these balances, each with `sources`: file and number of rows."""
    lines = read_amounts(connection, kind, ids)
    counted = ("subject_id", "line", "item_code", "uom", "source_file", "row_count")
    query = (
        f"select {', '.join(counted[:-1])}, count(*) from marts.balance_records {_OF} "
        f"group by all order by {_PLACE}, source_file"
    )
    sources: dict[tuple[Any, ...], list[Row]] = {}
    for row in _rows(connection, counted, query, kind, ids):
        told = {name: row[name] for name in ("source_file", "row_count")}
        sources.setdefault(line_of(row), []).append(told)
    return [line | {"sources": sources.get(line_of(line), [])} for line in lines]


def read_records(
    connection: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str], limit: int
) -> list[Row]:
    """At most `limit` of the records behind these balances, in a total order."""
    names = _names(BALANCE_RECORDS)
    query = (
        f"select {', '.join(names)} from marts.balance_records {_OF} "
        f"order by {_PLACE}, occurred_at nulls last, source_file, source_row, qty limit ?"
    )
    return _rows(connection, names, query, kind, ids, limit)


def read_factors(
    connection: duckdb.DuckDBPyConnection, items: Sequence[str], uom: str
) -> dict[tuple[str, str], tuple[int, float]]:
    """Rank and factor of the path to `uom`, by item and unit; item "" = any; lowest rank wins."""
    found = connection.execute(
        "select item_code, from_uom, path_rank, factor from marts.balance_units "
        "where to_uom = ? and (item_code = '' or item_code in (select unnest(?)))",
        [uom, list(items)],
    ).fetchall()
    return {(item, unit): (rank, factor) for item, unit, rank, factor in found}


def read_messages(
    connection: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str]
) -> dict[str, str]:
    """The gravest finding on the quantities of each of these lots or orders, as its message."""
    known = connection.execute(
        "select count(*) from information_schema.tables "
        "where table_schema = 'marts' and table_name = 'findings'"
    ).fetchone()
    if not known or not known[0]:
        return {}
    column = "work_order_code" if kind == "order" else "lot_id"
    found = connection.execute(
        f"select {column}, arg_min(message, (severity, rule_id, message)) from marts.findings "
        f"where {column} in (select unnest(?)) and starts_with(rule_id, 'QT-') group by {column}",
        [list(ids)],
    ).fetchall()
    return dict(found)


def line_of(row: Row) -> tuple[Any, ...]:
    """The line that a row belongs to."""
    return (row["subject_id"], row["line"], row["item_code"], row["uom"])


def _names(columns: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(name for name, _ in columns)


def _rows(
    connection: duckdb.DuckDBPyConnection,
    names: tuple[str, ...],
    query: str,
    kind: str,
    ids: Sequence[str],
    *more: Any,
) -> list[Row]:
    found = connection.execute(query, [kind, list(ids), *more]).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]
