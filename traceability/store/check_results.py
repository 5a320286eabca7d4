"""Keeps the results of checks in the warehouse they judged, and reads them back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple

import duckdb

from traceability.contracts.check_results import (
    FAILING_ROWS,
    RESULTS,
    CheckResult,
    FailingQuery,
    FailingRow,
)


def write_check_results(
    connection: duckdb.DuckDBPyConnection,
    results: Iterable[CheckResult],
    failing: Iterable[FailingQuery] = (),
) -> None:
    """Replace schema `checks` by these results and the rows these queries find, in one go.

    The rows go from table to table, so their number costs no memory here.
    """
    connection.execute("begin")
    try:
        connection.execute("create schema if not exists checks")
        _create(connection, "results", RESULTS)
        _create(connection, "failing_rows", FAILING_ROWS)
        rows = [astuple(result) for result in results]
        if rows:
            places = ", ".join("?" for _ in RESULTS)
            connection.executemany(f"insert into checks.results values ({places})", rows)
        for query in failing:
            _keep_rows(connection, query)
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


def read_check_results(connection: duckdb.DuckDBPyConnection) -> list[CheckResult] | None:
    """All results in the order they were written; None when this warehouse was never judged."""
    if not _has(connection, "results"):
        return None
    rows = connection.execute(f"select {_names(RESULTS)} from checks.results order by rowid")
    return [CheckResult(*row) for row in rows.fetchall()]


def failing_rows(
    connection: duckdb.DuckDBPyConnection, check_id: str, limit: int | None = None, offset: int = 0
) -> list[FailingRow]:
    """A page of the kept rows that broke one check, in order; empty when none is kept."""
    if not _has(connection, "failing_rows"):
        return []
    rows = connection.execute(
        f"select {_names(FAILING_ROWS)} from checks.failing_rows "
        "where check_id = ? order by row_no limit ? offset ?",
        [check_id, limit, offset],
    )
    return [FailingRow(*row) for row in rows.fetchall()]


def count_rows(connection: duckdb.DuckDBPyConnection, source: str) -> int | None:
    """Number of rows of a SELECT; None when it cannot run, as over a table that is not there."""
    try:
        found = connection.execute(f"select count(*) from ({source}) as counted").fetchone()
    except duckdb.Error:
        return None
    return int(found[0]) if found else None


def _has(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    found = connection.execute(
        "select count(*) from duckdb_tables() where schema_name = 'checks' and table_name = ?",
        [name],
    ).fetchone()
    return bool(found and found[0])


def _names(columns: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(name for name, _ in columns)


def _create(
    connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[tuple[str, str], ...]
) -> None:
    body = ", ".join(f"{column} {kind}" for column, kind in columns)
    connection.execute(f"create or replace table checks.{name} ({body})")


def _keep_rows(connection: duckdb.DuckDBPyConnection, failing: FailingQuery) -> None:
    connection.execute(
        "insert into checks.failing_rows "
        "select $check_id, row_number() over (), row_text, row_text ->> 'source_file', "
        "try_cast(row_text ->> 'source_row' as bigint) from ("
        "select cast(to_json(kept) as varchar) as row_text from ("
        f"select * from ({failing.query}) as failing order by all limit $cap) as kept)",
        {"check_id": failing.check_id, "cap": failing.cap},
    )
