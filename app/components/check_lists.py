"""What was checked: every rule, found or not, every contract of the build, and the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.data_table import Column, RowButton, data_table, section
from app.components.health_state import show_only
from app.components.markup import code, join, show, tag
from app.components.wording import many, number
from traceability.services.list_findings import CheckSummary, RuleSummary, summarise_checks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from traceability.contracts.check_results import CheckResult
    from traceability.services.report_status import Status
    from traceability.settings import Settings

_STATUS = {
    "passed": "holds",
    "failed": "failed",
    "error": "did not run",
    "not_assessable": "not assessable",
}


def checks_of(settings: Settings, snapshot_id: str) -> CheckSummary:
    """What was checked in a snapshot; it never changes, so it is read once."""
    return _checks_of(str(settings.home), snapshot_id, settings)


@st.cache_data(max_entries=8, show_spinner=False)
def _checks_of(home: str, snapshot_id: str, _settings: Settings) -> CheckSummary:
    del home
    return summarise_checks(_settings, snapshot_id)


def rule_list(summary: CheckSummary) -> None:
    """Every rule there is; one without findings was asked too."""
    section(
        "rules",
        "Rules",
        number(len(summary.rules)),
        note="A rule that found nothing was asked all the same; one that is not assessable had "
        "nothing to ask.",
    )
    data_table(
        "rules",
        _RULES,
        summary.rules,
        alt="Rules",
        button=RowButton("Show causes", _rule_with_findings, lambda rule: show_only(rule=rule)),
    )


def build_checks(summary: CheckSummary, report: Path) -> None:
    """Contracts between the layers of the build: broken ones first."""
    contracts = [check for check in summary.checks if check.rule_id is None]
    failed_last = [check for check in summary.checks if check.rule_id and check.status == "error"]
    rows = sorted(
        [*contracts, *failed_last], key=lambda check: (not check.is_failed, check.check_id)
    )
    section("checks", "Checks of the build", number(len(rows)) if summary.judged else "unchecked")
    if not summary.judged:
        show(
            tag(
                "p",
                "No check was run over this build: nothing here is known to hold.",
                of="ll-muted ll-empty",
            )
        )
    else:
        data_table("checks", _CHECKS, rows, alt="Checks of the build")
    if report.is_file():
        _report(report)


def door(status: Status) -> None:
    """What was said and what was rejected when the extracts were read."""
    rejected = sum(status.rejected.values())
    section("door", "At the door", f"{many(rejected, 'row')} rejected")
    if status.rejected:
        show(
            tag(
                "p",
                *(
                    join(code(table), f" {many(count, 'row')}  ")
                    for table, count in status.rejected.items()
                ),
            ),
            tag(
                "p",
                "Rejected rows are kept with file, line and reason under the folder quarantine.",
                of="ll-muted",
            ),
        )
    if status.findings:
        data_table("door", _DOOR, status.findings, alt="At the door")
    elif not rejected:
        show(tag("p", "Every row came in, and nothing was said about any.", of="ll-muted ll-empty"))


def _report(path: Path) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="report"):
        st.download_button(
            "Report as one HTML file",
            path.read_bytes,
            f"checks-{path.parent.name}.html",
            "text/html",
            key="report-file",
            on_click="ignore",
            icon=":material/download:",
        )
        show(tag("p", "It lies at ", code(str(path)), of="ll-muted"))


def _rule_with_findings(rule: RuleSummary) -> str | None:
    return rule.rule_id if rule.finding_count else None


def _said(rule: RuleSummary) -> str:
    if rule.finding_count is None:
        return "not looked for"
    if rule.finding_count:
        return many(rule.finding_count, "finding")
    return f"not assessable: {rule.missing}" if rule.missing else "checked, none found"


def _key(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda row: row.get(name)


def _of_check(check: CheckResult) -> str:
    return _STATUS.get(check.status, check.status)


_RULES = (
    Column("rule_id", "Rule"),
    Column("title", "What it looks for"),
    Column("subject_kind", "About", value=lambda rule: rule.subject_kind.replace("_", " ")),
    Column("finding_count", "Result", value=_said),
    Column("s1", "S1", is_number=True),
    Column("s2", "S2", is_number=True),
    Column("s3", "S3", is_number=True),
    Column("record_count", "Records", is_number=True),
    Column("meaning", "Meaning", is_last=True),
)
_CHECKS = (
    Column("status", "Result", value=_of_check),
    Column("statement", "What must hold"),
    Column("failing_count", "Rows against it", is_number=True),
    Column("examined_count", "Rows examined", is_number=True),
    Column("relation", "Table"),
    Column("suite", "Layer"),
    Column("check_id", "Check"),
    Column("checked_at", "Checked"),
)
_DOOR = (
    Column("message", "What was said", value=_key("message")),
    Column("file", "File", value=_key("file")),
    Column("row", "Row", is_number=True, value=_key("row")),
    Column("rule_id", "Rule", value=_key("rule_id")),
)
