"""The Data health page: what cannot be traced, and what to do about it."""

from __future__ import annotations

import streamlit as st

from app.components.cause_list import cause_list
from app.components.check_lists import build_checks, checks_of, door, rule_list
from app.components.finding_list import TRACE_NEXT, finding_list
from app.components.gap_list import gap_list
from app.components.health_state import HealthState, read_state
from app.components.health_verdict import health_verdict
from app.components.page_frame import framed
from app.components.snapshot_choice import Choice
from app.components.trust_strip import status_now
from traceability.contracts.check_results import REPORT_NAME
from traceability.services.list_finding_lives import changes_of
from traceability.settings import Settings


def _page(settings: Settings, choice: Choice, state: HealthState) -> None:
    question = st.session_state.pop(TRACE_NEXT, None)
    if question:
        asof = {"asof": choice.id} if choice.pinned else {}
        st.switch_page("views/trace.py", query_params={"lot": question, "ask": "went", **asof})
    summary = checks_of(settings, choice.id)
    if state.cause:
        finding_list(settings, summary, state)
        return
    status = status_now(settings, choice)
    changes = changes_of(settings, choice.id)
    health_verdict(summary, sum(status.rejected.values()), changes)
    cause_list(settings, summary, state)
    gap_list(settings, choice.id)
    rule_list(summary)
    build_checks(summary, settings.snapshots / choice.id / REPORT_NAME)
    door(status)


STATE = read_state()
framed("Data health", STATE.asof, lambda settings, choice: _page(settings, choice, STATE))
