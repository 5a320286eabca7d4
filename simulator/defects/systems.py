"""Defects that the checks of systems against each other and of master data must catch."""

from __future__ import annotations

from simulator.defects.defect import Delivery, Put, Sought, at
from simulator.defects.spot import Spot, hours, times
from simulator.records import Row


def _of_use(row: Row) -> Sought:
    return at(item_code=row["item_code"], work_order_code=row["work_order_code"])


def _issues_missing(spot: Spot) -> Sought:
    facts = spot.uses("SAL")
    order = facts[0][0]["work_order_code"]
    item = spot.named("SAL")
    spot.remove(spot.rows("wms_movements", item_code=item, work_order_code=order))
    return _of_use(facts[0][0])


def _issued_more(spot: Spot) -> Sought:
    fact = spot.uses("STA")[0]
    spot.change(fact[1:], qty=times("1.1"))
    return _of_use(fact[0])


def _issued_another(spot: Spot) -> Sought:
    fact = spot.uses("CAP")[0]
    other = next(f[0] for f in spot.receipts("CAP") if f[0]["lot_code"] != fact[0]["lot_code"])
    spot.change(fact[1:], lot_code=other["lot_code"])
    return _of_use(fact[0])


def _put_away_more(spot: Spot) -> Sought:
    fact = spot.made("SPI")[0]
    spot.change(fact[1:], qty=times("1.1"))
    return _of_use(fact[0])


def _backflushed_another(spot: Spot) -> Sought:
    """Beside the scans of an order, the ERP books another lot of the item by itself."""
    fact = spot.uses("BOT")[0]
    other = next(f[0] for f in spot.receipts("BOT") if f[0]["lot_code"] != fact[0]["lot_code"])
    spot.change(fact, lot_code=other["lot_code"], capture_method="backflush")
    return _of_use(fact[0])


def _shipped_more(spot: Spot) -> Sought:
    fact = spot.shipments()[0]
    spot.change(fact[1:], qty=times("1.1"))
    return at(delivery_code=fact[0]["delivery_code"])


def _rejected_and_released(spot: Spot) -> Sought:
    row = spot.receipts("TOM")[-1][0]
    spot.records.inspection(
        spot.lot(row), "incoming", hours(2)(row["received_at"]), "fail", new_lot_status="rejected"
    )
    return at(lot_code=row["lot_code"])


def _cancelled(spot: Spot) -> Sought:
    order = spot.order("KET")
    order["order_status"] = "cancelled"
    return at(work_order_code=order["work_order_code"])


def _other_unit(spot: Spot) -> Sought:
    row = spot.row("erp_items", item_code=spot.named("VIN"))
    told = {**row, "base_uom": "l"}
    spot.deliver_apart(Delivery(f"{spot.code.lower()}_plm", {"erp_items": [told]}))
    return at(item_code=row["item_code"])


def _other_expiry(spot: Spot) -> Sought:
    row = spot.receipts("SAL")[0][0]
    row["expires_at"] = hours(24 * 300)(row["received_at"])
    spot.card(row)["expires_at"] = hours(24 * 330)(row["received_at"])
    return at(lot_code=row["lot_code"])


def _other_label(spot: Spot) -> Sought:
    row = spot.receipts("BOT")[0][0]
    spot.card(row)["supplier_lot_code"] = "LABEL-9"
    return at(lot_code=row["lot_code"])


def _no_bill(spot: Spot) -> Sought:
    order = spot.records["erp_work_orders"][-1]["work_order_code"]
    spot.remove(spot.rows("erp_work_order_components", work_order_code=order))
    return at(work_order_code=order)


def _substitute(spot: Spot) -> Sought:
    row = spot.uses("STA")[0][0]
    row["consumption_kind"] = "substitute"
    return _of_use(row)


def _no_contact(spot: Spot) -> Sought:
    code = spot.shipments()[0][0]["customer_code"]
    spot.change(spot.rows("erp_partners", partner_code=code), email=None)
    return at(partner_code=code)


def _no_address(spot: Spot) -> Sought:
    """All that is shipped to has an address, but for one."""
    spot.change(spot.rows("erp_partners"), address="Street 1")
    spot.change(spot.rows("erp_sites"), address="Street 2")
    code = spot.shipments()[0][0]["customer_code"]
    spot.change(spot.rows("erp_partners", partner_code=code), address=None)
    return at(partner_code=code)


DEFECTS: dict[str, Put] = {
    "XS-01": _issues_missing,
    "XS-02": _issued_more,
    "XS-03": _issued_another,
    "XS-04": _put_away_more,
    "XS-05": _backflushed_another,
    "XS-06": _shipped_more,
    "XS-07": _rejected_and_released,
    "XS-08": _cancelled,
    "XS-09": _other_unit,
    "XS-10": _other_expiry,
    "XS-11": _other_label,
    "MD-01": _no_bill,
    "MD-02": _substitute,
    "MD-03": _no_contact,
    "MD-04": _no_address,
}
"""Check -> what puts its defect into a plant."""
