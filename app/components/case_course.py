"""The course of a case: its scopes, log, pauses and files, and the acts that are rare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act, person_now
from app.components.case_words import counts, made, moment, muted, told, words
from app.components.data_table import data_table, section
from app.components.wording import number
from traceability.domain.cases import KINDS_AFTER, CaseKind, case_name
from traceability.services.cases.abort_case import abort_case
from traceability.services.cases.change_kind import change_kind
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.log_clock import note_decision
from traceability.services.cases.pause_case import pause_case, resume_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
_VERSIONS = (
    told("says", "Scope"),
    told("why", "Why"),
    told("frozen_by", "Frozen by"),
    made("frozen_at", "At", lambda row: moment(row["frozen_at"])),
    told("snapshot_id", "Snapshot"),
    told("sha256", "SHA-256", is_last=True),
)
_LOG = (
    made("at", "At", lambda row: moment(row["at"])),
    told("person", "Who"),
    told("what", "What"),
    told("basis", "On which ground"),
)
_PAUSES = (
    made("paused_at", "From", lambda row: moment(row["paused_at"])),
    made("resumed_at", "To", lambda row: moment(row["resumed_at"])),
    told("by", "By"),
    told("reason", "Reason"),
)
_FILES = (
    told("name", "File"),
    counts("size", "Bytes"),
    told("note", "Note"),
    told("attached_by", "By"),
    made("attached_at", "At", lambda row: moment(row["attached_at"])),
    told("sha256", "SHA-256", is_last=True),
)
_ACTIONS = (
    counts("action_no", "No"),
    told("what", "What"),
    told("owner", "Owner"),
    told("due_on", "Due"),
    told("state", "State"),
    told("done_note", "Done"),
    told("check_note", "Check"),
)


def course(settings: Settings, document: Row) -> None:
    """Lists that are not empty, then what may still be done."""
    _list("versions", "Scopes", _VERSIONS, (document["scope"] or {"versions": []})["versions"])
    _list("pauses", "Pauses", _PAUSES, document["pauses"])
    _list("actions", "Corrective actions", _ACTIONS, document["actions_to_take"])
    _list("files", "Attached files", _FILES, document["files"])
    _list("log", "Decision log", _LOG, document["log"])
    head = document["case"]
    machine = ", ".join(f"{step} {took} s" for step, took in document["machine_seconds"].items())
    muted(f"Time of the machine: {machine or 'none yet'}.")
    if head["state"] not in {"open", "paused"}:
        return
    with st.expander("More: pause, log, newer data, kind, abort", key="course-more"):
        if head["state"] == "paused":
            st.button("Let the clock run again", key="resume", on_click=_resume,
                      args=(settings, head["case_no"]), disabled=person_now() is None)  # fmt: skip
            return
        _acts(settings, head)


def _acts(settings: Settings, head: Row) -> None:
    case_no, name = head["case_no"], case_name(head["case_no"])
    if head["kind"] == CaseKind.DRILL:
        _reasoned("pause", "Why the drill stands still", "Pause the drill", settings,
                  lambda person, text: pause_case(settings, person, case_no, text),
                  f"{name} is paused.")  # fmt: skip
    _reasoned("note", "A decision for the log", "Add to the log", settings,
              lambda person, text: note_decision(settings, person, case_no, text),
              "It stands in the log.")  # fmt: skip
    _reasoned("freeze", "Why the scope is frozen on the newest data", "Freeze the scope again",
              settings, lambda person, text: _freeze(settings, person, case_no, text),
              f"A new version of the scope of {name} is frozen.")  # fmt: skip
    st.selectbox("What it is from now on", KINDS_AFTER[CaseKind(head["kind"])], format_func=words,
                 key="kind-new")  # fmt: skip
    _reasoned("kind", "Why it becomes that", "Change the kind", settings,
              lambda person, text: change_kind(
                  settings, person, case_no, CaseKind(st.session_state["kind-new"]), reason=text),
              f"{name} has another kind.")  # fmt: skip
    if head["kind"] == CaseKind.DRILL:
        _reasoned("abort", "Why the drill ends without a result", "Abort the drill", settings,
                  lambda person, text: abort_case(settings, person, case_no, text),
                  f"{name} is aborted; its log stays.")  # fmt: skip


def _freeze(settings: Settings, person: Person, case_no: int, why: str) -> None:
    freeze_scope(settings, person, case_no, why=why, is_newest=True)


def _resume(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        resume_case(settings, person, case_no)
        return f"The clock of {case_name(case_no)} runs again."

    act(settings, run)


def _reasoned(  # noqa: PLR0917 - a form of one field
    key: str, label: str, button: str, settings: Settings, work: Any, done: str
) -> None:
    """A form of one text that an act needs."""

    def send() -> None:
        def run(person: Person) -> str:
            work(person, st.session_state[f"{key}-text"])
            return done

        act(settings, run, (f"{key}-text",))

    with st.form(key, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(label, key=f"{key}-text")
        st.form_submit_button(button, key=f"{key}-go", on_click=send,
                              disabled=person_now() is None)  # fmt: skip


def _list(anchor: str, title: str, shown: Any, rows: list[Row]) -> None:
    if rows:
        section(anchor, title, number(len(rows)))
        data_table(anchor, shown, rows, alt=title)
