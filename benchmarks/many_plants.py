"""Extracts of as many plants as hold a number of movements: three that ran, under other codes."""

from __future__ import annotations

import shutil
from math import ceil
from pathlib import Path

from simulator.industries import INDUSTRIES
from simulator.prove.make_plants import PlantOrder
from simulator.write_extracts import write_extracts


def write_many(folder: Path, movements: int) -> int:
    """Write so many rows of wms_movements, and all that belongs to them; returns how many it were.

    Each plant is a company of its own: every code begins with that of the plant.
    """
    plants = [(order.code, order.run().records) for order in _orders()]
    per_round = sum(len(records["wms_movements"]) for _, records in plants)
    rounds = ceil(movements / per_round)
    folder.mkdir(parents=True)
    for number, (code, records) in enumerate(plants):
        once = folder / "once"
        write_extracts([records], once)
        for file in sorted(once.iterdir()):
            header, body = file.read_text("utf-8").split("\n", 1)
            target = folder / f"{file.stem}_{number}.csv"
            with target.open("w", encoding="utf-8", newline="") as text:
                text.write(f"{header}\n")
                for copy in range(rounds):
                    text.write(body.replace(f"{code}-", f"{code[0]}{copy:05d}-"))
        shutil.rmtree(once)
    return per_round * rounds


def _orders() -> list[PlantOrder]:
    return [PlantOrder(industry, "none", 1, 7) for industry in INDUSTRIES]
