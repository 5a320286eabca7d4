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
from traceability.services.weigh_causes import weigh_cause

if TYPE_CHECKING:
    from traceability.domain.backfill import Stake
    from traceability.services.list_findings import Cause, CheckSummary
    from traceability.settings import Settings

PER_SHEET = 10
"""Causes on one sheet of the list."""
_NOT_LOOKED = "This snapshot was built without looking for findings, so nothing here is known good."
_NONE = "The rules were asked and found nothing."


def cause_list(settings: Settings, summary: CheckSummary, state: HealthState) -> None:
    """All causes, or those of one rule, the ten worst first."""
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
            show(cause_card(cause, stake_of(settings, cause.cause_id, summary.snapshot.id)))
            st.button(
                "Show records",
                key=cause.cause_id,
                on_click=show_only,
                kwargs={"rule": state.rule, "cause": cause.cause_id},
            )


def stake_of(settings: Settings, cause_id: str, snapshot_id: str) -> Stake:
    """What hangs on a cause; a snapshot never changes, so it is weighed once."""
    return _stake_of(str(settings.home), cause_id, snapshot_id, settings)


@st.cache_data(max_entries=256, show_spinner=False)
def _stake_of(home: str, cause_id: str, snapshot_id: str, _settings: Settings) -> Stake:
    del home
    return weigh_cause(_settings, cause_id, snapshot_id)


def cause_card(cause: Cause, stake: Stake) -> Markup:
    """One cause with its next step, the line that would clear it and what hangs on it."""
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
            tag("p", "Would clear it: ", *_marked(cause.clear or "only data."), of="ll-muted"),
            tag("p", _at_stake(stake), of="ll-muted"),
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


def _marked(text: str) -> list[str | Markup]:
    """Text whose words between backticks are codes."""
    return [code(part) if place % 2 else part for place, part in enumerate(text.split("`"))]


def _at_stake(stake: Stake) -> str:
    if not stake.lot_count and not stake.delivery_count:
        return "No lot on record hangs on it."
    return (
        f"Behind it: {many(stake.product_lot_count, 'product lot')}, "
        f"{many(stake.delivery_count, 'delivery')}, {many(stake.customer_count, 'customer')}, "
        "in the widest scope."
    )


def _rule_chosen(summary: CheckSummary, rule: str) -> None:
    told = [one for one in summary.rules if one.rule_id == rule]
    for one in told:
        show(tag("p", code(one.rule_id), f" {one.title}. {one.meaning}"))
    if not told:
        show(tag("p", "There is no rule ", code(rule), "."))
    st.button("Causes of all rules", key="all-rules", on_click=show_only)
