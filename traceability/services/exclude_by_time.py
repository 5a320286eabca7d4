"""Name the lots that time alone leaves out of an answer, each with a reason a person can check."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from traceability.domain.scope import Direction, Scope
from traceability.domain.trace import ExcludedLot
from traceability.domain.trace_details import Link
from traceability.index.graph import Steps, steps_in, steps_out
from traceability.index.kernel import nodes_reached
from traceability.index.node_sets import distinct, is_among
from traceability.index.timed_walk import TimedFlood, timed_flood, window
from traceability.services.gather_details import describe_links, minute_text
from traceability.services.order_rows import order_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex

_WEAKEST = Scope.POSSIBLE.rank


class Cause(NamedTuple):
    """Why a node is left out: the link that opened too late, the one that had closed, or via.

    opened, closed: edge ids. via: the excluded lot it comes from, -1 where the two links say it.
    """

    opened: int
    closed: int
    via: int


def exclude_by_time(
    index: GenealogyIndex, seeds: NDArray[np.int64], direction: Direction
) -> tuple[ExcludedLot, ...]:
    """Lots that a walk over all links reaches without clocks and not with them; none without any.

    Asked both ways, a lot that one of the ways reaches is not left out.
    """
    if index.graph.windows is None:
        return ()
    causes: dict[int, tuple[Cause, bool]] = {}
    reached: list[NDArray[np.int64]] = []
    for forward in direction.ways:
        flood = timed_flood(index.graph, seeds, forward=forward, rank=_WEAKEST)
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
    names = [_called(*row) for row in table.records(columns, via)]
    rows = []
    records = table.records(columns, lots)
    for record, (cause, forward), name in zip(records, found, names, strict=True):
        if cause.via >= 0:
            verb = "comes" if forward else "went"
            far = "from" if forward else "into"
            reason = f"{verb} only {far} lot {name}, which time leaves out"
        else:
            reason = _reason(record[0], asked, links[cause.opened], links[cause.closed])
        lot_id, item, lot = record
        rows.append(ExcludedLot(lot_id, item, lot, reason))
    return order_rows(rows, "item_code", "lot_code", "lot_id")


def _reason(lot_id: str, asked: set[str], opened: Link, closed: Link) -> str:
    """Both links in words: what began, what had ended, and why that settles it."""
    whose = "" if opened.from_id in {*asked, lot_id} else f"{_source(opened)} "
    began = f"{whose}{_OPENINGS.get(opened.edge_kind or '', 'counts')} {_moment(opened)}"
    until = minute_text(closed.until_at)
    if closed.edge_kind != "output":
        return f"{began}; {_CLOSINGS.get(closed.edge_kind or '', 'the link had ended')} at {until}"
    subject = "this lot"
    if closed.to_id != lot_id:
        subject = f"lot {_called(closed.to_id, closed.to_item_code, closed.to_lot_code)}"
    if opened.work_order_code != closed.work_order_code:
        return f"{began}; {subject} was finished by order {closed.work_order_code} at {until}"
    there = opened.place_code is not None and opened.place_code == closed.place_code
    where = "there " if there else ""
    return (
        f"{began}; {subject} was finished {where}at {until}, "
        "and the earlier lots covered what it needed"
    )


def _moment(link: Link) -> str:
    """When a link opens, with its place and order."""
    place = f"at {link.place_code} " if link.place_code else ""
    order = f" (order {link.work_order_code})" if link.work_order_code else ""
    return f"{place}no earlier than {minute_text(link.from_at)}{order}"


def _source(link: Link) -> str:
    """The lot a link comes from; of a pool only the item is known."""
    if link.from_lot_code is None and link.edge_kind in _OUT_OF_POOLS:
        return link.from_item_code or "the material"
    return f"lot {_called(link.from_id, link.from_item_code, link.from_lot_code)}"


def _called(lot_id: str, item: str | None, lot: str | None) -> str:
    return f"{item or '?'}:{lot or lot_id}"


_OUT_OF_POOLS = frozenset({"gap", "origin", "carry", "draw"})
_OPENINGS = {
    "consumption": "mounted",
    "output": "was made",
    "fill": "was filled in",
    "draw": "was drawn",
    "carry": "was carried on",
    "held": "was held",
    "candidate": "was in stock",
    "gap": "may have been used",
    "loss": "may have been lost",
}
_CLOSINGS = {
    "consumption": "the use there ended",
    "fill": "the fill ended",
    "draw": "the draw from the tank ended",
    "carry": "the tank was empty",
    "held": "the run that may have taken it ended",
    "candidate": "the last record of the candidate lies",
    "gap": "what lacks its lot had happened",
    "loss": "the count lies",
}
