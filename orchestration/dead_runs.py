"""Ends runs whose process is gone; a run that is thought to go on would hold up the queue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dagster import DagsterRun, DagsterRunStatus, RunsFilter
from filelock import FileLock, Timeout

from traceability.store.drafts import read_draft

if TYPE_CHECKING:
    from dagster import DagsterInstance

    from traceability.settings import Settings

COMMAND_LINE = {"lotline/launched_by": "command line"}
"""Tag of runs in the process of `lotline build`: they hold the lock of the home, or are dead."""
_AT_WORK = [DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]
_YOUNG = timedelta(minutes=1)
"""A run of the command line may still be on its way to the lock at this age."""


def end_dead_runs(instance: DagsterInstance, settings: Settings, *, is_alone: bool = False) -> None:
    """Mark the dead as failed: of the command line those that are not building now.

    is_alone: no other process launches runs of this home, so all that are not building are dead.
    """
    tags = {} if is_alone else COMMAND_LINE
    at_work = instance.get_run_records(RunsFilter(statuses=_AT_WORK, tags=tags))
    now = datetime.now(UTC)
    old = [
        record.dagster_run
        for record in at_work
        if now - record.create_timestamp > _YOUNG or not _is_of_command_line(record.dagster_run)
    ]
    if not old:
        return
    try:
        with FileLock(settings.home / "build.lock").acquire(timeout=0):
            building = ""
    except Timeout:
        draft = read_draft(settings)
        if draft is None:
            return
        building = draft.owner
    for run in old:
        if (run.root_run_id or run.run_id) != building:
            instance.report_run_failed(run, "The process of this run ended before the run did.")


def _is_of_command_line(run: DagsterRun) -> bool:
    return run.tags.items() >= COMMAND_LINE.items()
