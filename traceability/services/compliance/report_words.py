"""The wording of the report on completeness, English and Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.services.reports.words import Language

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Completeness of the genealogy", "追溯完整性报告"),
    "how": (
        "A figure is numerator / denominator over what can be assessed; what cannot is in neither.",
        "各指标为可评估范围内的分子 / 分母；无法评估的不计入两者。",
    ),
    "figures": ("Figures of this build", "本次构建的指标"),
    "trend": ("Trend over the builds", "历次构建的趋势"),
    "rules": ("Findings by rule", "按规则统计的检查发现"),
    "open_gaps": (
        "What would stay open if all were closed as recorded",
        "按现有记录关闭后仍未闭合的项",
    ),
    "other_rules": (
        "{silent} other rules found nothing; {blind} could not be judged with what was delivered.",
        "另有 {silent} 条规则未发现问题；{blind} 条因缺少数据无法判断。",
    ),
    "not_looked": (
        "This build did not look for findings.",
        "本次构建未执行检查。",
    ),
    "not_assessable": ("not assessable", "无法评估"),
    "metric": ("Metric", "指标"),
    "measure": ("Measure", "度量"),
    "ratio": ("Figure", "数值"),
    "numerator": ("Numerator", "分子"),
    "denominator": ("Denominator", "分母"),
    "uom": ("Unit", "单位"),
    "assessable": ("Assessable", "可评估"),
    "snapshot": ("Snapshot", "快照"),
    "rule": ("Rule", "规则"),
    "finding": ("Finding", "检查发现"),
    "kind": ("Kind", "类别"),
    "subject": ("Code", "编码"),
    "site": ("Site", "地点"),
    "line": ("Line", "产线"),
    "item": ("Item", "物料"),
    "open": ("What would stay open", "未闭合内容"),
}


def told(language: Language) -> Callable[..., str]:
    """The sentences of a language by their keys, their gaps filled."""

    def say(key: str, **values: Any) -> str:
        return _WORDS[key][language is Language.ZH].format(**values)

    return say
