"""Runs the plants of a proof and writes their extracts, as sites of one warehouse."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import ceil
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml

from simulator.faults.classes import FaultClass
from simulator.faults.mixtures import CLASSES
from simulator.faults.spoil import run_spoilt, switches_of
from simulator.industries import INDUSTRIES
from simulator.plant import Observed
from simulator.prove.known_plant import KnownPlant, know
from simulator.records import Records
from simulator.write_extracts import write_extracts

EXTRACTS = "extracts"
"""Folder of a home where the extracts of its plants lie."""


@dataclass(frozen=True, slots=True)
class PlantOrder:
    """A plant to be run. number: its place among the plants of its industry and class."""

    industry: str
    fault_class: str
    number: int
    seed: int

    @property
    def kind(self) -> FaultClass:
        """What goes wrong in it."""
        return CLASSES[self.fault_class]

    @property
    def code(self) -> str:
        """Prefix of all its codes: letter of the industry, number of the class, its own number."""
        place = list(CLASSES).index(self.fault_class)
        return f"{self.industry[0].upper()}{place:02d}N{self.number}"

    def run(self) -> Observed:
        """Run it; always the same plant."""
        plant = INDUSTRIES[self.industry](
            self.code,
            self.seed * 1000 + self.number,
            switches_of(self.kind),
            many_lots=self.kind.many_lots,
        )
        return run_spoilt(plant, self.kind, self.seed)


@dataclass(frozen=True, slots=True)
class StoppedPlant:
    """A plant that did not run to its end, and why."""

    order: PlantOrder
    reason: str


@dataclass(frozen=True, slots=True)
class MadePlants:
    """Plants after their run: the truth of those that came to their end, and those that did not."""

    known: list[KnownPlant]
    stopped: list[StoppedPlant]


@dataclass(frozen=True, slots=True)
class Group:
    """Plants of one industry and class after their run. bounds: as `bounds.yml` holds them."""

    made: MadePlants
    bounds: dict[str, dict[str, Any]]


def ordered(
    industries: Sequence[str], classes: Sequence[str], plants: int, seed: int
) -> list[list[PlantOrder]]:
    """The plants of each industry and class, in the order of the table.

    plants: of each industry. A class that some industries do not have gets more of the others, so
    that every class is asked about as often.
    """
    return [
        [PlantOrder(industry, name, number + 1, seed) for number in range(share)]
        for industry in industries
        for name in classes
        if (share := _share(industry, name, industries, plants))
    ]


def _share(industry: str, name: str, industries: Sequence[str], plants: int) -> int:
    """How many plants of an industry a class gets; 0 = the industry does not have the class."""
    having = [one for one in industries if one in CLASSES[name].industries]
    return ceil(plants * len(industries) / len(having)) if industry in having else 0


def one_of_each(classes: Sequence[str], seed: int) -> list[list[PlantOrder]]:
    """One plant of each class, its industry in turn: the least that goes through all classes."""
    places = list(CLASSES)
    groups = []
    for name in classes:
        place = places.index(name)
        industries = CLASSES[name].industries
        groups.append([PlantOrder(industries[place % len(industries)], name, 1, seed)])
    return groups


def make_plants(
    groups: list[list[PlantOrder]],
    home: Path | None,
    *,
    workers: int,
    tell: Callable[[str], None],
) -> MadePlants:
    """Run all plants; write their extracts and their `bounds.yml` to a home, None = nowhere."""
    all_made = MadePlants([], [])
    documents: dict[str, dict[str, Any]] = {"sites": {}, "places": {}}
    extracts = home / EXTRACTS if home else None
    if extracts:
        extracts.mkdir(parents=True, exist_ok=True)
    for done, group in enumerate(_made(groups, extracts, workers), start=1):
        all_made.known.extend(group.made.known)
        all_made.stopped.extend(group.made.stopped)
        for part, entries in group.bounds.items():
            documents[part] |= entries
        first = groups[done - 1][0]
        tell(f"{done}/{len(groups)} plants of {first.industry} {first.fault_class} ran")
        for stopped in group.made.stopped:
            tell(f"plant {stopped.order.code} stopped: {stopped.reason}")
    if home:
        bounds = yaml.safe_dump(documents, sort_keys=True)
        (home / "bounds.yml").write_text(bounds, encoding="utf-8")
    return all_made


def _made(groups: list[list[PlantOrder]], extracts: Path | None, workers: int) -> Iterator[Group]:
    folders: list[Path | None] = [extracts] * len(groups)
    if workers == 1:
        yield from map(_make_group, groups, folders, range(len(groups)))
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_make_group, groups, folders, range(len(groups)))


def _make_group(group: list[PlantOrder], extracts: Path | None, number: int) -> Group:
    """Run the plants of one industry and class; their files bear the number of the group."""
    made = MadePlants([], [])
    documents: dict[str, dict[str, Any]] = {"sites": {}, "places": {}}

    def runs() -> Iterator[Records]:
        for order in group:
            try:
                observed = order.run()
                known = know(observed, order.industry, order.fault_class)
            except Exception as error:  # noqa: BLE001 - whatever stops a plant is told and judged
                made.stopped.append(StoppedPlant(order, f"{type(error).__name__}: {error}"))
                continue
            made.known.append(known)
            for part, entries in observed.bounds.document().items():
                documents[part] |= entries
            yield observed.records

    if extracts is None:
        deque(runs(), maxlen=0)
        return Group(made, documents)
    folder = extracts / f".group_{number}"
    write_extracts(runs(), folder)
    for file in sorted(folder.iterdir()):
        if group[0].kind.sends_twice:
            again = extracts / f"{file.stem}_{number:04d}_again.csv"
            header, *lines = file.read_bytes().splitlines(keepends=True)
            again.write_bytes(header + b"".join(reversed(lines)))  # the same rows, other bytes
        file.rename(extracts / f"{file.stem}_{number:04d}.csv")
    shutil.rmtree(folder)
    return Group(made, documents)
