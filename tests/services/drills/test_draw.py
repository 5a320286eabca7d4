"""A seed draws the same lot from the same snapshot, and what weighs more is drawn more often."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.services.drills.conftest import House
from traceability.domain.drills import FACTORS, WAYS, WHOLE, Candidate, draw_one, in_turn
from traceability.domain.scope import Direction
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.drills.draw_lot import choose_lot, draw_lot
from traceability.services.drills.drill_ground import open_ground
from traceability.services.drills.gather_candidates import gather_candidates
from traceability.services.drills.list_drills import list_drills
from traceability.services.drills.start_drill import start_drill
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings

PLAIN = dict.fromkeys(FACTORS, 1)


def candidate(name: str, **factors: int) -> Candidate:
    return Candidate(f"L-{name}", "ITEM", name, "JAM", dict.fromkeys(FACTORS, 0) | factors)


def test_equal_lots_in_any_order_give_an_equal_draw() -> None:
    lots = [candidate(name, volume=100 * place) for place, name in enumerate("ABCDE")]

    for seed in map(str, range(20)):
        assert draw_one(lots, seed, PLAIN) == draw_one(lots[::-1], seed, PLAIN)


def test_a_lot_of_every_factor_is_drawn_five_times_as_often_as_one_of_none() -> None:
    lots = [candidate("A", **dict.fromkeys(FACTORS, WHOLE)), candidate("B")]

    drawn = Counter(draw_one(lots, str(seed), PLAIN)[0].lot_code for seed in range(3000))

    assert drawn["A"] / drawn["B"] == pytest.approx(5, rel=0.15)


def test_a_factor_without_weight_changes_nothing() -> None:
    lots = [candidate("A", rework=WHOLE), candidate("B")]

    _, weight, total = draw_one(lots, "1", PLAIN | {"rework": 0})

    assert (weight, total) == (WHOLE, 2 * WHOLE)


def test_a_turn_has_every_family_once_and_depends_on_the_seed() -> None:
    families = ["jam", "soup", "tea", "bread"]

    turns = {tuple(in_turn(families, str(seed))) for seed in range(50)}

    assert all(sorted(turn) == sorted(families) for turn in turns)
    assert {turn[0] for turn in turns} == {*families}


def test_nothing_is_drawn_from_nothing() -> None:
    with pytest.raises(NotFoundError, match="no lot to draw"):
        draw_one([], "1", PLAIN)


def test_the_same_seed_draws_the_same_lot_and_says_how(house: House) -> None:
    first = draw_lot(house.settings, house.lead, seed="7", direction="forward")
    again = draw_lot(house.settings, house.approver, seed="7", direction="forward")

    same = ("lot_id", "family", "weight", "total_weight", "candidate_count", "snapshot_id")
    assert [getattr(first, name) for name in same] == [getattr(again, name) for name in same]
    assert (first.drawn_by, again.drawn_by) == ("ann", "bob")
    told = f"drawn from {first.candidate_count} lots of family {first.family}, forward, with weight"
    assert first.says.startswith(told)


def test_a_forward_draw_takes_what_was_bought_for_the_family(house: House) -> None:
    ground = open_ground(house.settings)
    for family in ground.sold:
        for one in gather_candidates(ground, family, Direction.FORWARD):
            answer = trace_lot(house.settings, [one.lot_id], direction="forward")
            assert family in {lot.item_code for lot in answer.lots}, one
        finished = gather_candidates(ground, family, Direction.BACKWARD)
        assert {one.item_code for one in finished} == {family}
        assert all(0 <= factor <= WHOLE for one in finished for factor in one.factors.values())


def test_strata_say_which_lots_are_large_old_risky_and_reworked(strangers: Settings) -> None:
    ground = open_ground(strangers)
    reworked = [name for name in ground.sold if name.startswith("E00N1")]
    found = [
        one for family in reworked for way in WAYS for one in gather_candidates(ground, family, way)
    ]

    for name in ("age", "rework"):
        assert {one.factors[name] for one in found} >= {0, WHOLE}, name
    volumes = {one.factors["volume"] for one in found}
    assert max(volumes) == WHOLE > min(volumes)
    clean = [
        one
        for family in ground.sold
        if family.startswith("F00N1")
        for one in gather_candidates(ground, family, Direction.BACKWARD)
    ]
    assert {one.factors["rework"] for one in clean} == {0}


def test_a_blind_draw_tells_its_lot_to_nobody_before_the_start(house: House) -> None:
    draw = draw_lot(house.settings, house.approver, seed="7", is_blind=True)

    (waiting,) = list_drills(house.settings).draws
    hidden = (waiting["lot_id"], waiting["lot_code"], waiting["item_code"], waiting["seed"])
    assert hidden == (None,) * 4
    assert str(draw.lot_code) not in waiting["says"]
    assert (waiting["drawn_by"], waiting["is_blind"]) == ("bob", True)

    case_no = start_drill(house.settings, house.lead, draw)

    told = list_drills(house.settings)
    (after,) = told.drills
    assert (after["lot_id"], after["seed"], after["case_no"]) == (draw.lot_id, "7", case_no)
    assert told.draws == ()
    with pytest.raises(RefusedError, match=f"was used by C-{case_no}"):
        start_drill(house.settings, house.lead, draw)


def test_what_an_announced_draw_showed_is_no_longer_blind(house: House) -> None:
    draw_lot(house.settings, house.lead, seed="7")

    with pytest.raises(RefusedError, match="no longer blind"):
        draw_lot(house.settings, house.lead, seed="7", is_blind=True)


def test_a_chosen_lot_goes_the_way_of_its_kind(house: House) -> None:
    ground = open_ground(house.settings)
    (family, *_), way = [*ground.sold], Direction.BACKWARD
    lot = gather_candidates(ground, family, way)[0]
    raw = gather_candidates(ground, family, Direction.FORWARD)[0]

    sold = choose_lot(house.settings, house.lead, lot.lot_id)
    bought = choose_lot(house.settings, house.lead, raw.lot_id)

    assert (sold.direction, sold.family, sold.seed) == (Direction.BACKWARD, family, None)
    assert bought.direction is Direction.FORWARD
    assert sold.says == f"chosen by ann (family {family}, backward), not drawn"


def test_a_family_or_way_that_is_none_is_refused(house: House) -> None:
    with pytest.raises(NotFoundError, match="product family TEA"):
        draw_lot(house.settings, house.lead, family="TEA")
    with pytest.raises(UsageError, match="not sideways"):
        draw_lot(house.settings, house.lead, direction="sideways")


def test_a_family_told_by_the_item_master_counts(strangers: Settings) -> None:
    ground = open_ground(strangers)
    items = [name for name in ground.sold if name.startswith("F00N1")]

    told = replace(ground, families=dict.fromkeys(items, "Jams"))

    assert "Jams" in told.sold
    assert len(told.sold["Jams"]) == sum(len(ground.sold[name]) for name in items)
