"""What lies beyond an answer: scope `possible`, walked once for all the lists that need it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from traceability.domain.scope import Scope
from traceability.index.kernel import nodes_reached
from traceability.index.node_sets import distinct, is_among
from traceability.index.timed_walk import TimedFlood, timed_flood
from traceability.services.weigh_gaps import Weights, weigh_gaps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from traceability.domain.scope import Direction
    from traceability.index.reader import GenealogyIndex
    from traceability.services.select_nodes import Selection

_WEAKEST = Scope.POSSIBLE.rank


@dataclass(frozen=True)
class Beyond:
    """The answer, the scope it was walked in, and what the scope `possible` has beside it.

    Everything here is worked out when it is first asked for, and once.
    """

    index: GenealogyIndex
    selection: Selection
    direction: Direction
    scope: Scope

    @cached_property
    def floods(self) -> dict[bool, TimedFlood]:
        """By way (forward or not), the walk of scope `possible` that heeds time."""
        return {
            forward: timed_flood(
                self.index.graph, self.selection.seeds, forward=forward, rank=_WEAKEST
            )
            for forward in self.direction.ways
        }

    @cached_property
    def weights(self) -> Weights:
        """What each gap adds; an answer of that scope has been walked already."""
        ways = {True: self.selection.went, False: self.selection.came}
        walked = {
            forward: reach
            for forward, reach in ways.items()
            if reach is not None and self.scope.rank == _WEAKEST
        }
        return weigh_gaps(
            self.index,
            self.selection.seeds,
            self.direction,
            timed=self.scope.is_timed,
            walked=walked,
        )

    def lot_count(self) -> int:
        """How many lots only the scope `possible` adds; no walk where no such link exists.

        With time, a weaker link may also lead somewhere earlier, and so on to links that had
        closed.
        """
        graph = self.index.graph
        if not any(graph.edges_by_rank[self.scope.rank + 1 :]):
            return 0
        nodes = distinct(*self._nodes())
        lots = nodes[nodes < graph.lot_count]
        return int((~is_among(lots, self.selection.reached.nodes)).sum())

    def _nodes(self) -> list[NDArray[np.int64]]:
        graph, seeds = self.index.graph, self.selection.seeds
        if self.scope.is_timed and graph.windows is not None:
            return [flood.nodes for flood in self.floods.values()]
        return [
            nodes_reached(graph, seeds, forward=forward, rank=_WEAKEST, timed=False)
            for forward in self.direction.ways
        ]
