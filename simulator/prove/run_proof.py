"""The whole proof: run plants, build, ask every lot, compare, judge."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from simulator.faults.classes import FaultClass
from simulator.faults.mixtures import CLASSES
from simulator.prove.figures import Figures
from simulator.prove.known_plant import KnownPlant, know
from simulator.prove.lost_pairs import Explainer
from simulator.prove.make_plants import (
    EXTRACTS,
    StoppedPlant,
    make_plants,
    one_of_each,
    ordered,
)
from simulator.prove.measure import measure_plant
from simulator.prove.pipeline import build_home
from simulator.prove.promises import Broken, broken_promises, broken_widths
from simulator.prove.reach import Ground
from simulator.prove.simple_rules import SIMPLE_RULES
from simulator.prove.warehouses import Groups, Warehouse, find_built, share_out
from traceability.services.open_snapshot import open_snapshot

if TYPE_CHECKING:
    from traceability.index.graph import Graph
    from traceability.index.reader import GenealogyIndex
    from traceability.settings import Settings

Tell = Callable[[str], None]
Kind = tuple[str, FaultClass]
"""An industry and a class."""

NO_INDUSTRY = "none"
"""Stands for the industry of a class that no industry asked for has."""


@dataclass(frozen=True, slots=True)
class ProofRequest:
    """What to prove. plants: of each industry and class; 0 = one of each class, industry in turn.

    is_built: the home holds the build of the same plants, or of more. simple_rule: one of
    SIMPLE_RULES, put in place of ours before anything is asked; "" = none. workers: processes.
    is_kept: homes of warehouses stay after they were judged. show_lost: lost pairs to explain of
    each industry and class.
    """

    industries: tuple[str, ...]
    classes: tuple[str, ...]
    plants: int
    seed: int
    workers: int = 2
    is_built: bool = False
    simple_rule: str = ""
    is_kept: bool = True
    show_lost: int = 0

    def groups(self) -> Groups:
        """The plants, by industry and class."""
        if not self.plants:
            return one_of_each(self.classes, self.seed)
        return ordered(self.industries, self.classes, self.plants, self.seed)


@dataclass(frozen=True, slots=True)
class Proof:
    """What came out: figures by industry and class, and the promises they break.

    figures: of every industry and class that was asked for, nothing counted where no plant ran.
    stopped: plants that did not run to their end. explained: lines about lost pairs.
    """

    request: ProofRequest
    figures: dict[Kind, Figures]
    stopped: list[StoppedPlant] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)

    @property
    def broken(self) -> list[Broken]:
        """Every promise that was not kept."""
        found: list[Broken] = []
        whole: dict[FaultClass, Figures] = {}
        for (industry, kind), told in self.figures.items():
            found += broken_promises(industry, kind, told)
            whole.setdefault(kind, Figures()).add(told)
        return found + [one for kind, told in whole.items() for one in broken_widths(kind, told)]


def run_proof(request: ProofRequest, settings: Settings, tell: Tell) -> Proof:
    """Make, build and measure, one warehouse after the other.

    Raises IntegrityError when a command of the pipeline fails.
    """
    groups = request.groups()
    proof = Proof(request, {kind: Figures() for kind in _kinds(request, groups)})
    divide = find_built if request.is_built else share_out
    warehouses = divide(groups, settings.home)
    for number, warehouse in enumerate(warehouses, start=1):
        if len(warehouses) > 1:
            tell(f"warehouse {number}/{len(warehouses)}")
        _prove_warehouse(proof, warehouse, settings, tell)
        if not request.is_kept:
            shutil.rmtree(warehouse.home, ignore_errors=True)
    return proof


def _kinds(request: ProofRequest, groups: Groups) -> list[Kind]:
    """Every industry and class in the order of the table; a class without any plant as well."""
    found = [(group[0].industry, group[0].kind) for group in groups]
    having = {kind.name for _, kind in found}
    return found + [(NO_INDUSTRY, CLASSES[name]) for name in request.classes if name not in having]


def _prove_warehouse(proof: Proof, warehouse: Warehouse, settings: Settings, tell: Tell) -> None:
    """Put the figures of the plants of one warehouse to the proof."""
    request, home = proof.request, warehouse.home
    there = replace(settings, home=home)
    folder = None if request.is_built else home
    made = make_plants(warehouse.groups, folder, workers=request.workers, tell=tell)
    for stopped in made.stopped:
        proof.figures[stopped.order.industry, stopped.order.kind].stopped += 1
    proof.stopped.extend(made.stopped)
    if not made.known:
        return
    if not request.is_built:
        build_home(there, home / EXTRACTS, tell)
    figures: dict[Kind, Figures] = {}
    for done, (plant, told) in enumerate(_measured(request, there, made.known), start=1):
        key = plant.industry, CLASSES[plant.fault_class]
        figures.setdefault(key, Figures()).add(told)
        tell(f"{done}/{len(made.known)} plant {plant.code} measured")
    if request.show_lost and any(told.lost_pairs for told in figures.values()):
        proof.explained.extend(_explain_lost(request, figures, warehouse, there))
    for key, told in figures.items():
        proof.figures[key].add(told)


def _measured(
    request: ProofRequest, settings: Settings, known: list[KnownPlant]
) -> Iterator[tuple[KnownPlant, Figures]]:
    arguments = (settings, known, request.simple_rule)
    if request.workers == 1:
        _open(*arguments)
        yield from ((plant, _measure(place)) for place, plant in enumerate(known))
        return
    with ProcessPoolExecutor(
        request.workers, mp_context=get_context("spawn"), initializer=_open, initargs=arguments
    ) as pool:
        yield from zip(known, pool.map(_measure, range(len(known)), chunksize=4), strict=True)


class _Opened:
    """What one process holds to measure with: the graph, the ground, the plants."""

    graph: Graph
    ground: Ground
    known: list[KnownPlant]


def _open(settings: Settings, known: list[KnownPlant], simple_rule: str) -> None:
    index, _Opened.graph = open_graph(settings, simple_rule)
    _Opened.ground = Ground(index, known)
    _Opened.known = known


def open_graph(settings: Settings, simple_rule: str = "") -> tuple[GenealogyIndex, Graph]:
    """The index of the snapshot in force and its graph, a simple rule put in place of ours."""
    index = open_snapshot(settings).index
    if not simple_rule:
        return index, index.graph
    graph = SIMPLE_RULES[simple_rule](index, settings.home / EXTRACTS)
    return index, graph


def _measure(place: int) -> Figures:
    return measure_plant(_Opened.graph, _Opened.ground, _Opened.known[place], place)


def _explain_lost(
    request: ProofRequest, figures: dict[Kind, Figures], warehouse: Warehouse, settings: Settings
) -> Iterator[str]:
    """Lines about pairs that `possible` lost, so many of each industry, class and warehouse."""
    index, graph = open_graph(settings, request.simple_rule)
    orders = {order.code: order for group in warehouse.groups for order in group}
    for (industry, kind), told in figures.items():
        pairs = sorted(told.lost_pairs, key=lambda one: (one.plant, one.direction, one.asked))
        for pair in pairs[: request.show_lost]:
            observed = orders[pair.plant].run()
            plant = know(observed, industry, kind.name)
            yield from Explainer(index, graph, Ground(index, [plant]), observed).explain(pair)
        more = len(pairs) - request.show_lost
        if more > 0:
            yield f"  and {more} more lost pairs of {industry} {kind.name}"
