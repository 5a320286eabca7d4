"""Since the records end: how old each source is, and what only a telephone can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act
from app.components.case_sign_in import send_button
from app.components.case_words import moment, muted, told
from app.components.data_table import data_table, section
from app.components.markup import show, tag
from app.components.wording import number
from traceability.services.cases.answer_by_telephone import TelephoneAnswer, answer_by_telephone

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
_ANSWERS = (
    told("asked", "Asked"),
    told("spoke_with", "Spoke with"),
    told("question", "Question"),
    told("answer", "Answer"),
    told("entered_by", "Entered by"),
    told("answered_at", "At"),
)
_QUESTIONS = (told("source_system", "Source"), told("question", "Ask"))
_FIELDS = ("telephone-asked", "telephone-spoke", "telephone-question", "telephone-answer")


def since_cut_off(settings: Settings, document: Row) -> None:
    """Each source in a sentence, the questions, the answers, and a form for the next answer."""
    questions = [
        {"source_system": one["source_system"], "question": text}
        for one in document["cut_off"]
        for text in one["check_by_telephone"]
    ]
    answers = document["telephone_answers"]
    section("cut-off", "Since the records end",
            f"{number(len(questions))} to ask, {number(len(answers))} answered")  # fmt: skip
    for one in document["cut_off"]:
        show(tag("p", one["says"]))
    for sentence in document["not_read"]:
        show(tag("p", str(sentence), of="ll-muted"))
    if questions:
        data_table("cut-off", _QUESTIONS, questions, alt="To check by telephone")
    if answers:
        data_table("answers", _ANSWERS, answers, alt="Answers by telephone")
        muted("An answer is no record: freeze the scope again once the records have it.")
    if document["case"]["state"] == "open":
        _form(settings, document["case"]["case_no"])


def _form(settings: Settings, case_no: int) -> None:
    with st.expander("Enter an answer by telephone", key="telephone-more"), st.form(
        "telephone", border=False
    ):  # fmt: skip
        st.text_input("Site, source or carrier that was asked", key="telephone-asked")
        st.text_input("Who spoke", key="telephone-spoke")
        st.text_input("Question", key="telephone-question")
        st.text_input("Answer", key="telephone-answer")
        send_button("Keep the answer", "telephone-go", _keep, settings, case_no)


def _keep(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        asked, spoke, question, answer = (st.session_state[key] for key in _FIELDS)
        number_of = answer_by_telephone(
            settings, person, case_no, TelephoneAnswer(asked, answer, question, spoke)
        )
        return f"Answer {number_of} is kept ({moment(person.proven_at.isoformat())})."

    act(settings, run, _FIELDS)
