"""Faults of quantities: too much, or in another unit than the one written beside them."""

from __future__ import annotations

from decimal import Decimal

from simulator.faults.scene import Scene


def over_recorded(scene: Scene, rate: float) -> None:
    """More was booked than used: the rest went back to the shelf unbooked."""
    for fact in scene.chosen("consumption", rate):
        factor = 1 + Decimal(scene.rng.randint(5, 100)) / 100
        for row in fact:
            row["qty"] = (row["qty"] * factor).quantize(Decimal("0.001"))


def unit_error(scene: Scene, rate: float) -> None:
    """Grams were typed where the unit says kilograms: a thousand times too much."""
    for fact in scene.chosen("consumption", rate):
        for row in fact:
            row["qty"] = row["qty"] * 1000
