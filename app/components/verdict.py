"""The answer in one breath: what to stop, hold and ask for, whom to call, what is not known."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from app.components.markup import Markup, join, show, tag
from app.components.tiles import tile
from app.components.wording import amount, evidence_split, listed, many, number
from traceability.services.summarise_trace import first_notes

if TYPE_CHECKING:
    from traceability.domain.trace import Trace
    from traceability.services.summarise_trace import StockAtSite, Tally, TraceSummary

NAMED_GAPS = 2
"""Gaps named in the verdict; the list below has all of them."""
NAMED_SITES = 4
"""Sites named in the verdict; how many more there are is said beside them."""
_BEYOND = {
    "confirmed": "Only confirmed links were followed.",
    "probable": "Confirmed and probable links were followed.",
    "possible": "Every link on record, and every one that a missing record may hide, was followed.",
    "untimed": "Every link on record, and every one that a missing record may hide, was followed, "
    "whatever its time.",
}


def went_verdict(trace: Trace, summary: TraceSummary) -> None:
    """Where did it go: what to do about it."""
    stock, orders = summary.stock.count, summary.running_orders.count
    sentences = [
        _sentence("Stop ", _bold(many(stock, "lot")), " in stock", _where(summary.stock_at))
        if stock
        else _sentence("Nothing of it is in stock"),
        _sentence("Hold ", _bold(many(summary.open_deliveries.count, "open delivery")))
        if summary.open_deliveries.count
        else _sentence("No delivery is open"),
        _sentence(_bold(f"{many(orders, 'order')} {'is' if orders == 1 else 'are'} running"))
        if orders
        else _sentence("No order is running"),
        _sentence("Call ", _bold(many(summary.customers.count, "customer")))
        if summary.customers.count
        else _sentence("No customer got any of it"),
        _nameless(summary.nameless_shipments, "shipment", "customer"),
        *_missing(summary),
    ]
    tiles = [
        _tile("stock", "Lots in stock", summary.stock, _amounts(summary.stock_at)),
        _tile("open-deliveries", "Open deliveries", summary.open_deliveries, ""),
        _tile("running-orders", "Running orders", summary.running_orders, ""),
        _tile("customers", "Customers", summary.customers, _deliveries(trace)),
        _gap_tile(summary),
    ]
    _show(sentences, tiles, trace)


def came_verdict(trace: Trace, summary: TraceSummary) -> None:
    """Where did it come from: what went into it, and who delivered that."""
    counts = trace.counts
    sentences = [
        _sentence(
            _bold(many(counts.lots, "lot")),
            " went into it, through ",
            _bold(many(summary.making_orders, "order")),
        )
        if counts.lots
        else _sentence("Nothing is recorded that went into it"),
        _sentence("Call ", _bold(many(summary.suppliers.count, "supplier")))
        if summary.suppliers.count
        else _sentence("No supplier is recorded"),
        _nameless(summary.nameless_receipts, "receipt", "supplier"),
        *_missing(summary),
    ]
    tiles = [
        _tile("suppliers", "Suppliers", summary.suppliers, many(len(trace.suppliers), "receipt")),
        tile("lots", "Lots that went in", counts.lots, evidence_split(counts.by_evidence)),
        tile("orders", "Orders that made it", summary.making_orders, ""),
        _gap_tile(summary),
    ]
    _show(sentences, tiles, trace)


def _show(sentences: list[Markup | None], tiles: list[Markup], trace: Trace) -> None:
    asked = trace.question.scope
    beyond = (
        f" Possible links would add {many(trace.possible_beyond, 'lot')}."
        if asked in {"confirmed", "probable"}
        else ""
    )
    left_out = trace.counts.excluded_by_time
    time = f" Time alone keeps {many(left_out, 'lot')} out." if left_out else ""
    show(
        tag(
            "section",
            tag("p", *(join(one, " ") for one in sentences if one), of="ll-verdict", role="status"),
            tag("div", *tiles, of="ll-tiles"),
            tag("p", _BEYOND[asked], beyond, time, of="ll-muted"),
            *(tag("p", note, of="ll-note") for note in first_notes(trace)),
        )
    )


def _where(sites: tuple[StockAtSite, ...]) -> str:
    """Where it lies, site by site; the table below has those that are not named."""
    places = [f"{_at(site)} ({_amounts((site,))})" for site in sites[:NAMED_SITES]]
    rest = len(sites) - NAMED_SITES
    return f" {listed([*places, many(rest, 'more site')] if rest > 0 else places)}"


def _at(site: StockAtSite) -> str:
    return f"at {site.site_code}" if site.site_code else "at a place without a site"


def _amounts(sites: tuple[StockAtSite, ...]) -> str:
    """Sums by unit, and how many places nobody gave an amount for."""
    sums: dict[str | None, Decimal] = {}
    for one in (one for site in sites for one in site.amounts):
        sums[one.uom] = sums.get(one.uom, Decimal(0)) + one.qty
    told = [amount(qty, uom) for uom, qty in sums.items()]
    unknown = sum(site.unknown_places for site in sites)
    if unknown:
        told.append(f"{many(unknown, 'place')} of unknown amount")
    return ", ".join(told)


def _deliveries(trace: Trace) -> str:
    return f"on {many(trace.counts.deliveries, 'delivery')}"


def _missing(summary: TraceSummary) -> list[Markup | None]:
    count = summary.missing_records
    named = " ".join(summary.missing[:NAMED_GAPS])
    rest = len(summary.missing) - NAMED_GAPS
    return [
        _sentence("No record is known to be missing")
        if not count
        else join(
            _bold(f"{many(count, 'record')} {'is' if count == 1 else 'are'} missing:"),
            f" {named}",
            f" {number(rest)} more below." if rest > 0 else None,
        ),
        _sentence(
            _bold(f"{many(summary.rejected_rows, 'row')} {_were(summary.rejected_rows)} rejected"),
            " when the extracts were read, so what they say is not in this answer",
        )
        if summary.rejected_rows
        else None,
    ]


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _nameless(count: int, what: str, whom: str) -> Markup | None:
    verb = "names" if count == 1 else "name"
    return _sentence(_bold(f"{many(count, what)} {verb} no {whom}")) if count else None


def _tile(anchor: str, label: str, tally: Tally, note: str) -> Markup:
    split = evidence_split(tally.by_evidence)
    return tile(anchor, label, tally.count, " · ".join(filter(None, [note, split])))


def _gap_tile(summary: TraceSummary) -> Markup:
    none = "" if summary.missing_records else "none known"
    note = f"{many(summary.rejected_rows, 'row')} rejected" if summary.rejected_rows else none
    return tile("gaps", "Missing records", summary.missing_records, note, is_warning=True)


def _bold(text: str) -> Markup:
    return tag("strong", text)


def _sentence(*content: str | None) -> Markup:
    return join(*content, ".")
