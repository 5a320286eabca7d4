"""Effectiveness checks: whom to check by level, what was found, how much of it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act
from app.components.case_sign_in import send_button
from app.components.case_words import made, muted, told
from app.components.data_table import data_table, section
from app.components.wording import many, number
from traceability.domain.consignees import Method, quantity
from traceability.domain.effectiveness import Level
from traceability.services.cases.check_effectiveness import Check, enter_check, plan_checks

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
_LEVELS = {
    Level.A: "A: all of them",
    Level.B: "B: a share you choose",
    Level.C: "C: 10 %",
    Level.D: "D: 2 %",
    Level.E: "E: none",
}
_FOUND = {None: "to do", True: "✔ effective", False: "✘ not effective"}
_SAMPLE = (
    told("customer_code", "Customer"),
    told("customer_name", "Name"),
    told("ship_to_code", "Ship to"),
    made("found", "Found", lambda row: _FOUND[row["is_effective"]]),
    told("has_notice", "Knows of it"),
    told("has_acted", "Did as asked"),
    told("method", "How"),
    told("checked_at", "When"),
    told("checked_by", "By"),
    told("note", "Note"),
)


def checks(settings: Settings, document: Row) -> None:
    """The plan in force in sentences, who was drawn, and forms; nothing without consignees."""
    consignees = document["consignees"]
    if not consignees or not consignees["customers"]:
        return
    found, case_no = consignees["checks"], document["case"]["case_no"]
    done = f"{number(found['done'])} of {number(found['required'] or 0)} done"
    section("checks", "Effectiveness checks", done if found["level"] else "no plan",
            note="Whether who was told knows of it and did as asked (21 CFR 7.42(b)(3)).",
            )  # fmt: skip
    if found["level"]:
        _plan(found)
    if document["case"]["state"] != "open":
        return
    with st.expander("Draw whom to check", key="checks-more"):
        _plan_form(settings, case_no)
    if found["sample"]:
        with st.expander("Enter what a check found", key="check-more"):
            _check_form(settings, case_no, found["sample"])


def _plan(found: Row) -> None:
    drawn_from, now = found["population"], found["population_now"]
    effective = (
        f"{number(found['effective'])} of {many(found['done'], 'check')} effective."
        if found["done"]
        else "Nobody was checked yet."
    )
    muted(
        f"Level {found['level']}, {found['percent']} %, seed {found['seed']}: "
        f"{many(len(found['sample']), 'consignee')} drawn of {number(drawn_from)}. {effective}"
    )
    if now != drawn_from:
        muted(
            f"{many(now, 'consignee')} to call now, not {number(drawn_from)}: "
            f"{many(found['required'], 'check')} asked for. Draw anew to choose from them all."
        )
    if found["sample"]:
        data_table("checks", _SAMPLE, found["sample"], alt="Effectiveness checks")


def _plan_form(settings: Settings, case_no: int) -> None:
    with st.form("checks", border=False):
        st.segmented_control("Level", list(_LEVELS), default=Level.C, key="checks-level",
                             format_func=_LEVELS.__getitem__, required=True)  # fmt: skip
        with st.container(horizontal=True):
            st.text_input("Share in percent, of level B", key="checks-percent", width=220)
            st.text_input("Seed; empty makes one", key="checks-seed", width=220)
        send_button("Draw whom to check", "checks-go", _draw, settings, case_no)


def _check_form(settings: Settings, case_no: int, sample: list[Row]) -> None:
    with st.form("check", border=False):
        st.selectbox("Who was checked", range(len(sample)), key="check-who",
                     format_func=lambda place: _who(sample[place]))  # fmt: skip
        st.segmented_control("How", [*Method], key="check-how", default=Method.PHONE,
                             format_func=str, required=True)  # fmt: skip
        st.checkbox("It knows of the case", key="check-notice")
        st.checkbox("It did as it was asked", key="check-acted")
        st.text_input("Note", key="check-note")
        send_button("Keep what was found", "check-go", _check, settings, case_no, sample)


def _draw(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        share = st.session_state["checks-percent"].strip()
        level = Level(st.session_state["checks-level"])
        percent = quantity(share, "The share") if share else None
        seed = st.session_state["checks-seed"]
        sample = plan_checks(settings, person, case_no, level, percent, seed)
        return f"{many(len(sample), 'consignee')} drawn to be checked, by level {level}."

    act(settings, run, ("checks-percent", "checks-seed"))


def _check(settings: Settings, case_no: int, sample: list[Row]) -> None:
    def run(person: Person) -> str:
        row = sample[st.session_state["check-who"]]
        enter_check(
            settings,
            person,
            case_no,
            Check(
                row["customer_code"],
                Method(st.session_state["check-how"]),
                st.session_state["check-notice"],
                st.session_state["check-acted"],
                row["ship_to_code"],
                st.session_state["check-note"],
            ),
        )
        return f"The check of {_who(row)} is kept."

    act(settings, run, ("check-note",))


def _who(row: Row) -> str:
    where = f", {row['ship_to_code']}" if row["ship_to_code"] else ""
    return f"{row['customer_name'] or row['customer_code']}{where}"
