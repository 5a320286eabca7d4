"""Identity of suppliers, sites, serial units and items (ID)."""

from __future__ import annotations

from traceability.contracts.finding_rules.rule import (
    NO_LOT_BY_RULE,
    NOTE_LOT,
    NOTE_LOT_ZH,
    CauseWords,
    FindingRule,
)

PARTIES: tuple[FindingRule, ...] = (
    FindingRule(
        "ID-01",
        "movement",
        (
            CauseWords(
                "S1",
                "Stock movements moved ",
                " without a lot, though it is tracked by lot.",
            ),
            CauseWords(
                "S2",
                "Stock movements moved ",
                " without a lot; nothing says that it is tracked by lot.",
            ),
        ),
        "A transfer within a site, adjustment, scrap, sample, change of status or return to a "
        "supplier names no lot.",
        "厂内移库、调整、报废、取样、状态变更或退供应商没有批号。",
        NOTE_LOT,
        NOTE_LOT_ZH,
        NO_LOT_BY_RULE,
        needs=(("wms_movements",),),
    ),
    FindingRule(
        "ID-12",
        "receipt",
        (
            CauseWords(
                "S1",
                "Receipts of ",
                " name no supplier lot.",
            ),
        ),
        "A receipt of an item tracked by lot names no supplier lot, nor does the lot's master. "
        "Where a source never names one there is no such feed.",
        "按批次管理物料的收货没有供应商批号，批次主数据也没有。源系统从不记录供应商批号时不判断。",
        "Take the supplier's lot from the label or delivery note, enter it and load it again.",
        "从标签或送货单找到供应商批号，补录并重新导入。",
        "The column of `supplier_lot_code` in the profile if it stands under another name.",
        needs=(("erp_receipts.supplier_lot_code",),),
    ),
    FindingRule(
        "ID-13",
        "lot",
        (
            CauseWords(
                "S1",
                "Lots of ",
                " were received as several supplier lots.",
            ),
        ),
        "Receipts brought several supplier lots, or lots of several suppliers, under one lot.",
        "多个供应商批号或多个供应商的货收在同一批号下。",
        "Give each supplier lot a number of its own at receipt.",
        "收货时为每个供应商批号分配各自的批号。",
        "`lot_scope: item_supplier` in the profile of {source} if its numbers are unique per "
        "supplier.",
        needs=(("erp_receipts.supplier_lot_code",),),
    ),
    FindingRule(
        "ID-14",
        "partner",
        (
            CauseWords(
                "S1",
                "Records of ",
                " name partners that no master knows, or that are several.",
            ),
        ),
        "A supplier, customer or address stands in records and in no partner master, or "
        "crosswalks make it several of another system.",
        "供应商、客户或地址出现在记录中却不在主数据中，或对照表把它对应到另一系统的多个。",
        "Load the master of the partner, or correct the code or the crosswalk.",
        "导入该往来单位主数据，或更正代码或对照表。",
        "A row of kind `partner` in `crosswalks` if two systems spell it otherwise.",
        needs=(("erp_partners", "crosswalks"),),
    ),
    FindingRule(
        "ID-14",
        "site",
        (
            CauseWords(
                "S1",
                "Records of ",
                " name sites that no master knows, or that are several.",
            ),
        ),
        "A site stands in records and in no site master, or crosswalks make it several of "
        "another system.",
        "工厂出现在记录中却不在主数据中，或对照表把它对应到另一系统的多个。",
        "Load the master of the site, or correct the code or the crosswalk.",
        "导入该工厂主数据，或更正代码或对照表。",
        "A row of kind `site` in `crosswalks` if two systems spell it otherwise.",
        needs=(("erp_sites", "crosswalks"),),
    ),
    FindingRule(
        "ID-14",
        "place",
        (
            CauseWords(
                "S1",
                "Records of ",
                " name places that no master knows.",
            ),
        ),
        "A place of use stands in records of the shop floor and in no master of places.",
        "使用位置出现在车间记录中却不在位置主数据中。",
        "Load the master of the place, or correct its code.",
        "导入该位置主数据，或更正代码。",
        needs=(("mes_places",),),
    ),
    FindingRule(
        "ID-15",
        "serial",
        (
            CauseWords(
                "S1",
                "Serials of ",
                " were made more than once.",
            ),
        ),
        "A serial unit was made by several orders, or in more than one piece. Orders for rework, "
        "repacking and taking apart make none.",
        "同一序列号由多个工单产出，或产出多于一件。返工、重包装和拆解不算产出。",
        "Find the unit that was meant, and correct the serial in its source.",
        "找到真正的单件，并在其源系统更正序列号。",
        needs=(("mes_outputs", "wms_movements"),),
    ),
    FindingRule(
        "ID-16",
        "serial",
        (
            CauseWords(
                "S1",
                "Serials of ",
                " are in two products or at two customers at once.",
            ),
        ),
        "A serial unit was built in by several orders or shipped by several deliveries, and did "
        "not come back in between.",
        "同一序列号被多个工单装入或多次发货，其间没有返回记录。",
        "Book the removal or the return, or correct the serial in its source.",
        "补录拆出或退货，或在源系统更正序列号。",
        needs=(("mes_consumptions", "erp_deliveries", "wms_movements"),),
    ),
    FindingRule(
        "ID-16",
        "handling_unit",
        (
            CauseWords(
                "S1",
                "SSCCs of handling units with ",
                " were used again within a year.",
            ),
        ),
        "A handling unit with an SSCC was shipped by several deliveries within a year.",
        "带SSCC的包装单元一年内被多个发货单发出。",
        "Give each handling unit a number of its own.",
        "为每个包装单元分配各自的号码。",
        needs=(("wms_movements",),),
    ),
    FindingRule(
        "ID-17",
        "item",
        (
            CauseWords(
                "S1",
                "Records name ",
                ", and no item master knows it.",
            ),
        ),
        "An item stands in facts and in no item master, where item masters were delivered.",
        "物料出现在事实记录中却不在物料主数据中（已导入物料主数据时）。",
        "Load the master of the item, or correct its code.",
        "导入该物料主数据，或更正其代码。",
        "A row of kind `item` in `crosswalks` if two systems spell {item} otherwise.",
        needs=(("erp_items",),),
    ),
    FindingRule(
        "ID-18",
        "item",
        (
            CauseWords(
                "S1",
                "Masters differ on whether ",
                " is tracked by lot, or it was switched off.",
            ),
        ),
        "Two systems differ on whether an item is tracked by lot or serial, or a later master "
        "says that it no longer is.",
        "两个系统对物料是否按批次或序列号管理的说法不同，或后来的主数据关闭了它。",
        "Decide whether the item is tracked, and correct its master.",
        "确定该物料是否按批次管理，并更正主数据。",
        needs=(("erp_items",),),
    ),
)
