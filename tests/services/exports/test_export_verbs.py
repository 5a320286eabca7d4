"""The verbs as they are typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from tests.services.exports.conftest import ADDRESS
from traceability.cli import export_verbs
from traceability.errors import DataMissingError, UsageError
from traceability.settings import Settings


@pytest.fixture
def export(five_lots: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("LOTLINE_HOME", str(five_lots.home))
    found: dict[str, Any] = {}
    export_verbs.register(found)
    app = typer.Typer()
    for name, function in found["export"].items():
        app.command(name)(function)

    def run(*words: object) -> Any:
        return CliRunner().invoke(app, [str(word) for word in words])

    return run


def test_events_are_written_and_told(export: Any, tmp_path: Path) -> None:
    path = tmp_path / "e.jsonld"
    done = export("epcis", "RAW-2", "--ids-under", ADDRESS, "--check", "-o", path)
    assert done.exit_code == 0, done.output
    assert "4 ObjectEvent, 3 TransformationEvent" in done.output
    assert "name no lot, given under their item alone: 1 (e.g. FILM)." in done.output
    assert len(json.loads(path.read_text(encoding="utf-8"))["epcisBody"]["eventList"]) == 7


def test_lists_are_written_and_told(export: Any, tmp_path: Path) -> None:
    told = export("fsma", "--from", "2026-03-01", "--all-items", "-o", tmp_path / "f.xlsx").output
    assert "Receiving 3, Transformation 8, Shipping 2." in told
    document = json.loads(export("eu178", "BAR-1", "-o", tmp_path / "e.csv", "--json").output)[
        "export"
    ]
    assert document["rows"] == {"Suppliers": 0, "Customers": 1}
    assert document["filters"]["direction"] == "here"


def test_marts_are_written_and_told(export: Any, tmp_path: Path) -> None:
    done = export("parquet", "trace_lots", "-o", tmp_path / "marts")
    assert "1 marts, 7 rows." in done.output


def test_what_cannot_be_answered_is_an_error_with_a_hint(export: Any, tmp_path: Path) -> None:
    silent = export("fsma", "--from", "2026-03-01", "-o", tmp_path / "f.xlsx").exception
    assert isinstance(silent, DataMissingError)
    for words in (("epcis", "RAW-2"), ("epcis", "--ids-under", ADDRESS), ("eu178",)):
        asked = export(*words, "-o", tmp_path / "x.csv").exception
        assert isinstance(asked, UsageError)
        assert asked.hint
    assert list(tmp_path.iterdir()) == []
