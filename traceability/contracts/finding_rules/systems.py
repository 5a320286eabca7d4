"""Rules over systems: whether two systems tell one fact alike."""

from __future__ import annotations

from traceability.contracts.finding_rules.catalogued_rule import catalogued_rule
from traceability.contracts.finding_rules.rule import FindingRule

_USES = (("mes_consumptions",), ("wms_movements",))
_OUTPUTS = (("mes_outputs",), ("wms_movements",))
_SHIPMENTS = (("erp_deliveries",), ("wms_movements",))
_LOTS = (("erp_receipts",), ("wms_lots",))
_LOT_ROW = "A row of kind lot in `crosswalks`, where both mean one lot."

RULES: tuple[FindingRule, ...] = (
    catalogued_rule(
        "XS-01",
        "consumption",
        ("S1", "Warehouse and shop floor do not both tell the use of ", "."),
        clear="A row of kind order or item in `crosswalks`, where both mean one order or item.",
        needs=_USES,
    ),
    catalogued_rule(
        "XS-02",
        "consumption",
        ("S1", "Warehouse and shop floor have different amounts of ", " used."),
        clear="A line of `erp_uom_conversions`, where the units differ.",
        needs=_USES,
    ),
    catalogued_rule(
        "XS-03",
        "consumption",
        ("S1", "Warehouse and shop floor name different lots of ", "."),
        clear=_LOT_ROW,
        needs=_USES,
    ),
    catalogued_rule(
        "XS-04",
        "output",
        ("S1", "What was made of ", " and what went into stock differ."),
        clear=_LOT_ROW,
        needs=_OUTPUTS,
    ),
    catalogued_rule(
        "XS-05",
        "consumption",
        ("S1", "A backflush booked other lots of ", " than were scanned."),
        needs=(("mes_consumptions", "wms_movements"),),
    ),
    catalogued_rule(
        "XS-06",
        "shipment",
        ("S1", "ERP and warehouse tell different shipments of ", "."),
        clear=_LOT_ROW,
        needs=_SHIPMENTS,
    ),
    catalogued_rule(
        "XS-07",
        "lot",
        ("S2", "Quality control and warehouse give lots of ", " another status."),
        needs=(("mes_inspections",), ("wms_lots", "wms_movements")),
    ),
    catalogued_rule(
        "XS-08",
        "work_order",
        ("S2", "The status of work orders for ", " contradicts their records."),
        needs=(("erp_work_orders",), ("mes_operations", "mes_consumptions", "wms_movements")),
    ),
    catalogued_rule(
        "XS-09",
        "item",
        ("S2", "Two systems describe ", " differently."),
        needs=(("erp_items",),),
    ),
    catalogued_rule(
        "XS-09",
        "component",
        ("S2", "Two systems require different amounts of ", "."),
        needs=(("erp_work_order_components",),),
    ),
    catalogued_rule(
        "XS-10",
        "lot",
        ("S1", "Two records give lots of ", " another expiry."),
        needs=_LOTS,
    ),
    catalogued_rule(
        "XS-11",
        "lot",
        ("S1", "Receipts and labels name other supplier lots of ", "."),
        needs=_LOTS,
    ),
)
