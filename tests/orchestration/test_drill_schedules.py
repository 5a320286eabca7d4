"""Drills that are due get their lots from the schedule, and overdue ones an alert."""

from __future__ import annotations

from pathlib import Path

import pytest
from dagster import Definitions, build_schedule_context

from orchestration.drill_schedules import SCHEDULE, drill_job, drill_schedule, reason_to_rest
from orchestration.house import House
from traceability.domain.alerts import AlertKind
from traceability.errors import UsageError
from traceability.services.drills.drill_ground import open_ground
from traceability.services.drills.list_drills import list_drills
from traceability.services.list_alerts import list_alerts
from traceability.settings import Settings

PLAN = "begins: 2020-01-01\nfamilies:\n  - family: '*'\n    every_days: 365\n"


def test_without_a_plan_the_schedule_rests(pipeline: Definitions) -> None:
    schedule = pipeline.resolve_schedule_def(SCHEDULE)
    with build_schedule_context() as context:
        tick = schedule.evaluate_tick(context)

    assert tick.run_requests == []
    assert "no drills.yml" in str(tick.skip_message)


def test_the_job_draws_what_is_due_blind_and_tells_what_is_overdue(home: Settings) -> None:
    (home.home / "drills.yml").write_text(PLAN, encoding="utf-8")
    assert reason_to_rest(home) is None

    result = drill_job.execute_in_process(resources={"house": House(home)})

    assert result.success
    families = {*open_ground(home).sold}
    draws = list_drills(home).draws
    assert {row["family"] for row in draws} == families
    assert {(row["drawn_by"], row["is_blind"], row["lot_id"]) for row in draws} == {
        ("schedule", True, None)
    }
    overdue = [one for one in list_alerts(home).alerts if one.kind is AlertKind.DRILL_OVERDUE]
    assert len(overdue) == 2 * len(families)


def test_nothing_is_planned_before_the_first_build(tmp_path: Path) -> None:
    assert reason_to_rest(Settings(home=tmp_path)) == "Nothing is built yet."


def test_a_time_that_is_none_is_refused_with_its_file(home: Settings) -> None:
    (home.home / "drills.yml").write_text("at: whenever\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"drills\.yml is 'whenever'"):
        drill_schedule(home, drill_job)
