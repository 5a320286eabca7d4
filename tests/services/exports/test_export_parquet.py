"""Marts as Parquet files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from traceability.errors import NotFoundError, RefusedError
from traceability.services.exports.export_parquet import export_parquet
from traceability.settings import Settings
from traceability.store import snapshots


def test_each_file_holds_its_mart(tryton: Settings, tmp_path: Path) -> None:
    told = export_parquet(tryton, tmp_path / "marts")
    names = {Path(file["name"]).stem for file in told["files"]}
    assert {"trace_lots", "trace_edges", "findings", "metrics"} <= names
    assert not any(name.startswith("int_") for name in names)
    with duckdb.connect(str(snapshots.current(tryton).warehouse), read_only=True) as connection:
        for file in told["files"]:
            rows = pq.read_metadata(tmp_path / "marts" / file["name"]).num_rows
            mart = Path(file["name"]).stem
            (count,) = connection.execute(f"select count(*) from marts.{mart}").fetchone() or (0,)
            assert rows == file["rows"] == count
    said = json.loads((tmp_path / "marts" / "provenance.json").read_text(encoding="utf-8"))
    assert said == json.loads(json.dumps(told))
    data = (tmp_path / "marts" / "trace_lots.parquet").read_bytes()
    assert hashlib.sha256(data).hexdigest() in {file["sha256"] for file in told["files"]}


def test_the_same_snapshot_gives_the_same_bytes(tryton: Settings, tmp_path: Path) -> None:
    first = export_parquet(tryton, tmp_path / "a", marts=("trace_lots", "trace_edges"))
    again = export_parquet(tryton, tmp_path / "b", marts=("trace_edges", "trace_lots"))
    assert first["files"] == again["files"]
    assert [file["name"] for file in first["files"]] == [
        "trace_edges.parquet",
        "trace_lots.parquet",
    ]


def test_a_folder_that_holds_something_is_left_alone(tryton: Settings, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="not empty"):
        export_parquet(tryton, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_mart_that_is_none_is_not_found(tryton: Settings, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no mart secrets"):
        export_parquet(tryton, tmp_path / "x", marts=("secrets",))
