"""The cost of a scope grows with the case, not with its square."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from time import process_time

from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant, scope_of
from traceability.settings import Settings

FEW, FACTOR = 250, 8


def broad(home: Path, lots: int) -> Settings:
    """A raw lot that became so many lots, each in stock, shipped twice and in a running order."""
    plant = Plant(batch_rows=100_000).lot("RAW", item_type="raw")
    for number in range(lots):
        lot, order = f"F{number}", f"WO{number}"
        plant.lot(lot, item_type="finished")
        plant.order(order, "RAW", lot, order_status="in_progress", site_code="S1")
        plant.add(
            "trace_stock",
            lot_id=f"L-{lot}",
            site_code="S1",
            qty=Decimal(3),
            uom="kg",
            basis="counted",
            location=f"BIN{number % 50}",
            evidence="confirmed",
        )
        for delivery in range(2):
            plant.ship(lot, f"D{number}-{delivery}", f"C{number % 90}")
    return CasePlant(plant).publish(home)


def seconds(settings: Settings, lots: int) -> float:
    """The best of two, so that what else the machine does tells nothing."""
    found = []
    for _ in range(2):
        began = process_time()
        document = scope_of(settings, "RAW")
        found.append(process_time() - began)
        assert len(document["actions"]["stop_orders"]) == lots
        assert document["first_line"]["hold_lots"] == lots + 1
    return min(found)


def test_eight_times_the_lots_cost_far_less_than_the_square(tmp_path: Path) -> None:
    few = seconds(broad(tmp_path / "few", FEW), FEW)
    many = seconds(broad(tmp_path / "many", FEW * FACTOR), FEW * FACTOR)

    assert many < few * FACTOR * 3
