"""The columns of every list of an answer, in words; a column says what it means when pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.components.data_table import Column
from app.components.wording import amount

if TYPE_CHECKING:
    from traceability.domain.trace import Customer

EVIDENCE = Column(
    "evidence",
    "Evidence",
    "The weakest link of the best path. Confirmed: both ends are recorded. Probable: one "
    "candidate, or a weaker identity. Possible: every other candidate.",
)
ITEM, LOT = Column("item_code", "Item"), Column("lot_code", "Lot")
QTY, UOM = Column("qty", "Quantity", is_number=True), Column("uom", "Unit")
_SHIPPED = (
    Column("delivery_code", "Delivery"),
    Column("line_no", "Line"),
    Column("customer_code", "Customer"),
    Column("ship_to_code", "Ship to"),
    ITEM,
    LOT,
    QTY,
    UOM,
)
PLANNED = (*_SHIPPED, EVIDENCE)
SHIPMENT = (
    *_SHIPPED,
    Column("shipped_at", "Shipped"),
    Column("carrier_name", "Carrier"),
    EVIDENCE,
)
ORDER = (
    Column("work_order_code", "Order"),
    Column("role", "Used or made", "Used: the order took a lot in. Made: the order gave it out."),
    Column("item_code", "Makes item"),
    Column("order_type", "Kind"),
    Column("order_status", "Status"),
    Column("site_code", "Site"),
    Column("started_at", "Started"),
    Column("closed_at", "Closed"),
    EVIDENCE,
)


def _quantities(customer: Customer) -> str:
    return "; ".join(f"{one.item_code}: {amount(one.qty, one.uom)}" for one in customer.quantities)


CUSTOMER = (
    Column("customer_code", "Customer"),
    Column("customer_name", "Name"),
    Column("quantities", "Got", "Goods given back are not taken off.", value=_quantities),
    Column("contact_name", "Contact"),
    Column("phone", "Phone"),
    Column("after_hours_phone", "After hours"),
    Column("email", "Email"),
    Column("contact_verified_date", "Contact checked"),
    Column("first_shipped_at", "First shipped"),
    Column("last_shipped_at", "Last shipped"),
    Column("ship_to_code", "Ship to"),
    Column("ship_to_name", "Ship-to name"),
    EVIDENCE,
)
STOCK = (
    Column("site_code", "Site"),
    Column("location", "Place"),
    ITEM,
    LOT,
    QTY,
    UOM,
    Column("stock_status", "Status"),
    Column("basis", "Basis", "Counted: somebody counted it. Book: the ledger says so."),
    EVIDENCE,
)


def supplier(names: dict[str, str]) -> tuple[Column, ...]:
    """Columns of the receipts; names: what the lots of the answer are called, by id."""
    return (
        Column("supplier_code", "Supplier"),
        Column("supplier_name", "Name"),
        Column("lot_id", "Lot", value=lambda supply: names.get(supply.lot_id)),
        Column("supplier_lot_code", "Supplier lot"),
        Column("receipt_code", "Receipt"),
        Column("received_at", "Received"),
        QTY,
        UOM,
        Column("contact_name", "Contact"),
        Column("phone", "Phone"),
        Column("email", "Email"),
        EVIDENCE,
        Column("lot_id", "Lot id", is_last=True),
    )


REACHED = (
    ITEM,
    Column("lot_code", "Lot", value=lambda lot: lot.lot_code or "(no number)"),
    Column("item_type", "Kind", value=lambda lot: (lot.item_type or "").replace("_", "-")),
    Column("hop_count", "Steps", "Fewest orders and lot-to-lot links on a path.", is_number=True),
    Column("total_qty", "Quantity", is_number=True),
    Column("on_hand_qty", "On hand", is_number=True),
    Column("shipped_qty", "Shipped", is_number=True),
    Column("returned_qty", "Returned", is_number=True),
    UOM,
    Column("site_code", "Site"),
    Column("lot_status", "Status"),
    EVIDENCE,
    Column("lot_id", "Lot id"),
)
GAP = (
    Column("message", "What is missing"),
    Column("record_count", "Records", is_number=True),
    Column("item_code", "Item"),
    Column("lot_code", "Lot"),
    Column("work_order_code", "Order"),
    Column("rule_id", "Rule", "Its meaning stands in the page on rules."),
)
LEFT_OUT = (ITEM, LOT, Column("reason", "Why time keeps it out"), Column("lot_id", "Lot id"))
