"""The wording of the page for the management, English and Chinese."""

from __future__ import annotations

from typing import Any

_WORDS: dict[str, tuple[str, str]] = {
    "and": (", ", "、"),
    "page": ("Traceability at a glance", "追溯状况一览"),
    "tile": ("What", "项目"),
    "status": ("Status", "状态"),
    "value": ("Reading", "读数"),
    "definition": ("What it says", "定义"),
    "owner": ("Owner", "负责人"),
    "as_of": ("As of", "截至"),
    "nobody": ("nobody named", "未指定"),
    "red": ("RED", "红"),
    "amber": ("AMBER", "黄"),
    "green": ("GREEN", "绿"),
    "verdict.red": ("Not ready. Red or amber: {names}.", "未就绪。红或黄：{names}。"),
    "verdict.amber": ("Ready with reservations: {names}.", "基本就绪，仍需关注：{names}。"),
    "verdict.green": ("Ready: every tile is green.", "已就绪：各项均为绿。"),
    "no_drill": ("no drill yet in {months} months", "{months} 个月内尚无演练"),
    "drills.title": ("Last drill", "最近一次演练"),
    "drills.definition": (
        "Result of the last signed drill of the last {months} months.",
        "最近 {months} 个月内最后一次已签演练的结果。",
    ),
    "drills.passed": ("{case} of {day}: passed", "{day} 的 {case}：通过"),
    "drills.failed": ("{case} of {day}: failed", "{day} 的 {case}：未通过"),
    "drills.unscored": ("{case} of {day}: not scored", "{day} 的 {case}：未评分"),
    "coverage.title": ("Families drilled", "演练覆盖的产品族"),
    "coverage.definition": (
        (
            "Product families that passed their last drill forward and backward in {months} "
            "months / product families of finished lots."
        ),
        "{months} 个月内最近一次双向演练均通过的产品族 / 有成品批次的产品族。",
    ),
    "coverage.value": ("{done} of {all}", "{all} 个中的 {done} 个"),
    "time_to_scope.title": ("Time to scope", "确定范围用时"),
    "time_to_scope.definition": (
        "Minutes of the last drill from its trigger until the scope was known, pauses taken out.",
        "最近一次演练从触发到范围确定的分钟数（不含暂停）。",
    ),
    "time_to_scope.value": ("{minutes} min, mark {mark} min", "{minutes} 分钟，限 {mark} 分钟"),
    "time_to_scope.example": (
        "{minutes} min, mark {mark} min (example)",
        "{minutes} 分钟，限 {mark} 分钟（示例值）",
    ),
    "time_to_scope.unknown": ("{case}: scope was never set", "{case}：未记录范围确定时间"),
    "balance.title": ("Mass balance", "物料平衡"),
    "balance.definition": (
        "Accounted for / in, of the last drill, level by level, against the pass marks.",
        "最近一次演练各层级的已核算量 / 投入量，与合格限比较。",
    ),
    "balance.value": ("{shown}", "{shown}"),
    "balance.unknown": ("{case}: no balance could be judged", "{case}：无法评判平衡"),
    "completeness.title": ("Backward completeness", "溯源完整率"),
    "completeness.definition": (
        (
            "Shipped lots every backward path of which ends at a receipt with supplier and "
            "supplier lot / shipped lots that can be assessed."
        ),
        "各溯源路径均止于有供应商及其批号的收货的已发货批次 / 可评估的已发货批次。",
    ),
    "completeness.value": (
        "{percent} % ({numerator} of {denominator}; {unassessable} not assessable)",
        "{percent} %（{denominator} 中 {numerator}；{unassessable} 无法评估）",
    ),
    "completeness.fell": (
        (
            "{percent} % ({numerator} of {denominator}; {unassessable} not assessable), fell from "
            "{before} %"
        ),
        "{percent} %（{denominator} 中 {numerator}；{unassessable} 无法评估），上次为 {before} %",
    ),
    "completeness.unknown": ("not assessable", "无法评估"),
    "gaps.title": ("Grave gaps", "严重断链"),
    "gaps.definition": (
        "Open findings of severity S1; red while one is overdue or has no owner.",
        "未关闭的 S1 级检查发现；有逾期或无负责人者为红。",
    ),
    "gaps.value": (
        "{count} open, {late} overdue, {lost} without owner",
        "{count} 项未关闭，{late} 项逾期，{lost} 项无负责人",
    ),
    "gaps.unknown": ("no build looked for findings", "尚无构建做过检查"),
    "data_age.title": ("Age of the data", "数据时效"),
    "data_age.definition": (
        "Sources whose last load is older than the setting stale_after_hours allows.",
        "最近装载时间超过设置 stale_after_hours 的数据源。",
    ),
    "data_age.stale": ("{count} stale: {names}", "{count} 个过期：{names}"),
    "data_age.fresh": (
        "{count} sources, none older than {hours} h",
        "{count} 个数据源，均未超过 {hours} 小时",
    ),
}


def says(language: str, key: str, **values: Any) -> str:
    """The sentence under a key in `en` or `zh`, its gaps filled."""
    return _WORDS[key][language == "zh"].format(**values)
