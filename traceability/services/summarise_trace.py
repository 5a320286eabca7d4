"""Boil an answer down to what a person can act on: stop, hold, call, and what is not known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.domain.scope import EVIDENCE
from traceability.domain.trace import NOTES, EvidenceCounts
from traceability.services.name_gaps import REJECTED_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.domain.trace import StockPlace, Trace, WorkOrderRole

ENDED = frozenset({"closed", "cancelled"})
"""Statuses of orders that nobody can stop any more."""
_AT_THE_DOOR = frozenset({"FI", "TY", "LD"})
"""Families of rules that reject rows; their other rules are words without a dash."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in one unit; None = no unit was recorded."""

    qty: Decimal
    uom: str | None


@dataclass(frozen=True, slots=True)
class StockAtSite:
    """What lies at one site: lots, sums by unit, and places whose amount nobody recorded."""

    site_code: str | None
    lot_count: int
    amounts: tuple[Amount, ...]
    unknown_places: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are, and of how many of them the best evidence is what."""

    count: int
    by_evidence: EvidenceCounts


@dataclass(frozen=True, slots=True)
class TraceSummary:
    """The numbers of the verdict. A stock place with an amount of zero is no place to go to.

    nameless_*: rows that name no customer or supplier, which count nowhere else. running_orders:
    neither closed nor cancelled, or of unknown status without an end. making_orders: those that
    made a lot of the answer. missing_records: records that gaps of this answer count, without
    rejected rows, which are rejected_rows (of the whole snapshot).
    """

    stock: Tally
    stock_at: tuple[StockAtSite, ...]
    open_deliveries: Tally
    running_orders: Tally
    making_orders: int
    customers: Tally
    nameless_shipments: int
    suppliers: Tally
    nameless_receipts: int
    missing_records: int
    missing: tuple[str, ...]
    rejected_rows: int


def summarise_trace(trace: Trace) -> TraceSummary:
    """Count an answer."""
    lying = [place for place in trace.stock if place.qty is None or place.qty]
    missing = [gap for gap in trace.gaps if not gap.is_note and _is_missing(gap.rule_id)]
    return TraceSummary(
        stock=_tally((place.lot_id, place.evidence) for place in lying),
        stock_at=_stock_at(lying),
        open_deliveries=_tally(
            (line.delivery_code or f"line {number}", line.evidence)
            for number, line in enumerate(trace.open_deliveries)
        ),
        running_orders=_tally(
            (order.work_order_code, order.evidence) for order in running_orders(trace)
        ),
        making_orders=len(
            {order.work_order_code for order in trace.work_orders if order.role == "made"}
        ),
        customers=_tally(
            (customer.customer_code, customer.evidence)
            for customer in trace.customers
            if customer.customer_code is not None
        ),
        nameless_shipments=sum(line.customer_code is None for line in trace.shipments),
        suppliers=_tally(
            (supply.supplier_code, supply.evidence)
            for supply in trace.suppliers
            if supply.supplier_code is not None
        ),
        nameless_receipts=sum(supply.supplier_code is None for supply in trace.suppliers),
        missing_records=sum(gap.record_count for gap in missing),
        missing=tuple(gap.message for gap in missing),
        rejected_rows=sum(gap.record_count for gap in trace.gaps if gap.rule_id == REJECTED_ROWS),
    )


def first_notes(trace: Trace) -> tuple[str, ...]:
    """What must be read beside the numbers: the first note of each kind."""
    told = []
    for rule in NOTES:
        notes = [gap.message for gap in trace.gaps if gap.rule_id == rule]
        if notes:
            told.append(notes[0])
    return tuple(told)


def running_orders(trace: Trace) -> tuple[WorkOrderRole, ...]:
    """Orders of the answer that may still be stopped, once per role."""
    return tuple(
        order
        for order in trace.work_orders
        if order.order_status not in ENDED and (order.order_status or not order.closed_at)
    )


def _is_missing(rule_id: str) -> bool:
    """Whether a gap is a hole in the records, not a row that came and was rejected."""
    family, dash, _ = rule_id.partition("-")
    return bool(dash) and family not in _AT_THE_DOOR


def _tally(keys: Iterable[tuple[str, str]]) -> Tally:
    best: dict[str, str] = {}
    for key, evidence in keys:
        best[key] = min(evidence, best.get(key, evidence), key=EVIDENCE.index)
    words = Counter(best.values())
    return Tally(len(best), EvidenceCounts(*(words[word] for word in EVIDENCE)))


def _stock_at(places: list[StockPlace]) -> tuple[StockAtSite, ...]:
    sites: dict[str | None, list[StockPlace]] = {}
    for place in places:
        sites.setdefault(place.site_code, []).append(place)
    return tuple(
        StockAtSite(
            site,
            len({place.lot_id for place in found}),
            _sums(found),
            sum(place.qty is None for place in found),
        )
        for site, found in sorted(sites.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    )


def _sums(places: Iterable[Any]) -> tuple[Amount, ...]:
    sums: dict[str | None, Decimal] = {}
    for place in places:
        if place.qty is not None:
            sums[place.uom] = sums.get(place.uom, Decimal(0)) + place.qty
    return tuple(
        Amount(sums[uom], uom) for uom in sorted(sums, key=lambda one: (one is None, one or ""))
    )
