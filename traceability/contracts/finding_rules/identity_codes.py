"""Identity of lots: what their codes say, and what they cannot (ID)."""

from __future__ import annotations

from traceability.contracts.finding_rules.rule import CauseWords, FindingRule

CODES: tuple[FindingRule, ...] = (
    FindingRule(
        "ID-03",
        "lot",
        (
            CauseWords(
                "S1",
                "Two systems name the same of ",
                " by two lot numbers.",
            ),
        ),
        "Two systems tell the same amount of an item for one document or order, each under one "
        "lot, and not the same one.",
        "两个系统对同一单据或工单的同一物料记录了相同数量，各写一个批号却不相同。",
        "Find out which number the lot bears, and join both by a crosswalk or correct one.",
        "查明该批次的真实批号，用对照表关联两者或更正其一。",
        "A row of kind `lot` for {item} in `crosswalks` that joins the two numbers.",
        needs=(
            ("erp_receipts", "erp_deliveries", "mes_consumptions", "mes_outputs"),
            ("wms_movements",),
        ),
    ),
    FindingRule(
        "ID-04",
        "lot",
        (
            CauseWords(
                "S1",
                "A lot of ",
                " that nobody received or made is spelled like one that was.",
            ),
            CauseWords(
                "S2",
                "Lots of ",
                " are spelled in several ways; spelling alone joins them.",
            ),
        ),
        "A lot that nobody received or made is spelled like another of its item but for signs, "
        "leading zeros or O and 0 (S1); or one lot is spelled in several ways that normalising "
        "joins (S2).",
        "一个无收货无产出的批号与同物料另一批号仅符号、前导零或O与0不同（S1）；或同一批次有"
        "多种写法、由规范化关联（S2）。",
        "Decide whether both mean one lot, and join them by a crosswalk or correct the code.",
        "判断两者是否同一批次，用对照表关联或更正批号。",
        "A row of kind `lot` for {item} in `crosswalks` that joins the two spellings.",
    ),
    FindingRule(
        "ID-05",
        "lot",
        (
            CauseWords(
                "S1",
                "A lot of ",
                " that nobody received or made is one letter off one that was.",
            ),
        ),
        "A lot that nobody received or made is one letter off another of its item, and shaped "
        "otherwise. Two numbers of one series are no such pair.",
        "一个无收货无产出的批号与同物料另一批号仅差一个字符且形式不同。同一序列的两个号码不算。",
        "Find the lot that was meant, and correct the code in its source.",
        "找到真正的批号，并在其源系统更正。",
        "A row of kind `lot` for {item} in `crosswalks` that joins the two spellings.",
    ),
    FindingRule(
        "ID-06",
        "gtin",
        (
            CauseWords(
                "S1",
                "The GTIN of ",
                " has a wrong length or check digit.",
            ),
        ),
        "The GTIN of an item has a wrong length or check digit.",
        "物料的GTIN长度或校验位错误。",
        "Correct the number in the item master.",
        "在物料主数据中更正号码。",
        needs=(("erp_items",),),
    ),
    FindingRule(
        "ID-06",
        "gln",
        (
            CauseWords(
                "S1",
                "Sites of ",
                " have a GLN with a wrong length or check digit.",
            ),
        ),
        "The GLN of a site has a wrong length or check digit.",
        "工厂的GLN长度或校验位错误。",
        "Correct the number in the site master.",
        "在工厂主数据中更正号码。",
        needs=(("erp_sites",),),
    ),
    FindingRule(
        "ID-06",
        "sscc",
        (
            CauseWords(
                "S1",
                "SSCCs of handling units with ",
                " have a wrong check digit.",
            ),
        ),
        "A handling unit bears 18 digits that are no SSCC: its check digit is wrong.",
        "包装单元的18位号码校验位错误，不是SSCC。",
        "Scan the label again and correct the number in its source.",
        "重新扫描标签并在源系统更正号码。",
        needs=(("wms_handling_units",),),
    ),
    FindingRule(
        "ID-06",
        "lot",
        (
            CauseWords(
                "S2",
                "A lot code of ",
                " is not shaped as the others are.",
            ),
        ),
        "The code of a lot has a shape that no other of its item has, where nineteen of twenty, "
        "and at least twenty, have one shape.",
        "某批号的形式在同物料中独一无二，而其余至少二十个且占95%以上的批号形式一致。",
        "Compare the code with the label, and correct it in its source.",
        "将批号与标签核对，并在其源系统更正。",
    ),
    FindingRule(
        "ID-07",
        "movement",
        (
            CauseWords(
                "S1",
                "Movements gave lots of ",
                " a new number where none is allowed.",
            ),
        ),
        "A receipt, put-away, transfer, issue or shipment names two lots of one item, or a "
        "relabelling bears the number of a receipt or delivery.",
        "收货、上架、调拨、领料或发货写了同一物料的两个批号，或换标带有收货单或发货单号。",
        "Keep the number of the lot, or book a relabelling of its own with its reason.",
        "保留原批号，或另作带原因的换标记录。",
        needs=(("wms_movements",),),
    ),
    FindingRule(
        "ID-08",
        "lot",
        (
            CauseWords(
                "S1",
                "Lot numbers of ",
                " were used again after a year or more.",
            ),
        ),
        "A lot was received or made again a year or more after the last time: two physical lots "
        "bear one number.",
        "批次距上次收货或产出一年以上后再次收货或产出：两个实物批次共用一个批号。",
        "Give the later lot a number of its own, or say in the profile that numbers begin anew.",
        "为后一批次另编批号，或在映射方案中声明批号按年重复。",
        "`lot_scope: item_year` in the profile of {source} if its numbers begin anew each year.",
        needs=(("erp_receipts", "mes_outputs", "wms_movements"),),
    ),
    FindingRule(
        "ID-10",
        "lot",
        (
            CauseWords(
                "S1",
                "Lots of ",
                " were judged or packed, and no record moved them.",
            ),
        ),
        "A lot has a status, an inspection or a place in a handling unit, and no record "
        "received, made, moved, used, shipped or counted it. A code that was only printed is "
        "none.",
        "批次有状态、检验或包装记录，却没有收货、产出、移动、使用、发货或盘点。仅打印的批号不算。",
        "Find the movement of the lot, or the code that was meant, and correct it in its source.",
        "找到该批次的移动记录或真正的批号，并在其源系统更正。",
        "A row of kind `lot` for {item} in `crosswalks` if another system spells the lot "
        "otherwise.",
        needs=(("wms_lots", "mes_inspections", "wms_handling_units"),),
    ),
    FindingRule(
        "ID-11",
        "lot",
        (
            CauseWords(
                "S1",
                "A code that names no lot stands for lots of ",
                ".",
            ),
        ),
        "A lot's code is a word for any lot, such as MIX or DEFAULT, or a day under which "
        "several orders or receipts of that day were booked.",
        "批号是泛指词（如MIX、DEFAULT、混批），或是日期且当天多个工单或收货都记在其下。",
        "Book each lot under a number of its own.",
        "每个批次使用各自的批号。",
        "The word among the `no_lot` spellings of the profile if it says that there is no lot.",
    ),
)
