"""Runs a plant of a class, and does to its records what the class does."""

from __future__ import annotations

from random import Random

from simulator.faults.classes import FaultClass
from simulator.faults.scene import Scene
from simulator.plant import Observed, Plant, Switches


def switches_of(kind: FaultClass) -> Switches:
    """How a plant of the class behaves: people fetch too much, except where nothing is wrong."""
    switches = {"spare_lots": not kind.is_faultless, **kind.switches}
    return Switches(**switches)  # type: ignore[arg-type] # names are those of Switches


def spoil(observed: Observed, kind: FaultClass, seed: int) -> Observed:
    """Put the faults of a class into the records, in place; the truth stays.

    Bounds are raised to what the faults go to. Equal records, class and seed give equal records.
    """
    rng = Random(f"{kind.name} {observed.code} {seed}")  # noqa: S311 - a simulation
    scene = Scene(observed.records, observed.truth, rng)
    for fault in kind.faults:
        fault.apply(scene, fault.rate)
    for name, least in kind.bounds.items():
        setattr(observed.bounds, name, max(least, getattr(observed.bounds, name)))
    if kind.hides_hold_up:
        observed.bounds.hold_up.clear()
        for place in observed.records["mes_places"]:
            place["has_hold_up"] = False
    return observed


def run_spoilt(plant: Plant, kind: FaultClass, seed: int) -> Observed:
    """Play a plant that was made with the class's switches, and spoil its records."""
    return spoil(plant.run(), kind, seed)
