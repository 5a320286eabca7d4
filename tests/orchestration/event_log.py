"""What the history of runs says: read as the page of the scheduler reads it."""

from __future__ import annotations

from dagster import AssetCheckKey, DagsterEventType, DagsterRun, EventLogEntry

from orchestration.instance import open_instance
from traceability.settings import Settings

KEPT = ("state__finding_lives", "state__build_metrics", "state__alerts")
"""What follows the steps of a build: they keep for good what the new snapshot says."""


def last_run(home: Settings) -> DagsterRun:
    """The run that was begun last."""
    with open_instance(home) as instance:
        return instance.get_runs(limit=1)[0]


def events_of(home: Settings, run: DagsterRun, kind: DagsterEventType) -> list[EventLogEntry]:
    """The events of one kind, in order."""
    with open_instance(home) as instance:
        return list(instance.all_logs(run.run_id, of_type=kind))


def failure_of(home: Settings, run: DagsterRun) -> tuple[str | None, str]:
    """The step that failed first, and what the page shows of its failure."""
    entry, *_ = events_of(home, run, DagsterEventType.STEP_FAILURE)
    event = entry.get_dagster_event()
    assert event.step_failure_data.error is not None
    return event.step_key, event.step_failure_data.error.message


def steps_done(home: Settings, run: DagsterRun) -> list[str | None]:
    """Keys of the steps that succeeded, in order."""
    entries = events_of(home, run, DagsterEventType.STEP_SUCCESS)
    return [entry.get_dagster_event().step_key for entry in entries]


def evaluations(home: Settings, run: DagsterRun) -> dict[AssetCheckKey, dict[str, object]]:
    """Of each asset check of a run: passed, severity, blocking, and its numbers."""
    found = {}
    for entry in events_of(home, run, DagsterEventType.ASSET_CHECK_EVALUATION):
        told = entry.get_dagster_event().asset_check_evaluation_data
        numbers = {name: value.value for name, value in told.metadata.items()}
        found[told.asset_check_key] = {
            "passed": told.passed,
            "severity": told.severity.value,
            "blocking": told.blocking,
            **numbers,
        }
    return found
