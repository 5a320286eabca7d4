"""What is in doubt: lines with a missing record, lots that time leaves out, and who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components import case_columns as columns
from app.components.case_acts import act
from app.components.case_sign_in import decision_form, needs_person, send_button
from app.components.case_words import muted
from app.components.data_table import RowButton, data_table, section
from app.components.wording import listed, many, number
from traceability.services.cases.hold_too import hold_too
from traceability.services.cases.join_lines import name_line, time_line
from traceability.services.cases.leave_out import decide_exclusions, leave_out

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
APPROVED = "I approve that this line is left out"
REFUSED = "I refuse that this line is left out"


def doubts(settings: Settings, document: Row) -> None:
    """Time first, then lines of the lists, then what waits for the second person."""
    case_no, is_running = document["case"]["case_no"], document["case"]["state"] == "open"
    _by_time(settings, case_no, document["excluded_by_time"], is_running=is_running)
    if is_running:
        _leave_out(settings, case_no, document["actions"])
    _exclusions(settings, case_no, document["exclusions"], is_running=is_running)


def _by_time(settings: Settings, case_no: int, rows: list[Row], *, is_running: bool) -> None:
    section("by-time", "Left out by time alone", number(len(rows)))
    if not rows:
        muted("The clock leaves no lot out.")
        return
    muted("Hold them too, or propose to leave them out: a second person then decides.")
    button = RowButton("Hold too", time_line, lambda line: _hold_too(settings, case_no, [line]))
    data_table("by-time", columns.BY_TIME, rows, alt="Left out by time alone",
               button=button if is_running else None)  # fmt: skip
    if not is_running:
        return
    needs_person("Hold them all too", "hold-all-too", _hold_by_time, settings, case_no)
    with st.form("leave-by-time", border=False):
        st.text_input("Why the clocks are to be trusted", key="leave-by-time-reason")
        send_button("Propose to leave them all out", "leave-by-time-go", _propose_by_time,
                settings, case_no)  # fmt: skip


def _leave_out(settings: Settings, case_no: int, actions: dict[str, list[Row]]) -> None:
    """Only a line whose record is missing can be left out."""
    doubtful = {
        line["line_id"]: name_line(name, line)
        for name, lines in actions.items()
        for line in lines
        if line["missing_record"] is not None and not line["is_left_out"]
    }
    if not doubtful:
        return
    with st.form("leave-out", border=False):
        st.multiselect(
            f"Lines to leave out, of {many(len(doubtful), 'line')} with a missing record",
            list(doubtful),
            format_func=lambda line: doubtful[line],
            key="leave-out-lines",
            placeholder="Type a lot, an order or a customer",
        )
        st.text_input("Reason", key="leave-out-reason")
        send_button("Propose to leave them out", "leave-out-go", _propose, settings, case_no)


def _exclusions(settings: Settings, case_no: int, rows: list[Row], *, is_running: bool) -> None:
    waiting = [row for row in rows if row["is_approved"] is None and not row["held_too_by"]]
    section("exclusions", "Left out, or proposed for it",
            f"{number(len(rows))}, {number(len(waiting))} to decide")  # fmt: skip
    if not rows:
        muted("Nobody proposed to leave anything out.")
        return
    button = RowButton(
        "Hold too", _held_too_target, lambda line: _hold_too(settings, case_no, [line])
    )
    data_table("exclusions", columns.EXCLUSIONS, rows, alt="Left out, or proposed for it",
               button=button if is_running else None)  # fmt: skip
    if not waiting or not is_running:
        return
    who = listed(sorted({row["proposed_by"] for row in waiting}))
    muted(f"Proposed by {who}. Somebody else decides, with the role of an approver.")
    _decision(settings, case_no, waiting, is_approved=True)
    _decision(settings, case_no, waiting, is_approved=False)


def _decision(settings: Settings, case_no: int, waiting: list[Row], *, is_approved: bool) -> None:
    what = {row["exclusion_no"]: f"{row['exclusion_no']}: {row['what']}" for row in waiting}

    def choose(key: str) -> list[str]:
        st.multiselect(
            f"Which of {many(len(what), 'proposal')}; none stands for all",
            list(what),
            format_func=lambda number_of: what[number_of],
            key=f"{key}-numbers",
            placeholder="All that wait",
        )
        return [f"{key}-numbers"]

    def decide(person: Person, key: str, reason: str, behalf: str | None) -> str:
        chosen = st.session_state[f"{key}-numbers"]
        found = decide_exclusions(
            settings, person, case_no, chosen, is_approved=is_approved, reason=reason, behalf=behalf
        )
        stays = "they are left out" if is_approved else "they stay on the lists"
        return f"{many(len(found), 'proposal')} decided: {stays}."

    meaning = APPROVED if is_approved else REFUSED
    decision_form(settings, "exclusions", "what was proposed", meaning, choose, decide,
                  is_approved=is_approved)  # fmt: skip


def _propose(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        lines, reason = st.session_state["leave-out-lines"], st.session_state["leave-out-reason"]
        found = leave_out(settings, person, case_no, lines, reason)
        return f"{many(len(found), 'proposal')} for a second person. Until then the lines stay."

    act(settings, run, ("leave-out-lines", "leave-out-reason"))


def _propose_by_time(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        reason = st.session_state["leave-by-time-reason"]
        found = leave_out(settings, person, case_no, [], reason, all_by_time=True)
        return f"{many(len(found), 'proposal')} for a second person."

    act(settings, run, ("leave-by-time-reason",))


def _hold_by_time(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        return (
            f"{many(len(hold_too(settings, person, case_no, all_by_time=True)), 'lot')} held too."
        )

    act(settings, run)


def _hold_too(settings: Settings, case_no: int, lines: list[str]) -> None:
    def run(person: Person) -> str:
        return f"{many(len(hold_too(settings, person, case_no, lines)), 'line')} held too."

    act(settings, run)


def _held_too_target(row: Row) -> str | None:
    """A line that is left out, or proposed for it, can come back; one that stays is there."""
    is_back = row["held_too_by"] or row["is_approved"] is False
    return None if is_back else str(row["line_id"])
