"""The maker of devices: its truth holds together, and a perfect record tells all of it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from simulator.electronics.plant import ElectronicsPlant
from simulator.plant import Observed, Switches
from tests.simulator.checks import (
    ALL_SWITCHES,
    extract_bytes,
    landed_whole,
    miscounted,
    orders_of_type,
    reach,
    read_records,
    too_early,
    unaccounted,
    untold,
)


@pytest.fixture(scope="module")
def perfect() -> Observed:
    return ElectronicsPlant("E1", 1).run()


@pytest.fixture(scope="module", params=["plain", "all switches", "many lots"])
def any_plant(request: pytest.FixtureRequest) -> tuple[ElectronicsPlant, Observed]:
    switches = ALL_SWITCHES if request.param == "all switches" else Switches()
    plant = ElectronicsPlant("E1", 5, switches, many_lots=request.param == "many lots")
    return plant, plant.run()


def test_all_material_of_a_lot_is_somewhere(any_plant: tuple[ElectronicsPlant, Observed]) -> None:
    plant, observed = any_plant
    apart = orders_of_type(observed, "disassembly")
    came_back = [
        (("E1-BRD", row["_lot"]), -row["qty"])
        for row in observed.records["mes_outputs"]
        if row["work_order_code"] in apart and row["item_code"] == "E1-BRD"
    ]

    assert unaccounted(plant, observed, came_back) == {}


def test_no_lot_is_used_before_it_is_there(any_plant: tuple[ElectronicsPlant, Observed]) -> None:
    assert too_early(any_plant[1]) == []


def test_ingestion_takes_every_row_and_finds_nothing_to_say(
    any_plant: tuple[ElectronicsPlant, Observed], tmp_path: Path
) -> None:
    landed = landed_whole(any_plant[1], tmp_path)

    assert [chunk for chunk in landed if chunk.rejected or chunk.told] == []


def test_the_records_of_a_perfect_plant_tell_the_whole_truth(perfect: Observed) -> None:
    assert untold(perfect) == []


def test_a_seed_gives_the_same_bytes_again_and_another_seed_others(
    perfect: Observed, tmp_path: Path
) -> None:
    again, other = ElectronicsPlant("E1", 1).run(), ElectronicsPlant("E1", 2).run()
    content = extract_bytes(perfect, tmp_path / "one")

    assert content == extract_bytes(again, tmp_path / "again")
    assert content != extract_bytes(other, tmp_path / "other")


def test_a_plant_has_the_size_the_proof_counts_on(perfect: Observed) -> None:
    devices = [lot for lot in perfect.truth.born if lot[0] == "E1-DEV"]

    assert 40 <= len(perfect.records["erp_receipts"]) <= 100
    assert 60 <= len(devices) <= 150
    assert len(perfect.bounds.sites) == 2


def test_reels_are_changed_ten_times_and_more_in_the_middle_of_a_run(perfect: Observed) -> None:
    reels: defaultdict[str, set[str]] = defaultdict(set)
    for row in perfect.records["mes_consumptions"]:
        if row["place_code"] == "E1-FEEDER1":
            reels[row["work_order_code"]].add(row["_lot"])

    assert reels
    assert min(len(codes) for codes in reels.values()) >= 10


def test_each_device_holds_one_board_and_no_board_is_in_two(
    any_plant: tuple[ElectronicsPlant, Observed],
) -> None:
    _, observed = any_plant
    devices = [lot for lot in observed.truth.born if lot[0] == "E1-DEV"]
    boards: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for flow in observed.truth.flows:
        if flow.from_lot[0] == "E1-BRD":
            boards[flow.to_lot].append(flow.from_lot[1])

    assert {lot: len(boards[lot]) for lot in devices} == dict.fromkeys(devices, 1)
    inside = [code for codes in boards.values() for code in codes]
    assert len(inside) == len(set(inside))


def test_groups_tell_the_board_and_the_panel_of_a_device_exactly(perfect: Observed) -> None:
    graph = read_records(perfect)
    for board in (lot for lot in perfect.truth.born if lot[0] in {"E1-BRD", "E1-PNL"}):
        told = {
            lot
            for lot in reach(graph, board)
            if isinstance(lot, tuple) and lot in perfect.truth.born
        }
        true = perfect.truth.descendants(board) & perfect.truth.born.keys()

        assert told - {board} == true


def test_a_device_is_a_member_of_the_lot_of_its_order(perfect: Observed) -> None:
    rows = [r for r in perfect.records["mes_outputs"] if r["item_code"] == "E1-DEV"]

    for row in rows:
        assert row["serial_code"] == row["_lot"]
        lot = "E1-DEV", row["lot_code"]
        assert ("E1-DEV", row["serial_code"]) in perfect.truth.descendants(lot)


def test_a_second_source_stands_in_when_capacitors_run_out(perfect: Observed) -> None:
    used = {row["item_code"] for row in perfect.records["mes_consumptions"]}
    group = {
        row["item_code"]
        for row in perfect.records["erp_work_order_components"]
        if row.get("alternate_group")
    }

    assert {"E1-CAP", "E1-CAX"} <= used
    assert group == {"E1-CAP", "E1-CAX"}


def test_a_repair_puts_a_new_part_under_the_old_serial(perfect: Observed) -> None:
    repairs = orders_of_type(perfect, "rework")
    for order in repairs:
        taken = {
            r["_lot"] for r in perfect.records["mes_consumptions"] if r["work_order_code"] == order
        }
        (given,) = [r for r in perfect.records["mes_outputs"] if r["work_order_code"] == order]
        (flow,) = [flow for flow in perfect.truth.flows if flow.order == order]

        assert given["_lot"] in taken
        assert flow.from_lot[0] == "E1-IC"
        assert flow.to_lot == (given["item_code"], given["_lot"])
    assert repairs


def test_a_device_taken_apart_gives_its_board_back_and_its_housing_a_new_code(
    perfect: Observed,
) -> None:
    (order, *_) = sorted(orders_of_type(perfect, "disassembly"))
    (device,) = [r for r in perfect.records["mes_consumptions"] if r["work_order_code"] == order]
    made = {
        row["item_code"]: row["_lot"]
        for row in perfect.records["mes_outputs"]
        if row["work_order_code"] == order
    }
    ancestors = perfect.truth.ancestors(("E1-DEV", device["_lot"]))

    assert ("E1-BRD", made["E1-BRD"]) in ancestors
    assert ("E1-HSG", made["E1-HSG"]) not in ancestors
    assert ("E1-HSG", made["E1-HSG"]) in perfect.truth.descendants(("E1-DEV", device["_lot"]))


def test_every_count_of_a_perfect_plant_finds_what_the_book_says(perfect: Observed) -> None:
    assert perfect.records["wms_stock"]
    assert miscounted(perfect) == []
