"""What is behind each node by its share: one backward sweep over all links instead of a walk each.

What a lot is worth is what left of it, and its share of what each follower is worth. That is the
sum, over all that holds its material, of the share times what left; rework loops converge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.index.shares import MOST_SWEEPS, weigh_links

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.graph import Graph
    from traceability.index.shares import Amounts

_SMALL = 1e-9


def proportional_exposure(
    graph: Graph, amounts: Amounts, left: NDArray[np.float64], rank: int
) -> NDArray[np.float64]:
    """Per node, the sum of `left` (by node, nan = unknown) over followers times its share in them.

    nan where an amount that the figure needs is unknown, or where the sweeps do not end.
    """
    links = weigh_links(graph, amounts, rank)
    known = np.nan_to_num(left)
    is_blind = np.isnan(links.weights)
    weights = np.where(is_blind, 1.0, links.weights)
    matters = _gather(graph.node_count, links.sources, links.targets, (known > 0) | np.isnan(left))
    unknown = np.isnan(left)
    unknown[links.sources[is_blind & matters[links.targets]]] = True
    carried = weights > 0
    unknown = _gather(graph.node_count, links.sources[carried], links.targets[carried], unknown)
    weights = np.where(is_blind, 0.0, weights)
    worth = known.copy()
    for _ in range(MOST_SWEEPS):
        fresh = known + np.bincount(
            links.sources, weights * worth[links.targets], minlength=graph.node_count
        )
        moved = np.abs(fresh - worth).max(initial=0.0)
        worth = fresh
        if moved <= _SMALL:
            return np.where(unknown, np.nan, worth)
    return np.full(graph.node_count, np.nan)


def _gather(
    count: int,
    sources: NDArray[np.int64],
    targets: NDArray[np.int64],
    start: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Nodes from which a marked node can be reached, the marked ones among them."""
    found = start.copy()
    while True:
        fresh = np.zeros(count, bool)
        fresh[sources[found[targets]]] = True
        fresh |= found
        if bool((fresh == found).all()):
            return found
        found = fresh
