"""Rules over times: whether things happened in an order in which they can."""

from __future__ import annotations

from traceability.contracts.finding_rules.catalogued_rule import catalogued_rule
from traceability.contracts.finding_rules.rule import (
    MEND_TIME,
    MEND_TIME_ZH,
    CauseWords,
    FindingRule,
)

RULES: tuple[FindingRule, ...] = (
    FindingRule(
        "TM-01",
        "consumption",
        (CauseWords("S1", "Lots of ", " were used before they were received or made."),),
        "A lot was used before any record says that it was received, made or on hand, however "
        "the times are read.",
        "无论如何解读时间，批次的使用都早于其收货、产出或在库的任何记录。",
        MEND_TIME,
        MEND_TIME_ZH,
        "`timezone` in the profile of {source} if its times are off by whole hours; else "
        "`tolerance_minutes` of {site} in `bounds.yml`.",
        needs=(
            ("mes_consumptions", "wms_movements"),
            ("erp_receipts", "mes_outputs", "wms_movements"),
        ),
    ),
    FindingRule(
        "TM-02",
        "shipment",
        (CauseWords("S1", "Lots of ", " were shipped before they were received or made."),),
        "A delivery shipped a lot before any record says that it was received, made or on hand, "
        "however the times are read.",
        "无论如何解读时间，发货都早于该批次收货、产出或在库的任何记录。",
        MEND_TIME,
        MEND_TIME_ZH,
        "`timezone` in the profile of {source} if its times are off by whole hours; else "
        "`tolerance_minutes` of {site} in `bounds.yml`.",
        needs=(
            ("erp_deliveries", "wms_movements"),
            ("erp_receipts", "mes_outputs", "wms_movements"),
        ),
    ),
    catalogued_rule(
        "TM-03",
        "work_order",
        ("S1", "Work orders made ", " before they took anything in."),
        clear="Where all times of one source are off alike: `timezone` in the profile.",
        needs=(("mes_consumptions", "wms_movements"), ("mes_outputs", "wms_movements")),
    ),
    catalogued_rule(
        "TM-04",
        "consumption",
        ("S1", "Lots of ", " were used before their release."),
        needs=(
            ("mes_consumptions", "wms_movements"),
            ("wms_lots", "mes_inspections", "wms_movements"),
        ),
    ),
    catalogued_rule(
        "TM-04",
        "shipment",
        ("S1", "Lots of ", " were shipped before their release."),
        needs=(
            ("erp_deliveries", "wms_movements"),
            ("wms_lots", "mes_inspections", "wms_movements"),
        ),
    ),
    catalogued_rule(
        "TM-05",
        "consumption",
        ("S1", "Lots of ", " were used while they were rejected, held or recalled."),
        needs=(
            ("mes_consumptions", "wms_movements"),
            ("wms_lots", "mes_inspections", "wms_movements"),
        ),
    ),
    catalogued_rule(
        "TM-05",
        "shipment",
        ("S1", "Lots of ", " were shipped while they were rejected, held or recalled."),
        needs=(
            ("erp_deliveries", "wms_movements"),
            ("wms_lots", "mes_inspections", "wms_movements"),
        ),
    ),
    catalogued_rule(
        "TM-06",
        "consumption",
        ("S1", "Lots of ", " were used after they expired."),
        needs=(("mes_consumptions", "wms_movements"), ("wms_lots", "erp_receipts")),
    ),
    catalogued_rule(
        "TM-06",
        "shipment",
        ("S1", "Lots of ", " were shipped after they expired."),
        needs=(("erp_deliveries", "wms_movements"), ("wms_lots", "erp_receipts")),
    ),
    catalogued_rule(
        "TM-07",
        "column",
        ("S2", "Records of ", " have times in the future."),
        clear="`timezone` in the profile, where all times of the source are off alike.",
        needs=(
            ("mes_consumptions", "mes_outputs", "wms_movements", "erp_receipts", "erp_deliveries"),
        ),
    ),
    catalogued_rule(
        "TM-08",
        "column",
        ("S2", "Records of ", " have times before the plant went live."),
        clear="`go_live`, the first day on which a record can have been made.",
        needs=(
            ("mes_consumptions", "mes_outputs", "wms_movements", "erp_receipts", "erp_deliveries"),
        ),
    ),
    catalogued_rule(
        "TM-09",
        "work_order",
        ("S2", "Work orders used or made ", " outside their own time."),
        clear="`tolerance_minutes` or `late_booking_hours` of the site.",
        needs=(("erp_work_orders",), ("mes_consumptions", "mes_outputs", "wms_movements")),
    ),
    catalogued_rule(
        "TM-10",
        "station",
        ("S2", "Clocks of stations that handle ", " are off by more than the tolerance."),
        clear="`tolerance_minutes` of the site, where its clocks truly differ by that much.",
        needs=(("mes_outputs", "mes_consumptions", "wms_movements"),),
    ),
    catalogued_rule(
        "TM-11",
        "station",
        ("S2", "Times of stations that handle ", " are an hour or eight off."),
        clear="`timezone` in the profile of the source.",
        needs=(("mes_outputs", "mes_consumptions", "wms_movements"),),
    ),
    catalogued_rule(
        "TM-12",
        "column",
        ("S2", "Records of ", " tell the day alone."),
        clear="`date_only` for the column in the profile, where days are all that can be had.",
        needs=(
            ("mes_consumptions", "mes_outputs", "wms_movements", "erp_receipts", "erp_deliveries"),
        ),
    ),
    catalogued_rule(
        "TM-13",
        "site",
        ("S2", "Records of ", " are entered late."),
        clear="`scan_latency_minutes` or `entry_latency_hours`, the targets.",
        needs=(("mes_consumptions", "mes_outputs", "wms_movements"),),
    ),
    catalogued_rule(
        "TM-14",
        "work_order",
        ("S2", "Records of ", " were entered after a lot of their order was shipped."),
        needs=(("mes_consumptions", "mes_outputs"), ("erp_deliveries", "wms_movements")),
    ),
    catalogued_rule(
        "TM-15",
        "month",
        ("S2", "Records of ", " were put into a month that had ended."),
        needs=(("mes_consumptions", "mes_outputs", "wms_movements"),),
    ),
    catalogued_rule(
        "TM-16",
        "operator",
        ("S2", "One person scanned rows of ", " faster than anybody can."),
        ("S3", "One person scanned rows of ", " at two sites within a minute."),
        clear="`scans_per_minute`, where a device scans many at once.",
        needs=(("mes_consumptions", "mes_outputs", "wms_movements"),),
    ),
    catalogued_rule(
        "TM-17",
        "operation",
        ("S2", "Operations of orders for ", " began out of order."),
        needs=(("mes_operations",),),
    ),
    catalogued_rule(
        "TM-18",
        "lot",
        ("S3", "Lots of ", " that expire first were passed over."),
        needs=(("wms_lots", "erp_receipts"), ("mes_consumptions", "wms_movements")),
    ),
)
