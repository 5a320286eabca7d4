"""Who and what there is: products, recipes, partners, places, and a move as played."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Row = dict[str, Any]
FIRST_DAY = dt.date(2025, 12, 20)
ZERO = Decimal(0)

# name of the unit: id, category, factor, rate
UNITS = {
    "u": (1, 1, "1.0", "1.0"),
    "kg": (2, 2, "1.0", "1.0"),
    "g": (3, 2, "0.001", "1000.0"),
    "m": (4, 3, "1.0", "1.0"),
    "cm": (5, 3, "0.01", "100.0"),
    "dz": (6, 1, "12.0", "0.083333333333"),
}
PRODUCTS = {
    # name: (code, unit, other units, type of tracking, company)
    "reel": ("E-RES", "u", ("dz",), "lot", 1),
    "paste": ("E-PASTE", "kg", ("g",), "lot", 1),
    "flux": ("E-FLUX", "kg", ("g",), "none", 1),
    "wire": ("E-WIRE", "m", ("cm",), "some", 1),
    "chip": ("E-CHIP", "u", (), "serial", 1),
    "pcb": ("E-PCB", "u", (), "lot", 1),
    "board": ("S-BOARD", "u", (), "serial", 1),
    "psu": ("S-PSU", "u", (), "lot", 1),
    "device": ("F-DEV", "u", (), "serial", 1),
    "dross": ("B-DROSS", "kg", (), "lot", 1),
    "api": ("00123", "kg", ("g",), "lot", 2),
    "starch": ("1E5", "kg", ("g",), "some", 2),
    "granulate": ("P-GRA", "kg", ("g",), "lot", 2),
    "tablet": ("P-TAB", "u", ("dz",), "lot", 2),
    "carton": ("", "u", (), "some", 2),
    "pack": ("DUP", "u", (), "lot", 2),
    "leaflet": ("DUP", "u", (), "some", 2),
    "dust": ("", "kg", (), "lot", 2),
}
RECIPES: list[tuple[list[tuple[str, int]], list[tuple[str, int]]]] = [
    ([("reel", 2), ("paste", 1), ("flux", 1), ("pcb", 1), ("chip", 6)], [("board", 4)]),
    ([("reel", 1), ("wire", 2)], [("psu", 2), ("dross", 1)]),
    ([("board", 2), ("psu", 1), ("wire", 1)], [("device", 3)]),
    ([("api", 2), ("starch", 1), ("dust", 1)], [("granulate", 2), ("dust", 1)]),
    ([("granulate", 2)], [("tablet", 2), ("dust", 1)]),
    ([("tablet", 1), ("carton", 1), ("leaflet", 1)], [("pack", 2)]),
]
BOUGHT = ["reel", "paste", "flux", "wire", "chip", "pcb", "api", "starch", "carton", "leaflet"]
SOLD = ["device", "pack", "psu", "board", "tablet"]
ODD_NUMBERS = [
    "2026-01-02", "00123", "1E5", "批号-甲", 'Ø "Los", 7', "Grüße/ß", "zeile\nzwei",
    "ﬁ-\uff11\uff12",
    "A01/A02", " LEAD", "trail ", "N/A", "-", "0", "无", "a-1", "A-1", "A\u20131",
]  # fmt: skip
STATES = ("draft", "assigned", "cancelled", "staging")
PARTIES = [
    ("1", "Elektro Süd GmbH"), ("2", "Łódź Farma S.A."), ("10", "华强电子有限公司"),
    ("11", 'Bolt & "Nut", Ltd.'), ("12", "Müller\nSöhne KG"), ("", "Nameless code"), ("13", ""),
    ("14", "Same Name"), ("15", "Same Name"), ("20", "Klinik Ost"), ("21", "医院"),
    ("22", "Distribuidora Ñandú"), ("23", "Same Name"), ("24", "O'Hara Devices"),
    ("", "Second without code"), ("25", "EMS Subcontract Ltd"), ("", "A worker"),
]  # fmt: skip
SUPPLIERS = (3, 4, 5, 6, 7, 8)
CUSTOMERS = (9, 10, 11, 12, 13, 14, 15)
SUBCONTRACTOR = 16
EMPLOYEE = 1


@dataclass(frozen=True)
class Warehouse:
    """Ids of one warehouse's locations."""

    company: int
    id: int
    input: int
    storage: int
    output: int
    production: int
    bin: int


SUPPLIER, CUSTOMER, LOST, DROP, TRANSIT, RENTAL = 1, 2, 3, 4, 5, 6
WAREHOUSES = [
    Warehouse(1, 10, 11, 12, 13, 14, 15),
    Warehouse(1, 20, 21, 22, 23, 24, 25),
    Warehouse(2, 30, 31, 32, 33, 34, 35),
]
OUT = {CUSTOMER, RENTAL}
STORAGE = {TRANSIT, DROP} | {
    place for w in WAREHOUSES for place in (w.input, w.storage, w.output, w.bin)
}


@dataclass
class Move:
    """One row of stock_move, as played."""

    id: int
    product: str
    lot: int | None
    qty: Decimal
    unit: str
    source: int
    target: int
    state: str
    day: dt.date
    company: int
    shipment: tuple[str, int] | None = None
    used_by: int | None = None
    made_by: int | None = None
    origin: tuple[str, int] | None = None
    no_day: bool = False

    @property
    def base_qty(self) -> Decimal:
        return self.qty * Decimal(UNITS[self.unit][2])


def product_id(name: str) -> int:
    return list(PRODUCTS).index(name) + 1


def reference(value: tuple[str, int] | None) -> str | None:
    return f"{value[0]},{value[1]}" if value else None
