"""Who gave back a lot had it, whatever the deliveries say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant, column, scope_of


def test_a_customer_who_gave_back_what_nobody_sent_it_is_called_for_that_lot(
    tmp_path: Path,
) -> None:
    plant = Plant().lots("RAW", item_type="raw").lots("BUN1 BUN2 BUN3", item_type="finished")
    plant.order("WO1", "RAW", "BUN1 BUN2 BUN3", order_status="closed")
    plant.ship("BUN1", "D1", "CUST", ship_to_code="EAST", evidence="possible")
    plant.ship("BUN2", "D2", "CUST", ship_to_code="WEST", evidence="possible")
    for lot in ("BUN2", "BUN3"):
        plant.add("trace_returns", lot_id=f"L-{lot}", customer_code="CUST", item_code="ITEM")

    east, west = scope_of(CasePlant(plant).publish(tmp_path), "RAW")["actions"]["call"]

    assert column(east["lots"], "lot_code") == ["BUN1", "BUN3"]
    assert column(west["lots"], "lot_code") == ["BUN2", "BUN3"]
    assert (east["evidence"], west["evidence"]) == ("confirmed", "confirmed")
    rest = "It gave back something of 1 lot that no shipment to it is recorded for."
    assert rest in east["why"]
    assert f"It gave back something of 1 lot. {rest}" in west["why"]


def test_giving_back_one_lot_makes_another_ship_to_no_surer(tmp_path: Path) -> None:
    plant = Plant().lots("RAW", item_type="raw").lots("BUN1 BUN2", item_type="finished")
    plant.order("WO1", "RAW", "BUN1 BUN2", order_status="closed")
    plant.ship("BUN1", "D1", "CUST", ship_to_code="EAST", evidence="possible")
    plant.ship("BUN2", "D2", "CUST", ship_to_code="WEST")
    plant.add("trace_returns", lot_id="L-BUN2", customer_code="CUST", item_code="ITEM")

    calls = scope_of(CasePlant(plant).publish(tmp_path), "RAW")["actions"]["call"]

    assert column(calls, "evidence") == ["possible", "confirmed"]


def test_goods_that_came_back_from_nobody_who_is_named_are_a_line_to_clear(tmp_path: Path) -> None:
    plant = Plant().lots("RAW", item_type="raw").lots("BUN1 BUN2", item_type="finished")
    plant.order("WO1", "RAW", "BUN1 BUN2", order_status="closed")
    plant.ship("BUN1", "D1", "CUST")
    record = {"item_code": "ITEM", "source_file": "returns.csv", "returned_at": "2026-01-12"}
    plant.add("trace_returns", lot_id="L-BUN2", qty=Decimal(5), uom="kg", source_row=7, **record)
    plant.add("trace_returns", lot_id="L-BUN1", source_row=8, **record)

    scope = scope_of(CasePlant(plant).publish(tmp_path), "RAW")
    known, nobody = scope["actions"]["call"]

    assert (known["customer_code"], known["nameless_returns"]) == ("CUST", [])
    assert (nobody["line_id"], nobody["customer_code"]) == ("call:/", None)
    assert column(nobody["lots"], "lot_code") == ["BUN1", "BUN2"]
    assert nobody["why"] == (
        "Find out who gave back ITEM:BUN1, 2026-01-12 (returns.csv row 8); "
        "5 kg of ITEM:BUN2, 2026-01-12 (returns.csv row 7)."
    )
    first = scope["first_line"]
    assert (first["call_customers"], first["nameless_consignees"]) == (1, 0)
    assert first["says"].endswith(
        "Goods came back from nobody who is named: find out who had them."
    )
