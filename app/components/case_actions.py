"""Corrective and preventive actions: who has them, until when, done, and whether they helped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act
from app.components.case_sign_in import send_button
from app.components.case_words import counts, made, muted, told
from app.components.data_table import data_table, section
from app.components.wording import number
from traceability.domain.cases import case_name
from traceability.domain.drills import ActionState
from traceability.services.drills.keep_actions import check_action, finish_action, plan_action
from traceability.services.drills.list_actions import list_actions
from traceability.services.keep_users import list_users

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.services.drills.list_actions import Actions
    from traceability.settings import Settings

Row = dict[str, Any]
_STATES = {
    ActionState.OPEN: "to do",
    ActionState.DONE: "done, to be checked",
    ActionState.EFFECTIVE: "✔ done, and it helped",
}
_HELPED = {True: "yes", False: "no: it is open again"}
_COLUMNS = (
    counts("action_no", "No"),
    made("case", "Case", lambda row: case_name(row["case_no"])),
    told("what", "What"),
    told("owner", "Owner"),
    told("due_on", "Due"),
    made("state", "State", lambda row: _STATES[ActionState(row["state"])]),
    made("late", "Late", lambda row: "overdue" if row["is_overdue"] else None),
    told("done_note", "What was done"),
    told("done_by", "By"),
    told("check_note", "What the check found"),
    told("checked_by", "Checked by"),
)


def all_actions(settings: Settings) -> None:
    """Every action of every case."""
    found = list_actions(settings)
    _table(found, "overdue")
    if not found.actions:
        muted("None was planned yet: they are planned with their case.")


def case_actions(settings: Settings, document: Row) -> None:
    """Actions of a case as they stand now, and forms; they outlive its end."""
    head = document["case"]
    found = list_actions(settings, head["case_no"])
    _table(found, "actions")
    if head["state"] in {"signed", "aborted"}:
        muted("Actions go on after the end; the record keeps them as they were known then.")
    with st.expander("Plan an action", key="plan-more"):
        _plan_form(settings, head["case_no"])
    todo = _named(found, ActionState.OPEN)
    if todo:
        with st.expander("Say that one is done", key="done-more"), st.form("done", border=False):
            st.selectbox("Which action", list(todo), format_func=todo.__getitem__, key="done-no")
            st.text_input("What was done", key="done-note")
            send_button("It is done", "done-go", _finish, settings)
    done = _named(found, ActionState.DONE)
    if done:
        with st.expander("Check whether one helped", key="helped-more"):
            muted("Somebody checks it who neither has it nor did it.")
            _check_form(settings, done)


def _table(found: Actions, anchor: str) -> None:
    late = f", {number(found.overdue_count)} overdue" if found.overdue_count else ""
    title = "Corrective and preventive actions"
    section(anchor, title, f"{number(len(found.actions))}{late}")
    if found.actions:
        data_table(anchor, _COLUMNS, found.actions, alt=title)


def _named(found: Actions, state: ActionState) -> dict[int, str]:
    return {
        row["action_no"]: f"{row['action_no']}: {row['what']} ({row['owner']})"
        for row in found.actions
        if row["state"] == state
    }


def _plan_form(settings: Settings, case_no: int) -> None:
    people = {
        one.user_name: f"{one.full_name} ({one.user_name})"
        for one in list_users(settings)
        if not one.is_disabled
    }
    with st.form("plan", border=False):
        st.text_input("What is to be done", key="plan-what")
        with st.container(horizontal=True):
            st.selectbox("Who has it", list(people), None, format_func=people.__getitem__,
                         key="plan-owner", placeholder="Choose a user")  # fmt: skip
            st.date_input("Until when", None, key="plan-due", format="YYYY-MM-DD")
        send_button("Plan it", "plan-go", _plan, settings, case_no)


def _check_form(settings: Settings, done: dict[int, str]) -> None:
    with st.form("helped", border=False):
        st.selectbox("Which action", list(done), format_func=done.__getitem__, key="helped-no")
        st.segmented_control("Did it help?", list(_HELPED), default=True, key="helped-is",
                             format_func=_HELPED.__getitem__, required=True)  # fmt: skip
        st.text_input("What was found", key="helped-note")
        send_button("Keep the check", "helped-go", _check, settings)


def _plan(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        due = st.session_state["plan-due"]
        row = plan_action(
            settings,
            person,
            case_no,
            what=st.session_state["plan-what"],
            owner=st.session_state["plan-owner"] or "",
            due_on=due.isoformat() if due else "",
        )
        return f"Action {row['action_no']} is planned: {row['owner']} has it until {row['due_on']}."

    act(settings, run, ("plan-what",))


def _finish(settings: Settings) -> None:
    def run(person: Person) -> str:
        note = st.session_state["done-note"]
        row = finish_action(settings, person, st.session_state["done-no"], note)
        return f"Action {row['action_no']} is done. Somebody else checks whether it helped."

    act(settings, run, ("done-note",))


def _check(settings: Settings) -> None:
    def run(person: Person) -> str:
        note, has_helped = st.session_state["helped-note"], st.session_state["helped-is"]
        row = check_action(
            settings, person, st.session_state["helped-no"], note, is_effective=has_helped
        )
        return f"Action {row['action_no']}: {_STATES[ActionState(row['state'])]}."

    act(settings, run, ("helped-note",))
