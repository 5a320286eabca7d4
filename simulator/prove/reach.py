"""Ask the index what `lotline trace` asks it: every scope of a lot, one way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.prove.known_plant import KnownPlant
from simulator.truth import Lot
from traceability.domain.code_keys import code_key
from traceability.domain.scope import Scope
from traceability.index.kernel import lots_reached, walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.graph import Graph, Reach
    from traceability.index.reader import GenealogyIndex

Nodes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a lot's traces reached, as nodes of lots, ascending.

    scopes: by scope, strongest first. unnarrowed: the scope `probable` without any clock. near,
    near_unnarrowed: the part of `probable` (with and without clocks) that is one order away.
    """

    scopes: tuple[NDArray[np.int64], ...]
    unnarrowed: NDArray[np.int64]
    near: NDArray[np.int64]
    near_unnarrowed: NDArray[np.int64]


def ask(graph: Graph, seeds: Nodes, *, forward: bool) -> Answer:
    """Trace these nodes one way, once per scope, as the command line would."""
    start = np.array(seeds, np.int64)
    scopes = [
        lots_reached(graph, start, forward=forward, rank=scope.rank, timed=scope.is_timed)
        for scope in Scope
    ]
    probable = walk(graph, start, forward=forward, rank=Scope.PROBABLE.rank)
    free = walk(graph, start, forward=forward, rank=Scope.PROBABLE.rank, timed=False)
    return Answer(tuple(scopes), _lots(graph, free), _near(graph, probable), _near(graph, free))


def _lots(graph: Graph, reach: Reach) -> NDArray[np.int64]:
    return reach.nodes[reach.nodes < graph.lot_count]


def _near(graph: Graph, reach: Reach) -> NDArray[np.int64]:
    near: NDArray[np.int64] = reach.nodes[(reach.nodes < graph.lot_count) & (reach.hops == 1)]
    return near


class Ground:
    """Where the lots of the plants stand in the index.

    owner: by node, the place of the plant in the list it was made with; -1 = of none.
    """

    def __init__(self, index: GenealogyIndex, plants: Sequence[KnownPlant]) -> None:
        """Find the nodes of all lots. A lot without node is in no record."""
        wanted = {
            (item, code_key(code)): ((item, code), place)
            for place, plant in enumerate(plants)
            for item, code in plant.lots()
        }
        table = index.table("trace_lots")
        rows = np.arange(index.lot_count, dtype=np.int64)
        names = zip(table.take("item_code", rows), table.take("lot_code_key", rows), strict=True)
        found: dict[Lot, list[int]] = {}
        self.owner = np.full(index.lot_count, -1, np.int64)
        for node, name in enumerate(names):
            if name in wanted:
                lot, place = wanted[name]
                found.setdefault(lot, []).append(node)
                self.owner[node] = place
        self._nodes = {lot: tuple(nodes) for lot, nodes in found.items()}

    def nodes(self, lot: Lot) -> Nodes:
        """Nodes that bear the lot's item and code; none when nothing ever named it."""
        return self._nodes.get(lot, ())


class Numbers:
    """The lots of one plant as numbers, so that sets of lots are sets of small integers."""

    def __init__(self, ground: Ground, lots: Iterable[Lot]) -> None:
        self.lots = tuple(lots)
        self._place = {lot: place for place, lot in enumerate(self.lots)}
        pairs = [(node, place) for lot, place in self._place.items() for node in ground.nodes(lot)]
        pairs.sort()
        self._nodes = np.array([node for node, _ in pairs], np.int64)
        self._owner = np.array([place for _, place in pairs], np.int64)

    def of_nodes(self, nodes: NDArray[np.int64]) -> set[int]:
        """Numbers of the lots that stand at any of these nodes."""
        places = np.searchsorted(nodes, self._nodes)
        inside = places < len(nodes)
        inside[inside] = nodes[places[inside]] == self._nodes[inside]
        return set(self._owner[inside].tolist())

    def of_lots(self, lots: Iterable[Lot]) -> set[int]:
        """Numbers of these lots."""
        return {self._place[lot] for lot in lots}
