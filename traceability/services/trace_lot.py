"""Answer where lots went and where they came from; the one service behind page and command."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import EVIDENCE, Direction, Scope
from traceability.domain.trace import (
    NOT_SHOWN,
    STALE_SOURCE,
    Counts,
    EvidenceCounts,
    ExcludedLot,
    Gap,
    Question,
    Trace,
    WorkOrderRole,
)
from traceability.errors import UsageError
from traceability.index.graph import Reach
from traceability.index.node_sets import distinct, is_among
from traceability.services.dress_answer import (
    dress_customers,
    dress_lots,
    dress_orders,
    dress_shipments,
    dress_stock,
    dress_suppliers,
)
from traceability.services.exclude_by_time import exclude_by_time
from traceability.services.gather_details import DETAILS, gather_details
from traceability.services.list_candidates import list_candidates
from traceability.services.look_beyond import Beyond
from traceability.services.name_bounds import name_bounds, name_untimed_sites
from traceability.services.name_candidates import lot_names
from traceability.services.name_gaps import name_gaps
from traceability.services.name_site import recorded_site
from traceability.services.open_snapshot import open_snapshot
from traceability.services.resolve_question import name_unmade, resolve_question
from traceability.services.select_nodes import Chosen, Selection, select_nodes
from traceability.services.share_suspect import share_suspect
from traceability.services.weigh_gaps import name_wide_scope

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex
    from traceability.services.open_snapshot import OpenSnapshot
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class TraceRequest:
    """A question. with_parts: lists of DETAILS to add. site: tell only what concerns this site.

    item narrows every code asked for. A lot, order or stock whose site is unknown is always told.
    """

    asked: tuple[str, ...]
    direction: Direction
    scope: Scope
    item: str | None = None
    with_parts: tuple[str, ...] = ()
    site: str | None = None


def trace_lot(
    settings: Settings,
    asked: Sequence[str],
    *,
    direction: str,
    scope: str = Scope.PROBABLE,
    item: str | None = None,
    with_parts: Sequence[str] = (),
    site: str | None = None,
    snapshot_id: str | None = None,
) -> Trace:
    """Trace what was asked, in the snapshot in force or the one named.

    Raises UsageError for words that do not exist, NotFoundError or AmbiguousError for codes,
    DataMissingError when nothing is built, IntegrityError when the snapshot is damaged.
    """
    unknown = sorted(set(with_parts) - set(DETAILS))
    if unknown:
        raise UsageError(
            f"There is no detail {unknown[0]}.", hint=f"Choose from {', '.join(DETAILS)}."
        )
    try:
        words = (Direction(direction), Scope(scope))
    except ValueError as error:
        raise UsageError(f"{error}.", hint="See `lotline trace --help`.") from None
    request = TraceRequest(tuple(asked), *words, item, tuple(with_parts), site)
    return answer(open_snapshot(settings, snapshot_id), request)


def answer(opened: OpenSnapshot, request: TraceRequest) -> Trace:
    """Walk and dress the answer in a snapshot that is open already."""
    return walked_answer(opened, request)[0]


def walked_answer(opened: OpenSnapshot, request: TraceRequest) -> tuple[Trace, Beyond]:
    """The answer, and the walk it was read from."""
    started = perf_counter()
    index = opened.index
    if request.site is not None:
        request = replace(request, site=recorded_site(index, request.site))
    seeds = np.array(resolve_question(index, request.asked, request.item), np.int64)
    scope = request.scope
    selection = select_nodes(
        index.graph, seeds, request.direction, scope.rank, timed=scope.is_timed
    )
    beyond = Beyond(index, selection, request.direction, scope)
    excluded = exclude_by_time(beyond)
    if request.site is not None:
        excluded = tuple(lot for lot in excluded if _is_at(index, lot, request.site))
    trace = replace(_dress(opened, request, beyond, excluded), possible_beyond=beyond.lot_count())
    return replace(trace, elapsed_ms=round((perf_counter() - started) * 1000, 3)), beyond


def _dress(
    opened: OpenSnapshot,
    request: TraceRequest,
    beyond: Beyond,
    excluded: tuple[ExcludedLot, ...],
) -> Trace:
    index, selection = opened.index, beyond.selection
    shown = selection if request.site is None else _at_site(index, selection, request.site)
    lots = dress_lots(index, shown, share_suspect(index, selection, request.scope.rank))
    orders = dress_orders(index, selection)
    shipments, open_deliveries = dress_shipments(index, shown.sent)
    customers = dress_customers(index, shipments, shown.sent)
    stock = dress_stock(index, shown.sent)
    suppliers = dress_suppliers(index, shown.supplied)
    gaps = (*_gaps(beyond), *name_unmade(index, request.asked))
    if request.site is not None:
        places = {request.site, None}
        orders = tuple(order for order in orders if order.site_code in places)
        stock = tuple(place for place in stock if place.site_code in places)
        hidden = len(selection.reached.nodes) - len(shown.reached.nodes)
        message = (
            f"Only what concerns site {request.site} is listed; "
            f"{hidden} reached lots lie elsewhere."
        )
        gaps = (*gaps, Gap(NOT_SHOWN, message, None, None, None, hidden))
    if opened.stale:
        gaps = (*gaps, Gap(STALE_SOURCE, opened.stale, None, None, None, 0))
    words = Counter(lot.evidence for lot in lots)
    return Trace(
        question=Question(
            request.direction.value,
            request.scope.value,
            request.asked,
            tuple(lot_names(index, selection.seeds.tolist())),
        ),
        snapshot=opened.stamp,
        truncated=False,
        elapsed_ms=0.0,
        counts=Counts(
            lots=len(lots),
            work_orders=len({order.work_order_code for order in orders}),
            deliveries=_distinct(shipments, "delivery_code"),
            customers=_distinct(customers, "customer_code"),
            suppliers=_distinct(suppliers, "supplier_code"),
            by_evidence=EvidenceCounts(*(words[word] for word in EVIDENCE)),
            excluded_by_time=len(excluded),
        ),
        lots=lots,
        work_orders=orders,
        shipments=shipments,
        open_deliveries=open_deliveries,
        stock=stock,
        customers=customers,
        suppliers=suppliers,
        excluded_by_time=excluded,
        gaps=gaps,
        bounds=name_bounds(index, _with_excluded(index, selection, excluded), selection.edges),
        details=_details(beyond, shown, orders, request.with_parts),
    )


def _gaps(beyond: Beyond) -> tuple[Gap, ...]:
    """What is missing; last, what makes the answer wide and where time is no help."""
    index, selection = beyond.index, beyond.selection
    gaps = name_gaps(index, _touched(selection))
    if beyond.scope.rank == Scope.POSSIBLE.rank:
        gaps = (*gaps, *name_wide_scope(index, selection, lambda: beyond.weights))
    if beyond.scope.is_timed:
        gaps = (*gaps, *name_untimed_sites(index, selection.reached.nodes))
    return gaps


def _details(
    beyond: Beyond, shown: Selection, orders: tuple[WorkOrderRole, ...], wanted: tuple[str, ...]
) -> dict[str, tuple[object, ...]]:
    details = gather_details(beyond.index, shown, orders, wanted)
    if "candidates" in wanted:
        details["candidates"] = list_candidates(beyond.index, beyond.weights)
    return details


def _with_excluded(
    index: GenealogyIndex, selection: Selection, excluded: tuple[ExcludedLot, ...]
) -> NDArray[np.int64]:
    """Nodes of the answer, and of the lots that time leaves out of it."""
    lots = [index.lot_of(lot.lot_id) for lot in excluded]
    return distinct(selection.reached.nodes, np.array(lots, np.int64))


def _is_at(index: GenealogyIndex, lot: ExcludedLot, site: str) -> bool:
    """Whether a lot lies at the site, or nobody knows where."""
    node = np.array([index.lot_of(lot.lot_id)])
    return index.table("trace_lots").take("site_code", node)[0] in {site, None}


def _touched(selection: Selection) -> NDArray[np.int64]:
    """Every lot and run that stands in the answer."""
    runs = np.array([node for node, _ in selection.roles], np.int64)
    return distinct(selection.reached.nodes, runs)


def _at_site(index: GenealogyIndex, selection: Selection, site: str) -> Selection:
    """The selection without lots known to lie at another site; lots asked for stay."""
    nodes = selection.reached.nodes
    lots = nodes[nodes < index.lot_count]
    sites = index.table("trace_lots").take("site_code", lots)
    elsewhere = np.array([place not in {site, None} for place in sites], bool)
    away = lots[elsewhere]
    hidden = away[~is_among(away, selection.seeds)]
    kept = ~is_among(nodes, hidden)
    reach = selection.reached
    return replace(
        selection,
        reached=Reach(nodes[kept], reach.hops[kept], reach.ranks[kept]),
        sent=_without(selection.sent, hidden),
        supplied=_without(selection.supplied, hidden),
    )


def _without(chosen: Chosen, hidden: NDArray[np.int64]) -> Chosen:
    kept = ~is_among(chosen.nodes, hidden)
    return Chosen(chosen.nodes[kept], chosen.ranks[kept])


def _distinct(rows: tuple[Any, ...], column: str) -> int:
    return len({getattr(row, column) for row in rows} - {None})
