"""A run whose process was killed is told as failed, or it would hold up the queue for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from dagster import DagsterInstance, DagsterRun, DagsterRunStatus
from filelock import FileLock

from orchestration import dead_runs
from orchestration.dead_runs import COMMAND_LINE, end_dead_runs
from orchestration.instance import open_instance
from traceability.services.begin_draft import begin_draft
from traceability.settings import Settings


@pytest.fixture
def instance(home: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[DagsterInstance]:
    monkeypatch.setattr(dead_runs, "_YOUNG", timedelta(0))
    with open_instance(home) as opened:
        yield opened


def started(instance: DagsterInstance, tags: dict[str, str]) -> DagsterRun:
    run = DagsterRun("build", tags=tags, status=DagsterRunStatus.STARTED)
    return instance.add_run(run)


def status(instance: DagsterInstance, run: DagsterRun) -> DagsterRunStatus:
    found = instance.get_run_by_id(run.run_id)
    assert found is not None
    return found.status


def test_a_run_of_the_command_line_without_the_lock_is_dead(
    instance: DagsterInstance, home: Settings
) -> None:
    dead = started(instance, COMMAND_LINE)
    end_dead_runs(instance, home)
    assert status(instance, dead) == DagsterRunStatus.FAILURE


def test_the_run_that_builds_now_is_left_alone_and_the_others_are_dead(
    instance: DagsterInstance, home: Settings
) -> None:
    alive, dead = started(instance, COMMAND_LINE), started(instance, COMMAND_LINE)
    begin_draft(home, alive.run_id)
    with FileLock(home.home / "build.lock"):
        end_dead_runs(instance, home)

    assert status(instance, alive) == DagsterRunStatus.STARTED
    assert status(instance, dead) == DagsterRunStatus.FAILURE


def test_a_run_of_the_daemon_may_wait_for_the_lock(
    instance: DagsterInstance, home: Settings
) -> None:
    waiting = started(instance, {})
    end_dead_runs(instance, home)
    assert status(instance, waiting) == DagsterRunStatus.STARTED

    end_dead_runs(instance, home, is_alone=True)  # no daemon is there yet
    assert status(instance, waiting) == DagsterRunStatus.FAILURE


def test_a_run_that_was_begun_a_moment_ago_is_left_alone(
    instance: DagsterInstance, home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dead_runs, "_YOUNG", timedelta(minutes=1))
    young = started(instance, COMMAND_LINE)
    end_dead_runs(instance, home)
    assert status(instance, young) == DagsterRunStatus.STARTED
