"""What many lots reach, summed up, costs time in step with the lots: of eight times as many plants.

Only the ratio of two measurements of one run is asserted, never seconds.
"""

from __future__ import annotations

import time

import numpy as np

from tests.index.random_graphs import pointers
from traceability.index.graph import Graph
from traceability.index.reach_sets import sums_reached

LOTS_OF_A_PLANT = 6
TIMES_AS_MANY = 8
MOST_TIMES_AS_LONG = 3 * TIMES_AS_MANY


def plants(count: int) -> Graph:
    """Plants apart from one another: three raw lots, a run, three products; numbers shuffled."""
    lots = count * LOTS_OF_A_PLANT
    shuffled = np.random.default_rng(7).permutation(lots).reshape(count, LOTS_OF_A_PLANT)
    runs = np.repeat(lots + np.arange(count), 3)
    sources = np.concatenate((shuffled[:, :3].ravel(), runs))
    targets = np.concatenate((runs, shuffled[:, 3:].ravel()))
    out = np.lexsort((targets, sources))
    sources, targets = sources[out], targets[out]
    into = np.argsort(targets, kind="stable")
    nodes = lots + count
    return Graph(
        lot_count=lots,
        pool_start=nodes,
        out_ptr=pointers(sources.tolist(), nodes),
        out_node=targets.astype(np.int32),
        in_ptr=pointers(targets[into].tolist(), nodes),
        in_node=sources[into].astype(np.int32),
        in_edge=into,
        source=sources.astype(np.int32),
        rank=np.zeros(len(sources), np.uint8),
        edges_by_rank=(len(sources), 0, 0),
    )


def seconds(count: int) -> float:
    """The shortest of three runs over so many plants, each lot once."""
    graph = plants(count)
    seeds = np.arange(graph.lot_count)
    weights = np.ones((graph.lot_count, 3))
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        sums = sums_reached(graph, seeds, weights, forward=True, rank=0)
        taken.append(time.perf_counter() - began)
        assert sums[:, 0].sum() == count * (3 * 4 + 3)
    return min(taken)


def test_what_lots_reach_costs_time_in_step_with_their_number() -> None:
    few, many = seconds(1_000), seconds(1_000 * TIMES_AS_MANY)
    assert many < few * MOST_TIMES_AS_LONG
