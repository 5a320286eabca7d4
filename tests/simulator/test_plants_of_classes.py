"""How the plants of the classes behave, and what a respelt code leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.electronics.plant import ElectronicsPlant
from simulator.faults.mixtures import CLASSES
from simulator.faults.spoil import spoil, switches_of
from simulator.food.plant import FoodPlant
from simulator.plant import Observed


def lots_brought_back_whole(observed: Observed) -> set[tuple[object, ...]]:
    """(order, lot) that the warehouse issued and got back in full."""
    moved: dict[tuple[object, ...], list[Any]] = {}
    for row in observed.records["wms_movements"]:
        if row["movement_type"] in {"issue", "return_from_order"}:
            sides = moved.setdefault((row.get("work_order_code"), row.get("lot_code")), [0, 0])
            sides[row["movement_type"] == "return_from_order"] += row["qty"]
    return {key for key, (issued, returned) in moved.items() if issued == returned}


def test_spare_lots_are_fetched_and_brought_back_except_where_nothing_is_wrong() -> None:
    clean, wrong = CLASSES["none"], CLASSES["scanned_late"]

    assert not lots_brought_back_whole(FoodPlant("F1", 7002, switches_of(clean)).run())
    assert lots_brought_back_whole(FoodPlant("F1", 7002, switches_of(wrong)).run())


@pytest.mark.parametrize("name", ["misspelt_outputs", "reformatted_codes"])
def test_a_serial_spelt_otherwise_stays_a_member_of_its_lot(name: str) -> None:
    kind = CLASSES[name]
    before = ElectronicsPlant("E1", 5, switches_of(kind)).run()
    after = spoil(ElectronicsPlant("E1", 5, switches_of(kind)).run(), kind, 5)
    told = [
        (old, new)
        for old, new in zip(
            before.records["mes_outputs"], after.records["mes_outputs"], strict=True
        )
        if old.get("serial_code") and old["serial_code"] != new["serial_code"]
    ]

    assert told
    assert all(old.get("lot_code") == new.get("lot_code") for old, new in told)
