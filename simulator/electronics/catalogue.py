"""What the maker of devices buys and makes, from whom, where, and by which bill of materials."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from simulator.job import Need
from simulator.plant import Plant

CUSTOMERS = ("SHOP", "TELCO", "ONLINE", "FACTORY")
ONE = Decimal(1)
BOARDS_PER_PANEL = 2
ALTERNATES = "CAPACITOR"
"""The group of the bill of materials whose two items stand in for one another."""


@dataclass(frozen=True, slots=True)
class Bought:
    """A raw item: pieces (or grams) of one reel or tin; fewer where orders shall use many."""

    code: str
    name: str
    uom: str
    lot_qty: int
    small_qty: int
    kind: str = "raw"


RAW = (
    Bought("PCB", "Bare panel", "pcs", 12, 3),
    Bought("RES", "Resistor 10 kOhm", "pcs", 24, 24),
    Bought("CAP", "Capacitor 100 nF", "pcs", 25, 10),
    Bought("CAX", "Capacitor 100 nF, second source", "pcs", 25, 10),
    Bought("IC", "Controller", "pcs", 20, 5),
    Bought("PST", "Solder paste", "g", 60, 15),
    Bought("HSG", "Housing", "pcs", 20, 6),
    Bought("CBL", "Cable", "pcs", 24, 6),
    Bought("BOX", "Gift box", "pcs", 60, 8, "packaging"),
)


@dataclass(slots=True)
class Catalogue:
    """Codes of a plant's masters, declared once: `item["RES"]`, `line["SMT1"]`."""

    plant: Plant
    works: str = ""
    service: str = ""
    item: dict[str, str] = field(default_factory=dict)
    line: dict[str, str] = field(default_factory=dict)
    customer: dict[str, str] = field(default_factory=dict)
    supplier: dict[str, str] = field(default_factory=dict)

    def declare(self) -> None:
        """Write the masters."""
        plant, records = self.plant, self.plant.records
        self.works = plant.site("WORKS", "Assembly works")
        self.service = plant.site("SERVICE", "Service centre")
        for raw in RAW:
            self.item[raw.code] = plant.item(raw.code, raw.name, raw.kind, raw.uom)
            self.supplier[raw.code] = plant.named(f"S-{raw.code}")
            records.supplier(self.supplier[raw.code], f"Maker of {raw.name.lower()}", "CN")
        self.item["PNL"] = plant.item("PNL", "Panel, assembled", "semi_finished", "pcs")
        self.item["BRD"] = plant.item("BRD", "Board", "semi_finished", "pcs", is_serial=True)
        self.item["DEV"] = plant.item("DEV", "Device", "finished", "pcs", is_serial=True)
        for code in CUSTOMERS:
            self.customer[code] = plant.named(f"C-{code}")
            records.customer(self.customer[code], code.capitalize(), "CN")
        for code in ("SMT1", "SMT2", "CUT1", "ASSY1", "BENCH1"):
            self.line[code] = plant.place(code, self.works, "line")
        for number in range(1, 4):
            code = f"FEEDER{number}"
            self.line[code] = plant.place(code, self.works, "feeder")
        self.line["PRINTER"] = plant.place("PRINTER", self.works, "hopper", Decimal(20))
        self.line["BENCH2"] = plant.place("BENCH2", self.service, "line")

    def placing(self, *, is_parallel: bool) -> tuple[Need, ...]:
        """For one panel. On two lines at once, each line has feeders of its own."""
        small = self.plant.many_lots
        packs = {raw.code: raw.small_qty if small else raw.lot_qty for raw in RAW}

        def need(code: str, qty: int, place: str, group: str = "") -> Need:
            fed_at = "" if is_parallel or not place else self.line[place]
            pack = Decimal(packs[code]) if place else ONE
            return Need(
                self.item[code], Decimal(qty), fed_at, pack, is_counted=True,
                alternate_group=group,
            )  # fmt: skip

        return (
            need("PCB", 1, ""),
            need("RES", 10, "FEEDER1"),
            need("CAP", 4, "FEEDER2", ALTERNATES),
            need("IC", 2, "FEEDER3"),
            Need(self.item["PST"], Decimal(5), self.line["PRINTER"], Decimal(5)),
        )

    def finishing(self) -> tuple[Need, ...]:
        """For one device, what is mounted at the line; its board is taken one by one."""
        return tuple(Need(self.item[code], ONE, is_counted=True) for code in ("HSG", "CBL", "BOX"))
