"""Rules over quantities: whether the amounts of a lot can be."""

from __future__ import annotations

from traceability.contracts.finding_rules.rule import CauseWords, FindingRule

RULES: tuple[FindingRule, ...] = (
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
)
