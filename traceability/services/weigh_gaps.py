"""Find what makes the scope `possible` wide: how many lots each missing record adds to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import Direction, Scope
from traceability.domain.tables import many
from traceability.domain.trace import WIDE_SCOPE, Gap
from traceability.domain.trace_details import Link
from traceability.index.graph import steps_in, steps_out
from traceability.index.kernel import walk
from traceability.index.node_sets import is_among
from traceability.index.timed_walk import taken
from traceability.services.gather_details import describe_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from traceability.index.graph import Graph, Reach
    from traceability.index.reader import GenealogyIndex
    from traceability.services.select_nodes import Selection

WIDE_FACTOR = 3
"""So many times the probable lots are too many to act on without a second look."""
WIDE_PERCENT = 30
"""Such a part of all finished lots of the sites is, too."""
NAMED_GAPS = 5
"""Gaps named in an answer that is wide; the others are counted in one line."""
_CERTAIN = Scope.PROBABLE.rank
_WEAKEST = Scope.POSSIBLE.rank


@dataclass(frozen=True, slots=True)
class Weights:
    """What each gap adds.

    added: by edge, how many lots come by this gap first. gaps: every gap that was walked, as the
    edge between its pool and the lot or run that lacks a record.
    """

    added: dict[int, int]
    gaps: NDArray[np.int64]


def weigh_gaps(
    index: GenealogyIndex,
    seeds: NDArray[np.int64],
    direction: Direction,
    *,
    timed: bool,
    walked: Mapping[bool, Reach],
) -> Weights:
    """Share out the lots between `probable` and `possible` among the gaps.

    Each lot counts once, for the gap nearest to what was asked that leads to it; a possible link
    that no pool stands behind counts as a gap of its own. walked: by way (forward or not), a walk
    of scope `possible` that is there already.
    """
    added: Counter[int] = Counter()
    gaps: set[int] = set()
    for forward in direction.ways:
        reach = walked.get(forward)
        if reach is None:
            reach = walk(index.graph, seeds, forward=forward, rank=_WEAKEST, timed=timed)
        labels, met = label_nodes(index.graph, reach, forward=forward)
        beyond = (reach.ranks > _CERTAIN) & (reach.nodes < index.lot_count)
        added.update(labels[beyond & (labels >= 0)].tolist())
        gaps.update(met.tolist())
    return Weights(dict(added), np.array(sorted(gaps), np.int64))


def label_nodes(
    graph: Graph, reach: Reach, *, forward: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each node of a walk of scope `possible` the gap it comes by, and all gaps walked.

    A gap is told by its edge; -1 for what `probable` reaches too.
    """
    onward = steps_out if forward else steps_in
    nodes = reach.nodes
    steps, _ = taken(graph, reach, onward(graph, nodes, _WEAKEST), forward=forward)
    from_pool = graph.source[steps.edges] >= graph.pool_start
    to_pool = graph.out_node[steps.edges] >= graph.pool_start
    is_gap = from_pool & ~to_pool
    far = np.searchsorted(nodes, steps.nodes)
    # An edge into a pool says nothing yet: the edge out of it names the gap.
    own = np.where(is_gap | ~(from_pool | to_pool), steps.edges, -1)
    return _spread(reach, steps.positions, far, own), steps.edges[is_gap]


def _spread(
    reach: Reach, near: NDArray[np.int64], far: NDArray[np.int64], own: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The label of each node, wave by wave from those that `probable` has; -1 = none."""
    labels = np.full(len(reach.nodes), -1, np.int64)
    seen = reach.ranks <= _CERTAIN
    order = np.argsort(near, kind="stable")
    near, far, own = near[order], far[order], own[order]
    wave = np.flatnonzero(seen)
    while wave.size:
        places = np.flatnonzero(is_among(near, wave) & ~seen[far])
        given = np.where(labels[near[places]] >= 0, labels[near[places]], own[places])
        ranked = np.lexsort((given, given < 0, far[places]))
        fresh, given = far[places][ranked], given[ranked]
        first = np.ones(len(fresh), bool)
        first[1:] = fresh[1:] != fresh[:-1]
        wave = fresh[first]
        labels[wave], seen[wave] = given[first], True
    return labels


def name_wide_scope(
    index: GenealogyIndex, selection: Selection, weigh: Callable[[], Weights]
) -> tuple[Gap, ...]:
    """Say that an answer of scope `possible` is too wide to act on at once, and what makes it so.

    Empty while it is not; weigh is called only when it is.
    """
    reached = selection.reached
    kept = (reached.nodes < index.lot_count) & ~is_among(reached.nodes, selection.seeds)
    lots, ranks = reached.nodes[kept], reached.ranks[kept]
    probable = int((ranks <= _CERTAIN).sum())
    if probable == len(lots):
        return ()
    told = []
    if len(lots) > WIDE_FACTOR * max(probable, 1):
        told.append(f"{many(len(lots), 'lot')}, {probable} of them probable or better")
    finished, share = _finished_share(index, lots)
    if share > WIDE_PERCENT:
        told.append(f"{many(finished, 'finished lot')}, {share:.0f} % of all at their sites")
    if not told:
        return ()
    beyond = len(lots) - probable
    head = (
        f"This scope is wide: {'; '.join(told)}. "
        "Notes of this kind name the missing records that add most."
    )
    return (Gap(WIDE_SCOPE, head, None, None, None, beyond), *_heaviest(index, weigh()))


def _heaviest(index: GenealogyIndex, weights: Weights) -> Iterable[Gap]:
    ranked = sorted(_merged(index, weights.added).items(), key=lambda pair: (-pair[1], pair[0]))
    named = np.array([edge for edge, _ in ranked[:NAMED_GAPS]], np.int64)
    for link, (_, count) in zip(describe_links(index, named), ranked, strict=False):
        come = "comes" if count == 1 else "come"
        message = f"{gap_sentence(link)}: {many(count, 'lot')} {come} by this gap first."
        item = link.to_item_code or link.from_item_code
        yield Gap(WIDE_SCOPE, message, item, link.to_lot_code, link.work_order_code, count)
    rest = ranked[NAMED_GAPS:]
    if rest:
        count = sum(one for _, one in rest)
        add = "adds" if len(rest) == 1 else "add"
        message = (
            f"{many(len(rest), 'more gap')} {add} {many(count, 'lot')}; "
            "see them with `--with candidates`."
        )
        yield Gap(WIDE_SCOPE, message, None, None, None, count)


def _merged(index: GenealogyIndex, added: dict[int, int]) -> dict[int, int]:
    """What gaps add, those of one sentence as one: the same kind, end, place and item."""
    graph, table = index.graph, index.table("trace_edges")
    edges = np.array(sorted(added), np.int64)
    sources = graph.source[edges].astype(np.int64)
    is_pool = sources >= graph.pool_start
    items = np.full(len(edges), -1, np.int64)
    if is_pool.any():
        pools = sources[is_pool] - graph.pool_start
        items[is_pool] = index.table("trace_pools").numbers("item_code")[pools]
    texts = [table.numbers("edge_kind")[edges]]
    if table.has_column("place_code"):
        texts.append(table.numbers("place_code")[edges])
    own = np.where(is_pool, graph.pool_start, sources)  # a link of no pool is told by its lot
    keys = zip(*(one.tolist() for one in (graph.out_node[edges], own, items, *texts)), strict=True)
    firsts: dict[tuple[int, ...], int] = {}
    merged: dict[int, int] = {}
    for edge, key in zip(edges.tolist(), keys, strict=True):
        first = firsts.setdefault(key, edge)
        merged[first] = merged.get(first, 0) + added[edge]
    return merged


def gap_sentence(link: Link) -> str:
    """What is missing, as one link out of a pool (or a merely possible one) tells it."""
    item = link.to_item_code or link.from_item_code or "something"
    if link.edge_kind == "gap" and link.to_lot_code is not None:
        return f"Lot {link.to_lot_code} of {item} has no recorded origin"
    order = f"order {link.work_order_code}" if link.work_order_code else "a record without order"
    place = link.place_code or "a place without code"
    sentences = {
        "gap": f"It is not recorded which lot of {item} {order} used",
        "origin": f"It is not recorded who made lot {link.to_lot_code or link.to_id} of {item}",
        "loss": f"A count misses {item} that {order} may have used",
        "draw": f"{order[0].upper()}{order[1:]} drew from {place}, which held several lots",
        "held": f"What {place} still held may have gone into {order}",
    }
    return sentences.get(link.edge_kind or "", "") or f"{_plain(link)} is only possible"


def _plain(link: Link) -> str:
    """What a link between two things that are no pools says; a run has no item."""
    start, end = (
        None if item is None else f"{item}:{lot}" if lot else f"an unknown lot of {item} ({node})"
        for item, lot, node in (
            (link.from_item_code, link.from_lot_code, link.from_id),
            (link.to_item_code, link.to_lot_code, link.to_id),
        )
    )
    order = f"order {link.work_order_code}" if link.work_order_code else "an order without number"
    if start is None:
        told = f"{order} made {end}" if end else f"a group of {order} took what the order took"
    else:
        told = f"{start} became {end}" if end else f"{start} went into {order}"
    return f"That {told} (rule {link.rule_id})"


def _finished_share(index: GenealogyIndex, lots: NDArray[np.int64]) -> tuple[int, float]:
    """How many of these lots are finished goods, and their percentage of those of their sites."""
    table = index.table("trace_lots")
    is_finished = table.numbers("item_type") == table.text_pool("item_type").code_of("finished")
    reached = lots[is_finished[lots]]
    if not reached.size:
        return 0, 0.0
    sites = table.numbers("site_code")
    wanted = np.array(sorted(set(sites[reached].tolist())), np.int64)
    total = int((is_finished & is_among(sites, wanted)).sum())
    return len(reached), 100 * len(reached) / total
