"""Runs of a part: going on after a failure works, any other part is refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from dagster import (
    AssetKey,
    DagsterInstance,
    DagsterRunStatus,
    ReexecutionOptions,
    build_reconstructable_job,
    execute_job,
)

from orchestration.assemble import assemble, build_job
from orchestration.instance import open_instance
from tests.orchestration import remembered_job
from tests.orchestration.conftest import Build
from tests.orchestration.copied_models import CopiedModels
from tests.orchestration.event_log import KEPT, failure_of, last_run, steps_done
from traceability.errors import IntegrityError
from traceability.services.begin_draft import STEPS, WHOLE
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.drafts import read_draft

CONTRACT = "links.every_lot_change_is_one_link"


def go_on(home: Settings, run_id: str, *, whole: bool = False) -> None:
    """What the button `re-execute` of the page does: from the failure on, or all steps."""
    job = build_reconstructable_job(remembered_job.__name__, "job_of", (str(home.home),))
    with open_instance(home) as instance:
        _go_on(instance, job, run_id, whole=whole)


def _go_on(instance: DagsterInstance, job: Any, run_id: str, *, whole: bool) -> None:
    options = (
        ReexecutionOptions(parent_run_id=run_id)
        if whole
        else ReexecutionOptions.from_failure(run_id, instance)
    )
    with execute_job(job, instance=instance, reexecution_options=options):
        pass


@pytest.fixture
def failed_run(
    home: Settings,
    build_at_once: Build,
    failing: dict[str, int | None],
) -> str:
    """A run that stopped at the expectations, whose reason is gone since."""
    failing[CONTRACT] = 1
    with pytest.raises(IntegrityError):
        build_at_once(home)
    failing.clear()
    return last_run(home).run_id


def test_going_on_after_a_failure_publishes_the_draft_of_the_first_run(
    home: Settings, failed_run: str
) -> None:
    draft = read_draft(home)
    assert draft is not None
    go_on(home, failed_run)

    run = last_run(home)
    assert run.status == DagsterRunStatus.SUCCESS
    done = steps_done(home, run)
    assert done[:3] == ["expectations", "index", "snapshot"]
    assert {*done[3:]} == {*KEPT}
    assert snapshots.current(home).id == draft.id


def test_going_on_is_refused_when_another_build_took_the_place(
    home: Settings, failed_run: str, build_at_once: Build
) -> None:
    published = build_at_once(home)
    go_on(home, failed_run)

    step, message = failure_of(home, last_run(home))
    assert step == "expectations"
    assert message.startswith("Stopped: There is no draft of this run in ")
    assert "Launch the job `build` with all its steps" in message
    assert snapshots.current(home).id == published.id


def test_a_failed_run_may_be_run_again_whole(home: Settings, failed_run: str) -> None:
    before = snapshots.current(home).id
    go_on(home, failed_run, whole=True)

    done = steps_done(home, last_run(home))
    assert tuple(done[: len(STEPS)]) == STEPS
    assert {*done[len(STEPS) :]} == {*KEPT}
    assert snapshots.current(home).id != before


@pytest.mark.parametrize(
    ("chosen", "step", "sentence"),
    [
        (["snapshot"], "snapshot", "There is no draft of this run"),
        (["index", "snapshot"], "index", "There is no draft of this run"),
        (["marts/findings"], "models", "This run asks for a part of step models"),
        (["landing/erp_items"], "landing", "This run lacks the steps models, expectations"),
    ],
)
def test_a_part_that_is_chosen_on_the_page_is_refused_and_publishes_nothing(
    home: Settings, build_at_once: Build, chosen: list[str], step: str, sentence: str
) -> None:
    del build_at_once
    before = snapshots.current(home).id
    keys = [AssetKey.from_user_string(name) for name in chosen]
    definitions = assemble(home, models=CopiedModels(snapshots.current(home)))
    with open_instance(home) as instance:
        build_job(definitions).execute_in_process(
            instance=instance, asset_selection=keys, raise_on_error=False
        )

    run = last_run(home)
    assert run.status == DagsterRunStatus.FAILURE
    assert (failure_of(home, run)[0]) == step
    assert failure_of(home, run)[1].startswith(f"Stopped: {sentence}")
    assert snapshots.current(home).id == before
    assert len(snapshots.published(home)) == 1


def test_all_assets_chosen_on_the_page_are_a_whole_build(
    home: Settings, build_at_once: Build
) -> None:
    del build_at_once
    before = snapshots.current(home).id
    definitions = assemble(home, models=CopiedModels(snapshots.current(home)))
    keys = sorted(definitions.resolve_asset_graph().executable_asset_keys)
    with open_instance(home) as instance:
        build_job(definitions).execute_in_process(instance=instance, asset_selection=keys)
    assert snapshots.current(home).id != before


def test_a_build_whose_checks_are_left_out_on_the_page_is_refused(
    home: Settings, build_at_once: Build
) -> None:
    del build_at_once
    before = snapshots.current(home).id
    definitions = assemble(home, models=CopiedModels(snapshots.current(home)))
    keys = definitions.resolve_asset_graph().executable_asset_keys
    unchecked = build_job(definitions).get_subset(asset_selection=keys, asset_check_selection=set())
    with open_instance(home) as instance:
        unchecked.execute_in_process(instance=instance, raise_on_error=False)

    assert failure_of(home, last_run(home)) == (
        "models",
        f"Stopped: This run asks for a part of step models: a snapshot is built whole.\n{WHOLE}\n",
    )
    assert snapshots.current(home).id == before
