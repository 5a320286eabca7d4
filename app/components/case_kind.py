"""Say what a case is from now on, and of which class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act
from app.components.case_sign_in import send_button
from app.components.case_words import muted, words
from traceability.domain.cases import CLASSES, KINDS_AFTER, CaseKind, case_name
from traceability.services.cases.change_kind import change_kind

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
_SCHEMES = {
    "fda": "FDA recall (21 CFR 7.41)",
    "cn_food": "Food recall, China",
    "cn_drug": "Drug recall, China",
}


def kind_form(settings: Settings, head: Row) -> None:
    """Kinds it may become, or stay with another class; the class where it has one."""
    now = CaseKind(head["kind"])
    kinds = [*KINDS_AFTER[now], *(() if now is CaseKind.DRILL else (now,))]
    with st.form("kind", border=False):
        with st.container(horizontal=True):
            st.selectbox("What it is from now on", kinds, format_func=words, key="kind-new")
            st.selectbox(
                "Class by",
                list(CLASSES),
                None,
                key="kind-scheme",
                accept_new_options=True,
                format_func=lambda one: _SCHEMES.get(one, one),
                placeholder="No class; or a scheme of your own",
            )
            st.text_input("Class, such as II", key="kind-class", width=180)
        st.text_input("Why it becomes that", key="kind-text")
        send_button("Change the kind", "kind-go", _change, settings, head["case_no"])
    muted("A recall is what a person declares it to be; the program never does.")


def _change(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        kind = CaseKind(st.session_state["kind-new"])
        change_kind(
            settings,
            person,
            case_no,
            kind,
            reason=st.session_state["kind-text"],
            class_scheme=st.session_state["kind-scheme"] or None,
            class_value=st.session_state["kind-class"].strip() or None,
        )
        return f"{case_name(case_no)} is of kind {words(kind)} now."

    act(settings, run, ("kind-text", "kind-class"))
