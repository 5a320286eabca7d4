"""The walk reaches what two other implementations reach, with the same hops and evidence."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.naive_walk import OPEN, Edge, Kinds, hops_from, is_admitted
from tests.index.random_graphs import Drawn, genealogies, graph_of
from tests.index.sql_walk import evidence_by_sql
from tests.index_plant import Plant
from traceability.domain.scope import EVIDENCE, Scope
from traceability.index.kernel import lots_reached, walk
from traceability.index.paths import shortest_path


@pytest.fixture(scope="module")
def connection() -> Iterator[Any]:
    with duckdb.connect() as opened:
        opened.execute("set threads = 1")
        yield opened


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(genealogies(), st.booleans(), st.booleans())
def test_the_kernel_reaches_what_a_recursive_query_reaches(
    connection: Any, drawn: Drawn, forward: bool, timed: bool
) -> None:
    graph = drawn.graph()
    expected = evidence_by_sql(
        connection, drawn.edges, drawn.seeds, forward=forward, timed=timed, open_end=OPEN
    )
    for rank in range(3):
        reach = walk(graph, np.array(drawn.seeds), forward=forward, rank=rank, timed=timed)
        evidence = {node: best for node, best in expected.items() if best <= rank}
        assert dict(zip(reach.nodes.tolist(), reach.ranks.tolist(), strict=True)) == evidence


@settings(max_examples=200, deadline=None)
@given(genealogies(), st.booleans(), st.integers(0, 2), st.booleans())
def test_the_kernel_counts_the_hops_of_the_naive_walk(
    drawn: Drawn, forward: bool, rank: int, timed: bool
) -> None:
    reach = walk(drawn.graph(), np.array(drawn.seeds), forward=forward, rank=rank, timed=timed)

    hops = hops_from(drawn.edges, drawn.seeds, drawn.kinds, rank, forward=forward, timed=timed)
    assert dict(zip(reach.nodes.tolist(), reach.hops.tolist(), strict=True)) == hops


@settings(max_examples=100, deadline=None)
@given(genealogies(), st.integers(0, 2), st.booleans())
def test_forward_holds_a_lot_exactly_when_backward_holds_the_other(
    drawn: Drawn, rank: int, timed: bool
) -> None:
    graph = drawn.graph()
    reached = {
        forward: {
            (start, end)
            for start in range(graph.lot_count)
            for end in lots_reached(
                graph, np.array([start]), forward=forward, rank=rank, timed=timed
            ).tolist()
        }
        for forward in (True, False)
    }
    assert reached[True] == {(start, end) for end, start in reached[False]}
    downward = [sum(start == lot for start, _ in reached[True]) for lot in range(graph.lot_count)]
    upward = [sum(start == lot for start, _ in reached[False]) for lot in range(graph.lot_count)]
    assert sum(downward) == sum(upward)


@settings(max_examples=100, deadline=None)
@given(genealogies(), st.booleans())
def test_each_scope_holds_the_one_before(drawn: Drawn, forward: bool) -> None:
    graph, seeds = drawn.graph(), np.array(drawn.seeds)
    scopes = [
        set(
            lots_reached(
                graph, seeds, forward=forward, rank=scope.rank, timed=scope is not Scope.UNTIMED
            ).tolist()
        )
        for scope in Scope
    ]
    assert set(drawn.seeds) <= scopes[0]
    assert all(inner <= outer for inner, outer in pairwise(scopes))


@settings(max_examples=150, deadline=None)
@given(genealogies(), st.booleans(), st.booleans(), st.data())
def test_the_shortest_path_is_admitted_and_as_short_as_the_naive_hops(
    drawn: Drawn, forward: bool, timed: bool, data: st.DataObject
) -> None:
    target = data.draw(st.integers(0, drawn.node_count - 1))

    path = shortest_path(
        drawn.graph(),
        np.array(drawn.seeds),
        np.array([target]),
        forward=forward,
        rank=2,
        timed=timed,
    )

    hops = hops_from(drawn.edges, drawn.seeds, drawn.kinds, 2, forward=forward, timed=timed)
    assert (path is None) == (target not in hops)
    if path is None:
        return
    edges = [drawn.in_edge_order()[edge] for edge in path]
    nodes = [end for edge in edges for end in _ends(edge, forward=forward)]
    assert nodes[1:-1:2] == nodes[2::2]
    assert nodes[:1] == [] or nodes[0] in drawn.seeds
    assert nodes[-1:] == ([target] if path else [])
    assert sum(map(drawn.kinds.cost, edges)) == hops[target]
    assert not timed or is_admitted(edges if forward else edges[::-1])


def _ends(edge: Edge, *, forward: bool) -> tuple[int, int]:
    return (edge.source, edge.target) if forward else (edge.target, edge.source)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(genealogies())
def test_a_graph_that_was_written_and_read_is_the_graph_that_was_walked(drawn: Drawn) -> None:
    letters = ["L" if node < drawn.kinds.lot_count else "R" for node in range(drawn.node_count)]
    letters[drawn.kinds.pool_start :] = ["S"] * (drawn.node_count - drawn.kinds.pool_start)
    names = [f"{letter}-{node:02d}" for node, letter in enumerate(letters)]
    plant = Plant()
    add = {"L": plant.lot, "R": plant.run, "S": plant.pool}
    for node, letter in enumerate(letters):
        add[letter](f"{node:02d}")
    for edge in drawn.edges:
        ends = {"from_at": edge.from_at, "closes_at": edge.closes_at}
        known = {name: at for name, at in ends.items() if abs(at) != OPEN}
        plant.edge(names[edge.source], names[edge.target], EVIDENCE[edge.rank], **known)
    with tempfile.TemporaryDirectory() as folder:
        graph = plant.index(Path(folder)).graph
        reach = walk(graph, np.array(drawn.seeds), forward=True, rank=1)
        assert (graph.windows is None) == (drawn.graph().windows is None)
    expected = hops_from(drawn.edges, drawn.seeds, drawn.kinds, 1, forward=True)
    assert dict(zip(reach.nodes.tolist(), reach.hops.tolist(), strict=True)) == expected


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("windows", [True, False])
def test_a_chain_of_three_thousand_orders_has_no_depth_limit(forward: bool, windows: bool) -> None:
    length = 3_000
    lots = length + 1
    begun = {"from_at": 0} if windows else {}
    ended = {"closes_at": 1} if windows else {}
    edges = [Edge(step, lots + step, 0, **begun) for step in range(length)]
    edges += [Edge(lots + step, step + 1, 0, **ended) for step in range(length)]
    graph = graph_of(edges, Kinds(lots, lots + length), lots + length)

    reach = walk(graph, np.array([0 if forward else length]), forward=forward, rank=0)

    assert (graph.windows is not None) == windows
    assert len(reach.nodes) == lots + length
    assert reach.hops.max() == length


def test_a_surer_longer_path_gives_the_evidence_and_the_shorter_one_the_hops() -> None:
    # 0 -possible-> 2 directly; 0 -> 1 -> 2 confirmed.
    edges = [Edge(0, 2, 2), Edge(0, 1, 0), Edge(1, 2, 0)]
    graph = graph_of(edges, Kinds(3, 3), 3)

    reach = walk(graph, np.array([0]), forward=True, rank=2)

    assert reach.nodes.tolist() == [0, 1, 2]
    assert reach.hops.tolist() == [0, 1, 1]
    assert reach.ranks.tolist() == [0, 0, 0]


def test_a_late_short_path_gives_the_hops_and_an_early_long_one_what_lies_beyond() -> None:
    # Straight to 2, but from 9 on; by way of 1 from 3 on. What leads on closes at 5.
    edges = [Edge(0, 2, 0, from_at=9), Edge(0, 1, 0), Edge(1, 2, 0, from_at=3)]
    edges.append(Edge(2, 3, 0, closes_at=5))
    graph = graph_of(edges, Kinds(4, 4), 4)

    reach = walk(graph, np.array([0]), forward=True, rank=0)

    assert dict(zip(reach.nodes.tolist(), reach.hops.tolist(), strict=True)) == {
        0: 0,
        1: 1,
        2: 1,
        3: 3,
    }
    path = shortest_path(graph, np.array([0]), np.array([3]), forward=True, rank=0)
    assert path is not None
    assert [int(graph.source[edge]) for edge in path] == [0, 1, 2]


def test_a_link_that_closes_at_the_very_moment_of_arrival_is_taken() -> None:
    graph = graph_of([Edge(0, 1, 0, from_at=5), Edge(1, 2, 0, closes_at=5)], Kinds(3, 3), 3)
    assert lots_reached(graph, np.array([0]), forward=True, rank=0).tolist() == [0, 1, 2]
    assert lots_reached(graph, np.array([2]), forward=False, rank=0).tolist() == [0, 1, 2]


def test_a_path_does_not_take_a_closed_link_beside_an_open_one() -> None:
    # Both ways get to 3 at 9, but the link from 1 had closed by then.
    edges = [Edge(0, 1, 0, from_at=9), Edge(0, 2, 0, from_at=9)]
    edges += [Edge(1, 3, 0, closes_at=5), Edge(2, 3, 0)]
    graph = graph_of(edges, Kinds(4, 4), 4)
    path = shortest_path(graph, np.array([0]), np.array([3]), forward=True, rank=0)
    assert path is not None
    assert [int(graph.source[edge]) for edge in path] == [0, 2]


def test_many_seeds_and_none_are_walked() -> None:
    graph = graph_of([Edge(0, 1, 0), Edge(2, 3, 0)], Kinds(4, 4), 4)
    assert lots_reached(graph, np.array([0, 2]), forward=True, rank=0).tolist() == [0, 1, 2, 3]
    assert lots_reached(graph, np.array([], np.int64), forward=True, rank=0).tolist() == []
