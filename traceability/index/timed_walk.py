"""The walk that heeds time: earliest arrival forward, latest departure backward.

Both ways follow one rule about a path: no link of it had closed before an earlier link opened.
Forward, a node keeps the earliest moment at which suspect material can be there; a link is taken
while it has not closed by then. Backward is the same walk with time counted backwards: a link's
window [from, closes] is read as [-closes, -from]. So forward holds a pair exactly when backward
does.

A node is visited again whenever it can be reached earlier, even with more hops: its first visit
gives the least hops, its last one the moment that decides what lies beyond. Both are exact, since
every pair (hops, moment) that no other beats is walked. Moments only fall and come from finitely
many windows, so the walk ends, whatever the cycles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from traceability.index.graph import Steps, costs_a_hop, steps_in, steps_out
from traceability.index.layout import NEVER, OPEN

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from traceability.index.graph import Graph, Nodes, Reach


class Visit(NamedTuple):
    """Nodes that one wave reached earlier than all waves before it, ascending."""

    hop: int
    nodes: Nodes
    moments: NDArray[np.int64]


class TimedFlood(NamedTuple):
    """A finished walk. nodes: reached, ascending; the arrays that follow are by node of the graph.

    moments: earliest arrival, NEVER where not reached. hops: least hops, -1 where not reached.
    openers: the edge whose window set the moment, -1 where nothing did. visits: in walking order.
    """

    nodes: Nodes
    moments: NDArray[np.int64]
    hops: NDArray[np.int32]
    openers: NDArray[np.int64]
    visits: list[Visit]


def window(
    graph: Graph, edges: Nodes, *, forward: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """When each edge opens and closes in the time of this walk; open where there is no clock."""
    if graph.windows is None:
        return np.full(len(edges), -OPEN), np.full(len(edges), OPEN)
    if forward:
        return graph.windows.from_at[edges], graph.windows.closes_at[edges]
    return -graph.windows.closes_at[edges], -graph.windows.from_at[edges]


def timed_flood(
    graph: Graph, seeds: NDArray[Any], *, forward: bool, rank: int, timed: bool = True
) -> TimedFlood:
    """Walk from the seeds, hop by hop. With `timed` False every window counts as open."""
    moments = np.full(graph.node_count, NEVER)
    hops = np.full(graph.node_count, -1, np.int32)
    openers = np.full(graph.node_count, -1, np.int64)
    visits: list[Visit] = []
    steps = steps_out if forward else steps_in

    def settle(nodes: Nodes, times: NDArray[np.int64], opened: Nodes, hop: int) -> Nodes:
        better = np.flatnonzero(times < moments[nodes])
        order = better[np.lexsort((opened[better], times[better], nodes[better]))]
        fresh, times, opened = nodes[order], times[order], opened[order]
        first = np.ones(len(fresh), bool)
        first[1:] = fresh[1:] != fresh[:-1]
        fresh = fresh[first]
        if fresh.size:
            moments[fresh], openers[fresh] = times[first], opened[first]
            hops[fresh] = np.where(hops[fresh] < 0, hop, hops[fresh])
            visits.append(Visit(hop, fresh, times[first]))
        return fresh

    hop = 0
    start = np.asarray(seeds, np.int64)
    wave = settle(start, np.full(len(start), -OPEN), np.full(len(start), -1, np.int64), hop)
    while wave.size:
        later: list[tuple[Nodes, NDArray[np.int64], Nodes]] = []
        while wave.size:
            found = steps(graph, wave, rank)
            left = moments[wave[found.positions]]
            if timed:
                opens, closes = window(graph, found.edges, forward=forward)
                kept = closes >= left
                found, left, opens = found.only(kept), left[kept], opens[kept]
            else:
                opens = left
            opened = np.where(opens > left, found.edges, openers[wave[found.positions]])
            times = np.maximum(opens, left)
            costly = costs_a_hop(graph, found.edges)
            later.append((found.nodes[costly], times[costly], opened[costly]))
            wave = settle(found.nodes[~costly], times[~costly], opened[~costly], hop)
        hop += 1
        nodes, times, opened = (np.concatenate(part) for part in zip(*later, strict=True))
        wave = settle(nodes, times, opened, hop)
    return TimedFlood(np.flatnonzero(hops >= 0), moments, hops, openers, visits)


def taken(graph: Graph, reach: Reach, steps: Steps, *, forward: bool) -> tuple[Steps, Nodes]:
    """Steps from reached nodes (positions into reach.nodes) that the walk took, with their rank.

    A step's rank is that of the strongest path that ends with it.
    """
    ranks = np.maximum(reach.ranks[steps.positions], graph.rank[steps.edges])
    if reach.moments is None:
        return steps, ranks
    _, closes = window(graph, steps.edges, forward=forward)
    least = np.full(len(steps.edges), len(reach.moments), np.int64)
    for rank in range(len(reach.moments) - 1, -1, -1):
        at = reach.moments[rank][steps.positions]
        least[(graph.rank[steps.edges] <= rank) & (closes >= at)] = rank
    kept = least < len(reach.moments)
    return steps.only(kept), least[kept]
