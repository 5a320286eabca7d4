"""From the drop folder to a snapshot: the sensor asks for a run, the run lands and builds."""

from __future__ import annotations

from typing import Any

import pytest
from dagster import DagsterRunStatus

from ingestion.report import RefusedLoadError
from tests.orchestration.conftest import Build
from tests.orchestration.event_log import failure_of, last_run, steps_done
from tests.orchestration.sensor_ticks import requests_of_a_tick
from traceability.errors import NotFoundError, RefusedError
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.manifests import read_manifests

GOOD = "site_code,site_name\nX,Extra\n"
BAD = "site_code\nX,too many cells,\x00\n"


def landing_of(request: Any) -> dict[str, Any]:
    config: dict[str, Any] = request.run_config["ops"]["landing"]["config"]
    return config


def drop(home: Settings, name: str, text: str) -> None:
    path = home.drop_folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_the_plant_of_five_lots_came_through_the_drop_folder(five_lots: Settings) -> None:
    assert last_run(five_lots).status == DagsterRunStatus.SUCCESS
    assert requests_of_a_tick(five_lots) == []
    assert len(list(five_lots.drop_folder.iterdir())) == 8  # nothing was taken out


def test_an_incomplete_file_asks_for_no_run(home: Settings) -> None:
    drop(home, "erp_sites_more.csv.part", GOOD)
    assert requests_of_a_tick(home) == []


def test_a_complete_file_asks_for_one_run_until_it_changes(
    home: Settings, build_at_once: Build
) -> None:
    drop(home, "erp_sites_more.csv", GOOD)
    (request,) = requests_of_a_tick(home)
    (again,) = requests_of_a_tick(home)
    assert request.run_key == again.run_key  # the daemon runs a key once

    before = len(read_manifests(home))
    published = build_at_once(home, landing=landing_of(request))
    assert len(read_manifests(home)) == before + 1
    assert snapshots.current(home).id == published.id
    assert requests_of_a_tick(home) == []

    drop(home, "erp_sites_more.csv", GOOD + "Y,Yet another\n")
    (changed,) = requests_of_a_tick(home)
    assert changed.run_key != request.run_key


def test_a_refused_delivery_fails_its_run_with_the_sentence_and_stops_no_other(
    home: Settings, build_at_once: Build
) -> None:
    in_force = snapshots.current(home).id
    drop(home, "erp_sites_bad.csv", BAD)
    (request,) = requests_of_a_tick(home)
    with pytest.raises(RefusedLoadError) as caught:
        build_at_once(home, landing=landing_of(request))

    run = last_run(home)
    step, message = failure_of(home, run)
    assert (run.status, step) == (DagsterRunStatus.FAILURE, "landing")
    assert message.startswith(f"Stopped: {caught.value.message}\n{caught.value.hint}")
    assert "erp_sites_bad.csv" in message
    assert snapshots.current(home).id == in_force
    assert requests_of_a_tick(home) == []  # not tried again until it changes

    drop(home, "erp_sites_more.csv", GOOD)
    (next_one,) = requests_of_a_tick(home)
    assert build_at_once(home, landing=landing_of(next_one)).id != in_force


def test_a_folder_named_after_no_profile_is_refused_with_a_sentence(
    home: Settings, build_at_once: Build
) -> None:
    drop(home, "tritton/stock_lot.csv", GOOD)
    (request,) = requests_of_a_tick(home)

    with pytest.raises(NotFoundError, match="There is no profile 'tritton'"):
        build_at_once(home, landing=landing_of(request))
    assert requests_of_a_tick(home) == []


def test_a_delivery_that_changes_while_it_waits_is_not_landed_half(
    home: Settings, build_at_once: Build
) -> None:
    drop(home, "erp_sites_more.csv", GOOD)
    (request,) = requests_of_a_tick(home)
    drop(home, "erp_sites_more.csv", GOOD + "Y,")
    before = len(read_manifests(home))

    with pytest.raises(RefusedError, match="changed while it waited"):
        build_at_once(home, landing=landing_of(request))
    assert len(read_manifests(home)) == before
    assert len(requests_of_a_tick(home)) == 1


def test_files_landed_before_build_again_and_land_nothing(
    home: Settings, build_at_once: Build
) -> None:
    drop(home, "erp_sites_more.csv", GOOD)
    (request,) = requests_of_a_tick(home)
    build_at_once(home, landing=landing_of(request))
    before = len(read_manifests(home))

    build_at_once(home, landing=landing_of(request))
    assert len(read_manifests(home)) == before
    assert "snapshot" in steps_done(home, last_run(home))
