"""Files beside the files before them: what a load says against earlier loads, and test rows."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "FI-05",
        "files",
        ("S1",),
        "Posted fact changed",
        "已过账记录被改",
        "A later load gives a posted record another item, lot, amount or document, or one "
        "load gives one id two records. What was missing and was filled in later is none.",
        "后来的装载改变了已过账记录的物料、批号、数量或单据，或一次装载中同一编号对应两条不"
        "同记录。后来补录的缺失值不算。",
        "Ask the source which version is true; if it corrected an error, record why.",
        "向源系统确认哪个版本正确；如属更正，请记录原因。",
        "finding",
    ),
    CatalogueCheck(
        "FI-06",
        "files",
        ("S1", "S3"),
        "Gap between extracts",
        "抽取期间不连续",
        "Full loads of periods leave days that none of them covers (S1), or cover some in "
        "part twice (S3): the later load counts.",
        "按期间的全量装载之间有未覆盖的日期（S1），或部分重叠（S3）：以后来的装载为准。",
        "Export the days between, and land them as a full load of that period.",
        "导出缺失的日期，并作为该期间的全量导入。",
        "finding",
    ),
    CatalogueCheck(
        "FI-07",
        "files",
        ("S1",),
        "Older extract after newer",
        "旧文件后到",
        "A load was exported before one that was landed earlier: all it changes it sets "
        "back, or its newest row is older.",
        "该装载的导出时间早于先前已导入的装载：它的更改全是退回旧值，或其最新记录更旧。",
        "Land the newest extract again, so that it counts.",
        "重新导入最新的抽取文件，使其生效。",
        "finding",
    ),
    CatalogueCheck(
        "FI-14",
        "files",
        ("S2",),
        "Row count unusual",
        "行数异常",
        "The newest load has less than half the rows of the least, or more than twice "
        "those of the most, of at least three loads before it.",
        "最新装载的行数少于此前至少三次装载中最少者的一半，或超过最多者的两倍。",
        "Check the export for a filter, a cut or a doubled run.",
        "检查导出是否有筛选、截断或重复执行。",
        "finding",
    ),
    CatalogueCheck(
        "FI-16",
        "files",
        ("S2",),
        "Test row",
        "测试数据",
        "A code says TEST, DUMMY or 测试, or is all nines.",
        "编码为 TEST、DUMMY、测试，或全为数字 9。",
        "Take test data out of the export, or set it aside by a rule of the profile.",
        "从导出中去除测试数据，或用配置规则搁置。",
        "door",
    ),
)
