"""Identity of suppliers, sites, serial units and items (ID)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

PARTIES: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "ID-12",
        "identity",
        ("S1",),
        "Supplier lot missing",
        "缺少供应商批号",
        "A receipt of an item tracked by lot names no supplier lot, nor does the lot's master. "
        "Where a source never names one there is no such feed.",
        "按批次管理物料的收货没有供应商批号，批次主数据也没有。源系统从不记录供应商批号时不判断。",
        "Take the supplier's lot from the label or delivery note, enter it and load it again.",
        "从标签或送货单找到供应商批号，补录并重新导入。",
        "finding",
    ),
    CatalogueCheck(
        "ID-13",
        "identity",
        ("S1",),
        "Several supplier lots under one lot",
        "一个批次多个供应商批号",
        "Receipts brought several supplier lots, or lots of several suppliers, under one lot.",
        "多个供应商批号或多个供应商的货收在同一批号下。",
        "Give each supplier lot a number of its own at receipt.",
        "收货时为每个供应商批号分配各自的批号。",
        "finding",
    ),
    CatalogueCheck(
        "ID-14",
        "identity",
        ("S1",),
        "Partner, site or place unknown or merged twice",
        "往来单位、工厂或位置未知或重复合并",
        "A supplier, customer or address stands in records and in no partner master, or "
        "crosswalks make it several of another system. A site stands in records and in no site "
        "master, or crosswalks make it several of another system. A place of use stands in "
        "records of the shop floor and in no master of places.",
        "供应商、客户或地址出现在记录中却不在主数据中，或对照表把它对应到另一系统的多个。工厂出"
        "现在记录中却不在主数据中，或对照表把它对应到另一系统的多个。使用位置出现在车间记录中却"
        "不在位置主数据中。",
        "Load the master of the partner, or correct the code or the crosswalk.",
        "导入该往来单位主数据，或更正代码或对照表。",
        "finding",
    ),
    CatalogueCheck(
        "ID-15",
        "identity",
        ("S1",),
        "Duplicate serial",
        "序列号重复",
        "A serial unit was made by several orders, or in more than one piece. Orders for rework, "
        "repacking and taking apart make none.",
        "同一序列号由多个工单产出，或产出多于一件。返工、重包装和拆解不算产出。",
        "Find the unit that was meant, and correct the serial in its source.",
        "找到真正的单件，并在其源系统更正序列号。",
        "finding",
    ),
    CatalogueCheck(
        "ID-16",
        "identity",
        ("S1",),
        "Serial in two places at once",
        "序列号同时在两处",
        "A serial unit was built in by several orders or shipped by several deliveries, and did "
        "not come back in between. A handling unit with an SSCC was shipped by several "
        "deliveries within a year.",
        "同一序列号被多个工单装入或多次发货，其间没有返回记录。带SSCC的包装单元一年内被多个"
        "发货单发出。",
        "Book the removal or the return, or correct the serial in its source.",
        "补录拆出或退货，或在源系统更正序列号。",
        "finding",
    ),
    CatalogueCheck(
        "ID-17",
        "identity",
        ("S1",),
        "Item without master",
        "物料无主数据",
        "An item stands in facts and in no item master, where item masters were delivered.",
        "物料出现在事实记录中却不在物料主数据中（已导入物料主数据时）。",
        "Load the master of the item, or correct its code.",
        "导入该物料主数据，或更正其代码。",
        "finding",
    ),
    CatalogueCheck(
        "ID-18",
        "identity",
        ("S1",),
        "Tracking switched or disputed",
        "批次管理标识冲突或关闭",
        "Two systems differ on whether an item is tracked by lot or serial, or a later master "
        "says that it no longer is.",
        "两个系统对物料是否按批次或序列号管理的说法不同，或后来的主数据关闭了它。",
        "Decide whether the item is tracked, and correct its master.",
        "确定该物料是否按批次管理，并更正主数据。",
        "finding",
    ),
)
