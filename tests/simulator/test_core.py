"""The simulator as such: the same seed, the same bytes; nothing comes from nowhere."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from simulator.food.plant import FoodPlant
from simulator.stock import Place, Stock, Tank
from simulator.truth import Truth
from simulator.write_extracts import cell_text, write_extracts

D = Decimal
A, B, C = ("I", "a"), ("I", "b"), ("J", "c")


def hours(number: int) -> dt.datetime:
    """An instant of one day."""
    return dt.datetime(2026, 1, 12, number, tzinfo=dt.UTC)


def test_a_seed_gives_the_same_bytes_again_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_extracts([FoodPlant("T1", seed, days=2).run().records], tmp_path / name)

    def content(name: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}

    assert content("one") == content("again")
    assert content("one") != content("other")


def test_several_plants_share_files_and_no_code(tmp_path: Path) -> None:
    plants = [FoodPlant(code, 1, days=1).run().records for code in ("T1", "T2")]

    counts = write_extracts(plants, tmp_path)

    alone = [len(plant["mes_outputs"]) for plant in plants]
    assert counts["mes_outputs"] == sum(alone)
    text = (tmp_path / "wms_movements.csv").read_text(encoding="utf-8").splitlines()
    assert len(text) == 1 + counts["wms_movements"]
    assert all(("T1-" in line) != ("T2-" in line) for line in text[1:])


def test_private_keys_and_empty_cells_do_not_reach_a_file(tmp_path: Path) -> None:
    write_extracts([FoodPlant("T1", 1, days=1).run().records], tmp_path)

    headers = [path.read_text(encoding="utf-8").partition("\n")[0] for path in tmp_path.iterdir()]

    assert not any(name.startswith("_") for line in headers for name in line.split(","))
    assert cell_text(None) == ""
    assert cell_text(D("10.500000")) == "10.5"
    assert cell_text(D(100)) == "100"
    assert cell_text(False) == "false"


def test_suspect_material_reaches_only_what_was_drawn_after_it_came() -> None:
    truth = Truth()
    truth.flow(B, C, D(1), hours(8), "W1")
    truth.flow(A, B, D(1), hours(9), "W1")
    later = ("J", "later")
    truth.flow(B, later, D(1), hours(10), "W1")

    assert truth.descendants(A) == {B, later}
    assert truth.ancestors(C) == {B}
    assert truth.order_level()[A] == {B, C, later}


def test_a_delivery_before_the_suspect_came_is_clean() -> None:
    truth = Truth()
    truth.ship(B, "D1", "early", D(1), hours(8))
    truth.flow(A, B, D(1), hours(9), "")
    truth.ship(B, "D2", "late", D(1), hours(10))
    truth.ship(B, "D2", "late", D(-1), hours(11))

    assert truth.customers(A) == {("D2", "late")}


def test_a_tank_gives_of_every_lot_its_share_and_loses_nothing() -> None:
    tank = Tank("T", "S", "I", D(100))
    tank.fill(A, D(10))
    tank.fill(B, D(20))

    drawn = dict(tank.draw(D(7)))

    assert sum(drawn.values()) == 7
    assert drawn[A] + tank.contents[A] == 10
    assert drawn[B] == pytest.approx(D("4.666667"))
    assert tank.named(D(12)) == [(A, D(10)), (B, D(2))]


def test_a_place_gives_first_what_was_poured_first() -> None:
    place = Place("H", "S", D(5))
    place.pour((A, D(4)))
    place.pour((B, D(4)))

    assert place.draw(D(5)) == [(A, D(4)), (B, D(1))]
    assert place.level == 3


def test_the_warehouse_picks_whole_packs_of_the_oldest_lots_and_never_too_much() -> None:
    stock = Stock()
    stock.put("S", A, D(7))
    stock.put("S", B, D(30))

    assert stock.pick("S", "I", D("16.1"), D(5)) == [(A, D(7)), (B, D(10))]
    assert stock.on_hand("S", "I") == {B: D(20)}
    with pytest.raises(ValueError, match="holds 20"):
        stock.take("S", B, D(21))


def test_a_lot_that_went_is_counted_as_zero_once() -> None:
    stock = Stock()
    stock.put("S", A, D(7))
    stock.take("S", A, D(7))

    assert stock.count() == [("S", A, D(0))]
    assert stock.count() == []


def test_rows_of_two_systems_about_one_event_share_its_id_and_tell_the_same() -> None:
    records = FoodPlant("T1", 1, days=2).run().records
    by_fact = defaultdict(list)
    for contract in ("mes_consumptions", "mes_outputs", "wms_movements"):
        for row in records[contract]:
            by_fact[row["_fact"]].append(row)

    pairs = [rows for rows in by_fact.values() if len(rows) == 2]

    assert len(pairs) >= len(records["mes_consumptions"])
    assert all(
        one.get(name) == other.get(name)
        for one, other in pairs
        for name in ("item_code", "lot_code", "qty", "uom", "work_order_code", "_lot")
    )
