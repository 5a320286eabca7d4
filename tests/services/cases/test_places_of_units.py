"""A pallet is looked for where it was last put, whatever the stock says of its lot."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant, column, scope_of


def test_a_unit_is_named_where_it_was_last_put(tmp_path: Path) -> None:
    plant = Plant().lots("A B")
    for lot in "AB":
        plant.add(
            "trace_stock",
            lot_id=f"L-{lot}",
            site_code="S1",
            location="A-1",
            qty=Decimal(10),
            uom="kg",
            basis="counted",
        )
    case = CasePlant(plant).reference("A", "B")
    for lot, site in (("A", "S2"), ("B", "S1")):
        case.move("transfer", lot, to_location="Z-9", site_code=site, qty=4, handling_unit_code=lot)
        case.pack(lot, lot, Decimal(4))

    found = scope_of(case.publish(tmp_path), "A", "B")["actions"]["hold"]

    places = column(found, "lot_code", "site_code", "location", "handling_unit_code", "qty")
    assert places == [
        ("A", "S1", "A-1", None, Decimal(10)),
        ("B", "S1", "A-1", "B", Decimal(4)),
        ("B", "S1", "A-1", None, Decimal(6)),
        ("A", "S2", "Z-9", "A", None),
    ]
    assert "By the movements B was last put in Z-9: look there too." in found[1]["why"]
    assert "the stock here does not have it" in found[3]["why"]
