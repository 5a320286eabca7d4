"""Start a drill, drawn or chosen, or open an investigation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act, person_now
from app.components.case_sign_in import send_button
from app.components.case_state import go_to
from app.components.case_words import counts, made, moment, muted, told
from app.components.data_table import data_table, section
from app.components.wording import many
from traceability.domain.cases import CaseKind, case_name
from traceability.domain.drills import WAYS
from traceability.services.cases.open_case import NewCase, open_case
from traceability.services.drills.draw_lot import choose_lot, draw_lot
from traceability.services.drills.list_drills import draw_row
from traceability.services.drills.start_drill import draw_of, start_drill
from traceability.services.drills.true_reach import has_truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.domain.actors import Person
    from traceability.domain.drills import Draw
    from traceability.settings import Settings

Row = dict[str, Any]
_HOW = {
    "drawn": "Drill: lot drawn by chance",
    "chosen": "Drill: lot of your choice",
    "waiting": "Drill: a draw that waits",
    "real": "Investigation: something is suspect",
}
_WAYS = {
    "forward": "Forward, from a bought lot",
    "backward": "Backward, from a finished lot",
}
_DRAWS = (
    counts("draw_no", "Draw"),
    told("drawn_by", "Drawn by"),
    made("drawn_at", "At", lambda row: moment(row["drawn_at"])),
    told("family", "Family"),
    told("direction", "Way"),
    made("blind", "How", lambda row: "blind" if row["is_blind"] else "announced"),
    told("says", "Drawn from"),
)
_FIELDS = ("start-lot", "start-reason", "start-scenario", "start-seed", "start-family")


def start(settings: Settings, waiting: Sequence[Row]) -> None:
    """Choose what it is, fill in as little as possible, start: the clock runs at once."""
    section("start", "Start", "")
    ways = [way for way in _HOW if way != "waiting" or waiting]
    how = st.segmented_control(
        "What is it?",
        ways,
        default="drawn",
        format_func=_HOW.__getitem__,
        key="start-how",
        required=True,
        label_visibility="collapsed",
    )
    with st.form("start", border=True):
        if how == "real":
            _real_fields()
        else:
            _drill_fields(str(how), waiting)
        st.text_input("Reason" if how == "real" else "Reason, if it is to be said",
                      key="start-reason")  # fmt: skip
        label = "Open it, the clock starts" if how == "real" else "Start the drill now"
        with st.container(horizontal=True):
            st.form_submit_button(
                label,
                key="start-go",
                on_click=_start,
                args=(settings, str(how)),
                disabled=person_now() is None,
                type="primary",
            )
            if how == "drawn":
                send_button("Only draw the lot, for later", "draw-go", _draw, settings)
    if person_now() is None:
        muted("Sign in first.")
    if waiting:
        muted(f"{many(len(waiting), 'draw')} for later: start one as “{_HOW['waiting']}”.")
        data_table("draws", _DRAWS, waiting, alt="Draws that wait")


def _real_fields() -> None:
    st.text_area(
        "Lots, one a line: a lot code, ITEM:LOT, or a range such as "
        "machine:M1@2026-01-05..2026-01-06",
        key="start-lot",
        height=110,
    )


def _drill_fields(how: str, waiting: Sequence[Row]) -> None:
    if how == "waiting":
        told = {row["draw_no"]: f"{row['draw_no']}: {row['says']}" for row in waiting}
        st.selectbox("Draw", list(told), format_func=told.__getitem__, key="start-draw")
        return
    if how == "chosen":
        st.text_input("Lot", key="start-lot", placeholder="Lot code, or ITEM:LOT")
    else:
        st.checkbox("Blind: nobody is told the lot before it starts", True, key="start-blind")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.segmented_control(
                "Which way",
                [str(way) for way in WAYS],
                default="forward",
                format_func=_WAYS.__getitem__,
                key="start-way",
                required=True,
            )
            st.text_input("Product family; empty draws one", key="start-family", width=260)
            st.text_input("Seed; empty draws any lot", key="start-seed", width=260)
    st.text_input("Scenario, if one is played", key="start-scenario")


def _start(settings: Settings, how: str) -> None:
    def run(person: Person) -> str:
        with st.spinner("The scope is reckoned and frozen"):
            case_no = _open(settings, person) if how == "real" else _drill(settings, person, how)
        go_to(case_no)
        return f"{case_name(case_no)} runs. Its clock started with the click."

    act(settings, run, [key for key in _FIELDS if key in st.session_state])


def _draw(settings: Settings) -> None:
    def run(person: Person) -> str:
        row = draw_row(_found(settings, person, "drawn"), is_started=False)
        return f"Draw {row['draw_no']} waits: {row['says']}."

    act(settings, run, ("start-seed", "start-family"))


def _open(settings: Settings, person: Person) -> int:
    lots = tuple(
        line.strip() for line in st.session_state["start-lot"].splitlines() if line.strip()
    )
    reason = st.session_state["start-reason"]
    return open_case(
        settings,
        person,
        NewCase(CaseKind.INVESTIGATION, reason, lots, is_simulated=has_truth(settings)),
    )


def _drill(settings: Settings, person: Person, how: str) -> int:
    scenario = st.session_state.get("start-scenario", "").strip() or None
    reason = st.session_state["start-reason"]
    return start_drill(
        settings, person, _found(settings, person, how), reason=reason, scenario=scenario
    )


def _found(settings: Settings, person: Person, how: str) -> Draw:
    if how == "waiting":
        return draw_of(settings, st.session_state["start-draw"])
    if how == "chosen":
        return choose_lot(settings, person, st.session_state["start-lot"].strip())
    return draw_lot(
        settings,
        person,
        seed=st.session_state["start-seed"].strip() or None,
        direction=st.session_state["start-way"],
        family=st.session_state["start-family"].strip() or None,
        is_blind=st.session_state["start-blind"],
    )
