"""A row is lost only where its order shows it, and a guess books all that was used."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from simulator.faults.classes import FaultClass
from simulator.faults.mixtures import CLASSES
from simulator.faults.rows import consumption_lost
from simulator.faults.scene import Scene, Side, Slack
from simulator.faults.spoil import spoil, switches_of
from simulator.food.plant import FoodPlant
from simulator.pharma.plant import PharmaPlant
from simulator.plant import Observed
from simulator.records import Row


def played(kind: FaultClass) -> Observed:
    return PharmaPlant("P1", 5, switches_of(kind)).run()


class Picked(Scene):
    """A scene in which chance falls on the smallest uses: those that no order would miss."""

    def chosen(self, kind: str, rate: float, side: Side = "both") -> list[tuple[Row, ...]]:
        return [fact for fact in self.facts(kind, side) if Slack(self).hides(dict(fact[0]))][:9]


def test_a_use_smaller_than_the_waste_of_its_order_is_never_the_lost_one() -> None:
    observed = FoodPlant("P1", 5, switches_of(CLASSES["small_row_lost"])).run()
    scene = Picked(observed.records, observed.truth, Random(5))
    before = len(observed.records["mes_consumptions"])

    assert scene.chosen("consumption", 1.0)
    consumption_lost(scene, 1.0)

    assert len(observed.records["mes_consumptions"]) == before


def test_a_backflush_books_all_that_was_used_though_the_books_hold_less() -> None:
    kind = CLASSES["backflushed"]
    before, after = played(kind), played(kind)
    for contract in ("erp_receipts", "wms_movements", "mes_outputs"):
        for row in after.records[contract]:
            if row.get("movement_type", "receipt") in {"receipt", "production_receipt"}:
                row["qty"] /= 1000
    spoil(after, kind, 5)
    booked = [r for r in after.records["mes_consumptions"] if r["capture_method"] == "backflush"]
    orders = {(row["work_order_code"], row["item_code"]) for row in booked}

    def used(observed: Observed) -> Any:
        return sum(
            (
                row["qty"]
                for row in observed.records["mes_consumptions"]
                if (row["work_order_code"], row["item_code"]) in orders
                and row["consumption_kind"] == "standard"
            ),
            Decimal(0),
        )

    assert booked
    assert used(after) == used(before)
