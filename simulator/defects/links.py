"""Defects that the checks of orders and their use must catch."""

from __future__ import annotations

from decimal import Decimal

from simulator.defects.defect import Put, Sought, at
from simulator.defects.spot import Spot, hours


def _use_without_lot(spot: Spot) -> Sought:
    fact = spot.uses("SAL")[0]
    spot.change(fact, lot_code=None)
    return at(item_code=fact[0]["item_code"], work_order_code=fact[0]["work_order_code"])


def _output_from_nothing(spot: Spot) -> Sought:
    order = spot.order("KET")["work_order_code"]
    spot.remove_uses(order)
    return at(work_order_code=order)


def _use_for_nothing(spot: Spot) -> Sought:
    order = spot.order("KET")["work_order_code"]
    spot.remove(
        spot.rows("mes_outputs", work_order_code=order),
        spot.rows("wms_movements", work_order_code=order, movement_type="production_receipt"),
    )
    return at(work_order_code=order)


def _idle_order(spot: Spot) -> Sought:
    code = spot.records.number("WO")
    spot.add("erp_work_orders", spot.order("SAU"), work_order_code=code)
    return at(work_order_code=code)


def _component_short(spot: Spot) -> Sought:
    fact = spot.uses("TOM")[0]
    spot.remove(fact)
    return at(item_code=fact[0]["item_code"], work_order_code=fact[0]["work_order_code"])


def _outside_the_bill(spot: Spot) -> Sought:
    row = spot.row("erp_work_order_components", item_code=spot.named("SAL"))
    spot.remove([row])
    return at(item_code=row["item_code"], work_order_code=row["work_order_code"])


def _never_sent_there(spot: Spot) -> Sought:
    """A lot is used where it never came in."""
    lot = spot.uses("SPR")[0][0]["lot_code"]
    spot.remove(
        spot.rows("wms_movements", lot_code=lot, movement_type="transfer_out"),
        spot.rows("wms_movements", lot_code=lot, movement_type="transfer_in"),
    )
    return at(lot_code=lot)


def _packaging_without_lot(spot: Spot) -> Sought:
    order = spot.order("KET")["work_order_code"]
    item = spot.named("CAP")
    for contract in ("mes_consumptions", "wms_movements"):
        spot.change(spot.rows(contract, work_order_code=order, item_code=item), lot_code=None)
    return at(item_code=item, work_order_code=order)


def _reworked(spot: Spot) -> Sought:
    """An order takes up its own product, of a lot that was bought."""
    order, made = spot.order("SAU"), spot.made("SAU")[0][0]
    lot = made["item_code"], spot.named("BOUGHT")
    supplier = spot.receipts("SAL")[0][0]["supplier_code"]
    spot.records.receipt(
        lot, Decimal(20), "kg", hours(-12)(order["started_at"]), order["site_code"], supplier,
        supplier_lot="B-1",
    )  # fmt: skip
    spot.use(lot, order, 20, spot.uses("SAL")[0][0])
    return at(item_code=made["item_code"], work_order_code=order["work_order_code"])


def _circle(spot: Spot) -> Sought:
    """The kitchen takes ketchup that was filled from its own sauce."""
    order, bottle = spot.order("SAU"), spot.made("KET")[0][0]
    spot.use(spot.lot(bottle), order, 1, spot.uses("SAL")[0][0], uom="pcs")
    codes = order["work_order_code"], spot.order("KET")["work_order_code"]
    return at(*codes, "each used what came of the other")


def _self_loop(spot: Spot) -> Sought:
    order, made = spot.order("SAU"), spot.made("SAU")[0][0]
    at_end = hours(0)(made["ended_at"])
    spot.use(spot.lot(made), order, 1, spot.uses("SAL")[0][0], at=at_end)
    return at(lot_code=made["lot_code"])


def _no_share(spot: Spot) -> Sought:
    fact = spot.made("RWK")[0]
    spot.change(fact, qty=None)
    spot.change(fact[:1], output_kind="co_product")
    return at(work_order_code=fact[0]["work_order_code"])


def _no_split(spot: Spot) -> Sought:
    fact = spot.uses("SAL")[1]
    spot.remove(fact[1:])
    spot.change(fact[:1], qty=None, started_at=None, ended_at=None, recorded_at=None)
    return at(item_code=fact[0]["item_code"], work_order_code=fact[0]["work_order_code"])


def _no_order(spot: Spot) -> Sought:
    fact = spot.uses("CAP")[0]
    spot.change(fact, work_order_code=None, operation_run_id=None)
    return at(item_code=fact[0]["item_code"])


def _tried_out(spot: Spot) -> Sought:
    order = spot.order("KET")
    order["order_type"] = "pilot"
    shipped = {row["lot_code"] for row in spot.records["erp_deliveries"]}
    made = next(fact[0] for fact in spot.made("KET") if fact[0]["lot_code"] in shipped)
    return at(lot_code=made["lot_code"])


def _subcontractor(spot: Spot) -> Sought:
    order = spot.order("SPI")["work_order_code"]
    spot.remove_uses(order)
    return at(work_order_code=order)


DEFECTS: dict[str, Put] = {
    "LK-01": _use_without_lot,
    "LK-02": _output_from_nothing,
    "LK-03": _use_for_nothing,
    "LK-04": _idle_order,
    "LK-05": _component_short,
    "LK-06": _outside_the_bill,
    "LK-07": _never_sent_there,
    "LK-11": _packaging_without_lot,
    "LK-12": _reworked,
    "LK-13": _circle,
    "LK-14": _self_loop,
    "LK-16": _no_share,
    "LK-18": _no_split,
    "LK-19": _no_order,
    "LK-20": _tried_out,
    "LK-22": _subcontractor,
}
"""Check -> what puts its defect into a plant."""
