"""A demo keeps what truly happened beside what it landed, where no build looks."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from orchestration.demonstrate import Demo, load_example
from simulator.show_plants import SIZES, show_plants
from simulator.write_truth import TRUTH
from traceability.errors import RefusedError
from traceability.services.drills.true_reach import FLOWS, SHIPMENTS, has_truth, true_reach
from traceability.settings import Settings
from traceability.store.manifests import read_manifests


class BuiltLaterError(Exception):
    """Ends a demo when it would build."""


def build_later(_: Settings) -> None:
    raise BuiltLaterError


def test_a_demo_tells_the_truth_of_its_plants_and_lands_none_of_it(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with pytest.raises(BuiltLaterError):
        load_example(settings, Demo("electronics", seed=4), build_later)

    (plant,) = show_plants("electronics", 4, SIZES["s"])
    lot = next(lot for lot in sorted(plant.truth.lots()) if plant.truth.customers(lot))
    told = true_reach(settings, [lot], forward=True)
    assert has_truth(settings)
    assert told is not None
    assert told.lots == plant.truth.descendants(lot)
    with (tmp_path / TRUTH / SHIPMENTS).open(encoding="utf-8") as file:
        assert len([*csv.DictReader(file)]) == sum(one.qty > 0 for one in plant.truth.shipments)
    landed = {file["name"] for load in read_manifests(settings) for file in load.document["files"]}
    assert landed
    assert not {name for name in landed if Path(name).name in {FLOWS, SHIPMENTS}}


def test_a_demo_that_is_refused_leaves_the_truth_that_is_there(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with pytest.raises(BuiltLaterError):
        load_example(settings, Demo("electronics", seed=4), build_later)
    before = (tmp_path / TRUTH / FLOWS).read_bytes()

    with pytest.raises(RefusedError, match="data of other extracts"):
        load_example(settings, Demo("electronics", seed=5), build_later)

    assert (tmp_path / TRUTH / FLOWS).read_bytes() == before
