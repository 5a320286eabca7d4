"""Our own work: whether an answer says how sure, how old and how repeatable it is (GV-05 to 08)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "GV-05",
        "governance",
        ("S1",),
        "Guess shown as a record",
        "推断未标明",
        "A link that stands for a missing record, or that a guess made, is called confirmed.",
        "代替缺失记录或由推断得出的关联被标为已确认。",
        "Do not use the snapshot; report the rule of the link.",
        "不要使用该快照；报告该关联的规则。",
        "platform",
    ),
    CatalogueCheck(
        "GV-06",
        "governance",
        ("S1",),
        "Source out of date",
        "数据源过期",
        "The last load of a source is older than the setting `stale_after_hours` allows "
        "while its snapshot is asked.",
        "查询时，某数据源最近一次装载早于设置 `stale_after_hours` 所允许的时间。",
        "Ingest the newest extract of the source and build.",
        "导入该数据源的最新抽取并重新构建。",
        "platform",
    ),
    CatalogueCheck(
        "GV-07",
        "governance",
        ("S1",),
        "Check did not run",
        "检查未执行",
        "A check was skipped or ended in an error; it counts as failed.",
        "某项检查被跳过或出错；按不通过处理。",
        "Read why it did not run, mend it and build again.",
        "查明原因，修复后重新构建。",
        "platform",
    ),
    CatalogueCheck(
        "GV-08",
        "governance",
        ("S1",),
        "Same input, other graph",
        "输入相同结果不同",
        "Two snapshots of the same loads by the same models, settings and packages differ "
        "in their index.",
        "用相同装载、模型、设置和软件包构建的两个快照，其索引不同。",
        "Do not use either; report both manifests.",
        "两者都不要使用；报告两份清单。",
        "platform",
    ),
)
