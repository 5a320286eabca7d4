"""The walk said again in the slowest and plainest way: the oracle of hops and paths."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

OPEN = 10**9


@dataclass(frozen=True)
class Edge:
    """From a node to a node with a rank of evidence and a window, open unless it is given."""

    source: int
    target: int
    rank: int
    from_at: int = -OPEN
    closes_at: int = OPEN


@dataclass(frozen=True)
class Kinds:
    """Which nodes are lots (below lot_count), runs (below pool_start) and pools (the others)."""

    lot_count: int
    pool_start: int

    def cost(self, edge: Edge) -> int:
        """An order, or a link from lot to lot."""
        to_lot = edge.target < self.lot_count
        to_run = self.lot_count <= edge.target < self.pool_start
        from_lot = edge.source < self.lot_count
        from_pool = edge.source >= self.pool_start
        return int((from_lot and to_lot) or (to_run and (from_lot or from_pool)))


def hops_from(
    edges: Collection[Edge],
    seeds: Collection[int],
    kinds: Kinds,
    rank: int,
    *,
    forward: bool,
    timed: bool = True,
) -> dict[int, int]:
    """Least hops of every reached node: walk every (node, moment) until nothing changes."""
    hops = {(seed, -OPEN if forward else OPEN): 0 for seed in seeds}
    changed = True
    while changed:
        changed = False
        for edge in edges:
            if edge.rank > rank:
                continue
            start, end = (edge.source, edge.target) if forward else (edge.target, edge.source)
            for (node, moment), before in list(hops.items()):
                if node != start:
                    continue
                if not timed:
                    then = moment
                elif forward:
                    if edge.closes_at < moment:
                        continue
                    then = max(moment, edge.from_at)
                else:
                    if edge.from_at > moment:
                        continue
                    then = min(moment, edge.closes_at)
                after = before + kinds.cost(edge)
                if after < hops.get((end, then), after + 1):
                    hops[end, then] = after
                    changed = True
    least: dict[int, int] = {}
    for (node, _), count in hops.items():
        least[node] = min(count, least.get(node, count))
    return least


def is_admitted(path: list[Edge]) -> bool:
    """Whether no link of a path, read downward, had closed before an earlier one opened."""
    return all(
        earlier.from_at <= later.closes_at
        for place, later in enumerate(path)
        for earlier in path[:place]
    )
