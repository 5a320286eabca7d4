"""Every night: what is complete is landed, what is new is built."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from dagster import build_schedule_context

from orchestration.assemble import assemble
from orchestration.instance import open_instance
from orchestration.nightly import SCHEDULE
from traceability.errors import UsageError
from traceability.settings import Settings

TWO_AT_NIGHT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


def tick(home: Settings) -> Any:
    definitions = assemble(home)
    with open_instance(home) as instance:
        context = build_schedule_context(instance=instance, scheduled_execution_time=TWO_AT_NIGHT)
        return definitions.resolve_schedule_def(SCHEDULE).evaluate_tick(context)


def test_a_night_without_news_builds_nothing_and_says_why(home: Settings) -> None:
    found = tick(home)

    assert found.run_requests == []
    assert found.skip_message.startswith("Nothing was landed since snapshot ")


def test_an_empty_home_is_left_alone(home: Settings, tmp_path: Path) -> None:
    empty = Settings(home=tmp_path / "empty")
    (empty.runs).mkdir(parents=True)
    (empty.runs / "models").symlink_to(home.runs / "models")
    assert tick(empty).skip_message == "Nothing is landed yet."


def test_a_load_that_was_landed_by_hand_is_built_at_night(home: Settings) -> None:
    loads = home.landing / "manifests"
    document = max(loads.glob("*.json")).read_text()
    (loads / "00000003.json").write_text(document.replace("00000002", "00000003"))

    (request,) = tick(home).run_requests
    assert request.run_config["ops"] == {}


def test_a_complete_delivery_is_landed_at_night_too(home: Settings) -> None:
    home.drop_folder.mkdir()
    (home.drop_folder / "erp_sites_more.csv").write_text("site_code\nX\n")

    (request,) = tick(home).run_requests
    (path,) = request.run_config["ops"]["landing"]["config"]["paths"]
    assert path.endswith("erp_sites_more.csv")
    assert request.run_key is None


@pytest.mark.parametrize("named", [{"nightly_at": "at two"}, {"timezone": "Moon/Base"}])
def test_a_time_that_cannot_be_understood_is_told_in_a_sentence(
    home: Settings, named: dict[str, Any]
) -> None:
    with pytest.raises(UsageError, match="The nightly build cannot be planned"):
        assemble(replace(home, **named))
