"""Defects that the checks of quantities must catch."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from simulator.defects.defect import Put, Sought, at
from simulator.defects.spot import Spot, hours, times


def _more_used_than_came(spot: Spot) -> Sought:
    fact = spot.uses("STA")[0]
    spot.change(fact, qty=times("4"))
    return at(lot_code=fact[0]["lot_code"])


def _more_shipped_than_made(spot: Spot) -> Sought:
    fact = spot.shipments()[0]
    spot.change(fact, qty=times("9"))
    return at(lot_code=fact[0]["lot_code"])


def _below_zero(spot: Spot) -> Sought:
    """Half of a lot came only after all of it was used."""
    fact = spot.receipts("SAL")[0]
    code = spot.records.number("RC")
    spot.change(fact, qty=times("0.5"))
    late = hours(96)(fact[-1]["occurred_at"])
    spot.add("erp_receipts", fact[0], receipt_code=code, received_at=late)
    spot.add(
        "wms_movements", fact[-1], receipt_code=code, movement_id=spot.records.number("MV"),
        occurred_at=late, recorded_at=late,
    )  # fmt: skip
    return at(lot_code=fact[0]["lot_code"])


def _unaccounted(spot: Spot) -> Sought:
    """All uses of a lot are missing, and a count says that it is gone."""
    lot = spot.uses("SAL")[0][0]["lot_code"]
    for contract in ("mes_consumptions", "wms_movements"):
        rows = spot.rows(contract, lot_code=lot)
        spot.remove(row for row in rows if row.get("work_order_code"))
    return at(lot_code=lot)


def _low_yield(spot: Spot) -> Sought:
    order = spot.order("SPI")["work_order_code"]
    for fact in spot.uses("SPR"):
        spot.change(fact, qty=times("3"))
    return at(work_order_code=order)


def _in_grams(spot: Spot) -> Sought:
    fact = spot.uses("STA")[0]
    spot.change(fact, qty=times("1000"))
    return at(item_code=fact[0]["item_code"], work_order_code=fact[0]["work_order_code"])


def _unknown_unit(spot: Spot) -> Sought:
    fact = spot.uses("CAP")[0]
    spot.change(fact, uom="drum")
    return at(item_code=fact[0]["item_code"])


def _nothing(spot: Spot) -> Sought:
    fact = spot.receipts("VIN")[0]
    spot.change(fact, qty=Decimal(0))
    return at(item_code=fact[0]["item_code"])


def _backflush(spot: Spot) -> Sought:
    fact = spot.uses("BOT")[0]
    spot.change(fact, capture_method="backflush")
    return at(item_code=fact[0]["item_code"], work_order_code=fact[0]["work_order_code"])


def _outlier(spot: Spot) -> Sought:
    """Much more of an item is used than the order needs, and as much had come."""
    for fact in (*spot.receipts("SAL"), *spot.uses("SAL")):
        spot.change(fact, qty=times("1.8"))
    row = spot.uses("SAL")[0][0]
    return at(item_code=row["item_code"], work_order_code=row["work_order_code"])


def _drift(spot: Spot) -> Sought:
    """In twelve orders the warehouse rounds up what the shop floor weighed."""
    for _, fact in spot.small_orders("SAL", 12):
        spot.change(fact[1:], qty=times("1.004"))
    return at(item_code=spot.named("SAL"))


def _found_missing(spot: Spot) -> Sought:
    row = spot.receipts("TOM")[-1][-1]
    spot.records.movement(
        "adjustment", spot.lot(row), Decimal(-7), row["uom"], hours(60)(row["occurred_at"]),
        row["site_code"], from_location=row["to_location"], reason_code="count",
    )  # fmt: skip
    return at(lot_code=row["lot_code"])


def _no_scrap(spot: Spot) -> Sought:
    """A line ran in January and in March without scrap; another of its site reports some."""
    kettle, filled = spot.order("SAU"), spot.made("KET")[0][0]
    spot.add(
        "mes_outputs", filled, output_id=spot.records.number("OU"), qty=Decimal(1),
        output_kind="scrap",
    )  # fmt: skip
    later, code = dt.timedelta(days=50), spot.records.number("WO")
    spot.add(
        "erp_work_orders", kettle, work_order_code=code, started_at=kettle["started_at"] + later,
        closed_at=kettle["closed_at"] + later,
    )  # fmt: skip
    return at(kettle["line_code"], site_code=kettle["site_code"])


DEFECTS: dict[str, Put] = {
    "QT-01": _more_used_than_came,
    "QT-02": _more_shipped_than_made,
    "QT-03": _below_zero,
    "QT-04": _unaccounted,
    "QT-05": _low_yield,
    "QT-06": _in_grams,
    "QT-07": _unknown_unit,
    "QT-08": _nothing,
    "QT-09": _backflush,
    "QT-10": _outlier,
    "QT-11": _drift,
    "QT-12": _found_missing,
    "QT-13": _no_scrap,
}
"""Check -> what puts its defect into a plant."""
