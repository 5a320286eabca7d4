"""What orders and units make of an amount (QT)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

USES: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "QT-06",
        "quantities",
        ("S1",),
        "Unit a thousand times off",
        "单位差千倍",
        "One record of a component is over ten times the need of its work order, and a "
        "thousandth of it would fit; or all of it together is a thousandth of the need.",
        "某组件的一条用料超过工单需求的十倍，除以一千才合理；或全部用料仅约为需求的千分之一。",
        "Correct the amount or the unit in the source, such as g for kg.",
        "在源系统更正数量或单位，例如把kg改为g。",
        "finding",
    ),
    CatalogueCheck(
        "QT-07",
        "quantities",
        ("S1", "S2"),
        "Conversion missing or changed",
        "换算缺失或改变",
        "A unit of an item leads by no conversion to its base unit, so that the amount is "
        "unknown in every sum (S2); or a conversion was said to be another before, or "
        "contradicts the one the other way round (S1).",
        "物料的某单位无法换算为基本单位，其数量在汇总中未知（S2）；或某换算前后不一致，或与反向"
        "换算矛盾（S1）。",
        "Give the conversion in the source, or settle which factor holds.",
        "在源系统补充换算，或确定正确的系数。",
        "finding",
    ),
    CatalogueCheck(
        "QT-08",
        "quantities",
        ("S2",),
        "No amount, zero or negative",
        "数量缺失、为零或为负",
        "A row of a fact has no amount, zero, or one below zero. Reversals and adjustments may "
        "be negative; a unit with a serial number is one, and a pallet has what was packed in "
        "it. No contract has a second amount beside the first, so weight against count is not "
        "compared.",
        "事实记录没有数量、为零或为负。冲销和调整可以为负；有序列号的为一件，托盘按其装载计。契"
        "约没有第二数量，重量与件数不作比较。",
        "Enter the amount in the source, and book what came back as a return or reversal.",
        "在源系统补录数量，退回的以退货或冲销记录。",
        "finding",
    ),
    CatalogueCheck(
        "QT-09",
        "quantities",
        ("S2",),
        "Lot by backflush",
        "倒冲批次",
        "A work order used an item by backflush: nobody chose the lot.",
        "工单以倒冲方式用料：批次并非由人选定。",
        "Have the lot scanned where the item is used.",
        "在用料处扫描批号。",
        "finding",
    ),
    CatalogueCheck(
        "QT-10",
        "quantities",
        ("S2",),
        "Use far above the bill",
        "用料远超BOM",
        "A closed work order used more of a component than its bill of materials wants for what "
        "it made, by more than `use_outlier_percent`. Less is LK-05, and amounts that cannot be "
        "are QT-06.",
        "已关闭工单某组件的用料比BOM按产出所需高出超过`use_outlier_percent`。不足见LK-05，不可能"
        "的数量见QT-06。",
        "Find the use that belongs to another order or has the wrong amount, or book the waste "
        "as scrap.",
        "找出属于其他工单或数量有误的用料，或把损耗记为报废。",
        "finding",
    ),
    CatalogueCheck(
        "QT-11",
        "quantities",
        ("S2",),
        "Rounding drift",
        "舍入漂移",
        "In at least ten work orders the stores and the shop floor tell amounts of an item that "
        "differ by one percent at most, four fifths of it to one side: rounding that adds up.",
        "至少十张工单中，仓库与现场对某物料的数量相差不超过百分之一，且五分之四偏向一侧：舍入累"
        "积。",
        "Let both systems keep the same number of places, or one of them take over the other's "
        "amount.",
        "让两个系统保留相同的小数位数，或由一方采用另一方的数量。",
        "finding",
    ),
    CatalogueCheck(
        "QT-12",
        "quantities",
        ("S2",),
        "Stock found missing",
        "盘亏",
        "A count found less of a lot than the book says, or an adjustment took some away.",
        "盘点数量少于账面，或调整减少了该批次。",
        "Find out which work order took the missing stock, and book it there.",
        "查明哪张工单用掉了缺失的库存，并补录。",
        "finding",
    ),
    CatalogueCheck(
        "QT-13",
        "quantities",
        ("S2",),
        "Line without scrap",
        "产线长期无报废",
        "A line closed orders for more than `scrap_silent_weeks` since it last reported scrap, "
        "or without ever, while another line of its site reports some.",
        "某产线在超过`scrap_silent_weeks`的时间内关闭了工单却没有报废记录，而同厂其他产线有。",
        "Ask the line where its scrap goes, and have it booked on the order.",
        "询问该产线废品去向，并记录到工单。",
        "finding",
    ),
)
