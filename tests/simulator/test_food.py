"""The sauce works: its truth holds together, and a perfect record tells all of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from simulator.food.plant import FoodPlant
from simulator.plant import Observed, Switches
from simulator.write_extracts import write_extracts
from tests.simulator.checks import miscounted
from tests.simulator.landing import land

ALL_SWITCHES = Switches(
    hold_up=True, mixed_returns=0.3, adhoc_picks=0.5, parallel_lines=0.5,
    unrecorded_change_over=0.1, late_tank_entries=0.5, top_up=0.5, pilot=0.3, rework=0.8,
    work_in_process_out_of_order=0.5, spare_lots=True,
)  # fmt: skip


@pytest.fixture(scope="module")
def perfect() -> Observed:
    return FoodPlant("F1", 1).run()


@pytest.fixture(scope="module", params=range(3))
def any_plant(request: pytest.FixtureRequest) -> tuple[FoodPlant, Observed]:
    """Plain, with everything that a plant may do beside, and with a silo nobody keeps book of."""
    kinds = (Switches(), ALL_SWITCHES, Switches(blended_silo=True))
    plant = FoodPlant("F1", 7, kinds[request.param])
    return plant, plant.run()


def test_all_material_of_a_lot_is_somewhere(any_plant: tuple[FoodPlant, Observed]) -> None:
    plant, observed = any_plant
    truth = observed.truth
    held: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for lot, (qty, _) in truth.born.items():
        held[lot] += qty
    for flow in truth.flows:
        held[flow.from_lot] -= flow.qty
        if not flow.order:
            held[flow.to_lot] += flow.qty
    for lot, lost in truth.lost.items():
        held[lot] -= lost
    for sent in truth.shipments:
        held[sent.lot] -= sent.qty
    for lot in truth.lots():
        for site in plant.bounds.sites:
            held[lot] -= plant.stock.on_hand(site, lot[0]).get(lot, 0)
    for places in (plant.places.values(),):
        for place in places:
            for lot, qty in place.residue:
                held[lot] -= qty
    for tank in (plant.sugar, plant.vinegar):
        for lot, qty in tank.contents.items():
            held[lot] -= qty

    assert {lot: qty for lot, qty in held.items() if qty} == {}


def test_every_unit_holds_what_the_recipe_says(any_plant: tuple[FoodPlant, Observed]) -> None:
    _, observed = any_plant
    truth, records = observed.truth, observed.records
    made = {
        (row["item_code"], row["_lot"]): row["work_order_code"]
        for row in records["mes_outputs"]
        if row["output_kind"] == "product"
    }
    planned = {row["work_order_code"]: row["planned_qty"] for row in records["erp_work_orders"]}
    needed = {
        (row["work_order_code"], row["item_code"]): row["required_qty"]
        for row in records["erp_work_order_components"]
    }
    held: defaultdict[tuple[tuple[str, str], str], Decimal] = defaultdict(Decimal)
    for flow in truth.flows:
        if flow.order and flow.to_lot in made:
            held[flow.to_lot, flow.from_lot[0]] += flow.qty

    for lot, order in made.items():
        share = truth.born[lot][0] / planned[order]
        for (of_order, item), qty in needed.items():
            extra = held[lot, item] - share * qty
            assert of_order != order or 0 <= extra <= share * qty * Decimal("0.2"), (lot, item)


def test_no_lot_is_used_before_it_is_there(any_plant: tuple[FoodPlant, Observed]) -> None:
    _, observed = any_plant
    truth = observed.truth
    arrived = {lot: at for lot, (_, at) in truth.born.items()}
    for flow in truth.flows:
        if not flow.order:
            arrived[flow.to_lot] = min(flow.at, arrived.get(flow.to_lot, flow.at))

    assert [flow for flow in truth.flows if flow.at < arrived[flow.from_lot]] == []
    assert [sent for sent in truth.shipments if sent.at < arrived[sent.lot]] == []


def test_ingestion_takes_every_row_and_finds_nothing_to_say(
    any_plant: tuple[FoodPlant, Observed], tmp_path: Path
) -> None:
    counts = write_extracts([any_plant[1].records], tmp_path)

    chunks = {path.stem: land(path) for path in tmp_path.iterdir()}

    assert {name: sum(c.table.num_rows for c in found) for name, found in chunks.items()} == counts
    assert [chunk.rejected for found in chunks.values() for chunk in found if chunk.rejected] == []
    assert [chunk.told for found in chunks.values() for chunk in found if chunk.told] == []
    extra = [c.table.column("extra") for found in chunks.values() for c in found]
    assert all(column.null_count == len(column) for column in extra)


def test_the_records_of_a_perfect_plant_name_every_lot_that_an_order_used_and_made(
    perfect: Observed,
) -> None:
    tanks = {
        row["place_code"]
        for row in perfect.records["mes_places"]
        if row["place_type"] in {"tank", "silo"}
    }
    used, filled = recorded_uses(perfect, tanks)
    made: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in perfect.records["mes_outputs"]:
        made[row["work_order_code"]].add((row["item_code"], row["lot_code"]))

    for order, lots in perfect.truth.used.items():
        assert lots <= used[order] | filled[order]
        assert perfect.truth.made[order] <= made[order]


def recorded_uses(
    observed: Observed, tanks: set[str]
) -> tuple[dict[str, set[tuple[str, str]]], dict[str, set[tuple[str, str]]]]:
    """Lots that rows name by order, and lots filled into a tank it drew from since it was empty."""
    emptied = [(row["place_code"], row["occurred_at"]) for row in
               observed.records["mes_place_events"]]  # fmt: skip
    used: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    filled: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in observed.records["mes_consumptions"]:
        order, place, at = row["work_order_code"], row["place_code"], row["started_at"]
        used[order].add((row["item_code"], row["lot_code"]))
        if place in tanks:
            first = dt.datetime.min.replace(tzinfo=dt.UTC)
            since = max((when for name, when in emptied if name == place and when <= at),
                        default=first)  # fmt: skip
            filled[order] |= {
                (fill["item_code"], fill["lot_code"])
                for fill in observed.records["wms_movements"]
                if fill.get("to_location") == place and since <= fill["occurred_at"] <= at
            }
    return used, filled


def test_a_perfect_record_is_captured_as_it_happens_and_covers_the_need(perfect: Observed) -> None:
    records = perfect.records
    late = dt.timedelta(seconds=10)
    totals: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in records["mes_consumptions"]:
        sign = -1 if row["consumption_kind"] == "return" else 1
        totals[row["work_order_code"], row["item_code"]] += sign * row["qty"]
        assert row["capture_method"] == "scan"
        assert dt.timedelta(0) < row["recorded_at"] - row["started_at"] < late
    for row in records["mes_outputs"]:
        assert row["started_at"] < row["ended_at"] < row["recorded_at"] < row["ended_at"] + late

    short = [
        row
        for row in records["erp_work_order_components"]
        if totals[row["work_order_code"], row["item_code"]] < row["required_qty"]
    ]
    assert short == []


def test_a_plant_has_the_size_that_was_agreed(perfect: Observed) -> None:
    items = [item for item, _ in perfect.truth.lots()]
    finished = items.count("F1-KET")
    raw = sum(items.count(f"F1-{code}") for code in ("TOM", "SUG", "VIN", "STA", "SAL", "SPR"))

    assert 60 <= finished <= 150
    assert 30 <= raw <= 90


@pytest.mark.parametrize(("many", "least", "most"), [(False, 2, 5), (True, 10, 16)])
def test_orders_use_as_many_lots_as_the_shape_says(many: bool, least: int, most: int) -> None:
    records = FoodPlant("F1", 2, many_lots=many).run().records
    lots: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in records["mes_consumptions"]:
        if row["item_code"] in {"F1-TOM", "F1-SAU", "F1-BOT"}:
            lots[row["work_order_code"], row["item_code"]].add(row["lot_code"])

    assert {least <= len(found) <= most for found in lots.values()} == {True}


def test_time_narrows_what_orders_alone_tell(perfect: Observed) -> None:
    truth = perfect.truth
    by_order = truth.order_level()
    true = {lot: truth.descendants(lot) for lot in truth.lots()}

    assert all(found <= by_order[lot] for lot, found in true.items())
    assert sum(map(len, true.values())) < 0.7 * sum(map(len, by_order.values()))


def test_every_switch_shows_in_the_records() -> None:
    records = FoodPlant("F1", 3, ALL_SWITCHES).run().records
    kinds = {row["consumption_kind"] for row in records["mes_consumptions"]}
    types = {row["order_type"] for row in records["erp_work_orders"]}
    captured = {row["capture_method"] for row in records["wms_movements"]}
    lines = defaultdict(set)
    for row in records["mes_outputs"]:
        lines[row["work_order_code"]].add(row["place_code"])

    assert {"top_up", "rework", "return"} <= kinds
    assert {"pilot", "subcontract", "standard"} <= types
    assert "manual" in captured
    assert any(row["has_hold_up"] for row in records["mes_places"])
    assert any(len(places) > 1 for places in lines.values())


def test_every_count_of_a_perfect_plant_finds_what_the_book_says(perfect: Observed) -> None:
    assert perfect.records["wms_stock"]
    assert miscounted(perfect) == []
