"""Copies of a built home whose warehouse says something else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from traceability.settings import Settings

ADDRESS = "https://id.plant.example/"
Alter = Callable[..., Settings]


@pytest.fixture
def alter(five_lots: Settings, tmp_path: Path) -> Alter:
    """A home of the five lots, with a further snapshot `later` that these statements changed."""

    def make(*statements: str) -> Settings:
        home = tmp_path / "altered"
        home.mkdir()
        (old,) = (path for path in five_lots.snapshots.iterdir() if path.is_dir())
        shutil.copytree(old, home / "snapshots" / "earlier")
        shutil.copytree(old, home / "snapshots" / "later")
        (home / "current.json").write_text('{"snapshot": "later"}', encoding="utf-8")
        path = home / "snapshots" / "later" / "warehouse.duckdb"
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)
        return Settings(home=home)

    return make
