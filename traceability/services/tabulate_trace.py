"""Turn an answer into what a person reads first: a verdict in numbers, then tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.domain.tables import TextTable, many
from traceability.services.summarise_trace import first_notes
from traceability.services.write_json import decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.domain.trace import Customer, Trace

_SHIPPED = "delivery_code line_no customer_code ship_to_code item_code lot_code qty uom"
_STOCK = "site_code location item_code lot_code qty uom stock_status basis evidence"
_LOTS = (
    "item_code lot_code lot_id item_type site_code evidence hop_count suspect_share total_qty uom "
    "on_hand_qty shipped_qty returned_qty lot_status"
)
_ORDERS = (
    "work_order_code role item_code order_type order_status site_code evidence started_at closed_at"
)
_SUPPLIERS = (
    "supplier_code supplier_name supplier_lot_code receipt_code received_at qty uom contact_name "
    "phone email evidence"
)
_TABLES: tuple[tuple[str, str, str], ...] = (
    ("Shipments", "shipments", _SHIPPED + " shipped_at carrier_name evidence"),
    ("Open deliveries (planned)", "open_deliveries", _SHIPPED + " evidence"),
    ("Stock", "stock", _STOCK),
    ("Lots", "lots", _LOTS),
    ("Work orders", "work_orders", _ORDERS),
    ("Suppliers", "suppliers", _SUPPLIERS),
    ("Excluded by time", "excluded_by_time", "item_code lot_code lot_id reason"),
    ("Bounds", "bounds", "site_code place_code bound_name value unit basis"),
)
_GAP = "rule_id message item_code lot_code work_order_code record_count"
_NOTE = "rule_id message record_count"
_NAMED_LOTS = 10
"""Lots asked for that the first line names; more are counted there and stand in a table."""
_CUSTOMER = (
    "customer_code",
    "customer_name",
    "ship_to_code",
    "ship_to_name",
    "quantities",
    "first_shipped_at",
    "last_shipped_at",
    "contact_name",
    "phone",
    "after_hours_phone",
    "email",
    "evidence",
)
_ASKED = {
    "forward": "Where did it go?",
    "backward": "Where did it come from?",
    "both": "Where did it come from, and where did it go?",
}


def headline(trace: Trace) -> list[str]:
    """The first lines: question, verdict, what other scopes add, age of the data, notes."""
    counts = trace.counts
    verdict = ", ".join(
        [
            f"{many(counts.customers, 'customer')} on {many(counts.deliveries, 'delivery')}",
            f"{many(counts.lots, 'lot')} through {many(counts.work_orders, 'work order')}",
            many(counts.suppliers, "supplier"),
            many(sum(not gap.is_note for gap in trace.gaps), "gap"),
        ]
    )
    words = counts.by_evidence
    split = f"{words.confirmed} confirmed, {words.probable} probable, {words.possible} possible"
    sure = f" Lots: {split}." if counts.lots > words.confirmed else ""
    beyond = f"+{trace.possible_beyond} possible, {counts.excluded_by_time} excluded by time"
    age = f"Data as of {trace.snapshot.data_as_of or 'unknown'} ({_sources(trace)})"
    return [
        f"{_ASKED[trace.question.direction]} {_asked(trace)}",
        f"{verdict}.",
        f"Scope {trace.question.scope}: {beyond}.{sure}",
        f"{age}, snapshot {trace.snapshot.id}, {trace.elapsed_ms:.1f} ms.",
        *first_notes(trace),
    ]


def _asked(trace: Trace) -> str:
    """The lots asked for; of many, what was typed and how many they are."""
    lots = trace.question.lots
    if len(lots) > _NAMED_LOTS:
        return f"{', '.join(trace.question.asked)} ({many(len(lots), 'lot')})"
    return ", ".join(f"{lot.item_code or '?'}:{lot.lot_code or lot.lot_id}" for lot in lots)


def tables(trace: Trace) -> list[TextTable]:
    """Customers first, then every other list; an empty list is left out."""
    found = [_customers(trace.customers)]
    found += [_table(title, names.split(), getattr(trace, part)) for title, part, names in _TABLES]
    gaps = [gap for gap in trace.gaps if not gap.is_note]
    notes = [gap for gap in trace.gaps if gap.is_note]
    found += [_table("Gaps", _GAP.split(), gaps), _table("Notes", _NOTE.split(), notes)]
    if len(trace.question.lots) > _NAMED_LOTS:
        names = "item_code lot_code lot_id lot_uid"
        found.append(_table("Lots asked for", names.split(), trace.question.lots))
    for part, rows in trace.details.items():
        if part == "candidates":
            found += _candidates(rows)
            continue
        columns = [] if not rows else [name for name in _slots(rows[0]) if name != "parameters"]
        found.append(_table(part.capitalize(), columns, rows))
    return [table for table in found if table.rows]


def cell(value: Any) -> str:
    """A value as people read it; unknown is empty."""
    if value is None:
        return ""
    return decimal_text(value) if isinstance(value, Decimal) else str(value)


def _customers(customers: tuple[Customer, ...]) -> TextTable:
    rows = []
    for customer in customers:
        amounts = "; ".join(
            f"{one.item_code}: {cell(one.qty) or 'unknown'} {one.uom or ''}".rstrip()
            for one in customer.quantities
        )
        rows.append(
            tuple(
                amounts if name == "quantities" else cell(getattr(customer, name))
                for name in _CUSTOMER
            )
        )
    return TextTable("Customers", _CUSTOMER, tuple(rows))


_GROUP = ("gap_kind", "item_code", "site_code", "from_at", "until_at")


def _candidates(groups: Iterable[Any]) -> list[TextTable]:
    """Gaps and candidates as two tables; the number ties the gaps to their candidates."""
    gaps, lots = [], []
    for number, group in enumerate(groups, 1):
        where = tuple(cell(getattr(group, name)) for name in _GROUP)
        gaps += [(str(number), *where, str(gap.lots_added), gap.message) for gap in group.gaps]
        lots += [
            (
                str(number),
                str(one.rank_no),
                *map(cell, (one.item_code, one.lot_code, one.lot_id)),
                cell(one.reason),
            )
            for one in group.candidates
        ]
    return [
        TextTable("Gaps and what they add", ("no", *_GROUP, "lots_added", "gap"), tuple(gaps)),
        TextTable(
            "Candidates", ("no", "rank", "item_code", "lot_code", "lot_id", "reason"), tuple(lots)
        ),
    ]


def _table(title: str, columns: list[str], rows: Iterable[Any]) -> TextTable:
    return TextTable(
        title,
        tuple(columns),
        tuple(tuple(cell(getattr(row, name)) for name in columns) for row in rows),
    )


def _slots(row: Any) -> tuple[str, ...]:
    return tuple(type(row).__slots__)


def _sources(trace: Trace) -> str:
    return ", ".join(
        f"{source.source_system} {source.data_as_of or 'unknown'}"
        for source in trace.snapshot.sources
    )
