"""Engines of the state database: SQLite in the home, or PostgreSQL by URL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from traceability.errors import UsageError

if TYPE_CHECKING:
    from traceability.settings import Settings

_BEGIN = "lotline_begin"
_BUSY_MS = 30_000
_WRITERS_LOCK = 7_015_683
"""Any number; PostgreSQL lets one writer of the state database hold it at a time."""


def state_url(settings: Settings) -> URL:
    """Where the state database is. Raises UsageError for anything but SQLite and PostgreSQL."""
    if not settings.state_url:
        return URL.create("sqlite", database=str(settings.state_file))
    try:
        url = make_url(settings.state_url)
    except ArgumentError:
        url = None
    backend = url.get_backend_name() if url is not None else ""
    if url is None or backend not in {"sqlite", "postgresql"} or not url.database:
        raise UsageError(
            "LOTLINE_STATE_URL names no SQLite or PostgreSQL database.",
            hint="Write postgresql://USER@HOST/DATABASE or sqlite:///FILE; see docs/settings.md.",
        )
    return url.set(drivername="postgresql+psycopg") if backend == "postgresql" else url


def make_engine(url: URL) -> Engine:
    """An engine that keeps no connection open and begins its transactions itself."""
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for a reader: all its statements see the database at one instant."""
    if engine.dialect.name == "sqlite":
        return engine  # a transaction of SQLite is one view by itself
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writing(engine: Engine) -> Engine:
    """The same engine for a writer: SQLite takes its lock at the beginning, not at first write."""
    return engine.execution_options(**{_BEGIN: "begin immediate"})


def wait_for_writers(connection: Connection) -> None:
    """Let one writer in at a time, so that the audit chain never forks."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"select pg_advisory_xact_lock({_WRITERS_LOCK})")


def _prepare_sqlite(connection: Any, record: Any) -> None:
    del record
    connection.isolation_level = None  # or sqlite3 would begin late, and never before a table
    cursor = connection.cursor()
    cursor.execute(f"pragma busy_timeout = {_BUSY_MS}")
    cursor.execute("pragma foreign_keys = on")
    cursor.execute("pragma synchronous = full")
    if cursor.execute("pragma journal_mode").fetchone()[0] != "wal":
        cursor.execute("pragma journal_mode = wal")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "begin"))
