"""What the sauce works buy, cook and fill: items, lot sizes, bills of materials."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from simulator.job import Need
from simulator.stock import Tank


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of orders and of what is bought.

    cook, fill: units of each output lot of an order (10 kg of sauce; a tray of 12 bottles).
    cook_minutes, fill_minutes: for one unit. bought: short item code -> quantity of one lot.
    """

    cook: tuple[int, ...]
    fill: tuple[int, ...]
    cook_minutes: float
    fill_minutes: float
    bought: dict[str, int]


FEW_LOTS = Shape(
    cook=(12,) * 8,
    fill=(8,) * 8,
    cook_minutes=2.5,
    fill_minutes=3.0,
    bought={
        "TOM": 180, "SUG": 600, "VIN": 200, "STA": 25, "SAL": 12, "SPR": 10, "BOT": 420,
        "CAP": 500,
    },
)  # fmt: skip
"""Two to four lots of an item in an order."""

MANY_LOTS = Shape(
    cook=(9,) * 20,
    fill=(6,) * 30,
    cook_minutes=3.5,
    fill_minutes=3.5,
    bought={
        "TOM": 75, "SUG": 600, "VIN": 200, "STA": 8, "SAL": 5, "SPR": 4, "BOT": 200, "CAP": 190,
    },
)  # fmt: skip
"""Ten and more."""

ITEMS = {
    "TOM": ("Tomato paste in drums", "raw", "kg"),
    "SUG": ("Sugar, loose", "raw", "kg"),
    "VIN": ("Vinegar", "raw", "kg"),
    "STA": ("Modified starch", "raw", "kg"),
    "SAL": ("Salt", "raw", "kg"),
    "SPR": ("Spices, raw", "raw", "kg"),
    "SPI": ("Spices, steamed", "semi_finished", "kg"),
    "SAU": ("Sauce in containers", "semi_finished", "kg"),
    "RWK": ("Sauce for rework", "by_product", "kg"),
    "BOT": ("Bottle 0.5 kg", "packaging", "pcs"),
    "CAP": ("Cap", "packaging", "pcs"),
    "KET": ("Ketchup 0.5 kg", "finished", "pcs"),
}
"""Short code -> name, type, unit."""

SUPPLIERS = {
    "TOM": ("SUP1", "SUP2"), "SUG": ("SUP3",), "VIN": ("SUP4",), "STA": ("SUP5", "SUP6"),
    "SAL": ("SUP6",), "SPR": ("SUP7", "SUP8"), "BOT": ("SUP9",), "CAP": ("SUP9", "SUP10"),
}  # fmt: skip
"""Short code -> who delivers it."""

STEAM_LOTS = (8, 8, 8, 8)
"""Units (1 kg) of each lot that the subcontractor sends back."""

REWORK_PER_UNIT = Decimal("0.1")
TOP_UP_PER_UNIT = Decimal("0.02")
BOTTLES = 12
"""In one tray."""


def cooking(prefix: str, sugar: Tank, vinegar: Tank) -> tuple[Need, ...]:
    """Needs of 10 kg of sauce; water makes up the rest."""
    return (
        Need(f"{prefix}-TOM", Decimal("4.5"), f"{prefix}-DRUMS", pack=Decimal(5)),
        Need(f"{prefix}-SUG", Decimal("1.8"), tank=sugar),
        Need(f"{prefix}-VIN", Decimal("1.5"), tank=vinegar),
        Need(f"{prefix}-STA", Decimal("0.5"), f"{prefix}-STARCH"),
        Need(f"{prefix}-SAL", Decimal("0.3"), f"{prefix}-KETTLE"),
        Need(f"{prefix}-SPI", Decimal("0.2"), f"{prefix}-KETTLE", pack=Decimal("0.5")),
    )


def filling(prefix: str) -> tuple[Need, ...]:
    """Needs of a tray of twelve bottles."""
    pieces = Decimal(BOTTLES)
    return (
        Need(f"{prefix}-SAU", Decimal(6), "{line}-HOPPER", pack=Decimal(10)),
        Need(f"{prefix}-BOT", pieces, pack=Decimal(70), is_counted=True),
        Need(f"{prefix}-CAP", pieces, pack=Decimal(50), is_counted=True),
    )


def steaming(prefix: str) -> tuple[Need, ...]:
    """Needs of one kilogram of steamed spices."""
    return (Need(f"{prefix}-SPR", Decimal(1), f"{prefix}-STEAMER", pack=Decimal("0.5")),)
