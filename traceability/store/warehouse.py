"""The door to DuckDB: outside ingestion's landing every connection is opened here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from traceability.errors import DataMissingError

if TYPE_CHECKING:
    from traceability.settings import Settings

Connection = duckdb.DuckDBPyConnection
"""An open warehouse, for those who only hand it on."""


@contextmanager
def open_warehouse(
    path: Path, settings: Settings, *, read_only: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse file and close it again, whatever happens.

    Extensions are never fetched. Raises DataMissingError when a read-only file is not there or
    another process is writing it.
    """
    if read_only and not path.exists():
        raise DataMissingError(
            f"There is no warehouse at {path}.", hint="Run `lotline build` to make one."
        )
    try:
        connection = duckdb.connect(
            str(path), read_only=read_only, config=connection_limits(settings)
        )
    except duckdb.IOException as error:
        raise DataMissingError(
            f"{path} cannot be opened: {error}", hint="Wait for the running build, then try again."
        ) from error
    try:
        connection.execute("set timezone = 'UTC'")
        yield connection
    finally:
        connection.close()


def connection_limits(settings: Settings) -> dict[str, Any]:
    """DuckDB options of every connection: what it may use, and that it fetches nothing."""
    return {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
    }
