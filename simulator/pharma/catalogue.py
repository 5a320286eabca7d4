"""What the maker of medicine buys and makes, from whom, where, and by which bill of materials."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from simulator.job import Need
from simulator.plant import Plant

CUSTOMERS = ("CLINIC", "PHARMACY", "WHOLESALE", "EXPORT", "ARMY")


@dataclass(frozen=True, slots=True)
class Bought:
    """A raw item: how much comes in one lot, how long it keeps, who delivers it."""

    code: str
    name: str
    uom: str
    lot_qty: Decimal
    shelf_days: int
    kind: str = "raw"


RAW = (
    Bought("ACT", "Active substance", "kg", Decimal(12), 365),
    Bought("LAC", "Lactose", "kg", Decimal(15), 540),
    Bought("PVP", "Binder", "kg", Decimal(9), 540),
    Bought("MGS", "Lubricant", "kg", Decimal("1.5"), 730),
    Bought("VIA", "Vial 10 ml", "pcs", Decimal(500), 1800, "packaging"),
    Bought("STO", "Stopper", "pcs", Decimal(600), 1800, "packaging"),
    Bought("CAR", "Carton", "pcs", Decimal(600), 1800, "packaging"),
    Bought("LEA", "Leaflet", "pcs", Decimal(1200), 1800, "packaging"),
)
MADE = (
    ("GRA", "Granulate", "kg", "semi_finished"),
    ("BLE", "Final blend", "kg", "semi_finished"),
    ("FIL", "Vial, filled", "pcs", "semi_finished"),
    ("STE", "Vial, sterile", "pcs", "semi_finished"),
    ("PAC", "Pack of one vial", "pcs", "finished"),
)
TEN = Decimal(10)
"""Vials are filled and packed by tens: one unit of work."""


@dataclass(slots=True)
class Catalogue:
    """Codes of a plant's masters, declared once: `item["LAC"]`, `line["FILL1"]`."""

    plant: Plant
    works: str = ""
    steriliser: str = ""
    item: dict[str, str] = field(default_factory=dict)
    line: dict[str, str] = field(default_factory=dict)
    supplier: dict[str, str] = field(default_factory=dict)
    customer: dict[str, str] = field(default_factory=dict)

    def declare(self) -> None:
        """Write the masters."""
        plant, records = self.plant, self.plant.records
        self.works = plant.site("WORKS", "Works for sterile powders")
        self.steriliser = plant.site("STERIL", "Sterilisation service", "subcontractor")
        for raw in RAW:
            self.item[raw.code] = plant.item(raw.code, raw.name, raw.kind, raw.uom)
            self.supplier[raw.code] = plant.named(f"S-{raw.code}")
            records.supplier(self.supplier[raw.code], f"Supplier of {raw.name.lower()}", "DE")
        for code, name, uom, kind in MADE:
            self.item[code] = plant.item(code, name, kind, uom)
        for code in CUSTOMERS:
            self.customer[code] = plant.named(f"C-{code}")
            records.customer(self.customer[code], code.capitalize(), "DE")
        for code in ("GRAN1", "BLEND1", "FILL1", "FILL2", "PACK1"):
            self.line[code] = plant.place(code, self.works, "line")
        self.line["BIN"] = plant.place("BIN", self.works, "hopper", Decimal(3))
        self.line["HOPPER"] = plant.place("HOPPER", self.works, "hopper", Decimal(2))
        self.line["CELL"] = plant.place("CELL", self.steriliser, "oven")

    def granulation(self) -> tuple[Need, ...]:
        """For one kg of granulate. The active substance comes weighed, to the gram."""
        return (
            self._need("ACT", "0.3", pack="0.001"),
            self._need("LAC", "0.6", place="BIN"),
            self._need("PVP", "0.1", pack="0.1"),
        )

    def blending(self) -> tuple[Need, ...]:
        """For one kg of final blend."""
        return self._need("GRA", "0.98"), self._need("MGS", "0.02", pack="0.1")

    def filling(self) -> tuple[Need, ...]:
        """For ten vials."""
        return (
            self._need("BLE", "0.5", place="HOPPER"),
            self._need("VIA", "10", pack="50", is_counted=True),
            self._need("STO", "10", pack="100", is_counted=True),
        )

    def packaging(self) -> tuple[Need, ...]:
        """For ten packs."""
        return (
            self._need("STE", "10", is_counted=True),
            self._need("CAR", "10", pack="50", is_counted=True),
            self._need("LEA", "10", pack="100", is_counted=True),
        )

    def _need(
        self, code: str, qty: str, *, place: str = "", pack: str = "1", is_counted: bool = False
    ) -> Need:
        fed_at = self.line[place] if place else ""
        return Need(self.item[code], Decimal(qty), fed_at, Decimal(pack), is_counted=is_counted)
