"""`bounds.yml`: what it may hold, and that a refusal names the file and the key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from orchestration.bounds_file import Bounds, read_bounds
from orchestration.dbt_project_files import dbt_options
from traceability.errors import RefusedError
from traceability.settings import Settings


def written(folder: Path, text: str) -> Path:
    path = folder / "bounds.yml"
    path.write_text(text, encoding="utf-8")
    return path


def told_to_dbt(home: Path) -> dict[str, Any]:
    options = dbt_options(Settings(home=home))
    told: dict[str, Any] = json.loads(options[options.index("--vars") + 1])
    return told


def test_a_home_without_the_file_has_no_bounds_of_its_own(tmp_path: Path) -> None:
    assert read_bounds(tmp_path / "bounds.yml") == Bounds()


def test_an_empty_file_names_nothing(tmp_path: Path) -> None:
    assert read_bounds(written(tmp_path, "sites:\n")) == Bounds()


def test_a_bound_that_is_not_named_stays_open_for_the_setting(tmp_path: Path) -> None:
    text = """
        sites:
          "0012": {tolerance_minutes: 5}
          A: {late_booking_hours: 0.5, entry_delay_minutes: 0}
        places:
          H: {hold_up: 40}
    """
    assert read_bounds(written(tmp_path, text)) == Bounds(
        sites=[
            {
                "site_code": "0012",
                "tolerance_minutes": 5,
                "entry_delay_minutes": None,
                "late_booking_hours": None,
            },
            {
                "site_code": "A",
                "tolerance_minutes": None,
                "entry_delay_minutes": 0,
                "late_booking_hours": 0.5,
            },
        ],
        places=[{"place_code": "H", "hold_up": 40}],
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sites: {S: {tolerance: 5}}", "sites: S does not know 'tolerance'"),
        ("lines: {}", "the file does not know 'lines'"),
        ("sites: {S: {tolerance_minutes: ten}}", "sites: S: tolerance_minutes is 'ten'"),
        ("sites: {S: {tolerance_minutes: true}}", "tolerance_minutes is True"),
        ("sites: {S: {tolerance_minutes: .nan}}", "tolerance_minutes is nan"),
        ("places: {H: {hold_up: -1}}", "places: H: hold_up is -1"),
        ("places: {H: 5}", "places: H must hold names"),
        ("sites: {12: {tolerance_minutes: 5}}", "the code 12 is not text"),
        ("sites: [", "is not readable as YAML"),
    ],
)
def test_what_is_no_bound_is_refused_with_the_file_and_the_key(
    tmp_path: Path, text: str, said: str
) -> None:
    path = written(tmp_path, text)

    with pytest.raises(RefusedError) as refusal:
        read_bounds(path)

    assert str(path) in refusal.value.message
    assert said in refusal.value.message
    assert refusal.value.hint


def test_a_build_hands_settings_and_bounds_to_dbt(tmp_path: Path) -> None:
    written(tmp_path, "places: {H: {hold_up: 2.5}}")

    told = told_to_dbt(tmp_path)

    assert told["late_booking_hours"] == 72
    assert told["need_tolerance_percent"] == 0
    assert told["place_bounds"] == [{"place_code": "H", "hold_up": 2.5}]


def test_a_file_that_is_not_understood_stops_the_build(tmp_path: Path) -> None:
    written(tmp_path, "places: 5")

    with pytest.raises(RefusedError):
        told_to_dbt(tmp_path)
