"""One set of extracts in six forms lands the same tables, value for value."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from ingestion.ingest import ingest
from ingestion.report import IngestReport
from tests.ingestion.table_forms import (
    Tables,
    as_csv,
    as_json_lines,
    as_parquet,
    as_workbook,
    tables_in,
)
from traceability.contracts.column import kind_of
from traceability.settings import Settings
from traceability.store.manifests import read_manifests

TESTS = Path(__file__).parent.parent
FIVE_LOTS = TESTS / "plants" / "five_lots" / "extracts"
TRYTON = TESTS.parent / "examples" / "tryton_food" / "tables"
PROVENANCE = {"source_file", "source_row", "load_id", "landed_at"}
FORMS = ("csv", "parquet", "xlsx", "jsonl", "utf-16", "gb18030")

type_or_text = {"quantity", "number", "integer", "boolean", "date", "instant"}


def is_text_of_contract(column: str) -> bool:
    return kind_of(column) not in type_or_text


def is_text_of_tryton(column: str) -> bool:
    return column in {"number", "code", "name", "symbol", "reference", "value"}


def written(tables: Tables, form: str, folder: Path, is_text: Callable[[str], bool]) -> Path:
    """The tables in one form, in a new folder."""
    folder.mkdir()
    if form == "csv":
        as_csv(tables, folder)
    elif form == "parquet":
        as_parquet(tables, folder, is_text)
    elif form == "xlsx":
        as_workbook(tables, folder / "all.xlsx", is_text)
    elif form == "jsonl":
        as_json_lines(tables, folder, is_text)
    else:
        as_csv(tables, folder, encoding=form)
    return folder


def landed(folder: Path, home: Path, **options: Any) -> tuple[IngestReport, dict[str, str]]:
    """The report, and the hash of every landed table and of the quarantine."""
    settings = Settings(home=home, memory_limit="500MB", threads=1)
    report = ingest([folder], settings, **options)
    rows: dict[str, list[str]] = {}
    for manifest in read_manifests(settings):
        for contract, told in manifest.document["contracts"].items():
            paths = [settings.landing / name for name in told["files"]]
            rows[contract] = [text for path in paths for text in business_rows(path)]
        for name in manifest.document["quarantine_files"]:
            rows.setdefault("quarantine", []).extend(business_rows(settings.home / name))
    return report, {name: digest(texts) for name, texts in rows.items()}


def business_rows(path: Path) -> list[str]:
    """Rows as text, without what tells where and when they came from."""
    return [
        repr([(name, value) for name, value in row.items() if name not in PROVENANCE])
        for row in pq.ParquetFile(path).read().to_pylist()
    ]


def digest(rows: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()


def accounts(report: IngestReport) -> dict[str | None, tuple[Any, ...]]:
    """What became of the rows of each table."""
    return {
        file.table: (file.read, file.used, dict(file.set_aside), dict(file.quarantined))
        for load in report.loads
        for file in load.files
        if file.table
    }


@pytest.fixture(scope="module")
def five_lots_as_csv(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return landed(FIVE_LOTS, tmp_path_factory.mktemp("five") / "home")


@pytest.fixture(scope="module")
def tryton_as_csv(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return landed(TRYTON, tmp_path_factory.mktemp("tryton") / "home", profile="tryton")


@pytest.mark.parametrize("form", FORMS)
def test_contract_files_land_the_same_in_every_form(
    form: str, five_lots_as_csv: Any, tmp_path: Path
) -> None:
    expected_report, expected = five_lots_as_csv
    assert len(expected) == 8
    folder = written(tables_in(FIVE_LOTS), form, tmp_path / "files", is_text_of_contract)
    encoding = form if form == "gb18030" else ""

    report, hashes = landed(folder, tmp_path / "home", encoding=encoding)

    assert hashes == expected
    assert accounts(report) == accounts(expected_report)


@pytest.mark.parametrize("form", FORMS)
def test_tables_of_a_profile_land_the_same_in_every_form(
    form: str, tryton_as_csv: Any, tmp_path: Path
) -> None:
    expected_report, expected = tryton_as_csv
    assert len(expected) >= 12
    folder = written(tables_in(TRYTON), form, tmp_path / "files", is_text_of_tryton)
    encoding = form if form == "gb18030" else ""

    report, hashes = landed(folder, tmp_path / "home", profile="tryton", encoding=encoding)

    assert hashes == expected
    assert accounts(report) == accounts(expected_report)


def test_a_changed_value_changes_the_hash_of_its_table(
    five_lots_as_csv: Any, tmp_path: Path
) -> None:
    _, expected = five_lots_as_csv
    tables = dict(tables_in(FIVE_LOTS))
    header, first, *rest = tables["mes_outputs"]
    place = header.index("qty")
    changed = [*first[:place], "0.000001", *first[place + 1 :]]
    tables["mes_outputs"] = [header, changed, *rest]
    folder = written(tables, "jsonl", tmp_path / "files", is_text_of_contract)

    _, hashes = landed(folder, tmp_path / "home")

    assert {name for name in expected if hashes[name] != expected[name]} == {"mes_outputs"}
