"""Serial units of the maker of devices: what is printed on them, and their way out and back."""

from __future__ import annotations

from simulator.electronics.catalogue import ONE
from simulator.plant import Plant
from simulator.stock import ZERO
from simulator.truth import Lot
from simulator.unit_order import named_truly


class Units:
    """Every serial unit of a plant.

    lot_of: serial unit -> code of the lot it is a member of; boards are in none. delivered: device
    -> site, customer and delivery.
    """

    def __init__(self, plant: Plant, serial_items: set[str]) -> None:
        self.plant = plant
        self.serial_items = serial_items
        self.lot_of: dict[Lot, str] = {}
        self.delivered: dict[Lot, tuple[str, str]] = {}

    def label(self, lot: Lot) -> tuple[str, str]:
        """Lot code and serial as printed."""
        if lot[0] not in self.serial_items:
            return lot[1], ""
        return self.lot_of.get(lot, ""), lot[1]

    def new(self, item: str, prefix: str, lot: Lot | None = None) -> Lot:
        """A new unit; with a lot, it is a member of it, which takes nothing from the lot."""
        unit = item, self.plant.records.number(prefix)
        if lot:
            self.lot_of[unit] = lot[1]
            self.plant.truth.flow(lot, unit, ZERO, self.plant.now(), "")
        return unit

    def pack(self, case: str, units: list[Lot], pallet: str) -> None:
        """Put devices into a case, and the case onto a pallet."""
        for number, unit in enumerate(units):
            code, serial = self.label(unit)
            row = self.plant.records.packing(
                case, (unit[0], code), ONE, "pcs", self.plant.now(), serial=serial,
                parent="" if number else pallet,
            )  # fmt: skip
            named_truly((row,), unit)

    def ship(self, site: str, customer: str, units: list[Lot], case: str = "") -> None:
        """Devices leave on one delivery, a line each."""
        plant = self.plant
        delivery, at = plant.records.number("DL"), plant.now()
        for line_no, unit in enumerate(units, start=1):
            code, serial = self.label(unit)
            plant.stock.take(site, unit, ONE)
            rows = plant.records.shipment(
                (unit[0], code), ONE, "pcs", at, site, customer, delivery=delivery,
                line_no=str(line_no), serial=serial, unit=case,
            )  # fmt: skip
            named_truly(rows, unit)
            plant.truth.ship(unit, delivery, customer, ONE, at)
            self.delivered[unit] = customer, delivery

    def take_back(self, site: str, unit: Lot) -> None:
        """A customer sends a device back."""
        plant = self.plant
        code, serial = self.label(unit)
        customer, delivery = self.delivered[unit]
        row = plant.records.customer_return(
            (unit[0], code), ONE, "pcs", plant.now(), site, customer, delivery
        )
        row["serial_code"] = serial
        named_truly((row,), unit)
        plant.stock.put(site, unit, ONE)

    def scrap(self, site: str, unit: Lot) -> None:
        """A device is thrown away."""
        plant = self.plant
        code, serial = self.label(unit)
        plant.stock.take(site, unit, ONE)
        row = plant.records.scrap((unit[0], code), ONE, "pcs", plant.now(), site)
        row["serial_code"] = serial
        named_truly((row,), unit)
        plant.truth.lose(unit, ONE)
