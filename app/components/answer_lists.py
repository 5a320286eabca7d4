"""The lists of an answer, each with its columns in words; the order is that of acting on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.components import answer_columns as columns
from app.components.data_table import Column, RowButton, counted, data_table, section
from app.components.markup import show, tag
from app.components.page_state import explain
from app.components.wording import number
from traceability.services.summarise_trace import running_orders

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.domain.trace import LotName, ReachedLot, Trace


@dataclass(frozen=True, slots=True)
class _List:
    """One list: where the tiles lead, heading, columns, what to explain, and what none means."""

    anchor: str
    title: str
    columns: tuple[Column, ...]
    none: str
    target: Callable[[Any], str | None]
    note: str = ""


def _lot(row: Any) -> str | None:
    return str(row.lot_id)


def _code(kind: str, field: str) -> Callable[[Any], str | None]:
    def target(row: Any) -> str | None:
        code = getattr(row, field)
        return f"{kind}:{code}" if code else None

    return target


_BY_ORDER = _code("order", "work_order_code")
_STOCKED = _List("stock", "Stock on hand", columns.STOCK, "None of these lots is in stock.", _lot)
_OPEN = _List(
    "open-deliveries",
    "Open deliveries",
    columns.PLANNED,
    "No open delivery names one of these lots.",
    _code("delivery", "delivery_code"),
    "Planned and not gone yet: they can still be held.",
)
_RUNNING = _List(
    "running-orders",
    "Running orders",
    columns.ORDER,
    "Every order of this answer is closed or cancelled.",
    _BY_ORDER,
)
_CUSTOMERS = _List(
    "customers",
    "Customers",
    columns.CUSTOMER,
    "No customer got any of these lots.",
    _code("customer", "customer_code"),
)
_SHIPMENTS = _List(
    "shipments",
    "Shipments",
    columns.SHIPMENT,
    "None of these lots was shipped.",
    _code("delivery", "delivery_code"),
)
_SUPPLIERS = _List("suppliers", "Suppliers", (), "No receipt names one of these lots.", _lot)
_LOTS = _List("lots", "Lots", columns.REACHED, "No other lot is linked with it.", _lot)
_ORDERS = _List(
    "orders", "All orders", columns.ORDER, "No order used or made one of these lots.", _BY_ORDER
)
_GAPS = _List(
    "gaps", "Missing records", columns.GAP, "No record is known to be missing.", _BY_ORDER
)
_EXCLUDED = _List("left-out", "Left out by time", columns.LEFT_OUT, "", _lot)


def went_lists(trace: Trace) -> None:
    """Everything of a trace forward, what can be acted on first."""
    _stock(trace)
    _open_deliveries(trace)
    running = running_orders(trace)
    _show(_RUNNING, running, counted(_orders(running), "order", len(running)))
    _customers(trace)
    _shipments(trace)
    _gaps(trace)
    _lots(trace, "Lots it reached")
    _all_orders(trace)
    _suppliers(trace, "Who delivered the lots asked for.")
    _left_out(trace)


def came_lists(trace: Trace) -> None:
    """Everything of a trace backward, whom to ask first."""
    _suppliers(trace, "Who delivered the lots that went into it, and the lots asked for.")
    _gaps(trace)
    _lots(trace, "Lots that went into it")
    _all_orders(trace)
    show(tag("h2", "The lots asked for themselves", of="ll-part-title"))
    _stock(trace)
    _open_deliveries(trace)
    _customers(trace)
    _shipments(trace)
    _left_out(trace)


def _stock(trace: Trace) -> None:
    lots = len({place.lot_id for place in trace.stock})
    _show(_STOCKED, trace.stock, counted(lots, "lot", len(trace.stock), "place"))


def _open_deliveries(trace: Trace) -> None:
    codes = len({line.delivery_code for line in trace.open_deliveries} - {None})
    rows = trace.open_deliveries
    _show(_OPEN, rows, counted(codes, "delivery", len(rows), "line"))


def _customers(trace: Trace) -> None:
    rows = trace.customers
    _show(_CUSTOMERS, rows, counted(trace.counts.customers, "customer", len(rows), "address"))


def _shipments(trace: Trace) -> None:
    rows = trace.shipments
    _show(_SHIPMENTS, rows, counted(trace.counts.deliveries, "delivery", len(rows), "line"))


def _suppliers(trace: Trace, note: str) -> None:
    rows = trace.suppliers
    counts = counted(trace.counts.suppliers, "supplier", len(rows), "receipt")
    names = {lot.lot_id: _called(lot) for lot in trace.question.lots}
    names |= {lot.lot_id: _called(lot) for lot in trace.lots}
    _show(replace(_SUPPLIERS, columns=columns.supplier(names)), rows, counts, note=note)


def _lots(trace: Trace, title: str) -> None:
    _show(_LOTS, trace.lots, number(trace.counts.lots), title=title)


def _all_orders(trace: Trace) -> None:
    rows = trace.work_orders
    _show(_ORDERS, rows, counted(trace.counts.work_orders, "order", len(rows)))


def _gaps(trace: Trace) -> None:
    _show(_GAPS, trace.gaps, number(len(trace.gaps)))


def _left_out(trace: Trace) -> None:
    if trace.excluded_by_time:
        _show(_EXCLUDED, trace.excluded_by_time, number(trace.counts.excluded_by_time))


def _called(lot: LotName | ReachedLot) -> str:
    return f"{lot.item_code or '?'} : {lot.lot_code or '(no number)'}"


def _orders(rows: tuple[Any, ...]) -> int:
    return len({row.work_order_code for row in rows})


def _show(
    told: _List, rows: tuple[Any, ...], counts: str, *, title: str = "", note: str = ""
) -> None:
    section(told.anchor, title or told.title, counts if rows else "0", note=note or told.note)
    if not rows:
        show(tag("p", told.none, of="ll-muted ll-empty"))
        return
    why = RowButton("Why?", told.target, explain)
    data_table(told.anchor, told.columns, rows, alt=title or told.title, button=why)
