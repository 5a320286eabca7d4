"""Signatures: the lists by one, the closing by its lead, the end by an approver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_sign_in import signing_form
from app.components.case_words import moment, muted, words
from app.components.data_table import section
from app.components.markup import Markup, code, show, tag
from app.components.wording import number
from traceability.domain.cases import Outcome, Signing, case_name
from traceability.services.cases.sign_case import approve_closing, close_case, sign_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]


def signatures(settings: Settings, document: Row) -> None:
    """Who signed what, in words and with the hash; then the next signature that is due."""
    head, signed = document["case"], document["signatures"]
    section("signatures", "Signatures", number(len(signed)))
    if signed:
        show(tag("ol", *(_signature(one) for one in signed), of="ll-path"))
    else:
        muted("Nobody has signed yet.")
    if head["outcome"]:
        muted(f"Outcome: {words(head['outcome'])}. {head['outcome_reason']}")
    if head["state"] == "signed":
        muted("The case is signed: nothing of it changes any more.")
    elif head["state"] == "open":
        _forms(settings, head["case_no"], {one["signing"] for one in signed})
    elif head["state"] == "paused":
        muted("The drill is paused: let it run again before anybody signs.")


def _forms(settings: Settings, case_no: int, signings: set[str]) -> None:
    name = case_name(case_no)

    def lists(person: Person) -> str:
        sign_lists(settings, person, case_no)
        return f"{person.full_name} signed the lists of {name}."

    def lead(person: Person) -> str:
        outcome, reason = st.session_state["close-outcome"], st.session_state["close-reason"]
        close_case(settings, person, case_no, Outcome(outcome), reason)
        return f"{person.full_name} closed {name} as its lead. Now an approver signs."

    def approver(person: Person) -> str:
        behalf = st.session_state["approve-behalf"].strip() or None
        with st.spinner("The case is sealed, and its reports are archived"):
            approve_closing(settings, person, case_no, behalf)
        return f"{person.full_name} approved the closing: {name} is signed and read-only."

    def closing() -> None:
        signing_form(settings, "close", Signing.LEAD.meaning, "Sign as the lead", lead, _outcome)

    with st.expander("Sign the lists, alone", key="sign-lists-more"):
        signing_form(settings, "sign-lists", Signing.LISTS.meaning, "Sign the lists", lists)
    if Signing.LEAD not in signings:
        muted("Next: the lead closes it. Then an approver signs, who is somebody else.")
        closing()
        return
    muted("Next: an approver signs, who is not the lead. This ends the case.")
    signing_form(settings, "approve", Signing.APPROVER.meaning, "Sign as the approver",
                 approver, _behalf, is_same_person=False)  # fmt: skip
    with st.expander(
        "Close it anew as the lead, because something was done since", key="close-more"
    ):
        closing()


def _outcome() -> Sequence[str]:
    st.segmented_control(
        "What became of the goods",
        [*Outcome],
        key="close-outcome",
        default=Outcome.NO_DEFECT,
        format_func=words,
        required=True,
    )
    st.text_input("On which ground", key="close-reason")
    return ("close-reason",)


def _behalf() -> Sequence[str]:
    st.text_input("For which approver, if you are a deputy", key="approve-behalf")
    return ("approve-behalf",)


def _signature(one: Row) -> Markup:
    return tag(
        "li",
        tag("strong", one["full_name"]),
        f" ({one['user_name']}, {one['role']}), {moment(one['signed_at'])}: “{one['meaning']}.” ",
        code(f"SHA-256 {one['content_sha256']}"),
    )
