"""What a simulated plant truly did is told beside its extracts, and `possible` never misses it."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.plant import Observed
from simulator.prove.make_plants import PlantOrder
from simulator.show_plants import Size, show_plants
from simulator.write_truth import with_truth
from tests.proof.small_proof import REQUEST
from traceability.domain.drills import WAYS
from traceability.domain.scope import Direction, Scope
from traceability.errors import DataMissingError, NotFoundError
from traceability.services.drills.compare_truth import compare_truth, with_shares
from traceability.services.drills.draw_lot import draw_told
from traceability.services.drills.drill_ground import DrillGround, open_ground
from traceability.services.drills.true_reach import true_reach
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings

BOUNDED = [
    order
    for group in REQUEST.groups()
    for order in group
    if order.kind.is_boundable and not order.kind.is_mixture
]


@pytest.fixture(scope="session")
def ground(strangers: Settings) -> DrillGround:
    return open_ground(strangers)


def write_truth(home: Path, *plants: Observed) -> None:
    deque(with_truth(plants, home / "truth"), maxlen=0)


@pytest.mark.parametrize("industry", ["food", "pharma", "electronics"])
def test_the_files_tell_what_the_plant_did(industry: str, tmp_path: Path) -> None:
    (plant,) = show_plants(industry, 5, Size(plants=1, days=4))
    write_truth(tmp_path, plant)
    settings, truth = Settings(home=tmp_path), plant.truth
    used = sorted({flow.from_lot for flow in truth.flows})[:15]
    made = sorted({flow.to_lot for flow in truth.flows})[-15:]

    for lot in used:
        told = true_reach(settings, [lot], forward=True)
        assert told is not None
        assert told.lots == truth.descendants(lot)
        assert told.customers == {customer for _, customer in truth.customers(lot)}
    for lot in made:
        told = true_reach(settings, [lot], forward=False)
        assert told is not None
        assert (told.lots, told.customers) == (truth.ancestors(lot), None)


def test_a_lot_of_no_simulated_plant_has_no_truth(tmp_path: Path) -> None:
    (plant,) = show_plants("food", 5, Size(plants=1, days=1))
    write_truth(tmp_path, plant)

    assert true_reach(Settings(home=tmp_path), [("MILK", "1")], forward=True) is None


def test_truth_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="truth of the simulated plants"):
        true_reach(Settings(home=tmp_path), [("MILK", "1")], forward=True)


@pytest.mark.parametrize("order", BOUNDED, ids=[order.fault_class for order in BOUNDED])
def test_a_blind_drill_on_a_faulty_plant_misses_nothing_in_scope_possible(
    order: PlantOrder, ground: DrillGround, strangers: Settings, tmp_path: Path
) -> None:
    write_truth(tmp_path, order.run())
    beside = replace(strangers, home=tmp_path)
    for link in ("snapshots", "current.json"):
        (tmp_path / link).symlink_to(strangers.home / link)
    families = [name for name in ground.sold if name.startswith(f"{order.code}-")]
    assert families
    scored = 0
    for seed, family in enumerate(families):
        for way in WAYS:
            try:
                drawn = draw_told(strangers, ground, f"{seed}", way, family)
            except NotFoundError:  # nothing was bought for it
                continue
            told = compare_truth(beside, answered(strangers, drawn["lot_id"], way), way)
            if told is None:  # nothing ever became of the lot
                continue
            possible = told["scopes"]["possible"]
            assert possible["lost"] == [], (drawn["lot_code"], way)
            assert possible["both"] == possible["true"]
            assert possible["found"] >= told["scopes"]["probable"]["found"]
            scored += possible["true"] > 0
    assert scored


def answered(settings: Settings, lot_id: str, way: Direction) -> dict[str, object]:
    """The part of a case document that a comparison reads."""
    asked = trace_lot(settings, [lot_id], direction="forward", scope=Scope.POSSIBLE).as_document()
    if way is Direction.BACKWARD:
        behind = trace_lot(settings, [lot_id], direction="backward", scope=Scope.POSSIBLE)
        asked["origins"] = behind.as_document()
    return asked


def test_what_a_scope_lacks_and_has_too_much_is_counted_and_named(
    ground: DrillGround, strangers: Settings, tmp_path: Path
) -> None:
    order = BOUNDED[0]
    plant = order.run()
    write_truth(tmp_path, plant)
    beside = replace(strangers, home=tmp_path)
    for link in ("snapshots", "current.json"):
        (tmp_path / link).symlink_to(strangers.home / link)
    family = next(name for name in ground.sold if name.startswith(f"{order.code}-"))
    drawn = draw_told(strangers, ground, "1", Direction.FORWARD, family)
    document = answered(strangers, drawn["lot_id"], Direction.FORWARD)
    lots = document["lots"]
    assert isinstance(lots, list)
    true = plant.truth.descendants((drawn["item_code"], drawn["lot_code"]))
    gone = next(one for one in lots if (one["item_code"], one["lot_code"]) in true)
    lots.remove(gone)
    lots.append(gone | {"lot_code": "NEVER-MADE", "evidence": "possible"})

    told = compare_truth(beside, document, Direction.FORWARD)

    assert told is not None
    possible = with_shares(told)["scopes"]["possible"]
    assert possible["lost"] == [f"{gone['item_code']}:{gone['lot_code']}"]
    assert possible["extra_count"] == possible["found"] - possible["both"] >= 1
    assert possible["sensitivity"] < 100
