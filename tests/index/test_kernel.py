"""The walk reaches what the naive walk reaches, with the same hops and evidence."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.naive_walk import Edge, hops_from, rank_of
from tests.index_plant import Plant
from traceability.domain.scope import EVIDENCE
from traceability.index.kernel import Graph, walk
from traceability.index.paths import shortest_path

Seeds = list[int]


def graph_of(edges: list[Edge], lot_count: int, node_count: int) -> Graph:
    """CSR arrays made the plain way."""
    out = sorted(edges, key=lambda edge: (edge.source, edge.target))
    into = sorted(range(len(out)), key=lambda place: (out[place].target, place))
    return Graph(
        lot_count=lot_count,
        out_ptr=pointers([edge.source for edge in out], node_count),
        out_node=np.array([edge.target for edge in out], np.int32),
        in_ptr=pointers([out[place].target for place in into], node_count),
        in_node=np.array([out[place].source for place in into], np.int32),
        in_edge=np.array(into, np.int64),
        source=np.array([edge.source for edge in out], np.int32),
        rank=np.array([edge.rank for edge in out], np.uint8),
        edges_by_rank=tuple(sum(edge.rank == rank for edge in out) for rank in range(3)),
    )


def pointers(owners: list[int], node_count: int) -> np.ndarray:
    return np.searchsorted(np.array(owners, np.int64), np.arange(node_count + 1)).astype(np.int64)


@st.composite
def plants(draw: st.DrawFn) -> tuple[list[Edge], int, int, Seeds]:
    """Random graphs with cycles, self loops, double edges, and long chains of runs."""
    lot_count = draw(st.integers(1, 12))
    node_count = lot_count + draw(st.integers(0, 12))
    node = st.integers(0, node_count - 1)
    edges = draw(st.lists(st.builds(Edge, node, node, st.integers(0, 2)), max_size=50))
    seeds = draw(st.lists(st.integers(0, lot_count - 1), min_size=1, max_size=3, unique=True))
    return edges, lot_count, node_count, sorted(seeds)


@settings(max_examples=300, deadline=None)
@given(plants(), st.booleans(), st.integers(0, 2))
def test_the_kernel_equals_the_naive_walk(
    plant: tuple[list[Edge], int, int, Seeds], forward: bool, rank: int
) -> None:
    edges, lot_count, node_count, seeds = plant
    graph = graph_of(edges, lot_count, node_count)

    reach = walk(graph, np.array(seeds), forward=forward, rank=rank)

    expected = hops_from(edges, seeds, lot_count, rank, forward=forward)
    assert dict(zip(reach.nodes.tolist(), reach.hops.tolist(), strict=True)) == expected
    assert reach.ranks.tolist() == [
        rank_of(edges, seeds, lot_count, node, forward=forward) for node in reach.nodes.tolist()
    ]


@settings(max_examples=150, deadline=None)
@given(plants(), st.integers(0, 2))
def test_forward_holds_a_lot_exactly_when_backward_holds_the_other(
    plant: tuple[list[Edge], int, int, Seeds], rank: int
) -> None:
    edges, lot_count, node_count, _ = plant
    graph = graph_of(edges, lot_count, node_count)
    reached = {
        forward: {
            (start, end)
            for start in range(lot_count)
            for end in walk(graph, np.array([start]), forward=forward, rank=rank).nodes.tolist()
            if end < lot_count
        }
        for forward in (True, False)
    }
    assert reached[True] == {(start, end) for end, start in reached[False]}


@settings(max_examples=150, deadline=None)
@given(plants(), st.booleans(), st.data())
def test_the_shortest_path_is_as_short_as_the_naive_hops(
    plant: tuple[list[Edge], int, int, Seeds], forward: bool, data: st.DataObject
) -> None:
    edges, lot_count, node_count, seeds = plant
    graph = graph_of(edges, lot_count, node_count)
    target = data.draw(st.integers(0, node_count - 1))

    path = shortest_path(graph, np.array(seeds), np.array([target]), forward=forward, rank=2)

    hops = hops_from(edges, seeds, lot_count, 2, forward=forward)
    assert (path is None) == (target not in hops)
    if path is None:
        return
    at = None
    for edge in path:
        start, end = int(graph.source[edge]), int(graph.out_node[edge])
        start, end = (start, end) if forward else (end, start)
        assert at is None or at == start
        assert at is not None or start in seeds
        at = end
    assert at == target or (not path and target in seeds)
    assert sum(int(graph.source[edge]) < lot_count for edge in path) == hops[target]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plants())
def test_a_graph_that_was_written_and_read_is_the_graph_that_was_walked(
    drawn: tuple[list[Edge], int, int, Seeds],
) -> None:
    edges, lot_count, node_count, seeds = drawn
    names = [f"L-{node:02d}" for node in range(lot_count)]
    names += [f"R-{node:02d}" for node in range(lot_count, node_count)]
    plant = Plant()
    for node in range(node_count):
        if node < lot_count:
            plant.lot(f"{node:02d}")
        else:
            plant.run(f"{node:02d}")
    for edge in edges:
        plant.edge(names[edge.source], names[edge.target], EVIDENCE[edge.rank])
    with tempfile.TemporaryDirectory() as folder:
        reach = walk(plant.index(Path(folder)).graph, np.array(seeds), forward=True, rank=1)
    expected = hops_from(edges, seeds, lot_count, 1, forward=True)
    assert dict(zip(reach.nodes.tolist(), reach.hops.tolist(), strict=True)) == expected


@pytest.mark.parametrize("forward", [True, False])
def test_a_chain_of_three_thousand_orders_has_no_depth_limit(forward: bool) -> None:
    length = 3_000
    lots = length + 1
    edges = [Edge(step, lots + step, 0) for step in range(length)]
    edges += [Edge(lots + step, step + 1, 0) for step in range(length)]
    graph = graph_of(edges, lots, lots + length)

    reach = walk(graph, np.array([0 if forward else length]), forward=forward, rank=0)

    assert len(reach.nodes) == lots + length
    assert reach.hops.max() == length


def test_a_surer_longer_path_gives_the_evidence_and_the_shorter_one_the_hops() -> None:
    # 0 -possible-> 2 directly; 0 -> 1 -> 2 confirmed.
    edges = [Edge(0, 2, 2), Edge(0, 1, 0), Edge(1, 2, 0)]
    graph = graph_of(edges, 3, 3)

    reach = walk(graph, np.array([0]), forward=True, rank=2)

    assert reach.nodes.tolist() == [0, 1, 2]
    assert reach.hops.tolist() == [0, 1, 1]
    assert reach.ranks.tolist() == [0, 0, 0]
