"""One path out of many: the fewest hops between two sets of nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.index.graph import costs_a_hop, steps_in, steps_out
from traceability.index.node_sets import distinct
from traceability.index.timed_walk import timed_flood, window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.graph import Graph
    from traceability.index.timed_walk import Visit


def shortest_path(
    graph: Graph,
    sources: NDArray[Any],
    targets: NDArray[Any],
    *,
    forward: bool,
    rank: int,
    timed: bool = True,
) -> list[int] | None:
    """Edge ids from a source to the nearest target, in walking order; None when there is no path.

    With `timed` no link of the path had closed before an earlier one opened. Of equally short
    paths the one with the lowest edge ids, seen from the target, is taken.
    """
    flood = timed_flood(graph, sources, forward=forward, rank=rank, timed=timed)
    reached = distinct(targets[flood.hops[targets] >= 0])
    if not reached.size:
        return None
    visits = _Visits(flood.visits)
    node = int(reached[np.argmin(flood.hops[reached])])
    at = int(visits.of(node)[0])
    back = steps_in if forward else steps_out
    path: list[int] = []
    while visits.wave[at] > 0:
        steps = back(graph, np.array([visits.node[at]]), rank)
        hops = visits.hop[at] - costs_a_hop(graph, steps.edges)
        opens, closes = window(graph, steps.edges, forward=forward)
        if not timed:
            opens = np.full(len(steps.edges), np.iinfo(np.int64).min)
        choices = []
        for place, edge in enumerate(steps.edges.tolist()):
            for before in visits.of(int(steps.nodes[place])).tolist():
                left = visits.moment[before]
                if (
                    visits.wave[before] < visits.wave[at]
                    and visits.hop[before] == hops[place]
                    and (not timed or closes[place] >= left)
                    and max(left, opens[place]) == visits.moment[at]
                ):
                    choices.append((edge, before))
        edge, at = min(choices)
        path.append(edge)
    return path[::-1]


class _Visits:
    """All visits of a walk, sorted by node and then by wave; `of` gives those of one node."""

    def __init__(self, visits: list[Visit]) -> None:
        sizes = [len(visit.nodes) for visit in visits]
        node = np.concatenate([visit.nodes for visit in visits])
        wave = np.repeat(np.arange(len(visits)), sizes)
        order = np.lexsort((wave, node))
        self.node, self.wave = node[order], wave[order]
        self.hop = np.repeat(np.array([visit.hop for visit in visits]), sizes)[order]
        self.moment = np.concatenate([visit.moments for visit in visits])[order]

    def of(self, node: int) -> NDArray[np.int64]:
        """Positions of the visits of a node, the first one first."""
        first, last = np.searchsorted(self.node, [node, node + 1])
        return np.arange(first, last)
