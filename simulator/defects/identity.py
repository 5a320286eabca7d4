"""Defects that the checks of identity must catch."""

from __future__ import annotations

from simulator.defects.defect import Delivery, Put, Sought, at
from simulator.defects.spot import Spot, hours, twin
from simulator.records import Row

_SSCC = "340123450000000017"
_YEAR = -24 * 400


def _lot_missing(spot: Spot) -> Sought:
    row = spot.made("SAU")[0][0]
    spot.change(spot.made("SAU")[0], lot_code=None)
    return at(item_code=row["item_code"], work_order_code=row["work_order_code"])


def _shared_code(spot: Spot) -> Sought:
    salt, starch = spot.receipts("SAL")[0][0], spot.receipts("STA")[0][0]
    spot.rename(spot.lot(starch), salt["lot_code"])
    return at(salt["lot_code"])


def _two_numbers(spot: Spot) -> Sought:
    erp, wms = spot.receipts("SAL")[0]
    wms["lot_code"] = spot.named("SALT-7")
    return at(item_code=erp["item_code"])


def _respelled(spot: Spot) -> Sought:
    row = spot.uses("SAL")[0][0]
    row["lot_code"] = row["lot_code"].replace("-", " ")
    return at(item_code=row["item_code"])


def _letter_for_a_digit(spot: Spot) -> Sought:
    row = spot.uses("STA")[0][0]
    row["lot_code"] = row["lot_code"][:-2] + "X" + row["lot_code"][-1]
    return at(item_code=row["item_code"])


def _check_digit(spot: Spot) -> Sought:
    row = spot.row("erp_items", item_code=spot.named("KET"))
    row["gtin"] = "4006381333932"
    return at(item_code=row["item_code"])


def _renumbered(spot: Spot) -> Sought:
    lot, other = (spot.lot(fact[0]) for fact in spot.receipts("STA")[:2])
    like = spot.receipts("STA")[0][-1]
    spot.records.movement(
        "putaway", lot, like["qty"], like["uom"], hours(1)(like["occurred_at"]), like["site_code"],
        to_lot_code=other[1],
    )  # fmt: skip
    return at(item_code=lot[0])


def _used_again(spot: Spot) -> Sought:
    """The lot came once before, more than a year earlier."""
    fact = spot.receipts("SAL")[1]
    row = _again(spot, fact, supplier_lot_code=fact[0]["supplier_lot_code"])
    spot.change(row, received_at=hours(_YEAR), occurred_at=hours(_YEAR), recorded_at=hours(_YEAR))
    return at(lot_code=fact[0]["lot_code"])


def _no_origin(spot: Spot) -> Sought:
    row = spot.receipts("TOM")[0][0]
    spot.remove(spot.receipts("TOM")[0])
    return at(lot_code=row["lot_code"])


def _no_movement(spot: Spot) -> Sought:
    like = spot.card(spot.receipts("SAL")[0][0])
    spot.add("wms_lots", like, lot_code=spot.named("GHOST"))
    return at(lot_code=spot.named("GHOST"))


def _generic(spot: Spot) -> Sought:
    spot.rename(spot.lot(spot.receipts("CAP")[0][0]), "MIX")
    return at(item_code=spot.named("CAP"))


def _no_supplier_lot(spot: Spot) -> Sought:
    row = spot.receipts("BOT")[0][0]
    spot.change([row, spot.card(row)], supplier_lot_code=None)
    return at(receipt_code=row["receipt_code"])


def _two_supplier_lots(spot: Spot) -> Sought:
    fact = spot.receipts("CAP")[1]
    _again(spot, fact, supplier_lot_code="OTHER-1")
    return at(lot_code=fact[0]["lot_code"])


def _unknown_partner(spot: Spot) -> Sought:
    erp, wms = spot.receipts("VIN")[0]
    unknown = spot.named("NOBODY")
    spot.change([erp, spot.card(erp)], supplier_code=unknown)
    spot.change([wms], partner_code=unknown)
    return at(partner_code=unknown)


def _made_twice(spot: Spot) -> Sought:
    """A serial comes out of a second standard order."""
    device = spot.made("DEV")[0][0]
    boards = spot.order("BRD")
    spot.add(
        "mes_outputs", device, work_order_code=boards["work_order_code"],
        output_id=spot.records.number("OU"),
    )  # fmt: skip
    return at(device["serial_code"])


def _unit_shipped_twice(spot: Spot) -> Sought:
    first = spot.shipments()[0][-1]
    second = next(
        fact[-1] for fact in spot.shipments() if fact[0]["delivery_code"] != first["delivery_code"]
    )
    for row in spot.rows("wms_handling_units", parent_code=first.get("handling_unit_code")):
        row["parent_code"] = _SSCC
    spot.change([first, second], handling_unit_code=_SSCC)
    return at(_SSCC)


def _item_without_master(spot: Spot) -> Sought:
    row = spot.row("erp_items", item_code=spot.named("CAP"))
    spot.remove([row])
    return at(item_code=row["item_code"])


def _tracking_disputed(spot: Spot) -> Sought:
    row = spot.row("erp_items", item_code=spot.named("SUG"))
    told = {**row, "is_lot_managed": False}
    spot.deliver_apart(Delivery(f"{spot.code.lower()}_plm", {"erp_items": [told]}))
    return at(item_code=row["item_code"])


def _again(spot: Spot, fact: tuple[Row, ...], **columns: str) -> tuple[Row, Row]:
    """The receipt once more, under another number."""
    code = spot.records.number("RC")
    erp = spot.add("erp_receipts", twin(fact[0]), receipt_code=code, **columns)
    wms = spot.add(
        "wms_movements", twin(fact[-1]), receipt_code=code, movement_id=spot.records.number("MV")
    )
    return erp, wms


DEFECTS: dict[str, Put] = {
    "ID-01": _lot_missing,
    "ID-02": _shared_code,
    "ID-03": _two_numbers,
    "ID-04": _respelled,
    "ID-05": _letter_for_a_digit,
    "ID-06": _check_digit,
    "ID-07": _renumbered,
    "ID-08": _used_again,
    "ID-09": _no_origin,
    "ID-10": _no_movement,
    "ID-11": _generic,
    "ID-12": _no_supplier_lot,
    "ID-13": _two_supplier_lots,
    "ID-14": _unknown_partner,
    "ID-15": _made_twice,
    "ID-16": _unit_shipped_twice,
    "ID-17": _item_without_master,
    "ID-18": _tracking_disputed,
}
"""Check -> what puts its defect into a plant."""
