"""Every key of `trace --json`, version 1, as interface.md gives them."""

from __future__ import annotations


def words(text: str) -> set[str]:
    return set(text.split())


KEYS = {
    "question": words("direction scope asked lots"),
    "question.lots": words("lot_id item_code lot_code lot_uid"),
    "snapshot": words("id built_at data_as_of code_version sources"),
    "snapshot.sources": words("source_system data_as_of"),
    "counts": words("lots work_orders deliveries customers suppliers by_evidence excluded_by_time"),
    "counts.by_evidence": words("confirmed probable possible"),
    "lots": words(
        "lot_id item_code lot_code lot_uid item_type site_code evidence hop_count total_qty uom "
        "suspect_share on_hand_qty shipped_qty returned_qty lot_status"
    ),
    "work_orders": words(
        "work_order_code item_code order_type order_status site_code role evidence started_at "
        "closed_at"
    ),
    "shipments": words(
        "delivery_code line_no customer_code ship_to_code item_code lot_code lot_id qty uom "
        "shipped_at carrier_name evidence"
    ),
    "stock": words(
        "site_code location item_code lot_code lot_id qty uom stock_status basis evidence"
    ),
    "customers": words(
        "customer_code customer_name ship_to_code ship_to_name quantities first_shipped_at "
        "last_shipped_at contact_name email phone after_hours_phone contact_verified_date evidence"
    ),
    "customers.quantities": words("item_code qty uom"),
    "suppliers": words(
        "supplier_code supplier_name supplier_lot_code lot_id receipt_code received_at qty uom "
        "contact_name email phone evidence"
    ),
    "gaps": words("rule_id message item_code lot_code work_order_code record_count"),
}
KEYS_OF_TIME = {
    "excluded_by_time": words("lot_id item_code lot_code reason"),
    "bounds": words("site_code place_code bound_name value unit basis"),
}
"""Keys of lists that an answer without windows leaves empty."""
TOP = words(
    "schema_version question snapshot truncated elapsed_ms counts lots work_orders shipments "
    "open_deliveries stock customers suppliers excluded_by_time gaps bounds"
)
