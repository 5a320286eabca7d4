"""Effectiveness: who was told, who answered, how much of what was sent is accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components import case_columns as columns
from app.components.case_acts import act
from app.components.case_sign_in import needs_person, send_button
from app.components.case_words import muted
from app.components.data_table import data_table, section
from app.components.markup import show, tag
from app.components.wording import many, number
from traceability.domain.consignees import Method, quantity
from traceability.services.cases.answer_consignee import Answer, answer_consignee
from traceability.services.cases.notify_consignees import notify_consignees
from traceability.services.cases.remind_silent import remind_silent

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
_AMOUNTS = {
    "on_hand_qty": "On hand",
    "returned_qty": "Given back",
    "destroyed_qty": "Destroyed",
    "sold_on_qty": "Sold on",
}


def effectiveness(settings: Settings, document: Row) -> None:
    """Progress in a sentence, each consignee, the ledger of lots, and forms for calls."""
    told = document["consignees"]
    people = told["customers"] if told else []
    section("effectiveness", "Customers told and answers", number(len(people)))
    if not people:
        muted("No customer is to be called.")
        return
    show(tag("p", told["progress"]["says"], of="ll-progress"))
    frame = told["status"]["time_frame"]
    if frame:
        muted(f"It is thought to be done by {frame['until_date']}.")
    data_table("effectiveness", columns.CONSIGNEES, people, alt="Customers told and answers")
    if document["case"]["state"] == "open":
        _forms(settings, document["case"]["case_no"], told)
    lines = told["ledger"]
    label = f"Show every lot of every customer: {many(len(lines), 'line')}"
    if st.toggle(label, key="ledger-more"):
        data_table("ledger", columns.LEDGER, lines, alt="Every lot of every customer")


def _forms(settings: Settings, case_no: int, told: Row) -> None:
    names = {_key(row): _named(row) for row in told["customers"]}
    with st.expander("Enter that a customer was told", key="notify-more"):
        _notify_form(settings, case_no, names)
    with st.expander("Enter what a customer answered", key="answer-more"):
        _answer_form(settings, case_no, told["ledger"])
    silent = [*told["progress"]["silent"], *told["progress"]["partly"]]
    if silent:
        label = f"Write reminders to the {many(len(silent), 'silent customer')}"
        needs_person(label, "remind", _remind, settings, case_no)


def _notify_form(
    settings: Settings, case_no: int, names: dict[tuple[str, str | None], str]
) -> None:
    with st.form("notify", border=False):
        keys = [*names]
        st.selectbox("Customer", keys, format_func=lambda key: names[key], key="notify-who")
        st.segmented_control("How", [*Method], key="notify-how", default=Method.PHONE,
                             format_func=str, required=True)  # fmt: skip
        st.text_input("Note, such as who spoke", key="notify-note")
        send_button("Keep that it was told", "notify-go", _notify, settings, case_no)


def _answer_form(settings: Settings, case_no: int, ledger: list[Row]) -> None:
    lines = [row for row in ledger if not row["is_left_out"]]
    with st.form("answer", border=False):
        st.selectbox(
            "Customer and lot",
            range(len(lines)),
            format_func=lambda place: _sent(lines[place]),
            key="answer-line",
        )
        with st.container(horizontal=True):
            for name, label in _AMOUNTS.items():
                st.text_input(label, key=f"answer-{name}", width=150)
        muted("In the unit that was sent. Empty: not told. 0 is an answer.")
        st.text_input("Note", key="answer-note")
        send_button("Keep the answer", "answer-go", _answer, settings, case_no, lines)


def _notify(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        customer, ship_to = st.session_state["notify-who"]
        method, note = Method(st.session_state["notify-how"]), st.session_state["notify-note"]
        count = notify_consignees(settings, person, case_no, customer, method, ship_to, note=note)
        return f"{customer} is noted as told, at {many(count, 'address')}."

    act(settings, run, ("notify-note",))


def _answer(settings: Settings, case_no: int, lines: list[Row]) -> None:
    fields = {name: f"answer-{name}" for name in _AMOUNTS}

    def run(person: Person) -> str:
        line = lines[st.session_state["answer-line"]]
        told: dict[str, Any] = {
            name: quantity(st.session_state[key], _AMOUNTS[name])
            for name, key in fields.items()
            if st.session_state[key].strip()
        }
        answer_consignee(
            settings,
            person,
            case_no,
            Answer(
                line["customer_code"],
                line["lot_id"],
                line["ship_to_code"],
                line["uom"],
                **told,
                note=st.session_state["answer-note"],
            ),
        )
        return f"The answer of {_sent(line)} is kept."

    act(settings, run, (*fields.values(), "answer-note"))


def _remind(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        found = remind_silent(settings, person, case_no)
        folder = found[0].path.parent if found else ""
        return f"{many(len(found), 'reminder')} written to {folder}, for a person to send."

    act(settings, run)


def _key(row: Row) -> tuple[str, str | None]:
    return row["customer_code"], row["ship_to_code"]


def _named(row: Row) -> str:
    where = f", {row['ship_to_code']}" if row["ship_to_code"] else ""
    return f"{row['customer_name'] or row['customer_code']}{where}"


def _sent(row: Row) -> str:
    where = f" {row['ship_to_code']}" if row["ship_to_code"] else ""
    lot = f"{row['item_code'] or '?'}:{row['lot_code'] or '(no number)'}"
    sent = "an unknown amount" if row["shipped_qty"] is None else number(row["shipped_qty"])
    return f"{row['customer_code']}{where}: {lot}, sent {sent} {row['uom'] or ''}".rstrip()
