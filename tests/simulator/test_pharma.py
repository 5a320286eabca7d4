"""The maker of medicine: its truth holds together, and a perfect record tells all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from simulator.pharma.plant import PharmaPlant
from simulator.plant import Observed, Switches
from tests.simulator.checks import (
    ALL_SWITCHES,
    extract_bytes,
    landed_whole,
    miscounted,
    orders_of_type,
    too_early,
    unaccounted,
    untold,
)


@pytest.fixture(scope="module")
def perfect() -> Observed:
    return PharmaPlant("P1", 1).run()


@pytest.fixture(scope="module", params=["plain", "all switches", "many lots"])
def any_plant(request: pytest.FixtureRequest) -> tuple[PharmaPlant, Observed]:
    switches = ALL_SWITCHES if request.param == "all switches" else Switches()
    plant = PharmaPlant("P1", 5, switches, many_lots=request.param == "many lots")
    return plant, plant.run()


def test_all_material_of_a_lot_is_somewhere(any_plant: tuple[PharmaPlant, Observed]) -> None:
    plant, observed = any_plant
    safe = plant.stores.safe.on_hand(plant.catalogue.works, plant.catalogue.item["ACT"])

    assert unaccounted(plant, observed, list(safe.items())) == {}


def test_no_lot_is_used_before_it_is_there(any_plant: tuple[PharmaPlant, Observed]) -> None:
    assert too_early(any_plant[1]) == []


def test_ingestion_takes_every_row_and_finds_nothing_to_say(
    any_plant: tuple[PharmaPlant, Observed], tmp_path: Path
) -> None:
    landed = landed_whole(any_plant[1], tmp_path)

    assert [chunk for chunk in landed if chunk.rejected or chunk.told] == []


def test_the_records_of_a_perfect_plant_tell_the_whole_truth(perfect: Observed) -> None:
    assert untold(perfect) == []


def test_a_seed_gives_the_same_bytes_again_and_another_seed_others(
    perfect: Observed, tmp_path: Path
) -> None:
    again, other = PharmaPlant("P1", 1).run(), PharmaPlant("P1", 2).run()
    content = extract_bytes(perfect, tmp_path / "one")

    assert content == extract_bytes(again, tmp_path / "again")
    assert content != extract_bytes(other, tmp_path / "other")


def test_a_plant_has_the_size_the_proof_counts_on(perfect: Observed) -> None:
    types = {row["item_code"]: row["item_type"] for row in perfect.records["erp_items"]}
    bought = {row["_lot"] for row in perfect.records["erp_receipts"]}
    sold = [lot for lot in perfect.truth.lots() if types[lot[0]] == "finished"]

    assert 40 <= len(bought) <= 70
    assert 40 <= len(sold) <= 150
    assert len(perfect.bounds.sites) == 2


def test_orders_use_ten_and_more_lots_where_many_are_wished_for() -> None:
    observed = PharmaPlant("P1", 1, many_lots=True).run()
    lots: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in observed.records["mes_consumptions"]:
        lots[row["work_order_code"], row["item_code"]].add(row["_lot"])

    rich = {item for (_, item), codes in lots.items() if len(codes) >= 10}

    assert {"P1-LAC", "P1-ACT"} <= rich


def test_nothing_is_used_that_the_laboratory_did_not_release(perfect: Observed) -> None:
    cards = {row["_lot"]: row for row in perfect.records["wms_lots"]}
    inspected = {row["_lot"]: row["verdict"] for row in perfect.records["mes_inspections"]}
    bought = {row["_lot"] for row in perfect.records["erp_receipts"]}
    used = {row["_lot"] for row in perfect.records["mes_consumptions"]} & bought

    assert used
    assert {inspected[lot] for lot in used} == {"pass"}
    assert {cards[lot]["lot_status"] for lot in used} == {"released"}
    assert all("expires_at" in cards[lot] for lot in used)


def test_a_rejected_lot_goes_back_to_its_supplier() -> None:
    observed = PharmaPlant("P1", 3).run()
    failed = {
        row["_lot"] for row in observed.records["mes_inspections"] if row["verdict"] == "fail"
    }
    back = {
        row["_lot"]
        for row in observed.records["wms_movements"]
        if row["movement_type"] == "supplier_return"
    }

    assert failed
    assert failed == back


def test_a_charge_weighed_of_two_lots_names_both(perfect: Observed) -> None:
    sources = Counter(
        row["to_lot_code"]
        for row in perfect.records["wms_movements"]
        if row["movement_type"] in {"split", "merge"}
    )

    assert max(sources.values()) == 2


def test_each_sterile_lot_comes_of_one_tray_at_the_subcontractor(perfect: Observed) -> None:
    orders = orders_of_type(perfect, "subcontract")
    above: defaultdict[str, set[str]] = defaultdict(set)
    for flow in perfect.truth.flows:
        if flow.order in orders:
            above[flow.to_lot[1]].add(flow.from_lot[1])
    groups = {
        row["_lot"]: row["output_group"]
        for row in perfect.records["mes_outputs"]
        if row["work_order_code"] in orders
    }

    assert above
    assert {lot: {group} for lot, group in groups.items()} == above
    assert {
        row["site_code"]
        for row in perfect.records["mes_outputs"]
        if row["work_order_code"] in orders
    } == {"P1-STERIL"}


def test_a_mixed_return_brings_other_material_under_the_code_of_the_last_lot() -> None:
    mixed = PharmaPlant("P1", 5, Switches(hold_up=True, mixed_returns=1.0)).run()
    plain = PharmaPlant("P1", 5, Switches(hold_up=True)).run()

    def into_blend(observed: Observed) -> list[tuple[str, str]]:
        return [
            (flow.from_lot[1], flow.to_lot[1])
            for flow in observed.truth.flows
            if not flow.order and flow.from_lot[0] == flow.to_lot[0] in {"P1-BLE", "P1-LAC"}
        ]

    assert into_blend(mixed)
    assert into_blend(plain) == []
    assert {Decimal(2), Decimal(3)} == set(mixed.bounds.hold_up.values())


def test_every_count_of_a_perfect_plant_finds_what_the_book_says(perfect: Observed) -> None:
    assert perfect.records["wms_stock"]
    assert miscounted(perfect) == []
