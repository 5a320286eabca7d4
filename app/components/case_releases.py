"""Releases: propose that held goods are free again; somebody else decides, which writes files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act
from app.components.case_sign_in import decision_form, send_button
from app.components.case_words import counts, made, moment, muted, told, words
from app.components.data_table import data_table, section
from app.components.wording import many, number
from traceability.domain.holds import ReleaseGround
from traceability.errors import UsageError
from traceability.services.cases.join_lines import name_line
from traceability.services.cases.release_holds import Chosen, decide_release, propose_release

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
APPROVED = "I approve that these goods are released"
REFUSED = "I refuse that these goods are released"
_HOW = {
    "lines": "These lines",
    "site": "All of a site",
    "fallen_out": "What the scope no longer names",
    "all": "All that is held",
}
_DECIDED = {None: "waits for an approver", True: "released", False: "refused: it stays held"}
_RELEASES = (
    counts("release_no", "No"),
    made("ground", "Ground", lambda row: words(row["ground"])),
    told("reason", "Reason"),
    counts("lines", "Lines"),
    told("proposed_by", "Proposed by"),
    made("proposed_at", "At", lambda row: moment(row["proposed_at"])),
    made("standing", "Standing", lambda row: _DECIDED[row["is_approved"]]),
    told("decided_by", "Decided by"),
    told("on_behalf_of", "For"),
)


def releases(settings: Settings, document: Row) -> None:
    """What was released or waits for it, then forms; nothing where nothing was ever held."""
    rows, case_no = document["releases"], document["case"]["case_no"]
    held = held_lines(document)
    if not (rows or held):
        return
    waiting = [row for row in rows if row["is_approved"] is None]
    section("releases", "Releases", f"{number(len(rows))}, {number(len(waiting))} to decide")
    if rows:
        data_table("releases", _RELEASES, rows, alt="Releases")
    if document["case"]["state"] != "open":
        return
    if held:
        with st.expander(f"Propose a release, of {many(len(held), 'held line')}",
                         key="release-more"):  # fmt: skip
            _propose_form(settings, case_no, held, document["holds"])
    if waiting:
        muted("Somebody else than who proposed it decides, with the role of an approver.")
        _decision(settings, case_no, waiting, is_approved=True)
        _decision(settings, case_no, waiting, is_approved=False)


def held_lines(document: Row) -> dict[str, str]:
    """What is held or stopped and not released, by id of the line, as people say it."""
    held = {
        line["line_id"]: name_line(name, line)
        for name, key in (("hold", "hold"), ("stop_orders", "stop"), ("stop_deliveries", "stop"))
        for line in document["actions"][name]
        if line[key] and not line[key]["released_at"]
    }
    gone = [line_id for request in document["holds"] for line_id in request["fallen_out"]]
    return held | {line_id: f"{line_id}, no longer in the scope" for line_id in gone}


def _propose_form(
    settings: Settings, case_no: int, held: dict[str, str], requests: list[Row]
) -> None:
    how = st.segmented_control("What is free again", list(_HOW), default="lines", key="release-how",
                               format_func=_HOW.__getitem__, required=True)  # fmt: skip
    with st.form("release", border=False):
        if how == "lines":
            st.multiselect("Which lines", list(held), format_func=held.__getitem__,
                           key="release-lines", placeholder="Type a lot, an order or a delivery",
                           )  # fmt: skip
        elif how == "site":
            sites = sorted({row["site_code"] for row in requests if row["site_code"]})
            st.selectbox("Which site", sites, key="release-site")
        st.selectbox("What became of it", [*ReleaseGround], None, format_func=words,
                     key="release-ground", placeholder="Choose a ground")  # fmt: skip
        st.text_input("Reason", key="release-reason")
        send_button("Propose to release it", "release-go", _propose, settings, case_no, str(how))


def _propose(settings: Settings, case_no: int, how: str) -> None:
    def run(person: Person) -> str:
        ground = st.session_state["release-ground"]
        if ground is None:
            raise UsageError("It is not said what became of it.", hint="Choose one of the grounds.")
        chosen = Chosen(
            tuple(st.session_state["release-lines"]) if how == "lines" else (),
            st.session_state["release-site"] if how == "site" else None,
            how == "fallen_out",
            how == "all",
        )
        release_no = propose_release(
            settings,
            person,
            case_no,
            chosen,
            ground=ReleaseGround(ground),
            reason=st.session_state["release-reason"],
        )
        return f"Release {release_no} waits for an approver: nothing is free yet."

    lines = ("release-lines",) if how == "lines" else ()
    act(settings, run, (*lines, "release-reason"))


def _decision(settings: Settings, case_no: int, waiting: list[Row], *, is_approved: bool) -> None:
    what = {row["release_no"]: f"{row['release_no']}: {many(row['lines'], 'line')}, "
            f"{words(row['ground'])}, {row['reason']}" for row in waiting}  # fmt: skip

    def choose(key: str) -> list[str]:
        st.selectbox("Which release", list(what), format_func=what.__getitem__, key=f"{key}-no")
        return []

    def decide(person: Person, key: str, reason: str, behalf: str | None) -> str:
        chosen = st.session_state[f"{key}-no"]
        files = decide_release(
            settings, person, case_no, chosen, is_approved=is_approved, reason=reason, behalf=behalf
        )
        if not is_approved:
            return "Refused: all stays as it was."
        return f"Released: {many(len(files), 'file')} beside the requests, for the sites."

    meaning = APPROVED if is_approved else REFUSED
    decision_form(settings, "release", "a release", meaning, choose, decide,
                  is_approved=is_approved)  # fmt: skip
