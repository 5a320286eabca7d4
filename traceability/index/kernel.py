"""The walk: a NumPy frontier over CSR arrays, cycle-safe, many seeds at once.

A walk that heeds time (timed_walk.py) takes only paths on which no link had closed before an
earlier one opened. Where no windows exclude one another, the plain walk below gives the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.index.graph import Graph, Nodes, Reach, costs_a_hop, steps_in, steps_out
from traceability.index.node_sets import distinct
from traceability.index.timed_walk import timed_flood

if TYPE_CHECKING:
    from numpy.typing import NDArray


def walk(
    graph: Graph, seeds: NDArray[Any], *, forward: bool, rank: int, timed: bool = True
) -> Reach:
    """Everything reached from the seeds in a scope, with least hops and strongest evidence.

    Evidence comes from nested walks: what links of one rank reach alone has at least that rank.
    Ranks without any edge are not walked. Hops are the least over all paths admitted.
    """
    heeds_time = timed and graph.windows is not None
    ranks = [one for one in range(rank + 1) if one == 0 or graph.edges_by_rank[one]]
    if not heeds_time:
        stages = [_flood(graph, seeds, forward=forward, rank=one) for one in ranks]
        nodes, hops = stages[-1]
        return Reach(nodes, hops, _evidence(nodes, ranks, [reached for reached, _ in stages]))
    floods = [timed_flood(graph, seeds, forward=forward, rank=one) for one in ranks]
    nodes = floods[-1].nodes
    evidence = _evidence(nodes, ranks, [one.nodes for one in floods])
    by_rank = [floods[sum(known <= one for known in ranks) - 1] for one in range(rank + 1)]
    moments = np.stack([one.moments[nodes] for one in by_rank])
    return Reach(nodes, floods[-1].hops[nodes].astype(np.int64), evidence, moments)


def lots_reached(
    graph: Graph, seeds: NDArray[Any], *, forward: bool, rank: int, timed: bool = True
) -> Nodes:
    """Only which lots are reached, seeds among them, ascending: one walk, no evidence, no hops."""
    nodes = nodes_reached(graph, seeds, forward=forward, rank=rank, timed=timed)
    return nodes[nodes < graph.lot_count]


def nodes_reached(
    graph: Graph, seeds: NDArray[Any], *, forward: bool, rank: int, timed: bool = True
) -> Nodes:
    """Only which nodes are reached, seeds among them, ascending."""
    if timed and graph.windows is not None:
        return timed_flood(graph, seeds, forward=forward, rank=rank).nodes
    return _flood(graph, seeds, forward=forward, rank=rank)[0]


def _evidence(nodes: Nodes, ranks: list[int], stages: list[Nodes]) -> Nodes:
    """The strongest rank whose walk has each node."""
    evidence = np.full(len(nodes), ranks[-1], np.int64)
    for one, reached in reversed(list(zip(ranks, stages, strict=True))):
        evidence[np.searchsorted(nodes, reached)] = one
    return evidence


def _flood(graph: Graph, seeds: NDArray[Any], *, forward: bool, rank: int) -> tuple[Nodes, Nodes]:
    """Breadth first with free and costly links: nodes ascending, and the hops of each."""
    steps = steps_out if forward else steps_in
    stamps = np.zeros(graph.node_count, np.int32)
    waves: list[Nodes] = []
    hops: list[int] = []

    def settle(nodes: Nodes, hop: int) -> Nodes:
        fresh = distinct(nodes[stamps[nodes] == 0])
        if fresh.size:
            waves.append(fresh)
            hops.append(hop)
            stamps[fresh] = len(waves)
        return fresh

    hop = 0
    later = np.asarray(seeds, np.int64)
    while (wave := settle(later, hop)).size:
        costly: list[Nodes] = []
        while wave.size:
            found = steps(graph, wave, rank)
            leaves = costs_a_hop(graph, found.edges)
            costly.append(found.nodes[leaves])
            wave = settle(found.nodes[~leaves], hop)
        later = np.concatenate(costly)
        hop += 1
    nodes = np.sort(np.concatenate(waves)) if waves else np.empty(0, np.int64)
    return nodes, np.array(hops, np.int64)[stamps[nodes] - 1]
