"""Findings by cause: what one person mends in one go, worst first, each with its next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.data_table import section
from app.components.health_state import HealthState, show_only
from app.components.health_verdict import SEVERITIES
from app.components.markup import Markup, code, join, show, tag
from app.components.sheets import sheet_bar, sheet_of
from app.components.wording import instant, many, number

if TYPE_CHECKING:
    from traceability.services.list_findings import Cause, CheckSummary

PER_SHEET = 20
"""Causes on one sheet of the list."""
_NOT_LOOKED = "This snapshot was built without looking for findings, so nothing here is known good."
_NONE = "The rules were asked and found nothing."


def cause_list(summary: CheckSummary, state: HealthState) -> None:
    """All causes, or those of one rule."""
    causes = [one for one in summary.causes if state.rule in {"", one.rule_id}]
    section("causes", "What to mend, by cause", number(len(causes)) if summary.looked else "")
    if state.rule:
        _rule_chosen(summary, state.rule)
    if not causes:
        show(tag("p", _NONE if summary.looked else _NOT_LOOKED, of="ll-muted ll-empty"))
        return
    sheet_bar(len(causes), state.sheet, PER_SHEET, "causes")
    for cause in sheet_of(causes, state.sheet, PER_SHEET):
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"row-{cause.cause_id}"
        ):
            show(cause_card(cause))
            st.button(
                "Show records",
                key=cause.cause_id,
                on_click=show_only,
                kwargs={"rule": state.rule, "cause": cause.cause_id},
            )


def cause_card(cause: Cause) -> Markup:
    """One cause with its next step."""
    numbers = [many(cause.finding_count, "finding"), many(cause.record_count, "record")]
    if cause.first_at:
        same = cause.last_at in {None, cause.first_at}
        last = "" if same else f" to {instant(cause.last_at)}"
        numbers.append(f"{instant(cause.first_at)}{last}")
    return tag(
        "div",
        tag("span", cause.severity, of=f"ll-severity ll-{cause.severity.lower()}"),
        tag(
            "div",
            tag("p", cause.cause, of="ll-choice"),
            tag("p", cause.remedy, of="ll-remedy"),
            tag(
                "p",
                join(" · ".join(numbers), " · ", code(cause.rule_id)),
                " · ",
                SEVERITIES.get(cause.severity),
                of="ll-muted",
            ),
        ),
        of="ll-cause",
    )


def _rule_chosen(summary: CheckSummary, rule: str) -> None:
    told = [one for one in summary.rules if one.rule_id == rule]
    for one in told:
        show(tag("p", code(one.rule_id), f" {one.title}. {one.meaning}"))
    if not told:
        show(tag("p", "There is no rule ", code(rule), "."))
    st.button("Causes of all rules", key="all-rules", on_click=show_only)
