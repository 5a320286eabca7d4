"""The plants that can be simulated, by industry."""

from __future__ import annotations

from simulator.electronics.plant import ElectronicsPlant
from simulator.food.plant import FoodPlant
from simulator.pharma.plant import PharmaPlant
from simulator.plant import Plant

INDUSTRIES: dict[str, type[Plant]] = {
    "food": FoodPlant,
    "pharma": PharmaPlant,
    "electronics": ElectronicsPlant,
}
"""Name of an industry -> its plant."""
