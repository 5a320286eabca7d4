"""The columns of the lists of a case, in words."""

from __future__ import annotations

from typing import Any

from app.components.case_words import (
    amounts,
    counts,
    lot_name,
    made,
    moment,
    quantities,
    told,
    words,
)
from app.components.data_table import Column
from app.components.wording import amount

Row = dict[str, Any]


def standing(row: Row) -> str:
    """How far a line is."""
    if row["is_left_out"]:
        return "left out by two persons"
    asked = row.get("hold") or row.get("stop")
    if asked:
        at = moment(asked["released_at"] or asked["requested_at"])
        return f"released {at}" if asked["released_at"] else f"asked for {at}"
    return "to do"


def decided(row: Row) -> str:
    """How far a proposal to leave out is."""
    if row["held_too_by"]:
        return f"held too by {row['held_too_by']}"
    if row["has_lapsed"]:
        return "lapsed: newer data put other goods or another missing record there"
    words_of = {None: "waits for a second person", True: "left out", False: "refused: it stays"}
    return words_of[row["is_approved"]]


def within(is_within: bool | None) -> str:
    """A balance against its marks, readable without colour."""
    return {True: "✔ within", False: "✘ outside", None: "no mark"}[is_within]


_ITEM, _LOT = told("item_code", "Item"), told("lot_code", "Lot")
_WHY = (
    told("evidence", "Evidence", "The weakest link of the best path."),
    made("missing", "Missing record", lambda row: " ".join(row["missing_records"]) or None,
         "What is not on record, and decides whether this line belongs here."),
    told("why", "Why"),
)  # fmt: skip
_STANDING = Column("standing", "Standing", value=standing, width=230)
_DELIVERY = (told("delivery_code", "Delivery"), told("line_no", "Line"))
_WHO = (told("customer_code", "Customer"), told("ship_to_code", "Ship to"))
HOLD: tuple[Column, ...] = (
    told("site_code", "Site"),
    told("location", "Place"),
    told("handling_unit_code", "Unit load"),
    _ITEM,
    _LOT,
    amounts("qty", "Quantity"),
    told("uom", "Unit"),
    told("stock_status", "Status"),
    made("place_kind", "Where", lambda row: words(row["place_kind"])),
    _STANDING,
    *_WHY,
)
ORDERS: tuple[Column, ...] = (
    told("work_order_code", "Order"),
    told("item_code", "Makes item"),
    told("site_code", "Site"),
    told("line_code", "Line"),
    told("order_status", "Status"),
    _STANDING,
    *_WHY,
)
DELIVERIES: tuple[Column, ...] = (
    *_DELIVERY,
    *_WHO,
    _ITEM,
    _LOT,
    amounts("planned_qty", "Quantity"),
    told("uom", "Unit"),
    told("planned_at", "Planned"),
    told("carrier_name", "Carrier"),
    _STANDING,
    *_WHY,
)
CALL: tuple[Column, ...] = (
    told("customer_code", "Customer"),
    told("customer_name", "Name"),
    told("ship_to_code", "Ship to"),
    told("ship_to_name", "Ship-to name"),
    told("contact_name", "Contact"),
    told("phone", "Telephone"),
    told("after_hours_phone", "After hours"),
    told("ship_to_phone", "Ship-to telephone"),
    told("ship_to_after_hours_phone", "Ship-to after hours"),
    told("email", "E-mail"),
    told("contact_verified_date", "Contact checked"),
    made("quantities", "Got", quantities, "Goods given back are not taken off."),
    told("deliveries", "Deliveries"),
    told("carriers", "Carriers"),
    told("first_shipped_at", "First shipped"),
    told("last_shipped_at", "Last shipped"),
    _STANDING,
    *_WHY,
)
SHIPMENTS: tuple[Column, ...] = (
    *_DELIVERY,
    *_WHO,
    _ITEM,
    _LOT,
    amounts("qty", "Quantity"),
    told("uom", "Unit"),
    told("shipped_at", "Shipped"),
    told("carrier_name", "Carrier"),
    told("evidence", "Evidence"),
)
GAPS: tuple[Column, ...] = (
    told("message", "What is missing"),
    _ITEM,
    _LOT,
    told("work_order_code", "Order"),
    counts("record_count", "Records"),
    told("rule_id", "Rule"),
)
BY_TIME: tuple[Column, ...] = (_ITEM, _LOT, told("reason", "Why time leaves it out"))
EXCLUSIONS: tuple[Column, ...] = (
    counts("exclusion_no", "No"),
    told("what", "What"),
    told("reason", "Reason"),
    made("basis", "Because of", lambda row: words(row["basis"])),
    told("proposed_by", "Proposed by"),
    made("proposed_at", "At", lambda row: moment(row["proposed_at"])),
    made("standing", "Standing", decided),
    told("decided_by", "Decided by"),
)
LEDGER: tuple[Column, ...] = (
    *_WHO,
    _ITEM,
    _LOT,
    amounts("shipped_qty", "Shipped"),
    told("uom", "Unit"),
    told("notified_at", "Told"),
    told("responded_at", "Answered"),
    amounts("on_hand_qty", "On hand"),
    amounts("returned_qty", "Returned"),
    amounts("destroyed_qty", "Destroyed"),
    amounts("sold_on_qty", "Sold on"),
    amounts("accounted_percent", "Accounted %"),
)
CONSIGNEES: tuple[Column, ...] = (
    told("customer_code", "Customer"),
    told("customer_name", "Name"),
    told("ship_to_code", "Ship to"),
    told("notified_at", "Told"),
    told("method", "How"),
    told("responded_at", "Answered"),
    counts("lots", "Lots"),
    counts("answered_lots", "Answered lots"),
    counts("reminders", "Reminders"),
)
REQUESTS: tuple[Column, ...] = (
    told("request_id", "Request"),
    told("kind", "Kind"),
    told("site_code", "Site"),
    counts("lines", "Lines"),
    counts("standing", "Still held"),
    told("file_name", "File"),
    told("requested_by", "Signed by"),
    made("requested_at", "At", lambda row: moment(row["requested_at"])),
    told("sha256", "SHA-256", is_last=True),
)
TOTALS: tuple[Column, ...] = (
    made("level", "Level", lambda row: words(row["level"])),
    told("item_code", "Item"),
    amounts("in_qty", "In"),
    amounts("accounted_qty", "Accounted for"),
    amounts("residual_qty", "Difference"),
    told("uom", "Unit"),
    amounts("accounted_percent", "Accounted %"),
    made("marks", "Mark", lambda row: row.get("mark_reason") or within(row["is_within_marks"])),
    counts("subject_count", "Of"),
    counts("assessed_count", "Assessed"),
    counts("only_possible_count", "Only possible"),
)
BALANCE: tuple[Column, ...] = (
    made("level", "Level", lambda row: words(row["level"])),
    made("what", "What", lambda row: f"order {row['work_order_code']}"
         if row.get("work_order_code") else lot_name(row)),
    amounts("in_qty", "In"),
    amounts("accounted_qty", "Accounted for"),
    amounts("residual_qty", "Difference"),
    told("uom", "Unit"),
    amounts("accounted_percent", "Accounted %"),
    told("evidence", "Evidence"),
    told("explanation", "Explanation"),
    made("lines", "Lines", lambda row: "; ".join(
        f"{words(name)} {amount(value, row['uom'])}"
        for name, value in row["lines"].items() if value is not None) or None),
)  # fmt: skip
