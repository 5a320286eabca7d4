"""Rules over master data: whether what a trace needs to know is on file."""

from __future__ import annotations

from traceability.contracts.finding_rules.catalogued_rule import catalogued_rule
from traceability.contracts.finding_rules.rule import FindingRule

_CONTACTS = ("erp_partners.email", "erp_partners.phone", "erp_partners.after_hours_phone")
_CUSTOMERS = ("erp_deliveries.customer_code", "wms_movements.partner_code")

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
        needs=(_CONTACTS, _CUSTOMERS),
    ),
    catalogued_rule(
        "MD-04",
        "partner",
        ("S2", "Ship-to partners of ", " have no address."),
        needs=(("erp_partners.address",), ("erp_deliveries.ship_to_code",)),
    ),
    catalogued_rule(
        "MD-04",
        "site",
        ("S2", "Sites that handle ", " have no address."),
        needs=(("erp_sites",), ("erp_partners.address",)),
    ),
)
