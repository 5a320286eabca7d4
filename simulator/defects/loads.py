"""Defects that checks of spelling in several rows, and of one load after another, must catch."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from simulator.defects.defect import Delivery, Put, Sought, at
from simulator.defects.spot import Spot, hours
from simulator.records import Row


def _zeros_lost(spot: Spot) -> Sought:
    first, second = spot.receipts("BOT")[:2]
    spot.rename(spot.lot(first[0]), "004711")
    spot.rename(spot.lot(second[0]), "4711")
    return at("004711", item_code=spot.named("BOT"))


def _digits_lost(spot: Spot) -> Sought:
    for number, fact in enumerate(spot.receipts("TOM")[:3], start=1):
        spot.rename(spot.lot(fact[0]), f"20261105000{number}000000")
    return at(item_code=spot.named("TOM"))


def _look_alike(spot: Spot) -> Sought:
    first, second = spot.receipts("SAL")[:2]
    spot.rename(spot.lot(first[0]), "S10B")
    spot.rename(spot.lot(second[0]), "S1OB")
    return at("S1OB", item_code=spot.named("SAL"))


def _source(spot: Spot, name: str) -> str:
    return f"{spot.code.lower()}_{name}"


def _items(spot: Spot, numbers: range, word: str) -> list[Row]:
    like = spot.row("erp_items", item_code=spot.named("SAL"))
    return [
        {**like, "item_code": spot.named(f"X{number}"), "item_name": f"{word} {number}"}
        for number in numbers
    ]


def _contract_missing(spot: Spot) -> Sought:
    """Three loads of a desk had its items and its partners, the fourth has items alone."""
    source = _source(spot, "desk")
    like = spot.row("erp_partners", partner_code=spot.named("SUP1"))
    partner = {**like, "partner_code": spot.named("DESK")}
    for word in ("Idea", "Plan", "Draft"):
        tables = {"erp_items": _items(spot, range(4), word)}
        tables["erp_partners"] = [{**partner, "partner_name": word}]
        spot.deliver_apart(Delivery(source, tables))
    spot.deliver_apart(Delivery(source, {"erp_items": _items(spot, range(4), "Item")}))
    return at("erp_partners", source_system=source)


def _volume_odd(spot: Spot) -> Sought:
    """Three loads had twenty items, the fourth has two."""
    source = _source(spot, "shelf")
    for word, count in (("Idea", 20), ("Plan", 20), ("Draft", 20), ("Item", 2)):
        rows = _items(spot, range(100, 100 + count), word)
        spot.deliver_apart(Delivery(source, {"erp_items": rows}))
    return at("erp_items", source_system=source)


def _own_receipts(spot: Spot, source: str, qty: int) -> Delivery:
    """A receipt that another system sends again and again, with the amount it has now."""
    like = spot.row("erp_receipts", item_code=spot.named("SAL"))
    row = {
        **like, "receipt_code": spot.named("RC90001"), "lot_code": spot.named("APART"),
        "qty": Decimal(qty),
    }  # fmt: skip
    return Delivery(source, {"erp_receipts": [row]})


def _fact_changed(spot: Spot) -> Sought:
    source = _source(spot, "gate")
    for qty in (5, 7):
        spot.deliver_apart(_own_receipts(spot, source, qty))
    return at("erp_receipts", source_system=source)


def _older_after_newer(spot: Spot) -> Sought:
    source = _source(spot, "dock")
    for number, qty in enumerate((5, 6, 5)):
        delivery = _own_receipts(spot, source, qty)
        (row,) = delivery.tables["erp_receipts"]
        other = {**row, "receipt_code": spot.named(f"RC9001{number}")}
        spot.deliver_apart(Delivery(source, {"erp_receipts": [row, other]}))
    return at("erp_receipts", source_system=source)


def _days_missing(spot: Spot) -> Sought:
    """Two full loads, and a day between them that none covers."""
    source = _source(spot, "ramp")
    for number, day in enumerate((12, 14)):
        (row,) = _own_receipts(spot, source, 5 + number).tables["erp_receipts"]
        row["receipt_code"] += str(number)
        row["received_at"] = hours(24 * 2 * number)(row["received_at"])
        covered = dt.date(2026, 1, day)
        spot.deliver_apart(Delivery(source, {"erp_receipts": [row]}, (covered, covered)))
    return at("erp_receipts", source_system=source)


def _vanished(spot: Spot) -> Sought:
    """A full load lacks a receipt that the full load before it had."""
    source = _source(spot, "yard")
    first = _own_receipts(spot, source, 5).tables["erp_receipts"][0]
    second = {**first, "receipt_code": spot.named("RC90002")}
    for rows in ([first, second], [first]):
        spot.deliver_apart(Delivery(source, {"erp_receipts": rows}, is_full=True))
    return at(source_system=source)


DEFECTS: dict[str, Put] = {
    "TY-01": _zeros_lost,
    "TY-03": _digits_lost,
    "TY-11": _look_alike,
    "FI-01": _contract_missing,
    "FI-05": _fact_changed,
    "FI-06": _days_missing,
    "FI-07": _older_after_newer,
    "FI-14": _volume_odd,
    "GV-04": _vanished,
}
"""Check -> what puts its defect into a plant."""
