"""Loads in which each order or document tries one rule of the facts; see test_events.py."""

from __future__ import annotations

from tests.dbt.landing_plant import Landing, Row


def consumption(number: str, order: str, lot: str | None, qty: str | None, **more: str) -> Row:
    row = {"consumption_id": number, "work_order_code": order, "item_code": "RYE", "uom": "kg"}
    return _told(row | {"lot_code": lot, "qty": qty, "started_at": "2026-01-12"} | more)


def movement(number: str, kind: str, lot: str | None, qty: str, **more: str) -> Row:
    row = {"movement_id": number, "movement_type": kind, "item_code": "RYE", "lot_code": lot}
    return _told(row | {"qty": qty, "uom": "kg", "occurred_at": "2026-01-12"} | more)


def _told(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}


def load_events(landing: Landing) -> None:
    """One order or document for each rule of the facts, all of the item RYE."""
    items = [{"item_code": "RYE", "base_uom": "kg"}]
    landing.load("erp_items", items, source="erp")
    grams = {"item_code": "RYE", "from_uom": "g", "to_uom": "kg", "factor": "0.001"}
    landing.load("erp_uom_conversions", [grams], source="erp")
    landing.load("mes_consumptions", _used(), source="mes")
    landing.load("wms_movements", _issued() + _moved(), source="wms")
    landing.load("erp_deliveries", _delivered(), source="erp")
    landing.load("erp_receipts", _bought(), source="erp")
    landing.load("wms_handling_units", _packed(), source="wms")
    change = {"change_id": "h1", "work_order_code": "CHANGED", "item_code": "HAY"}
    change |= {"from_lot_code": "H-1", "to_lot_code": "H-2", "changed_at": "2026-01-12"}
    landing.load("mes_lot_changes", [change], source="mes")


def _used() -> list[Row]:
    return [
        consumption("1", "RECORD", "A", "5"),
        consumption("2", "BACK", "A", "10"),
        consumption("3", "BACK", "A", "10", consumption_kind="return"),
        consumption("4", "REVERSED", "A", "10"),
        consumption("5", "REVERSED", "A", "10", reversal_of="4"),
        consumption("6", "PART", "A", "10"),
        consumption("7", "PART", "A", "4000", uom="g", reversal_of="6"),
        consumption("8", "TWICE", "A", "10"),
        consumption("9", "TWICE", "A", "4", reversal_of="8"),
        consumption("10", "TWICE", "A", "6", reversal_of="8"),
        consumption("11", "ORPHAN", "A", "10"),
        consumption("12", "ORPHAN", "A", "10", reversal_of="no such row"),
        consumption("13", "NO AMOUNT", "A", None),
        consumption("14", "NO LOT", None, "1"),
        consumption("15", "NO LOT", None, "2"),
        consumption("16", "GRAMS", "A", "500", uom="g"),
        consumption("17", "BUCKETS", "A", "2", uom="bucket"),
        consumption("18", "NEGATIVE", "A", "10"),
        consumption("19", "NEGATIVE", "A", "-3"),
        consumption("20", "FLUSHED", "A", "1", capture_method="backflush"),
        consumption("21", "CHANGED", "H-1", "1", item_code="HAY"),
    ]


def _issued() -> list[Row]:
    return [
        movement("i1", "issue", "A", "7", work_order_code="RECORD"),
        movement("i2", "issue", "B", "1", work_order_code="RECORD"),
        movement("i3", "issue", "C", "1", work_order_code="RECORD"),
        movement("i4", "return_from_order", "C", "1", work_order_code="RECORD"),
        movement("i5", "issue", "A", "9", work_order_code="WMS ALONE"),
        movement("i6", "return_from_order", "A", "2", work_order_code="WMS ALONE"),
    ]


def _moved() -> list[Row]:
    hay, pallet = {"item_code": "HAY"}, {"handling_unit_code": "PALLET"}
    later = {"occurred_at": "2026-03-01"}
    return [
        movement("s1", "shipment", "X", "4", delivery_code="BOTH"),
        movement("s2", "shipment", "Y", "1", delivery_code="OPEN AT ERP"),
        movement("r1", "receipt", "IN-1", "60", receipt_code="RC", site_code="S1"),
        movement("r2", "receipt", "IN-2", "40", receipt_code="RC", site_code="S1"),
        movement("t1", "transfer_out", "IN-1", "10", site_code="S1"),
        movement("t2", "transfer_in", "IN-1", "8", site_code="S2"),
        movement("a1", "adjustment", "IN-1", "-1", site_code="S1"),
        movement("c1", "scrap", "IN-1", "2", site_code="S1"),
        movement("p1", "putaway", "IN-1", "60", site_code="S1"),
        movement("l1", "relabel", "IN-2", "40", to_lot_code="NEW", site_code="S1"),
        movement("u1", "shipment", None, "5", delivery_code="ON PALLET", **hay, **pallet),
        movement("u2", "shipment", None, "5", delivery_code="UNPACKED", **hay, **pallet | later),
        movement("b1", "customer_return", "X", "1", delivery_code="BOTH", site_code="S1"),
    ]


def _delivered() -> list[Row]:
    line = {"item_code": "RYE", "uom": "kg", "qty": "5", "customer_code": "CU", "line_no": "1"}
    shipped = line | {"delivery_status": "shipped", "shipped_at": "2026-01-13"}
    return [
        shipped | {"delivery_code": "BOTH", "lot_code": "X"},
        shipped | {"delivery_code": "BOTH", "lot_code": "Z", "line_no": "2"},
        shipped | {"delivery_code": "ERP ALONE"},
        line | {"delivery_code": "OPEN AT ERP", "delivery_status": "open"},
        line | {"delivery_code": "CANCELLED", "lot_code": "X", "delivery_status": "cancelled"},
        line | {"delivery_code": "NO STATUS", "lot_code": "X", "shipped_at": "2026-01-13"},
        line | {"delivery_code": "PLANNED", "lot_code": "X", "delivery_status": "open"},
    ]


def _bought() -> list[Row]:
    line = {"receipt_code": "RC", "item_code": "RYE", "supplier_code": "SU", "line_no": "1"}
    return [line | {"supplier_lot_code": "MILL-7", "qty": "100", "uom": "kg"}]


def _packed() -> list[Row]:
    return [
        {"parent_code": "BOX", "item_code": "HAY", "lot_code": "H-9", "packed_at": "2026-01-02"},
        {"parent_code": "PALLET", "child_code": "BOX", "packed_at": "2026-01-03"}
        | {"unpacked_at": "2026-02-01"},
    ]
