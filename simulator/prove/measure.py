"""Compare every answer about a plant with what the plant really did."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from simulator.prove.figures import SCOPES, Figures, LostPair
from simulator.prove.known_plant import KnownPlant
from simulator.prove.reach import Ground, Numbers, ask
from simulator.truth import Lot

if TYPE_CHECKING:
    from traceability.index.graph import Graph

_CONFIRMED, _POSSIBLE, _UNTIMED = 0, SCOPES.index("possible"), SCOPES.index("untimed")

Reached = dict[Lot, tuple[set[int], ...]]
"""By lot asked for: the numbers of the lots in each scope."""


def measure_plant(graph: Graph, ground: Ground, plant: KnownPlant, place: int) -> Figures:
    """Trace every raw lot forward and every finished lot backward.

    place: the plant's place in the list its ground was made with.
    """
    return _Measuring(graph, ground, plant, place).figures()


class _Measuring:
    """One plant under measurement."""

    def __init__(self, graph: Graph, ground: Ground, plant: KnownPlant, place: int) -> None:
        self._place = place
        self._graph, self._ground, self._plant = graph, ground, plant
        self._numbers = Numbers(ground, plant.lots())
        self._finished = self._numbers.of_lots(plant.finished)
        self._told = Figures(plants=1)

    def figures(self) -> Figures:
        plant = self._plant
        forward = self._answers(plant.raw, plant.descendants, forward=True)
        backward = self._answers(plant.finished, plant.ancestors, forward=False)
        self._told.one_sided = _one_sided(self._numbers, forward, backward)
        return self._told

    def _answers(
        self, asked: Iterable[Lot], truth: dict[Lot, frozenset[Lot]], *, forward: bool
    ) -> Reached:
        reached: Reached = {}
        for lot in asked:
            true = self._numbers.of_lots(truth[lot] - {lot})
            seeds = self._ground.nodes(lot)
            if not seeds:
                self._told.unrecorded += len(true)
                continue
            self._told.traces += 1
            answer = ask(self._graph, seeds, forward=forward)
            own = self._numbers.of_lots([lot])
            scopes = tuple(self._numbers.of_nodes(nodes) - own for nodes in answer.scopes)
            reached[lot] = scopes
            self._told.nesting += sum(
                len(set(inner.tolist()) - set(outer.tolist()))
                for inner, outer in zip(answer.scopes, answer.scopes[1:], strict=False)
            )
            owners = self._ground.owner[answer.scopes[_UNTIMED]]
            self._told.foreign += int(((owners >= 0) & (owners != self._place)).sum())
            self._compare(lot, true, scopes, forward=forward)
            if forward:
                products = self._products(answer.unnarrowed), self._products(answer.near)
                self._weigh(lot, true, scopes, products, self._products(answer.near_unnarrowed))
        return reached

    def _products(self, nodes: object) -> int:
        return len(self._numbers.of_nodes(nodes) & self._finished)  # type: ignore[arg-type]

    def _compare(
        self, lot: Lot, true: set[int], scopes: tuple[set[int], ...], *, forward: bool
    ) -> None:
        """Count the true pairs that each scope lacks, and what it has beyond them."""
        told, lots = self._told, self._numbers.lots
        known = {one for one in true if self._ground.nodes(lots[one])}
        told.unrecorded += len(true) - len(known)
        told.pairs += len(known)
        told.lost = [
            lost + len(known - scope) for lost, scope in zip(told.lost, scopes, strict=True)
        ]
        told.excess += len(scopes[_CONFIRMED] - true)
        told.added += len(scopes[_POSSIBLE] - scopes[_CONFIRMED])
        told.lost_pairs += [
            LostPair(
                self._plant.code,
                self._plant.industry,
                self._plant.fault_class,
                "forward" if forward else "backward",
                lot,
                lots[one],
                untimed_too=one not in scopes[_UNTIMED],
            )
            for one in sorted(known - scopes[_POSSIBLE])
        ]

    def _weigh(
        self,
        lot: Lot,
        true: set[int],
        scopes: tuple[set[int], ...],
        products: tuple[int, int],
        near_untimed: int,
    ) -> None:
        """How wide the answer is, and how much of it the clocks took away."""
        told, plant = self._told, self._plant
        true_products = len(true & self._finished)
        if not true_products:
            return
        wide = len(scopes[_POSSIBLE] & self._finished)
        told.wide.append(wide / true_products)
        told.share.append(wide / len(self._finished))
        told.true += true_products
        told.timed += len(scopes[SCOPES.index("probable")] & self._finished)
        told.untimed += products[0]
        told.order_true += self._count(plant.order_descendants[lot] - {lot})
        told.near_timed += products[1]
        told.near_untimed += near_untimed
        told.near_true += self._count(plant.children.get(lot, ()))
        told.near_order_true += self._count(plant.order_children.get(lot, ()))

    def _count(self, lots: Iterable[Lot]) -> int:
        return len(self._numbers.of_lots(lots) & self._finished)


def _one_sided(numbers: Numbers, forward: Reached, backward: Reached) -> int:
    """Pairs (raw, finished) that one direction names in a scope and the other does not."""
    number: Callable[[Lot], int] = lambda lot: min(numbers.of_lots([lot]))  # noqa: E731
    finished = {number(lot): scopes for lot, scopes in backward.items()}
    wrong = 0
    for lot, scopes in forward.items():
        raw = number(lot)
        for product, back in finished.items():
            wrong += sum(
                (product in ahead) != (raw in behind)
                for ahead, behind in zip(scopes, back, strict=True)
            )
    return wrong
