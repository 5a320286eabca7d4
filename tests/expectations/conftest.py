"""A built warehouse that shows its landing again, as it does while the checks run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from traceability.contracts.extracts import EXTRACTS
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.landing import register_landing
from traceability.store.manifests import read_manifests
from traceability.store.warehouse import open_warehouse


def show_landing(settings: Settings, copy: Path) -> Path:
    """Copy the warehouse in force; its landed tables are tables of the copy, so they can break."""
    shutil.copy(snapshots.current(settings).warehouse, copy)
    with open_warehouse(copy, settings, read_only=False) as connection:
        connection.execute("drop schema if exists checks cascade")
        register_landing(connection, settings, read_manifests(settings))
        for name in (*EXTRACTS, "quarantine"):
            connection.execute(f"create table landing.kept as select * from landing.{name}")
            kind = connection.execute(
                "select table_type from information_schema.tables "
                "where table_schema = 'landing' and table_name = ?",
                [name],
            ).fetchone()
            assert kind is not None
            connection.execute(f"drop {'view' if kind[0] == 'VIEW' else 'table'} landing.{name}")
            connection.execute(f"alter table landing.kept rename to {name}")
    return copy


@pytest.fixture(scope="session")
def built(tryton: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the example factory before its checks ran; read only."""
    return show_landing(tryton, tmp_path_factory.mktemp("built") / "warehouse.duckdb")


@pytest.fixture
def draft(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copy(built, tmp_path / "warehouse.duckdb"))


@pytest.fixture(scope="module")
def opened(
    built: Path, tmp_path_factory: pytest.TempPathFactory, tryton: Settings
) -> Iterator[Any]:
    """A connection to a copy; each test undoes what it did."""
    copy = Path(shutil.copy(built, tmp_path_factory.mktemp("opened") / "warehouse.duckdb"))
    with open_warehouse(copy, tryton, read_only=False) as connection:
        yield connection
