"""The run of the demo, as the scheduler's page shows it, says what the snapshot says."""

from __future__ import annotations

import pytest
from dagster import DagsterEventType, DagsterRunStatus

from orchestration.dbt_project_files import parsed_project, read_manifest
from orchestration.expectation_checks import check_name
from tests.orchestration.event_log import KEPT, evaluations, events_of, last_run, steps_done
from traceability.contracts.check_results import CheckResult
from traceability.services.begin_draft import STEPS
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.check_results import read_check_results
from traceability.store.warehouse import open_warehouse

FINDINGS = {
    "findings.LK-01.consumption.S1": 4,
    "findings.LK-01.consumption.S2": 37,
    "findings.ID-01.output.S1": 3,
    "findings.ID-02.lot_code": 1,
    "findings.LK-14.lot": 2,
    "findings.TM-02.shipment": 2,
}


@pytest.fixture(scope="module")
def told(tryton: Settings) -> dict[str, dict[str, object]]:
    """Every asset check of the run, by its name."""
    found = evaluations(tryton, last_run(tryton))
    assert len({key.name for key in found}) == len(found)
    return {key.name: value for key, value in found.items()}


@pytest.fixture(scope="module")
def results(tryton: Settings) -> list[CheckResult]:
    """What the snapshot keeps of the checks."""
    with open_warehouse(snapshots.current(tryton).warehouse, tryton) as connection:
        return read_check_results(connection) or []


def test_the_run_is_there_with_all_its_steps(tryton: Settings) -> None:
    run = last_run(tryton)

    assert run.status == DagsterRunStatus.SUCCESS
    done = steps_done(tryton, run)
    assert tuple(done[: len(STEPS)]) == STEPS
    assert sorted(map(str, done[len(STEPS) :])) == sorted(KEPT)


def test_every_expectation_is_told_as_the_snapshot_keeps_it(
    told: dict[str, dict[str, object]], results: list[CheckResult]
) -> None:
    assert results
    for result in results:
        check = told[check_name(result.check_id)]
        assert check["passed"] == (result.status == "passed"), result.check_id
        assert check["failing_count"] == result.failing_count, result.check_id
        worst = result.is_failed and result.severity in {"blocking", "S1"}
        assert check["severity"] == ("ERROR" if worst else "WARN"), result.check_id
        assert check["statement"] == result.statement


def test_findings_are_counted_as_the_example_is_known_to_have_them(
    told: dict[str, dict[str, object]], tryton: Settings
) -> None:
    def failing(check_id: str) -> int:
        wanted = check_name(check_id)
        counts = [
            value["failing_count"]
            for name, value in told.items()
            if name == wanted or name.startswith(f"{wanted}_")
        ]
        return sum(counts)  # type: ignore[arg-type]

    assert {name: failing(name) for name in FINDINGS} == FINDINGS
    assert failing("findings.ID-02.lot_code") == shared_codes(tryton)


def shared_codes(home: Settings) -> int:
    """Codes on several lots, counted on the lots themselves."""
    with open_warehouse(snapshots.current(home).warehouse, home) as connection:
        found = connection.execute(
            "select count(*) from (select lot_code from identity.lots where is_current and "
            "lot_code is not null group by lot_code having count(*) > 1)"
        ).fetchone()
    assert found is not None
    return int(found[0])


def test_every_test_of_the_models_was_told(
    tryton: Settings, told: dict[str, dict[str, object]]
) -> None:
    manifest = read_manifest(parsed_project(tryton))
    tests = {node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "test"}

    assert tests - told.keys() == set()
    assert snapshots.current(tryton).manifest["checks"]["models"]["pass"] == len(tests)
    assert all(told[name]["passed"] for name in tests)
    assert events_of(tryton, last_run(tryton), DagsterEventType.ASSET_OBSERVATION) == []


def test_the_manifest_counts_what_the_checks_said(
    tryton: Settings, results: list[CheckResult]
) -> None:
    manifest = snapshots.current(tryton).manifest
    counted = manifest["checks"]["expectations"]

    assert counted == {
        status: sum(result.status == status for result in results) for status in counted
    }
    assert sum(counted.values()) == len(results)
    assert manifest["verdict"] == "incomplete"
    assert manifest["findings"]["S1"] > 0
