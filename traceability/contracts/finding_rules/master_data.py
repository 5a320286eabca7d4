"""Rules over master data: whether what a trace needs to know is on file."""

from __future__ import annotations

from traceability.contracts.finding_rules.catalogued_rule import catalogued_rule
from traceability.contracts.finding_rules.rule import FindingRule

RULES: tuple[FindingRule, ...] = (
    catalogued_rule(
        "MD-01",
        "work_order",
        ("S1", "Work orders for ", " have no bill of materials on record."),
        needs=(("erp_work_orders",), ("erp_work_order_components",)),
    ),
    catalogued_rule(
        "MD-02",
        "component",
        ("S2", "Work orders used ", " as a substitute that their bills do not define."),
        needs=(("erp_work_order_components",), ("mes_consumptions",)),
    ),
    catalogued_rule(
        "MD-03",
        "partner",
        ("S1", "Customers of ", " cannot be reached."),
        needs=(("erp_partners",), ("erp_deliveries", "wms_movements")),
    ),
    catalogued_rule(
        "MD-04",
        "partner",
        ("S2", "Ship-to partners of ", " have no address."),
        needs=(("erp_partners",), ("erp_deliveries", "wms_movements")),
    ),
    catalogued_rule(
        "MD-04",
        "site",
        ("S2", "Sites that handle ", " have no address."),
        needs=(("erp_sites",), ("erp_partners",)),
    ),
)
