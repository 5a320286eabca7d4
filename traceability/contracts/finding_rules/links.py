"""Rules over links: whether each step from receipt to delivery is on record."""

from __future__ import annotations

from traceability.contracts.finding_rules.link_moves import MOVES
from traceability.contracts.finding_rules.link_orders import ORDERS
from traceability.contracts.finding_rules.rule import (
    NO_LOT_BY_RULE,
    NOTE_LOT,
    NOTE_LOT_ZH,
    CauseWords,
    FindingRule,
    without_lot,
)

RULES: tuple[FindingRule, ...] = (
    FindingRule(
        "LK-01",
        "consumption",
        without_lot("Work orders used "),
        "A work order used an item, and the record names no lot.",
        "工单使用了物料，记录没有批号。",
        NOTE_LOT,
        NOTE_LOT_ZH,
        NO_LOT_BY_RULE,
        needs=(("mes_consumptions", "wms_movements"),),
    ),
    FindingRule(
        "LK-02",
        "work_order",
        (CauseWords("S1", "Work orders made ", ", and no consumption is recorded."),),
        "A work order made lots, and no consumption is recorded for it.",
        "工单产出了批次，却没有投料记录。",
        "Book what the work order used, with its lots, and load it again.",
        "补录工单的投料及批号，并重新导入。",
        "`kind: order` rows in `crosswalks` if another system spells these work orders otherwise.",
        needs=(("mes_outputs", "wms_movements"),),
    ),
    FindingRule(
        "LK-03",
        "work_order",
        (CauseWords("S1", "Closed work orders for ", " used lots, and no output is recorded."),),
        "A closed work order used lots, and no output is recorded for it.",
        "已关闭的工单使用了批次，却没有产出记录。",
        "Book what the work order made, with its lots, and load it again.",
        "补录工单的产出及批号，并重新导入。",
        "`kind: order` rows in `crosswalks` if another system spells these work orders otherwise.",
        needs=(("mes_consumptions", "wms_movements"), ("erp_work_orders",)),
    ),
    FindingRule(
        "LK-05",
        "component",
        (
            CauseWords("S1", "Work orders made more than their recorded use of ", " allows."),
            CauseWords(
                "S2", "Running work orders made more than their recorded use of ", " allows."
            ),
        ),
        "A work order made more than its recorded use of a component tracked by lot allows, or "
        "the recorded amounts cannot be. While it is released or in progress: S2.",
        "工单的产出超过其按批次管理用料的记录所能支持的数量，或记录的数量不可能成立。",
        "Book what the work order used of the component, with its lots, and load it again.",
        "补录工单对该组件的用料及批号，并重新导入。",
        "A row for {item} in `erp_uom_conversions` if its units differ; else "
        "`LOTLINE_NEED_TOLERANCE_PERCENT` if the bill of materials overstates the need.",
        needs=(("erp_work_order_components",), ("mes_outputs", "wms_movements")),
    ),
    FindingRule(
        "LK-08",
        "shipment",
        without_lot("Deliveries shipped "),
        "A delivery shipped an item, and the record names no lot.",
        "发货单发出了物料，记录没有批号。",
        NOTE_LOT,
        NOTE_LOT_ZH,
        NO_LOT_BY_RULE,
        needs=(("erp_deliveries", "wms_movements"),),
    ),
    FindingRule(
        "LK-14",
        "lot",
        (
            CauseWords(
                "S3", "Work orders took lots of ", " in and gave them out unchanged in number."
            ),
        ),
        "A work order took a lot in and gave it out under its own number. This is legal.",
        "工单投入某批次又以同一批号产出。这是允许的。",
        "Check that the lot was only repacked; a lot that other material went into needs a "
        "number of its own.",
        "确认只是重新包装；加入了其他物料的批次需要新的批号。",
        needs=(("mes_consumptions", "wms_movements"), ("mes_outputs", "wms_movements")),
    ),
    FindingRule(
        "LK-15",
        "transformation",
        without_lot("Splits, merges or relabellings turned "),
        "A split, merge or relabelling names only one of its two lots.",
        "拆批、合批或换标只写了两个批号之一。",
        NOTE_LOT,
        NOTE_LOT_ZH,
        NO_LOT_BY_RULE,
        needs=(("wms_movements",),),
    ),
    FindingRule(
        "LK-19",
        "run",
        (CauseWords("S1", "Records used or made ", " and name no work order."),),
        "An item was used or made, and the record names no work order.",
        "物料被使用或产出，记录没有工单号。",
        "Find the work order, enter it in the source system and load it again.",
        "找到工单，在源系统补录并重新导入。",
        "The column that holds the work order in the profile of {source}, if it has another name.",
        needs=(("mes_consumptions", "mes_outputs", "wms_movements"),),
    ),
    *ORDERS,
    *MOVES,
)
