"""One path out of many: the fewest hops between two sets of nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.index.kernel import Graph, flood, steps_in, steps_out
from traceability.index.node_sets import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray


def shortest_path(
    graph: Graph, sources: NDArray[Any], targets: NDArray[Any], *, forward: bool, rank: int
) -> list[int] | None:
    """Edge ids from a source to the nearest target, in walking order; None when there is no path.

    Of equally short paths the one with the lowest edge ids, seen from the target, is taken.
    """
    stamps, _, hops = flood(graph, sources, forward=forward, rank=rank)
    reached = distinct(targets[stamps[targets] > 0])
    if not reached.size:
        return None
    node = int(reached[np.argmin(stamps[reached])])
    back = steps_in if forward else steps_out
    path: list[int] = []
    while stamps[node] > 1:
        steps = back(graph, np.array([node]), rank)
        cost = (graph.source[steps.edges] < graph.lot_count).astype(np.int64)
        earlier = (stamps[steps.nodes] > 0) & (stamps[steps.nodes] < stamps[node])
        wave_hops = np.array(hops, np.int64)[stamps[steps.nodes] - 1]
        fits = earlier & (wave_hops + cost == hops[stamps[node] - 1])
        choice = int(np.argmin(np.where(fits, steps.edges, np.iinfo(np.int64).max)))
        path.append(int(steps.edges[choice]))
        node = int(steps.nodes[choice])
    return path[::-1]
