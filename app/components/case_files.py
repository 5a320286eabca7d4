"""Files of a case: attach one, see their hashes, take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act
from app.components.case_sign_in import send_button
from app.components.case_words import counts, made, moment, told
from app.components.data_table import data_table, section
from app.components.wording import number
from traceability.domain.cases import case_name
from traceability.errors import UsageError
from traceability.services.cases.attach_file import MOST_BYTES, attached_file, keep_file

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
_FILES = (
    told("name", "File"),
    counts("size", "Bytes"),
    told("note", "Note"),
    told("attached_by", "By"),
    made("attached_at", "At", lambda row: moment(row["attached_at"])),
    told("sha256", "SHA-256", is_last=True),
)


def files(settings: Settings, document: Row) -> None:
    """What is attached, each to be taken back, and a form for the next."""
    rows, head = document["files"], document["case"]
    if not rows and head["state"] != "open":
        return
    section("files", "Attached files", number(len(rows)),
            note="Such as a laboratory's report: kept as bytes with their hash.")  # fmt: skip
    if rows:
        data_table("files", _FILES, rows, alt="Attached files")
        _take(settings, head["case_no"], rows)
    if head["state"] == "open":
        with st.expander("Attach a file", key="attach-more"), st.form("attach", border=False):
            field = f"attach-file-{len(rows)}"  # a new one, empty, after each file that was kept
            st.file_uploader("File", key=field, max_upload_size=MOST_BYTES // 1_000_000)
            st.text_input("What it is", key="attach-note")
            send_button("Attach it", "attach-go", _attach, settings, head["case_no"], field)


def _take(settings: Settings, case_no: int, rows: list[Row]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(
            "Which file",
            range(len(rows)),
            format_func=lambda one: f"{rows[one]['name']}, {rows[one]['sha256'][:12]}",
            key="file-which",
        )
        row = rows[place or 0]
        st.download_button(
            "Take it",
            lambda: attached_file(settings, case_no, row["sha256"]),
            row["name"],
            "application/octet-stream",
            key="file-take",
            on_click="ignore",
            icon=":material/download:",
        )


def _attach(settings: Settings, case_no: int, field: str) -> None:
    def run(person: Person) -> str:
        chosen = st.session_state[field]
        if chosen is None:
            raise UsageError("No file was chosen.", hint="Choose one, or drop it on the field.")
        note = st.session_state["attach-note"]
        digest = keep_file(settings, person, case_no, chosen.name, chosen.getvalue(), note)
        return f"{case_name(case_no)} keeps {chosen.name}, SHA-256 {digest}."

    act(settings, run, ("attach-note",))
