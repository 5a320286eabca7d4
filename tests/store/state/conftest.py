"""Fresh state databases on both engines."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from tests.store.state.postgresql_server import running_server
from traceability.domain.actors import Person, Program
from traceability.domain.roles import Role
from traceability.services.reports import archive_reports
from traceability.settings import Settings
from traceability.store.state import StateDatabase, open_state
from traceability.store.state.accounts import insert_user

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(autouse=True)
def _no_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing a case archives no reports here: setting PDF files takes seconds."""
    monkeypatch.setattr(archive_reports, "archive_reports", lambda *_, **__: False)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A database on a server of this run, shared by all its tests one after another."""
    with running_server() as address:
        yield f"postgresql://{address}/postgres"


@pytest.fixture
def postgresql(postgresql_url: str) -> str:
    """URL of an empty database: what the test before left is gone, its guards too."""
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    return postgresql_url


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database, to be copied."""
    home = tmp_path_factory.mktemp("state")
    open_state(Settings(home=home))
    return home / "state.db"


@pytest.fixture
def settings(sqlite_file: Path, tmp_path: Path) -> Settings:
    """A home whose state database is SQLite, migrated and empty."""
    shutil.copy(sqlite_file, tmp_path / "state.db")
    return Settings(home=tmp_path)


@pytest.fixture
def state(settings: Settings) -> StateDatabase:
    """A migrated, empty state database on SQLite."""
    return open_state(settings)


@pytest.fixture(params=ENGINES)
def both_settings(request: pytest.FixtureRequest, sqlite_file: Path, tmp_path: Path) -> Settings:
    """A home with a migrated, empty state database, once on each engine."""
    if request.param == "sqlite":
        shutil.copy(sqlite_file, tmp_path / "state.db")
        return Settings(home=tmp_path)
    settings = Settings(home=tmp_path, state_url=request.getfixturevalue("postgresql"))
    open_state(settings)
    return settings


@pytest.fixture
def both_states(both_settings: Settings) -> StateDatabase:
    """A migrated, empty state database, once on each engine."""
    return open_state(both_settings)


@pytest.fixture
def person(settings: Settings) -> Callable[[str, Role], Person]:
    """Makes a user of the SQLite home who has just signed in."""
    return lambda name, role: add_person(open_state(settings), name, role)


def add_person(state: StateDatabase, name: str, role: Role) -> Person:
    """A user as if just signed in; nobody knows a password, so that no time goes into hashing."""
    with state.write(Program("test")) as write:
        insert_user(write, name, name.title(), role, "no password", is_own=True)
    return Person(name, name.title(), role, datetime.now(UTC))
