"""Great Expectations judges a build: it counts as the tables do; an error is no pass."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from expectations import judge
from expectations.judge import Judgement, judge_and_record, judge_warehouse
from expectations.suites import CHECKS, CONTRACTS
from traceability.contracts.check_results import ROW_CAP, CheckResult
from traceability.contracts.finding_rules import FINDING_RULES
from traceability.errors import DataMissingError
from traceability.settings import Settings
from traceability.store.check_results import failing_rows, read_check_results
from traceability.store.warehouse import open_warehouse

MANY = 1_234
"""More rows than Great Expectations shows (200), and than are kept of a contract."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def judged(built: Path, house: Settings) -> Path:
    """The example factory with its results recorded."""
    warehouse = Path(shutil.copy(built, house.home / "judged.duckdb"))
    judge_and_record(warehouse, house)
    return warehouse


@pytest.fixture(scope="module")
def results(judged: Path, house: Settings) -> dict[str, CheckResult]:
    with open_warehouse(judged, house) as connection:
        kept = read_check_results(connection)
    assert kept is not None
    return {result.check_id: result for result in kept}


@pytest.fixture(scope="module")
def spoilt(built: Path, house: Settings) -> Path:
    """A build with far too many rows in one mart and without two relations, oddly named."""
    folder = house.home / "100% $HOME ${x} &a=1#b 物料"
    folder.mkdir()
    warehouse = Path(shutil.copy(built, folder / "it's.duckdb"))
    with open_warehouse(warehouse, house, read_only=False) as connection:
        connection.execute(
            "insert into marts.trace_parameters (operation_run_id) "
            f"select 'x' || range from range({MANY})"
        )
        connection.execute("drop table genealogy.supplies")
        connection.execute("drop table marts.findings")
    return warehouse


@pytest.fixture(scope="module")
def judgement(spoilt: Path, house: Settings) -> Judgement:
    return judge_warehouse(spoilt, house)


def rows(warehouse: Path, house: Settings, sql: str) -> list[tuple[Any, ...]]:
    with open_warehouse(warehouse, house) as connection:
        return connection.execute(sql).fetchall()


def unfed_rules(warehouse: Path, house: Settings) -> set[tuple[str | None, str | None]]:
    """Rules whose silence says nothing: no row of a contract, or column, they need ever landed."""

    def is_landed(need: str) -> bool:
        contract, _, column = need.partition(".")
        query = f"select count({column or '*'}) > 0 from landing.{contract}"
        return rows(warehouse, house, query) == [(True,)]

    return {
        (rule.rule_id, rule.subject_kind)
        for rule in FINDING_RULES
        if not all(any(map(is_landed, one_of)) for one_of in rule.needs)
    }


def test_every_check_has_one_result_in_the_order_of_the_layers(
    results: dict[str, CheckResult],
) -> None:
    assert [*results] == [check.check_id for check in CHECKS]


def test_a_sound_build_keeps_its_contracts_whatever_the_plant_recorded(
    results: dict[str, CheckResult],
) -> None:
    assert {results[check.check_id].status for check in CONTRACTS} == {"passed"}
    assert all(results[check.check_id].failing_count == 0 for check in CONTRACTS)


def test_every_rule_is_judged_at_each_of_its_severities(results: dict[str, CheckResult]) -> None:
    told = {name for name, result in results.items() if result.suite == "findings"}

    assert told == {
        f"findings.{rule.check_key}.{severity}"
        for rule in FINDING_RULES
        for severity in rule.severities
    }


def test_a_rule_fails_by_the_number_of_its_findings(
    built: Path, judged: Path, house: Settings, results: dict[str, CheckResult]
) -> None:
    found = Counter(
        f"findings.{rule}.{kind}.{severity}"
        for rule, kind, severity in rows(
            judged, house, "select rule_id, subject_kind, severity from marts.findings"
        )
    )
    rules = [result for result in results.values() if result.suite == "findings"]

    assert found
    assert {result.check_id: result.failing_count for result in rules} == {
        result.check_id: found[result.check_id] for result in rules
    }
    assert {result.status for result in rules if found[result.check_id]} == {"failed"}
    silent = [result for result in rules if not found[result.check_id]]
    unfed = unfed_rules(built, house)
    assert 0 < len(unfed) < len(FINDING_RULES)
    assert {result.check_id: result.status for result in silent} == {
        result.check_id: "not_assessable"
        if (result.rule_id, result.subject_kind) in unfed
        else "passed"
        for result in silent
    }
    assert {result.examined_count for result in rules} == {found.total()}


def test_all_records_of_a_finding_are_kept_with_file_and_line(
    judged: Path, house: Settings, results: dict[str, CheckResult]
) -> None:
    expected = rows(
        judged,
        house,
        "select distinct rule_id, subject_kind, severity, source_file, source_row "
        "from marts.findings join marts.finding_records using (finding_id)",
    )
    with open_warehouse(judged, house) as connection:
        kept = [row for name in results for row in failing_rows(connection, name)]

    assert {(row.check_id, row.source_file, row.source_row) for row in kept} == {
        (f"findings.{rule}.{kind}.{severity}", file, line)
        for rule, kind, severity, file, line in expected
    }
    assert len(kept) == rows(judged, house, "select count(*) from marts.finding_records")[0][0]


def test_a_count_is_exact_beyond_what_is_shown_and_kept(
    spoilt: Path, house: Settings, judgement: Judgement
) -> None:
    name = "marts.parameters_are_whole"
    (result,) = [one for one in judgement.results if one.check_id == name]
    (query,) = [one for one in judgement.failing if one.check_id == name]

    assert (result.status, result.failing_count) == ("failed", MANY)
    assert query.cap == ROW_CAP
    assert rows(spoilt, house, f"select count(*) from ({query.query})") == [(MANY,)]


def test_a_check_without_its_relation_is_an_error_and_no_pass(judgement: Judgement) -> None:
    told = {result.check_id: result for result in judgement.results}
    lost = told["genealogy.every_receipt_is_a_supply"]

    assert (lost.status, lost.failing_count, lost.examined_count) == ("error", None, None)
    assert lost.is_failed
    assert "supplies does not exist" in lost.statement
    assert told["marts.supplies_are_whole"].status == "error"
    assert {one.status for one in judgement.results if one.suite == "findings"} == {"error"}


def test_one_broken_suite_stops_no_other(judgement: Judgement) -> None:
    told = {result.check_id: result.status for result in judgement.results}

    assert told["landing.every_load_is_whole"] == "passed"
    assert told["marts.lots_are_whole"] == "passed"


def test_the_engine_counts_what_the_tables_hold(
    spoilt: Path, house: Settings, judgement: Judgement
) -> None:
    for result in judgement.results:
        if result.status == "error":
            continue
        (check,) = [one for one in CHECKS if one.check_id == result.check_id]
        counted = rows(spoilt, house, f"select count(*) from ({check.rows_query})")
        assert result.failing_count == counted[0][0], check.check_id


def test_a_judge_that_dies_leaves_errors(
    built: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge.sys, "executable", shutil.which("false"))

    judgement = judge_warehouse(built, house)

    assert {result.status for result in judgement.results} == {"error"}
    assert judgement.failing == ()


def test_a_check_that_was_skipped_is_an_error(
    built: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = CHECKS[0].check_id
    monkeypatch.setattr(judge, "_run_suites", lambda *_: {kept: 0})

    told = {result.check_id: result.status for result in judge_warehouse(built, house).results}

    assert told.pop(kept) == "passed"
    assert {*told.values()} == {"error"}


def test_a_warehouse_that_is_not_there_is_named(house: Settings) -> None:
    with pytest.raises(DataMissingError, match=r"nowhere\.duckdb"):
        judge_warehouse(house.home / "nowhere.duckdb", house)
