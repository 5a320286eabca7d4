"""Rules over identity: whether a code stands for one lot, and a lot for one code."""

from __future__ import annotations

from traceability.contracts.finding_rules.identity_codes import CODES
from traceability.contracts.finding_rules.identity_parties import PARTIES
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
        "ID-01",
        "output",
        without_lot("Work orders made "),
        "A work order made an item, and the record names no lot.",
        "工单产出了物料，记录没有批号。",
        NOTE_LOT,
        NOTE_LOT_ZH,
        NO_LOT_BY_RULE,
        needs=(("mes_outputs", "wms_movements"),),
    ),
    FindingRule(
        "ID-01",
        "receipt",
        without_lot("Receipts brought "),
        "A receipt brought an item, and the record names no lot.",
        "收货带来了物料，记录没有批号。",
        NOTE_LOT,
        NOTE_LOT_ZH,
        NO_LOT_BY_RULE,
        needs=(("erp_receipts", "wms_movements"),),
    ),
    FindingRule(
        "ID-01",
        "customer_return",
        without_lot("Customers sent back "),
        "A customer sent an item back, and the record names no lot.",
        "客户退回了物料，记录没有批号。",
        NOTE_LOT,
        NOTE_LOT_ZH,
        NO_LOT_BY_RULE,
        needs=(("wms_movements",),),
    ),
    FindingRule(
        "ID-02",
        "lot_code",
        (CauseWords("S1", "One code stands for several lots of ", "."),),
        "One source system bears several lots under one code: who scans it meets them all.",
        "同一源系统中多个批次共用一个批号：扫码会同时命中它们。",
        "Ask by item, and have the system that prints the codes give each lot a code of its own.",
        "查询时注明物料，并让打印批号的系统为每个批次生成各自的批号。",
    ),
    FindingRule(
        "ID-09",
        "lot",
        (CauseWords("S1", "Lots of ", " are on record, and nothing says where they came from."),),
        "A lot was used, shipped, moved or counted, and no record brings any of it. One of which "
        "some came, and more left, is QT-01 or QT-02.",
        "批次已被使用、发货、移动或盘点，却没有任何来源记录。有来源而流出更多的批次见QT-01、QT-02。",
        "Find the receipt or the output that brought the lot, or the code that was meant, and "
        "correct it in its source.",
        "找到带来该批次的收货或产出，或真正的批号，并在其源系统更正。",
        "`kind: lot` rows for {item} in `crosswalks` if another system spells the lots "
        "otherwise; else `history_from` in the profile of {source} if it began later than the "
        "lots.",
        needs=(("erp_receipts", "mes_outputs", "wms_movements"),),
    ),
    *CODES,
    *PARTIES,
)
