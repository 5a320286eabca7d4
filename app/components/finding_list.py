"""The findings of one cause, each with the file and row of every record behind it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.cause_list import cause_card, stake_of
from app.components.data_table import Column, RowButton, counted, data_table, section
from app.components.health_state import HealthState, show_only
from app.components.markup import code, show, tag
from app.components.sheets import sheet_bar, shown_range
from traceability.domain.finding_life import FindingLife, FindingState
from traceability.services.list_finding_lives import lives_of
from traceability.services.list_findings import Finding, FindingRecord, list_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.services.list_findings import CheckSummary
    from traceability.settings import Settings

PER_SHEET = 100
"""Findings on one sheet; each brings all of its records."""
TRACE_NEXT = "trace_next"
_Row = tuple[Finding, FindingRecord | None, FindingLife | None]


def finding_list(settings: Settings, summary: CheckSummary, state: HealthState) -> None:
    """The cause, its next step, and its findings record by record."""
    st.button(
        "All causes",
        key="all-causes",
        icon=":material/arrow_back:",
        on_click=show_only,
        kwargs={"rule": state.rule},
    )
    cause = next((one for one in summary.causes if one.cause_id == state.cause), None)
    if cause is None:
        show(
            tag("h2", "This cause is gone"),
            tag(
                "p",
                "Snapshot ",
                code(summary.snapshot.id),
                " has no cause ",
                code(state.cause),
                ": it was mended, or the link is of another data folder.",
            ),
        )
        return
    show(cause_card(cause, stake_of(settings, cause.cause_id, summary.snapshot.id)))
    first, end = shown_range(cause.finding_count, state.sheet, PER_SHEET)
    found = list_findings(
        settings,
        cause_id=state.cause,
        limit=end - first,
        offset=first,
        snapshot_id=summary.snapshot.id,
    )
    lives = lives_of(settings, [finding.finding_id for finding in found.findings])
    rows: list[_Row] = [
        (finding, record, lives.get(finding.finding_id))
        for finding in found.findings
        for record in finding.records or (None,)
    ]
    section("records", "Findings and their records", counted(found.total, "finding", len(rows)))
    sheet_bar(found.total, state.sheet, PER_SHEET, "findings")
    data_table(
        "records",
        _COLUMNS,
        rows,
        alt="Findings and their records",
        button=RowButton("Trace", lambda row: trace_question(row[0]), _trace_next),
    )


def _trace_next(question: str) -> None:
    """Remember what to trace: the page itself goes there after the button was handled."""
    st.session_state[TRACE_NEXT] = question


def trace_question(finding: Finding) -> str | None:
    """What asks the Trace page for the thing a finding is about."""
    if finding.lot_id:
        return finding.lot_id
    kinds = {
        "order": finding.work_order_code,
        "delivery": finding.delivery_code,
        "receipt": finding.receipt_code,
    }
    return next((f"{kind}:{one}" for kind, one in kinds.items() if one), finding.lot_code)


def _of_finding(name: str) -> Callable[[_Row], Any]:
    return lambda row: getattr(row[0], name)


def _of_record(name: str) -> Callable[[_Row], Any]:
    return lambda row: None if row[1] is None else getattr(row[1], name)


def _of_life(name: str) -> Callable[[_Row], Any]:
    return lambda row: None if row[2] is None else getattr(row[2], name)


def _state(row: _Row) -> str | None:
    """What stands today: an acceptance that has run out is none."""
    life = row[2]
    if life is None:
        return None
    today = life.state_on(datetime.now(UTC).date())
    until = f" until {life.accepted_until}" if today is FindingState.ACCEPTED else ""
    return f"{today.replace('_', ' ')}{until}"


_COLUMNS = (
    Column("message", "What was found", value=_of_finding("message")),
    Column("source_file", "File", value=_of_record("source_file")),
    Column(
        "source_row", "Row", "Line of the file.", is_number=True, value=_of_record("source_row")
    ),
    Column("contract", "Extract", value=_of_record("contract")),
    Column("note", "Part of the record", value=_of_record("note")),
    Column("state", "State", value=_state),
    Column("owner", "Owner", value=_of_life("owner")),
    Column("due_date", "Due", value=_of_life("due_date")),
    Column("occurred_at", "When", is_last=True, value=_of_finding("occurred_at")),
    Column("item_code", "Item", is_last=True, value=_of_finding("item_code")),
    Column("lot_code", "Lot", is_last=True, value=_of_finding("lot_code")),
    Column("work_order_code", "Order", is_last=True, value=_of_finding("work_order_code")),
    Column("delivery_code", "Delivery", is_last=True, value=_of_finding("delivery_code")),
    Column("receipt_code", "Receipt", is_last=True, value=_of_finding("receipt_code")),
    Column("partner_code", "Partner", is_last=True, value=_of_finding("partner_code")),
    Column("site_code", "Site", is_last=True, value=_of_finding("site_code")),
    Column("line_code", "Line", is_last=True, value=_of_finding("line_code")),
    Column("shift_code", "Shift", is_last=True, value=_of_finding("shift_code")),
    Column("qty", "Quantity", is_number=True, is_last=True, value=_of_finding("qty")),
    Column("uom", "Unit", is_last=True, value=_of_finding("uom")),
    Column("source_system", "System", is_last=True, value=_of_finding("source_system")),
    Column("finding_id", "Finding", is_last=True, value=_of_finding("finding_id")),
)
