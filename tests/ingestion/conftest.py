"""A landing of its own for every test, and short ways to fill and read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingestion.ingest import ingest
from ingestion.report import FileReport, IngestReport
from tests.ingestion.tiny_system import PREPARE, PROFILE, QUERY
from traceability.contracts.extracts import EXTRACTS
from traceability.services.examine_house import examine_house
from traceability.settings import Settings
from traceability.store.landing import register_landing, show_contract
from traceability.store.manifests import read_manifests


class House:
    """A LOTLINE_HOME under test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(home=folder / "home", memory_limit="500MB", threads=1)
        self.drops = 0

    def drop(self, files: dict[str, str | bytes]) -> Path:
        """Write files into a new drop folder."""
        self.drops += 1
        folder = self.folder / f"drop{self.drops}"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    def profile(self, text: str, **queries: str) -> str:
        """Write a profile folder and return its path, as `--profile` takes it."""
        folder = self.folder / "profile"
        folder.mkdir(exist_ok=True)
        (folder / "profile.yml").write_text(text, "utf-8")
        for name, sql in queries.items():
            (folder / f"{name}.sql").write_text(sql, "utf-8")
        return str(folder)

    def land(self, files: dict[str, str | bytes], **options: Any) -> IngestReport:
        return ingest([self.drop(files)], self.settings, **options)

    def land_one(self, name: str, content: str | bytes, **options: Any) -> FileReport:
        """Land one file and return its report."""
        (load,) = self.land({name: content}, **options).loads
        return next(file for file in load.files if file.name == name)

    def rows(self, relation: str) -> list[dict[str, Any]]:
        """All rows of a landing relation, by file and row, as dictionaries."""
        with duckdb.connect() as connection:
            manifests = read_manifests(self.settings)
            if relation in EXTRACTS:
                connection.execute("create schema landing")
                show_contract(connection, self.settings, manifests, relation)
            else:
                register_landing(connection, self.settings, manifests)
            result = connection.execute(f"select * from landing.{relation} order by all")
            names = [column[0] for column in result.description]
            rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        return sorted(rows, key=lambda row: (row.get("source_file", ""), row.get("source_row", 0)))

    def manifests(self) -> list[dict[str, Any]]:
        folder = self.settings.landing / "manifests"
        return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]

    def faults(self) -> list[str]:
        """What `lotline doctor` finds wrong."""
        return [fault for check in examine_house(self.settings) for fault in check.faults]

    def all_files(self) -> list[str]:
        """Every file of the home but the lock, relative."""
        home = self.settings.home
        paths = (path for path in home.rglob("*") if path.is_file())
        return sorted(p.relative_to(home).as_posix() for p in paths if p.name != "ingest.lock")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty home; whatever the test did, nothing in it may be half done."""
    made = House(tmp_path)
    yield made
    assert made.faults() == []
    assert not (made.settings.landing / ".work").exists()


@pytest.fixture
def tiny(house: House) -> str:
    """The profile of the made-up system, as `--profile` takes it."""
    return house.profile(
        PROFILE,
        prepare=PREPARE,
        consumptions=QUERY.format(kind="consumption"),
        outputs=QUERY.format(kind="output"),
    )
