"""Tanks of a plant: filled from the shelf before they run dry, cleaned when nearly empty."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from simulator.plant import Plant, Steps
from simulator.stock import Tank

_FILL_MINUTES = 6
LATEST_ENTRY_MINUTES = 120
"""A fill that a person types in is in the system after so many minutes at the most."""


def declare_tank(plant: Plant, code: str, site: str, item: str, capacity: Decimal) -> Tank:
    """A tank of a plant; a blended silo is declared nowhere, only the warehouse's moves show it."""
    tank = Tank(plant.named(code), site, item, capacity)
    if not plant.switches.blended_silo:
        plant.records.place(tank.code, site, "tank", is_metered=True)
    return tank


def keep_filled(plant: Plant, tank: Tank | None, qty: Decimal) -> Steps:
    """Wait until a tank holds at least `qty`, filling it with lots from the shelf."""
    if tank is None:
        return
    while tank.level < qty:
        yield plant.env.timeout(_FILL_MINUTES)
        if tank.level < qty and not fill_tank(plant, tank):
            raise ValueError(f"{tank.code} ran dry at {plant.now()}.")


def fill_tank(plant: Plant, tank: Tank) -> bool:
    """Pour the oldest lot in, as much as there is room for; False where the shelf is empty."""
    room = tank.capacity - tank.level
    for lot, held in plant.stock.on_hand(tank.site, tank.item).items():
        qty = min(held, room)
        if qty <= 0:
            return False
        plant.stock.take(tank.site, lot, qty)
        record_fill(plant, tank, lot, qty)
        return True
    return False


def record_fill(plant: Plant, tank: Tank, lot: tuple[str, str], qty: Decimal) -> None:
    """A fill happened now: metered, or typed in later where that switch says so."""
    at, late = plant.now(), None
    if plant.chance(plant.switches.late_tank_entries):
        minutes = plant.random.randrange(10, LATEST_ENTRY_MINUTES)
        late = at + dt.timedelta(minutes=minutes)
        plant.bounds.entry_delay_minutes = LATEST_ENTRY_MINUTES
    tank.fill(lot, qty)
    plant.records.fill(lot, qty, plant.units[tank.item], at, tank.site, tank.code, entered_at=late)


def clean_tank(plant: Plant, tank: Tank) -> None:
    """Let the rest out, throw it away and clean: told by the place and by the warehouse.

    Of a blended silo nobody knows what is in it, and it is never cleaned.
    """
    if plant.switches.blended_silo:
        return
    held, booked = tank.empty()
    at, uom = plant.now(), plant.units[tank.item]
    for lot, qty in held:
        plant.truth.lose(lot, qty)
    for lot, qty in booked:
        plant.records.scrap(lot, qty, uom, at, tank.site)["from_location"] = tank.code
    plant.records.place_event("emptied", tank.code, at)
    plant.records.place_event("cleaned", tank.code, at + dt.timedelta(minutes=20))
