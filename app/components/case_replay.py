"""Compute an ended case anew, and say whether the same bytes come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_words import made, muted, told
from app.components.data_table import data_table, section
from app.components.markup import show, tag
from app.components.wording import many
from traceability.errors import LotlineError
from traceability.services.drills.replay_drill import replay_drill

if TYPE_CHECKING:
    from traceability.services.drills.replay_drill import Replay, Replayed
    from traceability.settings import Settings

Row = dict[str, Any]
_KEPT = "case-replay"
_DOCUMENTS = (
    told("what", "What"),
    made("result", "Result", lambda row: row["result"]),
    told("archived_sha256", "Kept, SHA-256"),
    told("recomputed_sha256", "Now, SHA-256"),
)
_DIFFERENCES = (
    told("what", "What"),
    told("path", "Place"),
    told("archived", "Kept"),
    told("recomputed", "Now"),
)


def replay(settings: Settings, document: Row) -> None:
    """A button, and what came out when it was pressed last; only of a case that has ended."""
    head = document["case"]
    if head["state"] not in {"signed", "aborted"}:
        return
    section("replay", "Replay", "",
            note="Scopes, record and archived reports are computed anew from the pinned snapshot, "
            "and compared byte by byte with what was kept.")  # fmt: skip
    if st.button("Compute it anew and compare", key="replay-go", icon=":material/replay:"):
        st.session_state[_KEPT] = _computed(settings, head["case_no"])
    found: Replay | None = st.session_state.get(_KEPT)
    if found is not None and found.case_no == head["case_no"]:
        _tell(found)


def _computed(settings: Settings, case_no: int) -> Replay | None:
    with st.spinner("Computing it anew"):
        try:
            return replay_drill(settings, case_no)
        except LotlineError as error:
            show(tag("p", error.message, of="ll-note"), tag("p", error.hint, of="ll-muted"))
            return None


def _tell(found: Replay) -> None:
    others = [one for one in found.documents if not one.is_same]
    verdict = (
        f"{many(len(others), 'document')} of {len(found.documents)} came out otherwise."
        if others
        else f"The same bytes: all {many(len(found.documents), 'document')}."
    )
    show(tag("p", tag("strong", verdict), of="ll-progress", role="status"))
    if others and found.archived_version != found.code_version:
        muted(f"It was frozen by Lotline {found.archived_version}; this is {found.code_version}.")
    rows = [row | {"result": _result(one)} for row, one in
            zip(found.as_document()["documents"], found.documents, strict=True)]  # fmt: skip
    rows.sort(key=lambda row: bool(row["is_same"]))  # what differs stands first
    data_table("replay", _DOCUMENTS, rows, alt="Replay")
    places = [
        {"what": one.what, "path": told_of.path, "archived": told_of.archived,
         "recomputed": told_of.recomputed}
        for one in others
        for told_of in one.differences
    ]  # fmt: skip
    if places:
        data_table("differences", _DIFFERENCES, places, alt="Where it differs")


def _result(one: Replayed) -> str:
    if one.is_kept_only:
        return "kept whole; PDF files cannot be made here"
    return "✔ the same bytes" if one.is_same else "✘ other bytes"
