"""Decide which lots and runs an answer is about, before any text is read.

Which links count is fixed by the answers of a real ERP: an order is in the answer because it used
a lot or made one; a lot asked for counts through its own links, so that a self loop is no news.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.scope import Direction
from traceability.index.graph import Reach, steps_in, steps_out
from traceability.index.kernel import walk
from traceability.index.node_sets import distinct, is_among
from traceability.index.timed_walk import taken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from traceability.index.graph import Graph


@dataclass(frozen=True, slots=True)
class Chosen:
    """Lots, ascending, with the rank of the evidence that ties each to the question."""

    nodes: NDArray[np.int64]
    ranks: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Selection:
    """What an answer is about, as nodes.

    seeds: lots asked for. reached: every lot, run and pool reached, seeds too. sent: lots whose
    shipments, returns and stock are told. supplied: lots whose receipts are told. roles: (run
    node, "made" | "used") -> rank. edges: ids of the links taken, ascending. went, came: what was
    reached forward alone, and backward alone; None for a way that was not asked for.
    """

    seeds: NDArray[np.int64]
    reached: Reach
    sent: Chosen
    supplied: Chosen
    roles: dict[tuple[int, str], int]
    edges: NDArray[np.int64]
    went: Reach | None
    came: Reach | None


def select_nodes(
    graph: Graph,
    seeds: NDArray[np.int64],
    direction: Direction,
    rank: int,
    *,
    timed: bool = True,
) -> Selection:
    """Walk one way or both; both ways is the union of the two answers."""
    parts = []
    if direction is not Direction.BACKWARD:
        parts.append(_selected(graph, seeds, rank, forward=True, timed=timed))
    if direction is not Direction.FORWARD:
        parts.append(_selected(graph, seeds, rank, forward=False, timed=timed))
    return parts[0] if len(parts) == 1 else _united(parts[0], parts[1])


def only_lots(graph: Graph, reached: Reach) -> Chosen:
    """The lots of a walk, seeds among them."""
    lots = reached.nodes < graph.lot_count
    return Chosen(reached.nodes[lots], reached.ranks[lots])


def _selected(
    graph: Graph, seeds: NDArray[np.int64], rank: int, *, forward: bool, timed: bool
) -> Selection:
    """Forward, a reached run used a lot of the answer, and made one if a link to a lot was taken.

    Backward the other way round. The runs that made (forward) or used (backward) a lot asked for
    are told by its own links.
    """
    onward, back = (steps_out, steps_in) if forward else (steps_in, steps_out)
    near_role, far_role = ("used", "made") if forward else ("made", "used")
    reached = walk(graph, seeds, forward=forward, rank=rank, timed=timed)
    steps, ranks = taken(graph, reached, onward(graph, reached.nodes, rank), forward=forward)
    is_run = _runs(graph, reached.nodes)
    near = reached.nodes[steps.positions]
    far = _runs(graph, near) & ~_runs(graph, steps.nodes) & ~is_among(steps.nodes, seeds)
    own = back(graph, seeds, rank)
    beside = _runs(graph, own.nodes)
    roles = _best(
        _role(near_role, reached.nodes[is_run], reached.ranks[is_run]),
        _role(far_role, near[far], ranks[far]),
        _role(far_role, own.nodes[beside], graph.rank[own.edges[beside]]),
    )
    asked = Chosen(seeds, np.zeros(len(seeds), np.int64))
    lots = only_lots(graph, reached)
    return Selection(
        seeds,
        reached,
        lots if forward else asked,
        asked if forward else lots,
        roles,
        distinct(steps.edges),
        reached if forward else None,
        None if forward else reached,
    )


def _runs(graph: Graph, nodes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which nodes are runs; a pool stands for lots."""
    return (nodes >= graph.lot_count) & (nodes < graph.pool_start)


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
        forward.went,
        backward.came,
    )
