"""The columns of the marts that lay systems side by side: what services read and dbt enforces."""

from __future__ import annotations

JOIN_RATES: tuple[tuple[str, str], ...] = (
    ("kind", "varchar"),
    ("system_a", "varchar"),
    ("system_b", "varchar"),
    ("code_count", "bigint"),
    ("joined_count", "bigint"),
    ("join_rate", "decimal(9,6)"),
)
"""Relation `marts.join_rates`: one row per kind of code and ordered pair of systems.

code_count: codes of that kind that system_a uses. joined_count: those that system_b uses too, by
crosswalk or spelling. join_rate: the share.
"""

RECONCILIATION: tuple[tuple[str, str], ...] = (
    ("flow", "varchar"),
    ("document_code", "varchar"),
    ("site_code", "varchar"),
    ("item_code", "varchar"),
    ("lot_id", "varchar"),
    ("lot_code", "varchar"),
    ("erp_qty", "decimal(18,6)"),
    ("wms_qty", "decimal(18,6)"),
    ("mes_qty", "decimal(18,6)"),
    ("uom", "varchar"),
    ("erp_record_count", "bigint"),
    ("wms_record_count", "bigint"),
    ("mes_record_count", "bigint"),
    ("is_sure", "boolean"),
    ("occurred_at", "varchar"),
)
"""Relation `marts.reconciliation`: one row per flow, order or delivery, item and lot.

flow: consumption, output, receipt or shipment. lot_id: null for records without lot. erp_qty,
wms_qty, mes_qty: net amounts in uom; null where a side does not tell it, gives no amount, or units
differ. is_sure: every record names one lot alone, or none.
"""
