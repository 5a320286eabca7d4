"""The schedule that draws, blind, the lots of drills that are due, and tells what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dagster import (
    JobDefinition,
    OpExecutionContext,
    RunRequest,
    ScheduleDefinition,
    SkipReason,
    job,
    op,
)

from orchestration.house import House, spelled_out
from orchestration.schedule_by_clock import PlannedTime, schedule_by_clock
from traceability.domain.actors import Program
from traceability.errors import DataMissingError
from traceability.services.drills.plan_drills import draw_due, plan_drills
from traceability.services.drills.read_plan import read_plan
from traceability.services.record_alerts import record_alerts
from traceability.services.send_alerts import send_alerts
from traceability.store import snapshots

if TYPE_CHECKING:
    from traceability.settings import Settings

JOB = "drills"
SCHEDULE = "drills"
_PROGRAM = Program("schedule")


@op(
    required_resource_keys={"house"},
    description="Draws a lot, blind, for each drill that is due; raises alerts on overdue ones.",
)
@spelled_out
def draw_due_drills(context: OpExecutionContext) -> None:
    """Draw what is due within the days of the plan, then look for alerts and send what waits."""
    house: House = context.resources.house
    with house.readable():
        days = read_plan(house.settings).draw_days_ahead
        for draw in draw_due(house.settings, _PROGRAM, within_days=days):
            told = (draw.draw_no, draw.direction, draw.family)
            context.log.info("Draw %s: a drill %s of family %s.", *told)
        record_alerts(house.settings)
        sending = send_alerts(house.settings)
    for problem in sending.problems:
        context.log.warning(problem)


@job(name=JOB, description="Lots for the drills that are due, and alerts on overdue ones.")
def drill_job() -> None:
    """One step."""
    draw_due_drills()


def drill_schedule(settings: Settings, drills: JobDefinition) -> ScheduleDefinition:
    """Once a day by the clock of the plant, where the plan of the home asks for drills.

    Raises UsageError when the plan names no such time.
    """

    def requests() -> Iterator[RunRequest | SkipReason]:
        reason = reason_to_rest(settings)
        yield SkipReason(reason) if reason else RunRequest()

    time = PlannedTime(
        read_plan(settings).at,
        does="Draws the lots of drills that are due, and tells what is overdue.",
        what="Drills",
        where=f"`at` of {settings.home / 'drills.yml'}",
        example="0 6 * * *",
    )
    return schedule_by_clock(settings, SCHEDULE, drills, requests, time)


def reason_to_rest(settings: Settings) -> str | None:
    """Why there is nothing to do; None when a drill is planned."""
    try:
        snapshots.current(settings)
    except DataMissingError:
        return "Nothing is built yet."
    if not plan_drills(settings).due:
        return "No drill is planned: the home has no drills.yml that names families."
    return None
