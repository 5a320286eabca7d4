"""Clocks and entries: whether times are told as they should be (TM)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

CLOCKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "TM-10",
        "times",
        ("S2",),
        "Clocks differ",
        "时钟偏差",
        "On one day the middle of at least three pairs of times of a station says that a clock "
        "is wrong by more than the tolerance: its rows are entered before they happen, the "
        "stores take in before it made, or it alone lies behind the stores.",
        "某日某工位至少三对时间的中位数显示时钟偏差超出容差：先录入后发生、先入库后产出，或唯独"
        "该工位落后于仓库。",
        "Set the station's clock, and let it take its time from the network.",
        "校准该工位时钟，并使其与网络同步。",
        "finding",
    ),
    CatalogueCheck(
        "TM-11",
        "times",
        ("S2",),
        "Another time zone",
        "时区或夏令时偏移",
        "As TM-10, where four fifths of the pairs differ by one hour or eight, to two minutes: "
        "a time zone or the summer time.",
        "同TM-10，但五分之四的差为一小时或八小时（误差两分钟内）：时区或夏令时。",
        "Name the zone of the source in its profile, or set the zone of the station.",
        "在映射方案中写明来源的时区，或设置工位时区。",
        "finding",
    ),
    CatalogueCheck(
        "TM-12",
        "times",
        ("S2",),
        "Day without time",
        "只有日期",
        "A row tells the day alone, in a column in which its source tells the time of at least "
        "half of the rows.",
        "某列中来源至少一半的行有时刻，而该行只有日期。",
        "Have the time entered where the goods are handled.",
        "在操作处录入时刻。",
        "finding",
    ),
    CatalogueCheck(
        "TM-13",
        "times",
        ("S2",),
        "Entered late",
        "录入延迟",
        "A row was entered later after the fact than `scan_latency_minutes` for scans and "
        "machines, or `entry_latency_hours` for all others. What is told to the day alone is "
        "left out.",
        "扫描和机器录入晚于`scan_latency_minutes`，其他录入晚于`entry_latency_hours`。只有日期的"
        "除外。",
        "Have the fact entered where and when it happens.",
        "在发生的地点和时间录入。",
        "finding",
    ),
    CatalogueCheck(
        "TM-14",
        "times",
        ("S2",),
        "Entered after shipment",
        "发货后补录",
        "A use or output was entered late, only after a lot of its work order was shipped, "
        "under a time before that shipment. Drills are no records yet, so what is entered after "
        "one began is not told apart.",
        "用料或产出在其工单的批次发货之后才补录，时间却早于发货。演练尚无记录，不区分演练开始后"
        "的补录。",
        "Check the record against its paper, and what the shipped lot was told to hold.",
        "对照纸质单据核对记录，以及已发批次的追溯内容。",
        "finding",
    ),
    CatalogueCheck(
        "TM-15",
        "times",
        ("S2",),
        "Put into a past month",
        "记入已过月份",
        "A row was entered late, in another month than that of the fact. The period of posting "
        "itself stands in no contract; it is read from both times.",
        "延迟录入，且录入月份与发生月份不同。契约没有过账期间，由两个时间推断。",
        "Check what was reported for that month, and have late facts posted in the open period.",
        "核对该月已报数据，迟到的事实记入开放期间。",
        "finding",
    ),
    CatalogueCheck(
        "TM-16",
        "times",
        ("S2", "S3"),
        "One person too fast",
        "同一人扫描过快",
        "One person scanned more than `scans_per_minute` rows within a minute (S2), or at two "
        "sites within one (S3): a shared login or badge.",
        "同一人一分钟内扫描超过`scans_per_minute`行（S2），或一分钟内在两个工厂扫描（S3）：共用"
        "账号或工牌。",
        "Give each person a login of their own.",
        "为每人设置独立账号。",
        "finding",
    ),
    CatalogueCheck(
        "TM-17",
        "times",
        ("S2",),
        "Operations out of order",
        "工序顺序颠倒",
        "An operation first began before the one of the next lower number of its work order, by "
        "more than the tolerance. They may overlap.",
        "工序的首次开始早于同一工单前一序号的工序，且超出容差。允许重叠。",
        "Correct the times or the numbers of the operations in the source.",
        "在源系统更正工序的时间或序号。",
        "finding",
    ),
    CatalogueCheck(
        "TM-18",
        "times",
        ("S3",),
        "First expired, not first out",
        "未先到期先出",
        "A lot was used or shipped while another of the item, which expires at least a day "
        "earlier, lay free at the site and left only later. Lots without expiry are not judged.",
        "同物料有更早（至少一天）到期且可用的批次在库且后来才出库时，却先用或先发了其他批次。没"
        "有有效期的不判断。",
        "Have the older lot picked first, or note why not.",
        "先取较早到期的批次，或注明原因。",
        "finding",
    ),
)
