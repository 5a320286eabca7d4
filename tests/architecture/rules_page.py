"""Writes the tables of docs/rules.md and the page docs/rules.zh.md out of the registry.

python -m tests.architecture.rules_page
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.architecture.tree import ROOT
from traceability.contracts.catalogue import CATALOGUE, CatalogueCheck
from traceability.contracts.finding_rules import FINDING_RULES

PAGE = ROOT / "docs" / "rules.md"
PAGE_ZH = ROOT / "docs" / "rules.zh.md"
FINDINGS = ("Rule", "About", "Severity", "Says", "Next step", "What would clear it")
CHECKS = ("Id", "Severity", "Looks for", "在查什么", "Where")
CHECKS_ZH = ("编号", "级别", "名称", "说明", "下一步", "在哪里检查")
_WHERE = {"door": "at the door", "finding": "findings", "platform": "Lotline itself"}
_WHERE_ZH = {"door": "导入时", "finding": "数据问题", "platform": "系统自身"}
_HEAD_ZH = """# 规则

`ingest`、`status`、`check` 与追溯的 `gaps` 用编号说明问题。编号的含义永不改变。
本页由程序中的规则表生成。

*S1* 使追溯中断或失真。*S2* 数量、时间或状态有误，或记录质量不足。*S3* 允许，但值得查看。

## 全部检查

"""
_HEAD_ZH_FINDINGS = "\n## 数据问题\n\n"


def findings_table() -> list[str]:
    """What each rule over a plant's records finds, in English."""
    rows = (
        (
            f"`{rule.rule_id}`",
            rule.subject_kind,
            ", ".join(rule.severities),
            rule.meaning,
            rule.remedy,
            rule.clear or "Only data.",
        )
        for rule in FINDING_RULES
    )
    return [*_table(FINDINGS, rows)]


def checks_table() -> list[str]:
    """Every check there is, and where it is done."""
    rows = (
        (
            f"`{check.check_id}`",
            ", ".join(check.severities),
            check.title,
            check.title_zh,
            _WHERE.get(check.place) or f"not done: no contract has `{check.missing}`",
        )
        for check in CATALOGUE
    )
    return [*_table(CHECKS, rows)]


def chinese_page() -> str:
    """The whole page in Chinese."""
    checks = (
        (
            f"`{check.check_id}`",
            "、".join(check.severities),
            check.title_zh,
            check.says_zh,
            check.remedy_zh,
            _place_zh(check),
        )
        for check in CATALOGUE
    )
    rules = (
        (f"`{rule.rule_id}`", rule.subject_kind, rule.meaning_zh, rule.remedy_zh)
        for rule in FINDING_RULES
    )
    return (
        _HEAD_ZH
        + "\n".join(_table(CHECKS_ZH, checks))
        + "\n"
        + _HEAD_ZH_FINDINGS
        + "\n".join(_table(("编号", "对象", "说明", "下一步"), rules))
        + "\n"
    )


def english_page(text: str) -> str:
    """The page with its tables written anew; its prose stays."""
    for table in (findings_table(), checks_table()):
        text = _replaced(text, table)
    return text


def _place_zh(check: CatalogueCheck) -> str:
    return _WHERE_ZH.get(check.place) or f"未做：契约没有 `{check.missing}`"


def _table(columns: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _replaced(text: str, table: list[str]) -> str:
    """The text with the table of the same header replaced."""
    lines = text.splitlines()
    start = lines.index(table[0])
    end = start
    while end < len(lines) and lines[end].startswith("|"):
        end += 1
    return "\n".join([*lines[:start], *table, *lines[end:]]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(english_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    PAGE_ZH.write_text(chinese_page(), encoding="utf-8")
