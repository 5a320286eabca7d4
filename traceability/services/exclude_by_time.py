"""Name the lots that time alone leaves out of an answer, each with a reason a person can check."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from traceability.domain.scope import Scope
from traceability.domain.trace import ExcludedLot
from traceability.index.graph import Steps, steps_in, steps_out
from traceability.index.kernel import nodes_reached
from traceability.index.node_sets import distinct, is_among
from traceability.index.timed_walk import TimedFlood, window
from traceability.services.gather_details import describe_links
from traceability.services.order_rows import order_rows
from traceability.services.say_exclusion import called, say_exclusion

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex
    from traceability.services.look_beyond import Beyond

_WEAKEST = Scope.POSSIBLE.rank


class Cause(NamedTuple):
    """Why a node is left out: the link that opened too late, the one that had closed, or via.

    opened, closed: edge ids. via: the excluded lot it comes from, -1 where the two links say it.
    """

    opened: int
    closed: int
    via: int


def exclude_by_time(beyond: Beyond) -> tuple[ExcludedLot, ...]:
    """Lots that a walk over all links reaches without clocks and not with them; none without any.

    Asked both ways, a lot that one of the ways reaches is not left out.
    """
    index, seeds = beyond.index, beyond.selection.seeds
    if not beyond.scope.is_timed or index.graph.windows is None:
        return ()
    causes: dict[int, tuple[Cause, bool]] = {}
    reached: list[NDArray[np.int64]] = []
    for forward, flood in beyond.floods.items():
        reached.append(flood.nodes)
        found = _causes(index, seeds, flood, forward=forward)
        causes = {node: (cause, forward) for node, cause in found.items()} | causes
    lots = [node for node in causes if node < index.lot_count]
    kept = np.array(lots, np.int64)
    kept = np.sort(kept[~is_among(kept, distinct(*reached))])
    return _told(index, seeds, kept, causes)


def _causes(
    index: GenealogyIndex, seeds: NDArray[np.int64], flood: TimedFlood, *, forward: bool
) -> dict[int, Cause]:
    """The cause of every node that only the walk without clocks reaches."""
    graph = index.graph
    free = nodes_reached(graph, seeds, forward=forward, rank=_WEAKEST, timed=False)
    left_out = free[~is_among(free, flood.nodes)]
    if not left_out.size:
        return {}
    back, onward = (steps_in, steps_out) if forward else (steps_out, steps_in)
    cut = back(graph, left_out, _WEAKEST)
    cut = cut.only(is_among(cut.nodes, flood.nodes))
    _, closes = window(graph, cut.edges, forward=forward)
    margins = flood.moments[cut.nodes] - closes
    causes: dict[int, Cause] = {}
    # The link that missed by least is told: it is the one to look at first.
    for place in np.lexsort((cut.edges, margins)).tolist():
        node = int(left_out[cut.positions[place]])
        opener = int(flood.openers[cut.nodes[place]])
        pair = (opener, int(cut.edges[place]))
        causes.setdefault(node, Cause(*(pair if forward else pair[::-1]), -1))
    wave = np.array(sorted(causes), np.int64)
    while wave.size:
        wave = _spread(index, causes, wave, onward(graph, wave, _WEAKEST), left_out)
    return causes


def _spread(
    index: GenealogyIndex,
    causes: dict[int, Cause],
    wave: NDArray[np.int64],
    steps: Steps,
    left_out: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Give a cause to the nodes behind these; behind a lot the cause is that lot."""
    fresh: dict[int, Cause] = {}
    kept = steps.only(is_among(steps.nodes, left_out))
    pairs = zip(wave[kept.positions].tolist(), kept.nodes.tolist(), strict=True)
    for near, far in sorted(pairs):
        if far in causes:
            continue
        cause = causes[near]
        if near < index.lot_count:
            cause = Cause(cause.opened, cause.closed, near)
        known = fresh.get(far)
        if known is None or (cause.via < 0 <= known.via):
            fresh[far] = cause
    causes.update(fresh)
    return np.array(sorted(fresh), np.int64)


def _told(
    index: GenealogyIndex,
    seeds: NDArray[np.int64],
    lots: NDArray[np.int64],
    causes: dict[int, tuple[Cause, bool]],
) -> tuple[ExcludedLot, ...]:
    table = index.table("trace_lots")
    columns = ("lot_id", "item_code", "lot_code")
    asked = set(table.take("lot_id", seeds))
    found = [causes[node] for node in lots.tolist()]
    edges = distinct(np.array([e for cause, _ in found for e in cause[:2]], np.int64))
    links = dict(zip(edges.tolist(), describe_links(index, edges), strict=True))
    via = np.array([max(cause.via, 0) for cause, _ in found], np.int64)
    names = [called(*row) for row in table.records(columns, via)]
    rows = []
    records = table.records(columns, lots)
    for record, (cause, forward), name in zip(records, found, names, strict=True):
        if cause.via >= 0:
            verb = "comes" if forward else "went"
            far = "from" if forward else "into"
            reason = f"{verb} only {far} {name}, which time leaves out"
        else:
            reason = say_exclusion(record[0], asked, links[cause.opened], links[cause.closed])
        lot_id, item, lot = record
        rows.append(ExcludedLot(lot_id, item, lot, reason))
    return order_rows(rows, "item_code", "lot_code", "lot_id")
