"""Links into and out of work orders that a plan, a twin or a clock contradicts (LK)."""

from __future__ import annotations

from traceability.contracts.finding_rules.rule import CauseWords, FindingRule

ORDERS: tuple[FindingRule, ...] = (
    FindingRule(
        "LK-04",
        "work_order",
        (
            CauseWords(
                "S2",
                "Closed work orders for ",
                " have neither use nor output on record.",
            ),
        ),
        "A work order is closed, and neither use nor output of it is recorded, though its site "
        "tells both of others.",
        "工单已关闭，却既无投料也无产出记录，而该工厂其他工单有这些记录。",
        "Book what the work order used and made, or cancel it in its source.",
        "补录该工单的投料和产出，或在源系统取消该工单。",
        "`kind: order` rows in `crosswalks` if another system spells these work orders otherwise.",
        needs=(
            ("erp_work_orders",),
            ("mes_consumptions", "wms_movements"),
            ("mes_outputs", "wms_movements"),
        ),
    ),
    FindingRule(
        "LK-06",
        "component",
        (
            CauseWords(
                "S1",
                "Work orders used ",
                ", which their bills of materials do not name.",
            ),
        ),
        "A work order used an item that its bill of materials names neither as component nor as "
        "alternate. Declared rework and orders without a plan are not judged.",
        "工单使用了其BOM中既非组件也非替代料的物料。已声明的返工和没有BOM的工单不判断。",
        "Find out whether the item or the order was meant, and correct the record; or add the "
        "alternate to the bill of the order.",
        "查明是物料还是工单写错并更正记录；或把替代料加入工单BOM。",
        "A crosswalk of kind `item` for {item} if two systems spell the component otherwise.",
        needs=(("erp_work_order_components",), ("mes_consumptions", "wms_movements")),
    ),
    FindingRule(
        "LK-07",
        "component",
        (
            CauseWords(
                "S1",
                "Work orders used ",
                ", which only another revision of their bills asks for.",
            ),
        ),
        "A work order used an item that only another revision of its product's bill of materials "
        "asks for.",
        "工单使用了仅在产品另一版本BOM中才有的物料。",
        "Check which revision the order was made to, and correct the order or the record.",
        "核实工单按哪个版本生产，更正工单或记录。",
        needs=(("erp_work_order_components",), ("mes_consumptions", "wms_movements")),
    ),
    FindingRule(
        "LK-07",
        "lot",
        (
            CauseWords(
                "S1",
                "Lots of ",
                " were used at a site that no record brought them to.",
            ),
        ),
        "A lot was used at a site where nothing brought it, though records brought it to "
        "another. Serial units and sites to which nothing is ever brought on record are not "
        "judged.",
        "批次在某工厂被使用，却没有记录把它运到那里，而有记录把它运到别处。序列号单件和从无到货"
        "记录的工厂不判断。",
        "Find the transfer, or the lot that was meant, and correct it in its source.",
        "找到调拨记录或真正的批次，并在其源系统更正。",
        needs=(("mes_consumptions", "wms_movements"), ("wms_movements", "erp_receipts")),
    ),
    FindingRule(
        "LK-11",
        "component",
        (
            CauseWords(
                "S1",
                "Work orders made something, and name no lot of their packaging or aid ",
                ".",
            ),
        ),
        "A work order made something, and no record of it names a lot of a planned packaging, "
        "label or processing aid tracked by lot. Alternates count together; a component without "
        "any record is missing once the order is closed.",
        "工单有产出，却没有记录写明其计划的、按批次管理的包装、标签或加工助剂的批号。替代料合并"
        "计算；完全无记录的组件在工单关闭后判断。",
        "Find the lot of the packaging in the source documents, enter it in the source system "
        "and load it again.",
        "在原始单据中找到包装批号，在源系统补录并重新导入。",
        "`is_lot_managed` = false for {item} in `erp_items` if it has no lots.",
        needs=(("erp_work_order_components",), ("mes_consumptions", "wms_movements")),
    ),
    FindingRule(
        "LK-12",
        "component",
        (
            CauseWords(
                "S1",
                "Work orders that are no rework used the product ",
                ".",
            ),
        ),
        "A work order used a product outside its plan, or its own item, and is no order for "
        "rework, repacking or taking apart. Where a source calls no order rework it has no word "
        "for it, and a lot given out again is a self loop.",
        "工单使用了计划外的成品或其自身产品，却不是返工、重包装或拆解工单。源系统从不区分返工工"
        "单时不判断；以原批号产出的属于自环。",
        "Set the type of the order, or correct the item or the order of the record.",
        "更正工单类型，或更正记录中的物料或工单。",
        "The words of `order_type` in the profile if the source calls such orders something else.",
        needs=(("erp_work_orders",), ("mes_consumptions", "wms_movements")),
    ),
    FindingRule(
        "LK-13",
        "run",
        (
            CauseWords(
                "S1",
                "Work orders stand before themselves by lots of ",
                ".",
            ),
        ),
        "Up to four runs each used what came of the others, and none of them is for rework, "
        "repacking or taking apart.",
        "至多四个生产执行互相使用彼此的产出，且都不是返工、重包装或拆解。",
        "Find the record with the wrong lot or order, and correct it in its source.",
        "找到批号或工单写错的记录，并在其源系统更正。",
        needs=(("mes_consumptions", "wms_movements"), ("mes_outputs", "wms_movements")),
    ),
    FindingRule(
        "LK-16",
        "run",
        (
            CauseWords(
                "S1",
                "Work orders made co-products, and an amount of ",
                " is unknown.",
            ),
        ),
        "A run made co-products, and the amount of one is unknown, so that its share cannot be "
        "told. An output group says it without.",
        "一次生产产出了联产品，其中一个数量未知，无法得出份额。有产出分组的不判断。",
        "Enter the amount of each output, or the group that ties inputs to outputs, and load it "
        "again.",
        "补录每个产出的数量或产出分组，并重新导入。",
        needs=(("mes_outputs",),),
    ),
    FindingRule(
        "LK-18",
        "component",
        (
            CauseWords(
                "S1",
                "Work orders used several lots of ",
                ", and nothing says where one ended.",
            ),
        ),
        "A run used several lots of an item at one place, and of one neither a time nor an "
        "amount is known; lots of one cell share both.",
        "一次生产在同一位置使用了同一物料的多个批次，其中某批次既无时间也无数量；同一单元格内的"
        "批次共用两者。",
        "Book each lot on a record of its own, with its time or its amount.",
        "每个批次单独记录，写明时间或数量。",
        needs=(("mes_consumptions", "wms_movements"),),
    ),
    FindingRule(
        "LK-20",
        "lot",
        (
            CauseWords(
                "S1",
                "Pilot orders made lots of ",
                " that are saleable or shipped.",
            ),
        ),
        "A lot that a pilot order made was shipped, or has the status released.",
        "试产工单产出的批次已发货或状态为放行。",
        "Let quality decide on the lot, and set its status or the type of its order.",
        "由质量部门决定该批次，并更正批次状态或工单类型。",
        needs=(("erp_work_orders",), ("mes_outputs", "wms_movements")),
    ),
    FindingRule(
        "LK-22",
        "work_order",
        (
            CauseWords(
                "S1",
                "Subcontract orders for ",
                " lack what went out or what came back.",
            ),
        ),
        "Of a subcontractor's order one side is not recorded, or what it made shows up at "
        "another site without a transfer.",
        "外协工单缺少一方记录，或其产出未经调拨就出现在别的工厂。",
        "Book what was sent to the subcontractor and what came back, with lots, and load it again.",
        "补录发往外协和返回的批次，并重新导入。",
        "`kind: order` rows in `crosswalks` if the subcontractor spells the work orders otherwise.",
        needs=(("erp_work_orders",), ("mes_outputs", "wms_movements")),
    ),
)
