"""Say how far a recall of each candidate reaches now, and how far if one fills the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.backfill import Filling
from traceability.domain.scope import Scope
from traceability.index.graph import steps_in
from traceability.index.kernel import nodes_reached
from traceability.index.node_sets import distinct
from traceability.services.order_rows import order_rows
from traceability.services.weigh_stake import delivery_count, known_lot_count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.domain.backfill import Stake
    from traceability.index.graph import Graph
    from traceability.index.reader import GenealogyIndex

_WEAKEST = Scope.POSSIBLE.rank
_REMOVED = np.uint8(255)
_CARD = ("lot_id", "item_code", "lot_code")


@dataclass(frozen=True, slots=True)
class MissingRecord:
    """A node that lacks a record, the edges its pools lead to it by, and what hangs on it."""

    node: int
    edges: NDArray[np.int64]
    stake: Stake
    candidates: NDArray[np.int64]
    rule_id: str | None
    message: str | None
    item_code: str | None


@dataclass(frozen=True, slots=True)
class Reached:
    """How many known lots, without the one asked for, and how many deliveries of any of them."""

    lots: int
    deliveries: int

    def __add__(self, other: Reached) -> Reached:
        return Reached(self.lots + other.lots, self.deliveries + other.deliveries)

    def __sub__(self, other: Reached) -> Reached:
        return Reached(self.lots - other.lots, self.deliveries - other.deliveries)


@dataclass(frozen=True, slots=True)
class ScopePreview:
    """What the possible scopes of all candidates hold together: now, and with none of them.

    fillings: what they hold with each candidate, the likeliest first.
    """

    now: Reached
    without: Reached
    fillings: tuple[Filling, ...]


def preview_filling(index: GenealogyIndex, gap: MissingRecord) -> ScopePreview:
    """The scope of all candidates now, and what it would be with each of them in the record.

    Filled, nothing but that candidate leads to the node any more, and all that hangs on the node
    hangs on it.
    """
    graph = index.graph
    beyond = _reached(graph, gap.node)
    filled = replace(graph, rank=_without(index, gap))
    now = least = Reached(0, 0)
    own = {}
    for candidate in gap.candidates.tolist():
        now += _count(index, _reached(graph, candidate), candidate)
        alone = _reached(filled, candidate)
        least += (without := _count(index, alone, candidate))
        own[candidate] = _filled(index, alone, beyond, gap.node, candidate) - without
    fillings = [
        Filling(
            *card,
            scope_if_filled=(least + own[node]).lots,
            shrinks_by=(now - least - own[node]).lots,
            deliveries_if_filled=(least + own[node]).deliveries,
        )
        for node, card in _cards(index, gap).items()
    ]
    return ScopePreview(now, least, order_rows(fillings, "rank_no", "lot_id"))


def _without(index: GenealogyIndex, gap: MissingRecord) -> NDArray[np.uint8]:
    """Evidence by edge, with the edges that only stand for the missing record out of reach."""
    graph = index.graph
    ranks = np.array(graph.rank)
    ranks[gap.edges] = _REMOVED
    if gap.node < index.lot_count:
        entering = steps_in(graph, np.array([gap.node], np.int64), _WEAKEST).edges
        rules = index.table("trace_edges")
        guess = rules.text_pool("rule_id").code_of("only_stock")
        ranks[entering[rules.numbers("rule_id")[entering] == guess]] = _REMOVED
    return ranks


def _reached(graph: Graph, node: int) -> NDArray[np.int64]:
    return nodes_reached(graph, np.array([node], np.int64), forward=True, rank=_WEAKEST)


def _count(index: GenealogyIndex, nodes: NDArray[np.int64], asked: int) -> Reached:
    lots = known_lot_count(index, nodes[nodes != asked])
    return Reached(lots, delivery_count(index, nodes))


def _filled(
    index: GenealogyIndex, alone: NDArray[np.int64], beyond: NDArray[np.int64], gap: int, asked: int
) -> Reached:
    """The candidate's own scope and what hangs on the gap; the gap is no lot beside it any more."""
    both = distinct(alone, beyond)
    lots = known_lot_count(index, both[(both != asked) & (both != gap)])
    return Reached(lots, delivery_count(index, both))


def _cards(
    index: GenealogyIndex, gap: MissingRecord
) -> dict[int, tuple[int, int | None, str, str | None, str | None, str | None]]:
    """Rank, score, id, item, code and reason of every candidate.

    Pools that hand candidates on rank them each for itself: here the score decides first, and who
    has none comes last.
    """
    pools = np.array(sorted(_pools_before(index, gap)), np.int64)
    table = index.table("trace_candidates")
    ranked: dict[str, tuple[int, int | None, str | None]] = {}
    rows = table.rows_of(pools).rows
    for rank, score, lot_id, reason in table.records(
        ("rank_no", "score", "lot_id", "reason"), rows
    ):
        if lot_id not in ranked or rank < ranked[lot_id][0]:
            ranked[lot_id] = (rank, score, reason)
    last = (len(ranked) + 1, None, None)
    named = [(node, *_name(index, node)) for node in gap.candidates.tolist()]
    told = [(*one, *ranked.get(one[1], last)) for one in named]
    told.sort(key=lambda one: (one[5] is None, -(one[5] or 0), one[4], one[1]))
    return {
        node: (number, score, name, item, lot, reason)
        for number, (node, name, item, lot, _, score, reason) in enumerate(told, start=1)
    }


def _pools_before(index: GenealogyIndex, gap: MissingRecord) -> set[int]:
    held = set(index.graph.source[gap.edges].tolist())
    wave = np.array(sorted(held), np.int64)
    while wave.size:
        before = steps_in(index.graph, wave, _WEAKEST).nodes
        fresh = set(before[before >= index.pool_start].tolist()) - held
        held |= fresh
        wave = np.array(sorted(fresh), np.int64)
    return held


def _name(index: GenealogyIndex, node: int) -> tuple[str, str | None, str | None]:
    """Id, item and code of a lot; of a run, its id, item and order."""
    if node < index.lot_count:
        return next(iter(index.table("trace_lots").records(_CARD, np.array([node]))))
    row = np.array([node - index.lot_count])
    card = ("run_id", "item_code", "work_order_code")
    return next(iter(index.table("trace_runs").records(card, row)))
