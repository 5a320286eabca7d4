"""Times: whether things happened in an order in which they can (TM)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck
from traceability.contracts.catalogue.time_clocks import CLOCKS

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "TM-01",
        "times",
        ("S1",),
        "Used before it came",
        "先用后到",
        "A lot was used before any record says that it was received, made or on hand, however "
        "the times are read.",
        "无论如何解读时间，批次的使用都早于其收货、产出或在库的任何记录。",
        "Find out which of the two records has the wrong time or lot, and correct it in its "
        "source.",
        "查明两条记录中哪一条的时间或批号有误，并在其源系统更正。",
        "finding",
    ),
    CatalogueCheck(
        "TM-02",
        "times",
        ("S1",),
        "Shipped before it was made",
        "先发后产",
        "A delivery shipped a lot before any record says that it was received, made or on hand, "
        "however the times are read.",
        "无论如何解读时间，发货都早于该批次收货、产出或在库的任何记录。",
        "Find out which of the two records has the wrong time or lot, and correct it in its "
        "source.",
        "查明两条记录中哪一条的时间或批号有误，并在其源系统更正。",
        "finding",
    ),
    CatalogueCheck(
        "TM-03",
        "times",
        ("S1",),
        "Output before input",
        "产出早于投料",
        "A work order made something before it took anything in, however the times are read. "
        "What was backflushed says nothing of when it was used.",
        "无论如何解读时间，工单的产出早于其任何投料。倒冲不能说明用料时间。",
        "Find out which of the two records has the wrong time, and correct it in its source.",
        "查明两条记录中哪一条的时间有误，并在其源系统更正。",
        "finding",
    ),
    CatalogueCheck(
        "TM-04",
        "times",
        ("S1",),
        "Used before release",
        "放行前使用或发货",
        "A lot was used or shipped before its first dated status, a release by inspection or "
        "status change, or while it was in quarantine, however the times are read. Rework is "
        "left out. The status of a lot master counts only with its time.",
        "无论如何解读时间，批次在其首个有时间的状态（检验或状态变更的放行）之前，或在待检期间被"
        "使用或发货。返工除外。批次主档的状态须有时间才计。",
        "Let quality judge what was made or shipped of it, and correct the time where it is wrong.",
        "由质量部门评估受影响的产品和发货；时间有误的予以更正。",
        "finding",
    ),
    CatalogueCheck(
        "TM-05",
        "times",
        ("S1",),
        "Barred lot used",
        "使用了不合格或冻结批次",
        "A lot was used or shipped while it was rejected, held or recalled, however the times "
        "are read; a status lasts until the next one, a hold binds the site that set it. Rework "
        "is left out, and so is a status without time.",
        "无论如何解读时间，批次在不合格、冻结或召回期间被使用或发货；状态持续到下一状态，冻结只"
        "约束设置它的工厂。返工和无时间的状态除外。",
        "Stop what was made or shipped of it, and let quality decide.",
        "停止其产品和发货，由质量部门决定。",
        "finding",
    ),
    CatalogueCheck(
        "TM-06",
        "times",
        ("S1",),
        "Expired lot used",
        "使用了过期批次",
        "A lot was used or shipped after the last day of expiry that its records name, however "
        "the times are read. No contract has a day of re-test, so that one is not judged.",
        "无论如何解读时间，批次在其记录的最后有效期之后被使用或发货。契约没有复检日期，不作判断。",
        "Let quality judge what was made or shipped of it, or correct the day of expiry.",
        "由质量部门评估受影响的产品和发货，或更正有效期。",
        "finding",
    ),
    CatalogueCheck(
        "TM-07",
        "times",
        ("S2",),
        "Time in the future",
        "时间在未来",
        "A time lies after the landing of its own row, by more than the tolerance; without "
        "zone, by more than 14 hours as well. Planned times are left out.",
        "时间晚于该行导入的时刻且超出容差；无时区的再加14小时。计划时间除外。",
        "Correct the clock or the date in the source.",
        "在源系统更正时钟或日期。",
        "finding",
    ),
    CatalogueCheck(
        "TM-08",
        "times",
        ("S2",),
        "Time before go-live",
        "时间早于上线",
        "A time lies before the day `go_live`.",
        "时间早于`go_live`设定的日期。",
        "Correct the date in the source; set `go_live` where it is right.",
        "在源系统更正日期；若日期正确则调整`go_live`。",
        "finding",
    ),
    CatalogueCheck(
        "TM-09",
        "times",
        ("S2",),
        "Outside its order",
        "超出工单时段",
        "Something was used or made before the start or after the end of its work order, by "
        "more than the tolerance where the time was recorded, or the late booking where it was "
        "only posted.",
        "用料或产出早于工单开始或晚于其结束，记录时间的超出容差，过账时间的超出迟记时限。",
        "Find out whether the order, the time or the order's own start and end is wrong, and "
        "correct it.",
        "查明是工单、时间还是工单起止有误，并更正。",
        "finding",
    ),
    *CLOCKS,
)
