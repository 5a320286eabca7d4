"""The genealogy as arrays, and one step in it.

Lots are nodes 0 .. lot_count-1, runs follow, then pools. A link costs one hop when it enters a
run from a lot or a pool, and from lot to lot; every other link is free, so a hop is one order or
one lot-to-lot link.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Nodes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Windows:
    """From when and until when each edge counts, by edge id: microseconds, open = -+ OPEN."""

    from_at: NDArray[np.int64]
    closes_at: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Graph:
    """The genealogy as arrays; edge ids count edges in order of their source.

    out_ptr, out_node: targets of each node's edges, edge id = position. in_ptr, in_node, in_edge:
    sources of the edges into each node, and the ids of these edges. source, rank: by edge id.
    edges_by_rank: how many edges have each evidence. pool_start: the first node that is a pool.
    windows: None when no two of them can exclude one another.
    """

    lot_count: int
    pool_start: int
    out_ptr: NDArray[np.int64]
    out_node: NDArray[np.int32]
    in_ptr: NDArray[np.int64]
    in_node: NDArray[np.int32]
    in_edge: NDArray[np.int64]
    source: NDArray[np.int32]
    rank: NDArray[np.uint8]
    edges_by_rank: tuple[int, ...]
    windows: Windows | None = None

    @property
    def node_count(self) -> int:
        """Lots, runs and pools."""
        return len(self.out_ptr) - 1


@dataclass(frozen=True, slots=True)
class Reach:
    """Nodes a walk reached, ascending, its seeds among them, with hops and rank of evidence.

    moments: for each rank (row) and node, when a walk on links of that rank or better gets there,
    NEVER where it does not; a backward walk counts time backwards. None when no time was heeded.
    """

    nodes: Nodes
    hops: Nodes
    ranks: Nodes
    moments: NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """Links next to some nodes: the edge, the node at the far end, and the position of the near."""

    edges: Nodes
    nodes: Nodes
    positions: Nodes

    def only(self, kept: NDArray[np.bool_]) -> Steps:
        """The links marked."""
        return Steps(self.edges[kept], self.nodes[kept], self.positions[kept])


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
    kept = graph.rank[edges] <= rank
    return Steps(edges[kept], graph.out_node[edges[kept]].astype(np.int64), positions[kept])


def steps_in(graph: Graph, nodes: NDArray[Any], rank: int) -> Steps:
    """Edges that enter these nodes with evidence at least as strong as `rank`."""
    places, positions = spans(graph.in_ptr, nodes)
    edges = graph.in_edge[places]
    kept = graph.rank[edges] <= rank
    return Steps(edges[kept], graph.in_node[places[kept]].astype(np.int64), positions[kept])


def costs_a_hop(graph: Graph, edges: Nodes) -> NDArray[np.bool_]:
    """Which edges are an order or a lot-to-lot link; pools are passed free of cost."""
    leaves = graph.source[edges] < graph.lot_count
    if graph.pool_start == graph.node_count:
        return leaves
    targets = graph.out_node[edges]
    enters = (targets >= graph.lot_count) & (graph.source[edges] >= graph.pool_start)
    return np.asarray((leaves | enters) & (targets < graph.pool_start))
