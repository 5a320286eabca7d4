"""Shares the plants of a proof out over warehouses of a bounded size, one home each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil
from pathlib import Path

import yaml

from simulator.prove.make_plants import PlantOrder

MOST_PLANTS = 60
"""In one warehouse: about two minutes of build on two cores."""

Groups = list[list[PlantOrder]]
"""Plants by industry and class."""

_FOLDER = "warehouse_"


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A home and the plants that are sites of it."""

    home: Path
    groups: Groups


def share_out(groups: Groups, home: Path, most: int = MOST_PLANTS) -> list[Warehouse]:
    """One warehouse in the home itself, or several of even size in folders of it.

    most: plants in one. A class may lie in two warehouses; a plant never does.
    """
    orders = [order for group in groups for order in group]
    count = ceil(len(orders) / most)
    if count <= 1:
        return [Warehouse(home, groups)] if orders else []
    size = ceil(len(orders) / count)
    parts = [orders[start : start + size] for start in range(0, len(orders), size)]
    return [
        Warehouse(_folder(home, number), _grouped(part))
        for number, part in enumerate(parts, start=1)
    ]


def find_built(groups: Groups, home: Path) -> list[Warehouse]:
    """The warehouses that an earlier proof left in a home, each with its share of these plants.

    A plant lies where its sites have bounds. One that lies nowhere is asked of the last warehouse,
    which knows nothing of it.
    """
    homes = sorted(home.glob(f"{_FOLDER}*")) or [home]
    left = [order for group in groups for order in group]
    found = []
    for one in homes[:-1]:
        codes = _codes_of(one)
        found.append(Warehouse(one, _grouped([order for order in left if order.code in codes])))
        left = [order for order in left if order.code not in codes]
    return [*found, Warehouse(homes[-1], _grouped(left))]


def _folder(home: Path, number: int) -> Path:
    return home / f"{_FOLDER}{number:02d}"


def _codes_of(home: Path) -> set[str]:
    bounds = yaml.safe_load((home / "bounds.yml").read_text(encoding="utf-8"))
    return {site.partition("-")[0] for site in bounds["sites"]}


def _grouped(orders: list[PlantOrder]) -> Groups:
    """Plants that stand in the order of the table, by industry and class again."""
    key = lambda order: (order.industry, order.fault_class)  # noqa: E731
    return [list(group) for _, group in groupby(orders, key)]
