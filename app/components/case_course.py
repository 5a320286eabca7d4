"""The course of a case: its pauses and its log, and the acts that are rare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act
from app.components.case_kind import kind_form
from app.components.case_sign_in import needs_person, reasoned_form
from app.components.case_words import made, moment, muted, told
from app.components.data_table import data_table, section
from app.components.wording import number
from traceability.domain.cases import CaseKind, case_name
from traceability.services.cases.abort_case import abort_case
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.log_clock import note_decision
from traceability.services.cases.pause_case import pause_case, resume_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
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


def course(settings: Settings, document: Row) -> None:
    """Lists that are not empty, then what may still be done."""
    _list("pauses", "Pauses", _PAUSES, document["pauses"])
    _list("log", "Decision log", _LOG, document["log"])
    head = document["case"]
    machine = ", ".join(f"{step} {took} s" for step, took in document["machine_seconds"].items())
    muted(f"Time of the machine: {machine or 'none yet'}.")
    if head["state"] not in {"open", "paused"}:
        return
    with st.expander("More: pause, log, newer data, kind and class, abort", key="course-more"):
        if head["state"] == "paused":
            needs_person("Let the clock run again", "resume", _resume, settings, head["case_no"])
            return
        _acts(settings, head)


def _acts(settings: Settings, head: Row) -> None:
    case_no, name = head["case_no"], case_name(head["case_no"])
    if head["kind"] == CaseKind.DRILL:
        reasoned_form(settings, "pause", "Why the drill stands still", "Pause the drill",
                      lambda person, text: pause_case(settings, person, case_no, text),
                      f"{name} is paused.")  # fmt: skip
    reasoned_form(settings, "note", "A decision for the log", "Add to the log",
                  lambda person, text: note_decision(settings, person, case_no, text),
                  "It stands in the log.")  # fmt: skip
    reasoned_form(settings, "freeze", "Why the scope is frozen on the newest data",
                  "Freeze the scope again",
                  lambda person, text: _freeze(settings, person, case_no, text),
                  f"A new version of the scope of {name} is frozen.")  # fmt: skip
    kind_form(settings, head)
    if head["kind"] == CaseKind.DRILL:
        reasoned_form(settings, "abort", "Why the drill ends without a result", "Abort the drill",
                      lambda person, text: abort_case(settings, person, case_no, text),
                      f"{name} is aborted; its log stays.")  # fmt: skip


def _freeze(settings: Settings, person: Person, case_no: int, why: str) -> None:
    freeze_scope(settings, person, case_no, why=why, is_newest=True)


def _resume(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        resume_case(settings, person, case_no)
        return f"The clock of {case_name(case_no)} runs again."

    act(settings, run)


def _list(anchor: str, title: str, shown: Any, rows: list[Row]) -> None:
    if rows:
        section(anchor, title, number(len(rows)))
        data_table(anchor, shown, rows, alt=title)
