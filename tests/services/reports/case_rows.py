"""Rows of the lists of a made-up case."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

NASTY = ("=1+1", "<b>", '#image("x")', "*x*", "a\u202eb", "批次-甲", "L" * 150)
"""Lots named as nobody should name them."""
EVIDENCE = ("confirmed", "probable", "possible")


def lot(number: int) -> dict[str, Any]:
    code = NASTY[number] if number < len(NASTY) else f"J-2026-{number:05d}"
    return {
        "lot_id": f"L{number:05d}",
        "item_code": f"F-JAM-{number % 30:02d}",
        "lot_code": code,
        "lot_uid": None,
        "item_type": "finished",
        "site_code": f"S{number % 3 + 1}",
        "evidence": EVIDENCE[number % 3],
        "hop_count": number % 5 + 1,
        "total_qty": Decimal("120.5"),
        "uom": "kg",
        "suspect_share": None,
        "on_hand_qty": Decimal(20),
        "shipped_qty": Decimal("100.5"),
        "returned_qty": Decimal(0),
        "lot_status": "released",
    }


def order(number: int) -> dict[str, Any]:
    return {
        "work_order_code": f"W-{number}",
        "item_code": "F-JAM-01",
        "site_code": "S1",
        "order_type": "rework" if number == 1 else "production",
        "order_status": "closed",
        "role": "made",
        "evidence": EVIDENCE[number % 3],
        "started_at": "2026-11-01T06:00:00Z",
        "closed_at": "2026-11-02T14:00:00Z",
    }


def shipment(number: int, lots: list[dict[str, Any]], customers: int) -> dict[str, Any]:
    lot, customer = lots[number % len(lots)], number % customers
    return {
        "delivery_code": f"D-{number:06d}",
        "line_no": "10",
        "customer_code": f"C-{customer:04d}",
        "ship_to_code": f"C-{customer:04d}-1",
        "item_code": lot["item_code"],
        "lot_code": lot["lot_code"],
        "lot_id": lot["lot_id"],
        "qty": Decimal("50.25"),
        "uom": "kg",
        "shipped_at": "2026-11-03T08:30:00Z",
        "carrier_name": ("DHL", "顺丰", None)[number % 3],
        "evidence": lot["evidence"],
    }


def stock(number: int, lot: dict[str, Any]) -> dict[str, Any]:
    return {
        "site_code": lot["site_code"],
        "location": f"A-{number % 40}",
        "qty": Decimal(20),
        "item_code": lot["item_code"],
        "lot_code": lot["lot_code"],
        "lot_id": lot["lot_id"],
        "uom": "kg",
        "stock_status": "free",
        "basis": "book",
        "evidence": lot["evidence"],
    }


def missing(number: int) -> dict[str, Any]:
    is_possible = number % 3 == 2
    told = "Order W-3 consumed R-SUG without a lot" if is_possible else None
    return {
        "why": "R-HON:IVK-8316A through W-1",
        "missing_record": told,
        "is_left_out": False,
        "evidence": EVIDENCE[number % 3],
    }


def hold(number: int, lot: dict[str, Any]) -> dict[str, Any]:
    place = stock(number, lot)
    asked = {"requested_by": "mei", "requested_at": "2026-11-22T16:12:00Z"}
    return (
        {"line_id": f"hold:{lot['lot_id']}@{place['site_code']}/{place['location']}/"}
        | place
        | missing(number)
        | {
            "handling_unit_code": f"HU{number:08d}",
            "hold": asked if number % 2 else None,
            "place_kind": ("stock", "work_in_process", "in_transit")[number % 3],
            "is_left_out": number == 8,
        }
    )


def stop_order(number: int) -> dict[str, Any]:
    return {
        "line_id": f"order:W-9{number}",
        "work_order_code": f"W-9{number}",
        "item_code": "F-JAM-01",
        "site_code": "S1",
        "line_code": "L1",
        "order_status": "released",
        "stop": None,
        **missing(number),
    }


def stop_delivery(number: int, lots: list[dict[str, Any]]) -> dict[str, Any]:
    lot = lots[number % len(lots)]
    return {
        "line_id": f"delivery:D-9{number}/10/{lot['lot_id']}",
        "delivery_code": f"D-9{number}",
        "line_no": "10",
        "customer_code": "C-0001",
        "ship_to_code": "C-0001-1",
        "item_code": lot["item_code"],
        "lot_code": lot["lot_code"],
        "lot_id": lot["lot_id"],
        "planned_qty": Decimal(12),
        "uom": "kg",
        "planned_at": "2026-11-23T06:00:00Z",
        "carrier_name": "DHL",
        **missing(number),
    }


def call(number: int, sent: list[dict[str, Any]]) -> dict[str, Any]:
    code = f"C-{number:04d}"
    own = [row for row in sent[number::1] if row["customer_code"] == code][:4]
    return {
        "line_id": f"call:{code}/{code}-1",
        "customer_code": code,
        "customer_name": f"Kaffeehaus & Söhne {number} 有限公司",
        "ship_to_code": f"{code}-1",
        "ship_to_name": f"Warehouse {number}",
        "contact_name": "Ann Lee" if number else None,
        "email": f"quality{number}@customer.example",
        "phone": "+49 30 1234" if number else None,
        "after_hours_phone": "+49 171 555" if number % 2 else None,
        "contact_verified_date": "2026-06-01" if number else None,
        "quantities": [{"item_code": "F-JAM-01", "qty": Decimal("100.5"), "uom": "kg"}],
        "lots": [
            {"lot_id": row["lot_id"], "item_code": row["item_code"], "lot_code": row["lot_code"]}
            for row in own
        ],
        "deliveries": [row["delivery_code"] for row in own],
        "carriers": ["DHL"],
        "first_shipped_at": "2026-11-03T08:30:00Z",
        "last_shipped_at": "2026-11-03T08:30:00Z",
        **missing(number),
    }


def supplier() -> dict[str, Any]:
    return {
        "supplier_code": "V-7",
        "supplier_name": "Imkerei Nord",
        "supplier_lot_code": "8316A",
        "lot_id": "L00",
        "receipt_code": "GR-1",
        "received_at": "2026-10-20T09:00:00Z",
        "qty": Decimal(400),
        "uom": "kg",
        "contact_name": None,
        "email": None,
        "phone": None,
        "evidence": "confirmed",
    }
