"""Random genealogies for Hypothesis: cycles, self loops, double edges, pools, windows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from tests.index.naive_walk import OPEN as PLAIN_OPEN
from tests.index.naive_walk import Edge, Kinds
from traceability.index.graph import Graph, Windows
from traceability.index.layout import OPEN


@dataclass(frozen=True)
class Drawn:
    """A genealogy as rows, and lots to ask for."""

    edges: list[Edge]
    kinds: Kinds
    node_count: int
    seeds: list[int]

    def graph(self) -> Graph:
        return graph_of(self.edges, self.kinds, self.node_count)

    def in_edge_order(self) -> list[Edge]:
        """The edges by edge id."""
        return sorted(self.edges, key=lambda edge: (edge.source, edge.target))


def graph_of(edges: list[Edge], kinds: Kinds, node_count: int) -> Graph:
    """CSR arrays made the plain way."""
    out = sorted(edges, key=lambda edge: (edge.source, edge.target))
    into = sorted(range(len(out)), key=lambda place: (out[place].target, place))
    closes = any(edge.closes_at < PLAIN_OPEN for edge in out)
    opens = any(edge.from_at > -PLAIN_OPEN for edge in out)
    return Graph(
        lot_count=kinds.lot_count,
        pool_start=kinds.pool_start,
        out_ptr=pointers([edge.source for edge in out], node_count),
        out_node=np.array([edge.target for edge in out], np.int32),
        in_ptr=pointers([out[place].target for place in into], node_count),
        in_node=np.array([out[place].source for place in into], np.int32),
        in_edge=np.array(into, np.int64),
        source=np.array([edge.source for edge in out], np.int32),
        rank=np.array([edge.rank for edge in out], np.uint8),
        edges_by_rank=tuple(sum(edge.rank == rank for edge in out) for rank in range(3)),
        windows=Windows(
            np.array([-OPEN if e.from_at == -PLAIN_OPEN else e.from_at for e in out], np.int64),
            np.array([OPEN if e.closes_at == PLAIN_OPEN else e.closes_at for e in out], np.int64),
        )
        if closes and opens
        else None,
    )


def pointers(owners: list[int], node_count: int) -> np.ndarray:
    return np.searchsorted(np.array(owners, np.int64), np.arange(node_count + 1)).astype(np.int64)


@st.composite
def genealogies(draw: st.DrawFn, *, windows: bool = True) -> Drawn:
    """Any edges between up to 12 lots, 8 runs and 4 pools; half the windows are open."""
    lot_count = draw(st.integers(1, 12))
    pool_start = lot_count + draw(st.integers(0, 8))
    node_count = pool_start + draw(st.integers(0, 4))
    node = st.integers(0, node_count - 1)
    instant = st.integers(0, 6)
    edge = st.builds(
        Edge,
        node,
        node,
        st.integers(0, 2),
        (st.just(-PLAIN_OPEN) | instant) if windows else st.just(-PLAIN_OPEN),
        (st.just(PLAIN_OPEN) | instant) if windows else st.just(PLAIN_OPEN),
    )
    edges = draw(st.lists(edge, max_size=50))
    seeds = draw(st.lists(st.integers(0, lot_count - 1), min_size=1, max_size=3, unique=True))
    return Drawn(edges, Kinds(lot_count, pool_start), node_count, sorted(seeds))
