"""Defects that the checks of shipments, moves, returns and packing must catch."""

from __future__ import annotations

from simulator.defects.defect import Put, Sought, at
from simulator.defects.spot import Spot, hours


def _shipped_without_lot(spot: Spot) -> Sought:
    fact = spot.shipments()[0]
    spot.change(fact, lot_code=None, handling_unit_code=None)
    return at(delivery_code=fact[0]["delivery_code"])


def _to_nobody(spot: Spot) -> Sought:
    code = spot.shipments()[0][0]["delivery_code"]
    for fact in spot.facts("erp_deliveries", delivery_code=code):
        spot.change(fact[:1], customer_code=None, ship_to_code=None)
        spot.change(fact[1:], partner_code=None)
    return at(delivery_code=code)


def _never_made(spot: Spot) -> Sought:
    shipped = {row["lot_code"] for row in spot.records["erp_deliveries"]}
    fact = next(fact for fact in spot.made("KET") if fact[0]["lot_code"] in shipped)
    spot.remove(fact)
    return at(lot_code=fact[0]["lot_code"])


def _split_into_nothing(spot: Spot) -> Sought:
    row = spot.row("wms_movements", movement_type="split")
    spot.change([row], to_lot_code=None)
    return at(item_code=row["item_code"])


def _lost_on_the_way(spot: Spot) -> Sought:
    row = spot.row("wms_movements", movement_type="transfer_in", item_code=spot.named("SPI"))
    spot.change([row], lot_code=None)
    return at(item_code=row["item_code"], site_code=row["site_code"])


def _undeclared_blend(spot: Spot) -> Sought:
    place = spot.row("mes_places", place_type="hopper")
    for fact in spot.receipts("SAL")[:2]:
        row = fact[-1]
        spot.records.movement(
            "transfer", spot.lot(row), row["qty"], row["uom"], hours(1)(row["occurred_at"]),
            row["site_code"], from_location=row["to_location"], to_location=place["place_code"],
        )  # fmt: skip
    return at(place["place_code"])


def _other_lot_came_back(spot: Spot) -> Sought:
    erp = spot.shipments()[0][0]
    delivery, shipped = erp["delivery_code"], hours(48)(erp["shipped_at"])
    on_it = {row["lot_code"] for row in spot.rows("erp_deliveries", delivery_code=delivery)}
    other = next(f[0] for f in spot.made("KET") if f[0]["lot_code"] not in on_it)
    spot.records.customer_return(
        spot.lot(other), erp["qty"], erp["uom"], shipped, erp["site_code"], erp["customer_code"],
        delivery,
    )  # fmt: skip
    return at(delivery_code=delivery)


def _reversed_nothing(spot: Spot) -> Sought:
    fact = spot.uses("STA")[0]
    row = spot.add(
        "mes_consumptions", fact[0], consumption_id=spot.records.number("CN"),
        reversal_of=spot.named("CN99999"),
    )  # fmt: skip
    return at(item_code=row["item_code"])


def _in_two_units(spot: Spot) -> Sought:
    """A case lies on a second pallet, and nobody took it off the first."""
    row = next(row for row in spot.records["wms_handling_units"] if row.get("child_code"))
    spot.add(
        "wms_handling_units", row, parent_code=spot.named("PAL99999"),
        packed_at=hours(1)(row["packed_at"]),
    )  # fmt: skip
    return at(row["child_code"])


def _out_before_in(spot: Spot) -> Sought:
    row = spot.records["wms_handling_units"][-1]
    row["unpacked_at"] = hours(-5)(row["packed_at"])
    return at(row["parent_code"])


DEFECTS: dict[str, Put] = {
    "LK-08": _shipped_without_lot,
    "LK-09": _to_nobody,
    "LK-10": _never_made,
    "LK-15": _split_into_nothing,
    "LK-17": _lost_on_the_way,
    "LK-21": _undeclared_blend,
    "LK-23": _other_lot_came_back,
    "LK-24": _reversed_nothing,
    "LK-25": _in_two_units,
    "LK-26": _out_before_in,
}
"""Check -> what puts its defect into a plant."""
