"""The walk: a NumPy frontier over CSR arrays, cycle-safe, many seeds at once.

Lots are nodes 0 .. lot_count-1, runs follow. A link that leaves a lot costs one hop, a link that
leaves a run costs none, so a hop is one order or one lot-to-lot link.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from traceability.index.node_sets import distinct

Nodes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Graph:
    """The genealogy as arrays; edge ids count edges in order of their source.

    out_ptr, out_node: targets of each node's edges, edge id = position. in_ptr, in_node, in_edge:
    sources of the edges into each node, and the ids of these edges. source, rank: by edge id.
    edges_by_rank: how many edges have each evidence.
    """

    lot_count: int
    out_ptr: NDArray[np.int64]
    out_node: NDArray[np.int32]
    in_ptr: NDArray[np.int64]
    in_node: NDArray[np.int32]
    in_edge: NDArray[np.int64]
    source: NDArray[np.int32]
    rank: NDArray[np.uint8]
    edges_by_rank: tuple[int, ...]

    @property
    def node_count(self) -> int:
        """Lots and runs."""
        return len(self.out_ptr) - 1


@dataclass(frozen=True, slots=True)
class Reach:
    """Nodes a walk reached, ascending, its seeds among them, with hops and rank of evidence."""

    nodes: Nodes
    hops: Nodes
    ranks: Nodes


@dataclass(frozen=True, slots=True)
class Steps:
    """Links next to some nodes: the edge, the node at the far end, and the position of the near."""

    edges: Nodes
    nodes: Nodes
    positions: Nodes


def spans(pointers: NDArray[Any], owners: NDArray[Any]) -> tuple[Nodes, Nodes]:
    """All positions in the slices of these owners, and the place of each one's owner."""
    starts = pointers[owners].astype(np.int64)
    counts = pointers[owners + 1].astype(np.int64) - starts
    before = np.cumsum(counts) - counts
    places = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    positions = np.arange(len(places), dtype=np.int64) + (starts - before)[places]
    return positions, places


def steps_out(graph: Graph, nodes: NDArray[Any], rank: int) -> Steps:
    """Edges that leave these nodes with evidence at least as strong as `rank`."""
    edges, positions = spans(graph.out_ptr, nodes)
    kept = _admitted(graph, edges, rank)
    return Steps(edges[kept], graph.out_node[edges[kept]].astype(np.int64), positions[kept])


def steps_in(graph: Graph, nodes: NDArray[Any], rank: int) -> Steps:
    """Edges that enter these nodes with evidence at least as strong as `rank`."""
    places, positions = spans(graph.in_ptr, nodes)
    edges = graph.in_edge[places]
    kept = _admitted(graph, edges, rank)
    return Steps(edges[kept], graph.in_node[places[kept]].astype(np.int64), positions[kept])


def _admitted(graph: Graph, edges: Nodes, rank: int) -> NDArray[np.bool_]:
    """Which edges a walk may take. Every window is open yet; the test of time belongs here."""
    return graph.rank[edges] <= rank


def walk(graph: Graph, seeds: NDArray[Any], *, forward: bool, rank: int) -> Reach:
    """Everything reached from the seeds in a scope, with least hops and strongest evidence.

    Evidence comes from nested walks: what links of one rank reach alone has at least that rank.
    Ranks without any edge are not walked.
    """
    ranks = [one for one in range(rank + 1) if one == 0 or graph.edges_by_rank[one]]
    stages = [_flood(graph, seeds, forward=forward, rank=one) for one in ranks]
    nodes, hops = stages[-1]
    evidence = np.full(len(nodes), ranks[-1], np.int64)
    for one, (reached, _) in reversed(list(zip(ranks, stages, strict=True))):
        evidence[np.searchsorted(nodes, reached)] = one
    return Reach(nodes, hops, evidence)


def _flood(graph: Graph, seeds: NDArray[Any], *, forward: bool, rank: int) -> tuple[Nodes, Nodes]:
    stamps, waves, hops = flood(graph, seeds, forward=forward, rank=rank)
    nodes = np.sort(np.concatenate(waves)) if waves else np.empty(0, np.int64)
    return nodes, np.array(hops, np.int64)[stamps[nodes] - 1]


def flood(
    graph: Graph, seeds: NDArray[Any], *, forward: bool, rank: int
) -> tuple[NDArray[np.int32], list[Nodes], list[int]]:
    """Breadth first with free and costly links.

    Returns the stamp of every node (0 = not reached, else 1 + the number of its wave), the
    waves in order of discovery, and the hops of each wave.
    """
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
            leaves = graph.source[found.edges] < graph.lot_count
            costly.append(found.nodes[leaves])
            wave = settle(found.nodes[~leaves], hop)
        later = np.concatenate(costly)
        hop += 1
    return stamps, waves, hops
