"""Links of what was stored, packed, sent and sent back (LK)."""

from __future__ import annotations

from traceability.contracts.finding_rules.rule import CauseWords, FindingRule

MOVES: tuple[FindingRule, ...] = (
    FindingRule(
        "LK-09",
        "shipment",
        (
            CauseWords(
                "S1",
                "Deliveries shipped ",
                " to nobody, or to another customer's address.",
            ),
        ),
        "A delivery shipped a lot and no record says to whom, or its address belongs to another "
        "customer by the partner master. Where a source never says whose its shipments are, and "
        "where an address has no parent, nothing is judged.",
        "发货没有记录客户，或其送货地址按往来单位主数据属于另一客户。源系统从不记录客户时、地址"
        "没有上级时不判断。",
        "Find the order of the shipment, enter its customer and address in the source system and "
        "load it again.",
        "找到发货对应的订单，在源系统补录客户与地址并重新导入。",
        "`parent_partner_code` of the address in `erp_partners` if it is the customer's after all.",
        needs=(("erp_deliveries.customer_code", "wms_movements.partner_code"),),
    ),
    FindingRule(
        "LK-10",
        "lot",
        (
            CauseWords(
                "S1",
                "Lots of ",
                " were shipped, and no record says that they were made.",
            ),
        ),
        "A lot of a product was shipped, and no output, transformation or receipt brought it.",
        "成品批次已发货，却没有产出、转换或收货记录。",
        "Find the output that made the lot, or the code that was meant, and correct it in its "
        "source.",
        "找到产出该批次的记录或真正的批号，并在其源系统更正。",
        "`history_from` in the profile if its source began later than these lots.",
        needs=(("erp_deliveries", "wms_movements"), ("mes_outputs", "wms_movements")),
    ),
    FindingRule(
        "LK-17",
        "movement",
        (
            CauseWords(
                "S1",
                "Transfers between sites lost the lot of ",
                ", though it is tracked by lot.",
            ),
            CauseWords(
                "S2",
                "Transfers between sites name no lot of ",
                "; nothing says that it is tracked by lot.",
            ),
        ),
        "A transfer between sites names no lot, or came in under a lot that nobody sent.",
        "工厂间调拨没有批号，或以无人发出的批号入库。",
        "Find the lot that was sent, enter it at both ends and load it again.",
        "找到发出的批号，在两端补录并重新导入。",
        "A crosswalk of kind `lot` if the two sites number the lots of {item} otherwise.",
        needs=(("wms_movements",),),
    ),
    FindingRule(
        "LK-21",
        "place",
        (
            CauseWords(
                "S1",
                "Lots of ",
                " lay together at a place that no master declares a tank.",
            ),
        ),
        "Lots of one item lay together at a place of use, and no master declares it a tank or "
        "silo.",
        "同一物料的多个批次同时在某使用位置，而主数据未声明其为罐或筒仓。",
        "Declare the place, or find the record with the wrong place or time.",
        "声明该位置，或找到位置或时间写错的记录。",
        "`place_type` = tank in `mes_places` if lots mix there.",
        needs=(("wms_movements",),),
    ),
    FindingRule(
        "LK-23",
        "customer_return",
        (
            CauseWords(
                "S1",
                "Customers sent back lots of ",
                " that were not shipped so.",
            ),
        ),
        "A customer sent back a lot that the delivery did not ship, or that nobody ever shipped "
        "where the delivery is unknown. A serial unit and its lot are one here.",
        "客户退回的批次不是该发货单所发，或发货单未知且该批次从未发出。序列号单件与其所属批次视"
        "为一体。",
        "Find the lot that was shipped, and note it on the return, or relabel it by a record of "
        "its own.",
        "找到发出的批号并写在退货上，或另作换标记录。",
        "A crosswalk of kind `lot` if returns of {item} are numbered otherwise.",
        needs=(("erp_deliveries", "wms_movements"),),
    ),
    FindingRule(
        "LK-24",
        "reversal",
        (
            CauseWords(
                "S1",
                "Reversals of records of ",
                " cancel nothing.",
            ),
        ),
        "A reversal names an original that is not on record, is a reversal itself, is of another "
        "item or lot, or was reversed before. It cancels nothing.",
        "冲销指向的原单不存在、本身是冲销、物料或批次不同或已被冲销过。该冲销不起作用。",
        "Load the original, or correct the reversal in its source.",
        "导入原单，或在源系统更正冲销。",
        needs=(("mes_consumptions", "mes_outputs", "wms_movements"),),
    ),
    FindingRule(
        "LK-25",
        "handling_unit",
        (
            CauseWords(
                "S1",
                "Handling units with ",
                " are empty on record, or in two units at once.",
            ),
        ),
        "A handling unit was moved or packed and nothing is recorded as packed in it, or a unit "
        "or serial is in two units at once.",
        "包装单元被移动或装入，却没有内容记录；或一个单元或序列号同时在两个单元中。",
        "Book what was packed in the unit, or when it was taken out of the first one.",
        "补录单元的内容，或从前一单元取出的时间。",
        needs=(("wms_handling_units",),),
    ),
    FindingRule(
        "LK-26",
        "handling_unit",
        (
            CauseWords(
                "S1",
                "Handling units with ",
                " were unpacked before they were packed.",
            ),
        ),
        "A handling unit was unpacked before it was packed, however the times are read.",
        "无论如何解读时间，包装单元都在装入之前被拆出。",
        "Find out which of the two times is wrong, and correct it in its source.",
        "查明哪个时间有误，并在其源系统更正。",
        "`timezone` in the profile if one of the two times has another zone.",
        needs=(("wms_handling_units",),),
    ),
)
