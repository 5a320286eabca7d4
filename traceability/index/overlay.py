"""The genealogy with a few edges taken out and put in, in memory: what a correction would make.

Lots that no record knows yet come after the last lot, so runs and pools move up by as many nodes;
`Overlay` says which node stands where. No array of the index is changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.index.graph import Graph, Windows
from traceability.index.layout import OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex


@dataclass(frozen=True, slots=True)
class NewEdge:
    """An edge that is not in the index, between nodes of the overlay.

    like: the edge of the index whose window it has; None = always open.
    """

    source: int
    target: int
    rank: int
    like: int | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """A graph like that of the index, and where its nodes stand.

    lot_count: of the index. new_lots: how many lots were put behind them.
    """

    graph: Graph
    lot_count: int
    new_lots: int

    def placed(self, nodes: NDArray[Any]) -> NDArray[np.int64]:
        """Nodes of the index, as nodes of the overlay."""
        moved = np.asarray(nodes, np.int64)
        return moved + np.where(moved >= self.lot_count, self.new_lots, 0)

    def known(self, nodes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those nodes of the overlay that the index has, as nodes of the index."""
        kept = nodes[(nodes < self.lot_count) | (nodes >= self.lot_count + self.new_lots)]
        return kept - np.where(kept >= self.lot_count, self.new_lots, 0)


def overlaid(
    index: GenealogyIndex,
    *,
    removed: NDArray[np.int64],
    added: Sequence[NewEdge],
    new_lots: int = 0,
    merged: tuple[int, int] | None = None,
) -> Overlay:
    """The graph of an index without some edges and with others.

    merged: a lot that is another one: all edges of the first are edges of the second.
    """
    graph = index.graph
    frame = Overlay(graph, index.lot_count, new_lots)
    kept = np.ones(len(graph.source), bool)
    kept[removed] = False
    edges = np.flatnonzero(kept)
    sources = frame.placed(graph.source[edges])
    targets = frame.placed(graph.out_node[edges])
    if merged is not None:
        sources = np.where(sources == merged[0], merged[1], sources)
        targets = np.where(targets == merged[0], merged[1], targets)
    likes = np.array([-1 if edge.like is None else edge.like for edge in added], np.int64)
    sources = np.concatenate([sources, np.array([edge.source for edge in added], np.int64)])
    targets = np.concatenate([targets, np.array([edge.target for edge in added], np.int64)])
    ranks = np.concatenate([graph.rank[edges], np.array([edge.rank for edge in added], np.uint8)])
    windows = None
    if graph.windows is not None:
        windows = Windows(
            _bounds(graph.windows.from_at, edges, likes, -OPEN),
            _bounds(graph.windows.closes_at, edges, likes, OPEN),
        )
    size = graph.node_count + new_lots
    return replace(
        frame,
        graph=_graph(graph, sources, targets, ranks, windows, size, new_lots),
    )


def _bounds(
    values: NDArray[np.int64], edges: NDArray[np.int64], likes: NDArray[np.int64], opened: int
) -> NDArray[np.int64]:
    fresh = np.full(len(likes), opened, np.int64)
    alike = likes >= 0
    fresh[alike] = values[likes[alike]]
    return np.concatenate([values[edges], fresh])


def _graph(  # noqa: PLR0917 - the arrays of a graph
    like: Graph,
    sources: NDArray[np.int64],
    targets: NDArray[np.int64],
    ranks: NDArray[np.uint8],
    windows: Windows | None,
    size: int,
    new_lots: int,
) -> Graph:
    order = np.argsort(sources, kind="stable")
    sources, targets, ranks = sources[order], targets[order], ranks[order]
    if windows is not None:
        windows = Windows(windows.from_at[order], windows.closes_at[order])
    back = np.argsort(targets, kind="stable")
    counts = np.bincount(ranks, minlength=len(like.edges_by_rank))
    return Graph(
        lot_count=like.lot_count + new_lots,
        pool_start=like.pool_start + new_lots,
        out_ptr=_pointers(sources, size),
        out_node=targets.astype(np.int32),
        in_ptr=_pointers(targets, size),
        in_node=sources[back].astype(np.int32),
        in_edge=back.astype(np.int64),
        source=sources.astype(np.int32),
        rank=ranks.astype(np.uint8),
        edges_by_rank=tuple(int(count) for count in counts),
        windows=windows,
    )


def _pointers(owners: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    counts = np.bincount(owners, minlength=size)[:size]
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
