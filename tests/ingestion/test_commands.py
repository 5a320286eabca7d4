from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from ingestion.commands import ingest, profile, template
from tests.ingestion.conftest import House
from traceability.errors import LotlineError

HEAD = "consumption_id,item_code,lot_code\n"
APP = typer.Typer()
APP.command("ingest")(ingest)
APP.command("template")(template)
APP.add_typer(profile, name="profile")


@pytest.fixture(autouse=True)
def _home(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTLINE_HOME", str(house.settings.home))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(APP, [str(argument) for argument in arguments])


def test_the_table_is_on_stdout_and_findings_on_stderr(house: House) -> None:
    result = run("ingest", house.drop({"mes_consumptions.csv": HEAD + "1,A,L\n2,,L\n"}))
    assert result.exit_code == 0
    assert "load 00000001: mes, profile contracts, delta" in result.stdout
    assert "mes_consumptions.csv     2     1          0      1 LD-01" in result.stdout
    assert "mes_consumptions.csv, row 3: 1 of 2 rows are in quarantine" in result.stderr
    assert "lotline build" in result.stderr


def test_a_repeated_file_is_named_on_stderr(house: House) -> None:
    drop = house.drop({"mes_consumptions.csv": HEAD + "1,A,L\n"})
    run("ingest", drop)
    again = run("ingest", drop)
    assert again.exit_code == 0
    assert again.stdout == ""
    assert "mes_consumptions.csv: The same bytes were landed by load 00000001" in again.stderr
    assert "Nothing new" in again.stderr


def test_a_refused_load_names_every_file_and_row(house: House) -> None:
    drop = house.drop({"mes_consumptions.csv": HEAD + '1,A,"L\n', "mes_outputs.csv": ""})
    result = run("ingest", drop)
    assert isinstance(result.exception, LotlineError)
    assert result.exception.exit_code == 5
    assert "FI-09  mes_consumptions.csv, row 2" in result.stderr
    assert "FI-02  mes_outputs.csv" in result.stderr
    assert "Nothing was landed" in result.stderr


def test_a_period_needs_a_full_load_and_two_dates(house: House) -> None:
    drop = house.drop({"mes_consumptions.csv": HEAD + "1,A,L\n"})
    for options in (["--covers", "2026-01-01..2026-01-31"], ["--full", "--covers", "January"]):
        result = run("ingest", drop, *options)
        assert isinstance(result.exception, LotlineError)
        assert result.exception.exit_code == 2
    result = run("ingest", drop, "--full", "--covers", "2026-01-01..2026-01-31")
    assert "full, 2026-01-01 to 2026-01-31" in result.stdout


def test_a_dry_run_says_so(house: House) -> None:
    result = run("ingest", house.drop({"mes_consumptions.csv": HEAD + "1,A,L\n"}), "--dry-run")
    assert "would be landed" in result.stdout
    assert not house.settings.home.exists()


def test_profiles_are_listed_and_checked() -> None:
    assert run("profile", "list").stdout.startswith("contracts ")
    assert "contracts       ok: 21 tables fill 21 contracts" in run("profile", "check").stdout
