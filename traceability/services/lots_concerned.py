"""Say whose scopes a change of links may change: forward of lots before it, backward behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from traceability.index.kernel import walk
from traceability.services.compare_scopes import RANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from traceability.index.graph import Graph
    from traceability.index.overlay import NewEdge
    from traceability.services.compare_scopes import After


@dataclass(slots=True)
class Touched:
    """Nodes at which something changes, as nodes of the index and of the overlay.

    sources, targets: where a changed link, or a shipment or supply, begins or ends.
    """

    sources: set[int] = field(default_factory=set)
    targets: set[int] = field(default_factory=set)
    new_sources: set[int] = field(default_factory=set)
    new_targets: set[int] = field(default_factory=set)


def touched_by(after: After, removed: Iterable[int], added: Sequence[NewEdge]) -> Touched:
    """Where links go and come, and where rows of shipments and supplies move."""
    graph = after.index.graph
    gone = sorted(removed)
    touched = Touched(
        {int(graph.source[edge]) for edge in gone},
        {int(graph.out_node[edge]) for edge in gone},
        {edge.source for edge in added},
        {edge.target for edge in added},
    )
    for (mart, row), owners in after.rows.items():
        (before,) = after.index.table(mart).owners_of(np.array([row])).tolist()
        is_sent = mart == "trace_shipments"
        (touched.sources if is_sent else touched.targets).add(before)
        (touched.new_sources if is_sent else touched.new_targets).update(owners)
    sold = np.array(sorted(after.customers), np.int64)
    touched.sources.update(after.index.table("trace_shipments").owners_of(sold).tolist())
    return touched


def lots_concerned(after: After, touched: Touched) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Lots whose scope may change forward, and backward, the nearest first."""
    before, then = after.index.graph, after.overlay.graph
    moved = [
        set(after.overlay.placed(np.array(sorted(nodes), np.int64)).tolist())
        for nodes in (touched.sources, touched.targets)
    ]
    upstream = _nearest(
        (before, touched.sources, False), (then, touched.new_sources | moved[0], False)
    )
    downstream = _nearest(
        (before, touched.targets, True), (then, touched.new_targets | moved[1], True)
    )
    return _known(after, upstream), _known(after, downstream)


def _nearest(*walks: tuple[Graph, set[int], bool]) -> list[int]:
    hops: dict[int, int] = {}
    for graph, nodes, forward in walks:
        if nodes:
            seeds = np.array(sorted(nodes), np.int64)
            reached = walk(graph, seeds, forward=forward, rank=RANK)
            for node, hop in zip(reached.nodes.tolist(), reached.hops.tolist(), strict=True):
                if node < graph.lot_count:
                    hops[node] = min(hop, hops.get(node, hop))
    return sorted(hops, key=lambda node: (hops[node], node))


def _known(after: After, lots: list[int]) -> tuple[int, ...]:
    """Those that have a number; new lots among them."""
    unknown = after.index.table("trace_lots").numbers("is_unknown")
    start = after.index.lot_count
    return tuple(lot for lot in lots if lot >= start or not unknown[lot])
