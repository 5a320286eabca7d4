"""Quantities: whether the amounts of a lot can be (QT)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck
from traceability.contracts.catalogue.quantity_uses import USES

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "QT-01",
        "quantities",
        ("S1",),
        "More used than came",
        "耗用多于来料",
        "More of a lot is recorded as gone than ever came in: received, made, found, returned, "
        "or split, merged and relabelled into it. Rounding explains none of it. A lot that no "
        "record brings is ID-09, one of which an unknown amount came in is not judged.",
        "某批次记录的去向多于其全部来源（收货、产出、盘盈、退回、拆合换标所得），且舍入无法解释"
        "。没有来源的批次见ID-09，来料数量不明的不判断。",
        "Find the use that belongs to another lot or has the wrong amount, or the receipt that "
        "is missing, and correct it in its source.",
        "找出写错批号或数量的耗用，或缺失的收货，并在源系统更正。",
        "finding",
    ),
    CatalogueCheck(
        "QT-02",
        "quantities",
        ("S1",),
        "More shipped than made",
        "发货多于产出",
        "As QT-01, where at least half of what is gone was shipped.",
        "同QT-01，且至少一半的去向为发货。",
        "Find the delivery line that has the wrong lot or amount, or the output that is "
        "missing, and correct it in its source.",
        "找出写错批号或数量的发货行，或缺失的产出，并在源系统更正。",
        "finding",
    ),
    CatalogueCheck(
        "QT-03",
        "quantities",
        ("S2",),
        "Stock below zero",
        "负库存",
        "The stock of a lot at a site falls below zero, even if all that came in came as early "
        "and all that went out went as late as its times allow. Judged where some record brings "
        "the lot to the site, and all amounts are known.",
        "即使所有入库尽可能早、所有出库尽可能晚，某批次在某工厂的库存仍低于零。仅判断有入库记录"
        "且数量齐全的批次。",
        "Find the record with the wrong time, lot or amount, or the transfer that is missing, "
        "and correct it in its source.",
        "找出时间、批号或数量有误的记录，或缺失的调拨，并在源系统更正。",
        "finding",
    ),
    CatalogueCheck(
        "QT-04",
        "quantities",
        ("S2",),
        "Lot unaccounted for",
        "批次差异超限",
        "After all that is left of a lot was counted, more of it than "
        "`balance_tolerance_percent` is in no record. Lots that were not counted are not judged.",
        "剩余库存全部盘点后，某批次仍有超过`balance_tolerance_percent`的数量无记录可依。未盘点的"
        "批次不判断。",
        "Find the use, scrap or shipment that was not booked, or the count that is wrong.",
        "找出未记录的耗用、报废或发货，或有误的盘点。",
        "finding",
    ),
    CatalogueCheck(
        "QT-05",
        "quantities",
        ("S2",),
        "Yield outside the band",
        "收率超出范围",
        "A closed work order gave out less than `yield_low_percent` or more than "
        "`yield_high_percent` of what it took in. Judged where inputs and outputs come to one "
        "unit; taking apart is not.",
        "已关闭工单的产出低于投入的`yield_low_percent`或高于`yield_high_percent`。仅在投入与产出"
        "可换算为同一单位时判断，拆解除外。",
        "Compare the order's records with its paper: an input or output is missing, twice or in "
        "another unit.",
        "对照纸质单据核对工单记录：投入或产出缺失、重复或单位有误。",
        "finding",
    ),
    *USES,
)
