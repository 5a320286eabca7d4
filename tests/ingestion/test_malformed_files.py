"""Malformed files, one per way to fail: each named with file and row, nothing lost or half done."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.ingestion.conftest import House
from tests.ingestion.malformed_files import CASES, CSV, GOOD, XLSX, Malformed, book, sheet_row
from traceability.cli import main


def hashes(house: House) -> dict[str, str]:
    """Every file of the home with the hash of its bytes."""
    home = house.settings.home
    return {
        name: hashlib.sha256((home / name).read_bytes()).hexdigest() for name in house.all_files()
    }


@pytest.fixture
def run(
    house: House, tiny: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[Malformed], tuple[int, str]]:
    """`lotline ingest` on the files of a case, in a home that has a load: exit code and stderr."""
    house.land({CSV: GOOD})
    monkeypatch.setenv("LOTLINE_HOME", str(house.settings.home))

    def run_case(case: Malformed) -> tuple[int, str]:
        options = [tiny if option == "TINY" else option for option in case.options]
        command = ["lotline", "ingest", str(house.drop(dict(case.files))), *options]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        assert isinstance(left.value.code, int)
        return left.value.code, printed.err

    return run_case


def test_at_least_twenty_failures_of_both_families_are_told_apart() -> None:
    told = {case.rule for case in CASES.values()}
    assert len(told) >= 20
    assert {rule[:2] for rule in told} == {"FI", "TY"}


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].outcome == "refused"])
def test_a_file_is_refused_and_the_landing_stays_as_it_was(
    name: str, house: House, run: Callable[[Malformed], tuple[int, str]]
) -> None:
    case = CASES[name]
    before = hashes(house)

    code, told = run(case)

    assert code == 5
    assert f"  {case.rule}  {place_in_words(case)}: " in told
    assert "Nothing was landed." in told
    assert hashes(house) == before


@pytest.mark.parametrize(
    "name", [name for name in CASES if CASES[name].outcome in {"quarantined", "finding"}]
)
def test_a_file_lands_with_what_is_wrong_in_it_named(
    name: str, house: House, run: Callable[[Malformed], tuple[int, str]]
) -> None:
    case = CASES[name]

    code, told = run(case)

    assert code == 0
    assert f"  {case.rule}  {place_in_words(case)}: " in told
    load = house.manifests()[-1]
    assert load["load_id"] == "00000002"
    assert (case.rule, *case.place) in {
        (finding["rule_id"], finding["file"], finding["row"]) for finding in load["findings"]
    }
    assert {file["name"]: account(file) for file in load["files"]} == case.accounts
    for file in load["files"]:
        kept = house.settings.landing / "files" / file["sha256"]
        assert kept.read_bytes() == as_bytes(case.files[file["name"].partition("#")[0]])
    rejected = [found for found in house.rows("quarantine") if found["load_id"] == "00000002"]
    if case.outcome == "quarantined":
        assert [(found["source_file"], found["source_row"]) for found in rejected] == [case.place]
        assert rejected[0]["rule_id"] == case.rule
        assert rejected[0]["raw_text"]
    else:
        assert rejected == []


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].outcome == "repeated"])
def test_bytes_that_were_landed_before_bring_nothing_and_are_named(
    name: str, house: House, run: Callable[[Malformed], tuple[int, str]]
) -> None:
    case = CASES[name]
    before = hashes(house)

    code, told = run(case)

    assert code == 0
    assert f"{case.place[0]}: The same bytes" in told
    assert f"({case.rule})" in told
    assert hashes(house) == before


@pytest.mark.parametrize("value", ["#N/A", "=B2"])
def test_a_cell_without_a_value_is_null_and_its_text_is_kept(house: House, value: str) -> None:
    house.land({XLSX: book(sheet_row("1", lot_code=value, qty=value, started_at=value))})
    (found,) = house.rows("mes_consumptions")
    assert (found["lot_code"], found["qty"], found["started_at"]) == (None, None, None)
    assert found["raw_text"].count(value) == 3


def place_in_words(case: Malformed) -> str:
    file, line = case.place
    return f"{file}, row {line}" if line else file


def account(file: dict[str, Any]) -> tuple[int, int, int, int]:
    aside, quarantined = sum(file["set_aside"].values()), sum(file["quarantined"].values())
    assert file["read"] == file["used"] + aside + quarantined
    return file["read"], file["used"], aside, quarantined


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
