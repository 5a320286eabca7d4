"""The lists of a case as they are printed: which columns of which list, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from traceability.services.reports.blocks import Block, Column, long_list
from traceability.services.reports.words import Words

_CODES = {"lot_code", "lot_id", "supplier_lot_code", "handling_unit_code"}
_NUMBERS = {"qty", "planned_qty", "seconds_since_start", "hop_count", "size", "record_count"}
_AMOUNT = "item_code lot_code qty uom"

LISTS: dict[str, tuple[str, str]] = {
    "hold": (
        "actions.hold",
        (
            f"site_code location handling_unit_code {_AMOUNT} stock_status place_kind evidence "
            "held_by held_at why"
        ),
    ),
    "stop_orders": (
        "actions.stop_orders",
        (
            "work_order_code item_code site_code line_code order_status evidence "
            "stopped_by stopped_at "
            "why"
        ),
    ),
    "stop_deliveries": (
        "actions.stop_deliveries",
        (
            "delivery_code line_no customer_code ship_to_code item_code lot_code planned_qty uom "
            "planned_at carrier_name evidence why"
        ),
    ),
    "call": (
        "actions.call",
        (
            "customer_code customer_name ship_to_code ship_to_name contact_name phone "
            "after_hours_phone email contact_verified_date quantities deliveries evidence why"
        ),
    ),
    "shipments": (
        "shipments",
        (
            f"customer_code ship_to_code delivery_code line_no {_AMOUNT} shipped_at carrier_name "
            "evidence"
        ),
    ),
    "open_deliveries": (
        "open_deliveries",
        f"customer_code ship_to_code delivery_code line_no {_AMOUNT} carrier_name evidence",
    ),
    "ledger": (
        "consignees.ledger",
        (
            "customer_code ship_to_code item_code lot_code shipped_qty uom notified_at notified_by "
            "method responded_at on_hand_qty returned_qty destroyed_qty "
            "sold_on_qty accounted_qty note"
        ),
    ),
    "lots": (
        "lots",
        (
            "item_code lot_code item_type site_code evidence hop_count suspect_share total_qty "
            "on_hand_qty shipped_qty returned_qty uom lot_status"
        ),
    ),
    "work_orders": (
        "work_orders",
        (
            "work_order_code role item_code order_type order_status site_code evidence started_at "
            "closed_at"
        ),
    ),
    "stock": ("stock", f"site_code location {_AMOUNT} stock_status basis evidence"),
    "origin_suppliers": (
        "origins.suppliers",
        (
            "supplier_code supplier_name supplier_lot_code receipt_code received_at qty uom "
            "contact_name phone email evidence"
        ),
    ),
    "origin_lots": (
        "origins.lots",
        (
            "item_code lot_code item_type site_code evidence hop_count total_qty on_hand_qty uom "
            "lot_status"
        ),
    ),
    "origin_orders": (
        "origins.work_orders",
        (
            "work_order_code role item_code order_type order_status site_code evidence started_at "
            "closed_at"
        ),
    ),
    "suppliers": (
        "suppliers",
        (
            "supplier_code supplier_name supplier_lot_code receipt_code received_at qty uom "
            "contact_name phone email evidence"
        ),
    ),
    "raw": ("balances.raw", "subject in_qty accounted_qty residual_qty accounted_percent uom told"),
    "orders": (
        "balances.orders",
        "subject in_qty accounted_qty residual_qty accounted_percent uom told",
    ),
    "semi_finished": (
        "balances.semi_finished",
        "subject in_qty accounted_qty residual_qty accounted_percent uom told",
    ),
    "finished": (
        "balances.finished",
        "subject in_qty accounted_qty residual_qty accounted_percent uom told",
    ),
    "gaps": ("gaps", "rule_id item_code lot_code work_order_code record_count message"),
    "origin_gaps": (
        "origins.gaps",
        "rule_id item_code lot_code work_order_code record_count message",
    ),
    "excluded_by_time": ("excluded_by_time", "item_code lot_code lot_id reason"),
}
"""Where each list lies in the document, and the columns that are printed of it."""


def part_of(document: dict[str, Any], place: str) -> list[dict[str, Any]]:
    """The rows of a list by its place, `actions.hold`; a part that is not there has none."""
    found: Any = document
    for name in place.split("."):
        found = (found or {}).get(name)
    return list(found or ())


def rows_of(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The rows of a list by its name."""
    return part_of(document, LISTS[name][0])


def columns_of(names: Iterable[str], words: Words) -> list[Column]:
    """Columns with their titles in the language of the words."""
    return [Column(words.title(name), _kind(name)) for name in names]


def cells_of(row: dict[str, Any], names: Sequence[str], words: Words) -> list[str]:
    """The texts of a row under these columns."""
    return [_cell(row, name, words) for name in names]


def appendix(document: dict[str, Any], name: str, letter: str, words: Words) -> Block:
    """A whole list of the document, every row of it, on pages of its own."""
    names = LISTS[name][1].split()
    title = f"{letter}  {words(f'list.{name}')}"
    return printed_list(title, names, rows_of(document, name), words)


def printed_list(
    title: str, names: Sequence[str], rows: Sequence[dict[str, Any]], words: Words
) -> Block:
    """Rows under these columns, on pages of their own."""
    return long_list(
        title,
        columns_of(names, words),
        [cells_of(row, names, words) for row in rows],
        note=words("rows", count=len(rows)),
    )


def _kind(name: str) -> str:
    if name in _CODES:
        return "code"
    return "number" if name in _NUMBERS or name.endswith(("_qty", "_percent", "_share")) else "text"


def _cell(row: dict[str, Any], name: str, words: Words) -> str:
    if name == "why":
        left = words("left_out") if row.get("is_left_out") else ""
        reason = row.get("missing_record") or row.get("why")
        return ": ".join(text for text in (left, words.cell(reason)) if text)
    if name in _WHO_ASKED:
        part, *fields = _WHO_ASKED[name]
        request = row.get(part) or {}
        value = next((request[field] for field in fields if request.get(field)), None)
        return words.cell(value, name)
    if name == "subject":
        return row.get("work_order_code") or (
            f"{row.get('item_code') or '?'}:{row.get('lot_code') or row.get('lot_id') or '?'}"
        )
    if name == "told":
        lines = row.get("lines") or {}
        parts = [f"{words.title(str(key))} {words.cell(one)}" for key, one in _pairs(lines)]
        said = row.get("explanation") or row.get("reason")
        return "; ".join([*parts, *([words.cell(said)] if said else [])])
    if name == "lot_code" and not row.get("lot_code"):
        return words("lot.unknown") if row.get("lot_id") else ""
    return words.cell(row.get(name), name)


def _pairs(lines: Any) -> list[tuple[str, Any]]:
    if isinstance(lines, dict):
        return [(name, value) for name, value in lines.items() if value not in {None, 0}]
    return []


_WHO_ASKED = {
    "held_by": ("hold", "requested_by"),
    "held_at": ("hold", "requested_at"),
    "stopped_by": ("stop", "requested_by"),
    "stopped_at": ("stop", "requested_at"),
}
