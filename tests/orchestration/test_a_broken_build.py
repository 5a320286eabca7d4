"""A build that fails: the page says why in a sentence, and the snapshot in force stays."""

from __future__ import annotations

import signal

import pytest
from dagster import DagsterRunStatus
from filelock import FileLock

from orchestration.expectation_checks import check_name
from orchestration.read_dbt_results import read_failure
from orchestration.run_build import run_build
from tests.orchestration.conftest import Build
from tests.orchestration.copied_models import CopiedModels
from tests.orchestration.event_log import evaluations, failure_of, last_run, steps_done
from traceability.errors import DataMissingError, IntegrityError, LotlineError, RefusedError
from traceability.settings import Settings
from traceability.store import snapshots

CONTRACT = "links.every_lot_change_is_one_link"
FINDING = "findings.LK-01.consumption.S1"


def told_by_the_page(home: Settings, error: LotlineError) -> str | None:
    """The step that failed; its message must begin with the sentence of the error."""
    run = last_run(home)
    step, message = failure_of(home, run)
    assert run.status == DagsterRunStatus.FAILURE
    assert message.startswith(f"Stopped: {error.message}\n{error.hint}")
    return step


def test_a_broken_contract_stops_the_build_with_its_counts(
    home: Settings, build_at_once: Build, failing: dict[str, int | None]
) -> None:
    before = snapshots.current(home).id
    failing[CONTRACT] = 3
    with pytest.raises(IntegrityError, match=f"{CONTRACT} .*: 3 rows") as caught:
        build_at_once(home)

    run = last_run(home)
    assert told_by_the_page(home, caught.value) == "expectations"
    assert steps_done(home, run) == ["landing", "models"]
    assert snapshots.current(home).id == before
    checks = {key.name: value for key, value in evaluations(home, run).items()}
    broken = checks[check_name(CONTRACT)]
    assert (broken["passed"], broken["severity"], broken["blocking"]) == (False, "ERROR", True)
    assert broken["failing_count"] == 3


def test_a_check_that_could_not_run_stops_a_build_as_a_broken_contract_does(
    home: Settings, build_at_once: Build, failing: dict[str, int | None]
) -> None:
    failing[CONTRACT] = None
    with pytest.raises(IntegrityError, match="did not run"):
        build_at_once(home)


def test_a_finding_is_a_failed_check_and_the_build_goes_on(
    home: Settings, build_at_once: Build, failing: dict[str, int | None]
) -> None:
    failing[FINDING] = 4
    published = build_at_once(home)

    checks = {key.name: value for key, value in evaluations(home, last_run(home)).items()}
    found = checks[check_name(FINDING)]
    assert (found["passed"], found["severity"], found["blocking"]) == (False, "ERROR", False)
    assert published.manifest["checks"]["expectations"]["failed"] == 1
    assert published.manifest["verdict"] == "incomplete"


def test_models_that_fail_are_named_on_the_page(home: Settings, build_at_once: Build) -> None:
    del build_at_once
    error = IntegrityError("model.lotline.lots: no", hint="See the log.")
    with pytest.raises(IntegrityError):
        run_build(home, models=CopiedModels(snapshots.current(home), error))
    assert told_by_the_page(home, error) == "models"


def test_the_failure_of_dbt_names_its_models_and_tests(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    target = tmp_path_factory.mktemp("target")
    (target / "run_results.json").write_text(
        '{"results": [{"unique_id": "test.lotline.unique", "status": "fail", "message": "Got 2"},'
        ' {"unique_id": "model.lotline.lots", "status": "success", "message": null}]}'
    )
    told = read_failure(target).message
    assert "test.lotline.unique: Got 2" in told
    assert "model.lotline.lots" not in told
    assert "stopped before it ran a model" in read_failure(target / "gone").message


def test_an_empty_home_says_what_to_do(home: Settings, build_at_once: Build) -> None:
    for manifest in (home.landing / "manifests").glob("*.json"):
        manifest.unlink()
    with pytest.raises(DataMissingError, match="Nothing is landed") as caught:
        build_at_once(home)
    assert told_by_the_page(home, caught.value) == "landing"


def test_a_build_beside_another_is_refused_at_once(home: Settings, build_at_once: Build) -> None:
    with (
        FileLock(home.home / "build.lock"),
        pytest.raises(RefusedError, match="Another build is running") as caught,
    ):
        build_at_once(home)
    assert told_by_the_page(home, caught.value) == "landing"


def test_after_a_failure_the_next_build_is_as_if_nothing_had_been(
    home: Settings, build_at_once: Build, failing: dict[str, int | None]
) -> None:
    failing[CONTRACT] = 1
    with pytest.raises(IntegrityError):
        build_at_once(home)
    failing.clear()

    published = build_at_once(home)
    assert snapshots.current(home).id == published.id
    assert not home.build.exists()


def test_a_build_that_is_interrupted_ends_as_one_and_leaves_the_snapshot(
    home: Settings, build_at_once: Build
) -> None:
    before = snapshots.current(home).id

    def interrupt(step: str) -> None:
        if step == "index":
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        build_at_once(home, announce=interrupt)
    assert last_run(home).is_finished
    assert snapshots.current(home).id == before
    assert build_at_once(home).id != before
