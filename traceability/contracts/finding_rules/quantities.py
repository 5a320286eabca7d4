"""Rules over quantities: whether the amounts of a lot can be."""

from __future__ import annotations

from traceability.contracts.finding_rules.catalogued_rule import catalogued_rule
from traceability.contracts.finding_rules.rule import CauseWords, FindingRule

RULES: tuple[FindingRule, ...] = (
    catalogued_rule(
        "QT-01",
        "lot",
        ("S1", "More of lots of ", " went out than came in."),
        clear="A row in `erp_uom_conversions`, where in and out are told in different units.",
        needs=(
            ("erp_receipts", "mes_outputs", "wms_movements"),
            ("mes_consumptions", "wms_movements"),
        ),
    ),
    catalogued_rule(
        "QT-02",
        "lot",
        ("S1", "More of lots of ", " was shipped than was made or received."),
        clear="A row in `erp_uom_conversions`, where in and out are told in different units.",
        needs=(
            ("erp_receipts", "mes_outputs", "wms_movements"),
            ("erp_deliveries", "wms_movements"),
        ),
    ),
    catalogued_rule(
        "QT-03",
        "lot",
        ("S2", "The stock of lots of ", " falls below zero."),
        clear="`tolerance_minutes` of the site, where its clocks differ by more.",
        needs=(
            ("erp_receipts", "mes_outputs", "wms_movements"),
            ("mes_consumptions", "erp_deliveries", "wms_movements"),
        ),
    ),
    catalogued_rule(
        "QT-04",
        "lot",
        ("S2", "Counted lots of ", " are not accounted for."),
        clear="`balance_tolerance_percent`, where the plant allows more.",
        needs=(("erp_receipts", "mes_outputs", "wms_movements"), ("wms_stock",)),
    ),
    catalogued_rule(
        "QT-05",
        "work_order",
        ("S2", "Yields of work orders for ", " lie outside the band."),
        clear="`yield_low_percent` or `yield_high_percent`, where the process has such yields.",
        needs=(("mes_consumptions", "wms_movements"), ("mes_outputs", "wms_movements")),
    ),
    catalogued_rule(
        "QT-06",
        "component",
        ("S1", "Uses of ", " seem to be told in a unit a thousand times off."),
        needs=(("mes_consumptions", "wms_movements"), ("erp_work_order_components",)),
    ),
    catalogued_rule(
        "QT-07",
        "unit",
        ("S2", "Amounts of ", " are told in a unit without conversion."),
        clear="A row in `erp_uom_conversions`, or a crosswalk of kind `uom`.",
        needs=(("erp_items",),),
    ),
    catalogued_rule(
        "QT-07",
        "conversion",
        ("S1", "Unit conversions of ", " changed or contradict one another."),
        clear="One row in `erp_uom_conversions`.",
        needs=(("erp_uom_conversions",),),
    ),
    catalogued_rule(
        "QT-08",
        "fact",
        ("S2", "Rows about ", " have no amount, zero or one below zero."),
        needs=(
            ("mes_consumptions", "mes_outputs", "wms_movements", "erp_receipts", "erp_deliveries"),
        ),
    ),
    FindingRule(
        "QT-09",
        "consumption",
        (CauseWords("S2", "Work orders used ", " by backflush: its lots are guesses."),),
        "A work order used an item by backflush: nobody chose the lot.",
        "工单以倒冲方式用料：批次并非由人选定。",
        "Have the lot scanned where the item is used.",
        "在用料处扫描批号。",
        needs=(("mes_consumptions",),),
    ),
    catalogued_rule(
        "QT-10",
        "component",
        ("S2", "Work orders used far more of ", " than their bills want."),
        clear="`use_outlier_percent`, where the process has such waste.",
        needs=(("erp_work_order_components",), ("mes_consumptions", "wms_movements")),
    ),
    catalogued_rule(
        "QT-11",
        "item",
        ("S2", "Rounding of ", " adds up between stores and shop floor."),
        needs=(("mes_consumptions",), ("wms_movements",)),
    ),
    FindingRule(
        "QT-12",
        "count",
        (CauseWords("S2", "Lots of ", " lacked stock against the book."),),
        "A count found less of a lot than the book says, or an adjustment took some away.",
        "盘点数量少于账面，或调整减少了该批次。",
        "Find out which work order took the missing stock, and book it there.",
        "查明哪张工单用掉了缺失的库存，并补录。",
        needs=(("wms_stock", "wms_movements"),),
    ),
    catalogued_rule(
        "QT-13",
        "line",
        ("S2", "Lines that made ", " reported no scrap for weeks."),
        clear="`scrap_silent_weeks`, where a line may well make none for longer.",
        needs=(("erp_work_orders",), ("mes_outputs", "mes_operations", "wms_movements")),
    ),
)
