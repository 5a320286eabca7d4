"""Defects that the checks of times must catch."""

from __future__ import annotations

import datetime as dt

from simulator.defects.defect import Put, Sought, at
from simulator.defects.spot import Spot, hours
from simulator.records import Row

_INSTANTS = ("received_at", "shipped_at", "occurred_at", "started_at", "ended_at", "recorded_at")


def _move(rows: tuple[Row, ...] | list[Row], number: float, *columns: str) -> None:
    """Move the instants of rows by so many hours."""
    for row in rows:
        for name in columns or _INSTANTS:
            if row.get(name):
                row[name] = hours(number)(row[name])


def _used_before_it_came(spot: Spot) -> Sought:
    fact = spot.receipts("SAL")[0]
    _move(fact, 24 * 10)
    return at(lot_code=fact[0]["lot_code"])


def _shipped_before_made(spot: Spot) -> Sought:
    fact = spot.shipments()[0]
    _move(fact, -24 * 10)
    return at(delivery_code=fact[0]["delivery_code"])


def _made_before_fed(spot: Spot) -> Sought:
    for fact in spot.made("SPI"):
        _move(fact, -24 * 10)
    return at(work_order_code=spot.order("SPI")["work_order_code"])


def _inspected(spot: Spot, row: Row, number: float, status: str) -> None:
    spot.records.inspection(
        spot.lot(row), "incoming", hours(number)(row["started_at"]), new_lot_status=status
    )


def _used_before_release(spot: Spot) -> Sought:
    row = spot.uses("SAL")[0][0]
    _inspected(spot, row, 24 * 6, "released")
    return at(lot_code=row["lot_code"])


def _held(spot: Spot) -> Sought:
    row, came = spot.uses("STA")[0][0], spot.receipts("STA")[0][-1]
    spot.records.movement(
        "status_change", spot.lot(row), came["qty"], came["uom"], hours(-3)(row["started_at"]),
        row["site_code"], reason_code="hold",
    )  # fmt: skip
    return at(lot_code=row["lot_code"])


def _expired(spot: Spot) -> Sought:
    row = spot.uses("CAP")[0][0]
    _expire(spot, row, hours(-24 * 9)(row["started_at"]))
    return at(lot_code=row["lot_code"])


def _expire(spot: Spot, row: Row, when: dt.datetime) -> None:
    receipt = spot.row("erp_receipts", item_code=row["item_code"], lot_code=row["lot_code"])
    spot.change([receipt, spot.card(row)], expires_at=when)


def _not_yet(spot: Spot) -> Sought:
    row = spot.receipts("CAP")[-1][0]
    _move([row], 24 * 365 * 8)
    return at("received_at", site_code=row["site_code"])


def _long_ago(spot: Spot) -> Sought:
    row = spot.receipts("BOT")[-1][0]
    _move([row], -24 * 365 * 40)
    return at("received_at", site_code=row["site_code"])


def _after_its_order(spot: Spot) -> Sought:
    row = spot.uses("SAL")[-1][0]
    _move([row], 24 * 8)
    return at(work_order_code=row["work_order_code"])


def _clock_wrong(spot: Spot) -> Sought:
    """The clock that stamps the entries of one station is 25 minutes behind."""
    station = spot.order("SPI")["line_code"]
    for contract in ("mes_consumptions", "mes_outputs"):
        _move(spot.rows(contract, equipment_code=station), -25 / 60, "recorded_at")
    return at(station)


def _other_zone(spot: Spot) -> Sought:
    """A station tells its outputs by the clock of another zone."""
    station = spot.order("SPI")["line_code"]
    _move(spot.rows("mes_outputs", equipment_code=station), -1)
    return at(station)


def _day_alone(spot: Spot) -> Sought:
    row = spot.receipts("SAL")[0][0]
    row["received_at"] = row["received_at"].date()
    return at("received_at", site_code=row["site_code"])


def _entered_late(spot: Spot) -> Sought:
    row = spot.uses("SAL")[0][0]
    _move([row], 3, "recorded_at")
    return at("mes_consumptions", site_code=row["site_code"])


def _entered_after_shipment(spot: Spot) -> Sought:
    row = spot.uses("CAP")[0][0]
    _move([row], 24 * 12, "recorded_at")
    return at(work_order_code=row["work_order_code"])


def _past_month(spot: Spot) -> Sought:
    row = spot.uses("SAL")[0][0]
    _move([row], 24 * 30, "recorded_at")
    return at("2026-01", site_code=row["site_code"])


def _at_two_sites(spot: Spot) -> Sought:
    """Somebody scans at two sites within a minute."""
    here, there = spot.uses("SPR")[0][0], spot.uses("SAL")[0][0]
    spot.change([here], operator_code=there["operator_code"], recorded_at=there["recorded_at"])
    return at(there["operator_code"])


def _second_step_first(spot: Spot) -> Sought:
    order = spot.order("SAU")
    first = spot.row("mes_operations", work_order_code=order["work_order_code"])
    spot.add(
        "mes_operations", first, operation_run_id=spot.records.number("OP"), operation_no="20",
        operation_name="finish", started_at=hours(-2)(first["started_at"]),
    )  # fmt: skip
    return at(work_order_code=order["work_order_code"])


def _older_lot_left(spot: Spot) -> Sought:
    """Of two lots that lay there the one that keeps longer is used first."""
    first, later = (fact[0] for fact in spot.uses("TOM")[:2])
    _expire(spot, first, hours(24 * 200)(first["started_at"]))
    _expire(spot, later, hours(24 * 100)(first["started_at"]))
    return at(item_code=first["item_code"])


DEFECTS: dict[str, Put] = {
    "TM-01": _used_before_it_came,
    "TM-02": _shipped_before_made,
    "TM-03": _made_before_fed,
    "TM-04": _used_before_release,
    "TM-05": _held,
    "TM-06": _expired,
    "TM-07": _not_yet,
    "TM-08": _long_ago,
    "TM-09": _after_its_order,
    "TM-10": _clock_wrong,
    "TM-11": _other_zone,
    "TM-12": _day_alone,
    "TM-13": _entered_late,
    "TM-14": _entered_after_shipment,
    "TM-15": _past_month,
    "TM-16": _at_two_sites,
    "TM-17": _second_step_first,
    "TM-18": _older_lot_left,
}
"""Check -> what puts its defect into a plant."""
