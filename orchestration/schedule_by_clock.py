"""Schedules that run by the clock of the plant; a time that is none is told in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dagster import (
    DagsterInvalidDefinitionError,
    DefaultScheduleStatus,
    RunRequest,
    ScheduleDefinition,
    ScheduleEvaluationContext,
    SkipReason,
)

from traceability.errors import UsageError

if TYPE_CHECKING:
    from dagster import JobDefinition
    from dagster._core.definitions.unresolved_asset_job_definition import (
        UnresolvedAssetJobDefinition,
    )

    from traceability.settings import Settings

Requests = Callable[[], Iterator[RunRequest | SkipReason]]
"""What a tick asks for: runs, or why there is none."""


@dataclass(frozen=True, slots=True)
class PlannedTime:
    """When a schedule runs, and in words what it does, what it plans, and where the time stands."""

    cron: str
    does: str
    what: str
    where: str
    example: str


def schedule_by_clock(
    settings: Settings,
    name: str,
    job: JobDefinition | UnresolvedAssetJobDefinition,
    requests: Requests,
    time: PlannedTime,
) -> ScheduleDefinition:
    """A schedule by the clock of the plant, on from the start.

    Raises UsageError for a time or a time zone that cannot be understood.
    """

    def evaluate(context: ScheduleEvaluationContext) -> Iterator[RunRequest | SkipReason]:
        del context
        yield from requests()

    try:
        return ScheduleDefinition(
            name=name,
            job=job,
            cron_schedule=time.cron,
            execution_timezone=settings.timezone or "UTC",
            execution_fn=evaluate,
            default_status=DefaultScheduleStatus.RUNNING,
            description=time.does,
        )
    except DagsterInvalidDefinitionError as error:
        raise UsageError(
            f"{time.what} cannot be planned: {time.where} is '{time.cron}', "
            f"LOTLINE_TIMEZONE is '{settings.timezone}'.",
            hint=f"Write the first as minute hour day month weekday, such as '{time.example}', and "
            "the second as Europe/Zurich.",
        ) from error
