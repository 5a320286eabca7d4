"""The walk said again in the slowest and plainest way: the oracle of the kernel."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Edge:
    """From a node to a node with a rank of evidence; nodes below `lot_count` are lots."""

    source: int
    target: int
    rank: int


def hops_from(
    edges: Collection[Edge], seeds: Collection[int], lot_count: int, rank: int, *, forward: bool
) -> dict[int, int]:
    """Least hops of every reached node: relax until nothing changes."""
    hops = dict.fromkeys(seeds, 0)
    changed = True
    while changed:
        changed = False
        for edge in edges:
            start, end = (edge.source, edge.target) if forward else (edge.target, edge.source)
            if edge.rank > rank or start not in hops:
                continue
            reached = hops[start] + (1 if edge.source < lot_count else 0)
            if reached < hops.get(end, reached + 1):
                hops[end] = reached
                changed = True
    return hops


def rank_of(
    edges: Collection[Edge], seeds: Collection[int], lot_count: int, node: int, *, forward: bool
) -> int:
    """The strongest evidence by which a node is reached."""
    return next(
        rank
        for rank in range(3)
        if node in hops_from(edges, seeds, lot_count, rank, forward=forward)
    )
