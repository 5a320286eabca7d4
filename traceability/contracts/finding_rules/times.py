"""Rules over times: whether things happened in an order in which they can."""

from __future__ import annotations

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
)
