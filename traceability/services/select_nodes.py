"""Decide which lots and runs an answer is about, before any text is read.

Which links count is fixed by the answers of a real ERP: an order is in the answer because it used
a lot or made one; a lot asked for counts through its own links, so that a self loop is no news.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.scope import Direction
from traceability.index.kernel import Reach, Steps, steps_in, steps_out, walk
from traceability.index.node_sets import distinct, is_among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from traceability.index.kernel import Graph


@dataclass(frozen=True, slots=True)
class Chosen:
    """Lots, ascending, with the rank of the evidence that ties each to the question."""

    nodes: NDArray[np.int64]
    ranks: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Selection:
    """What an answer is about, as nodes.

    seeds: lots asked for. reached: every lot and run reached, seeds too. sent: lots whose
    shipments, returns and stock are told. supplied: lots whose receipts are told. roles: (run
    node, "made" | "used") -> rank. edges: ids of the links taken, ascending.
    """

    seeds: NDArray[np.int64]
    reached: Reach
    sent: Chosen
    supplied: Chosen
    roles: dict[tuple[int, str], int]
    edges: NDArray[np.int64]


def select_nodes(
    graph: Graph, seeds: NDArray[np.int64], direction: Direction, rank: int
) -> Selection:
    """Walk one way or both; both ways is the union of the two answers."""
    parts = []
    if direction is not Direction.BACKWARD:
        parts.append(_forward(graph, seeds, rank))
    if direction is not Direction.FORWARD:
        parts.append(_backward(graph, seeds, rank))
    return parts[0] if len(parts) == 1 else _united(parts[0], parts[1])


def only_lots(graph: Graph, reached: Reach) -> Chosen:
    """The lots of a walk, seeds among them."""
    lots = reached.nodes < graph.lot_count
    return Chosen(reached.nodes[lots], reached.ranks[lots])


def _forward(graph: Graph, seeds: NDArray[np.int64], rank: int) -> Selection:
    reached = walk(graph, seeds, forward=True, rank=rank)
    runs, ranks = _runs(graph, reached)
    made = steps_out(graph, runs, rank)
    roles = _best(
        _role("used", runs, ranks),
        _role("made", *_far_lots(graph, made, runs, ranks, seeds)),
        _role("made", *_near_runs(graph, steps_in(graph, seeds, rank))),
    )
    edges = distinct(steps_out(graph, reached.nodes, rank).edges)
    asked = Chosen(seeds, np.zeros(len(seeds), np.int64))
    return Selection(seeds, reached, only_lots(graph, reached), asked, roles, edges)


def _backward(graph: Graph, seeds: NDArray[np.int64], rank: int) -> Selection:
    reached = walk(graph, seeds, forward=False, rank=rank)
    runs, ranks = _runs(graph, reached)
    used = steps_in(graph, runs, rank)
    roles = _best(
        _role("made", runs, ranks),
        _role("used", *_far_lots(graph, used, runs, ranks, seeds)),
        _role("used", *_near_runs(graph, steps_out(graph, seeds, rank))),
    )
    edges = distinct(steps_in(graph, reached.nodes, rank).edges)
    asked = Chosen(seeds, np.zeros(len(seeds), np.int64))
    return Selection(seeds, reached, asked, only_lots(graph, reached), roles, edges)


def _runs(graph: Graph, reached: Reach) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    runs = reached.nodes >= graph.lot_count
    return reached.nodes[runs], reached.ranks[runs]


def _far_lots(
    graph: Graph,
    steps: Steps,
    runs: NDArray[np.int64],
    ranks: NDArray[np.int64],
    seeds: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Runs with a step to a reached lot that was not asked for, and how sure that is."""
    kept = (steps.nodes < graph.lot_count) & ~is_among(steps.nodes, seeds)
    near = steps.positions[kept]
    return runs[near], np.maximum(ranks[near], graph.rank[steps.edges[kept]])


def _near_runs(graph: Graph, steps: Steps) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Runs next to lots asked for, and the evidence of that one link."""
    kept = steps.nodes >= graph.lot_count
    return steps.nodes[kept], graph.rank[steps.edges[kept]].astype(np.int64)


def _role(
    role: str, runs: NDArray[np.int64], ranks: NDArray[Any]
) -> Iterable[tuple[tuple[int, str], int]]:
    return (((run, role), rank) for run, rank in zip(runs.tolist(), ranks.tolist(), strict=True))


def _best(
    *found: Iterable[tuple[tuple[int, str], int]],
) -> dict[tuple[int, str], int]:
    """The strongest evidence of each run in each role."""
    roles: dict[tuple[int, str], int] = {}
    for part in found:
        for key, rank in part:
            roles[key] = min(rank, roles.get(key, rank))
    return roles


def _united(forward: Selection, backward: Selection) -> Selection:
    one, other = forward.reached, backward.reached
    nodes = distinct(one.nodes, other.nodes)
    hops = np.full(len(nodes), np.iinfo(np.int64).max)
    ranks = hops.copy()
    for part in (one, other):
        places = np.searchsorted(nodes, part.nodes)
        hops[places] = np.minimum(hops[places], part.hops)
        ranks[places] = np.minimum(ranks[places], part.ranks)
    return Selection(
        forward.seeds,
        Reach(nodes, hops, ranks),
        forward.sent,
        backward.supplied,
        _best(forward.roles.items(), backward.roles.items()),
        distinct(forward.edges, backward.edges),
    )
