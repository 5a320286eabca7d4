"""Take an answer away: as a file for a spreadsheet, as a document, as a link that stays."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import streamlit as st

from traceability.services.export_trace import export_trace

if TYPE_CHECKING:
    from app.components.page_state import TraceState
    from traceability.domain.trace import Trace


def downloads(trace: Trace, state: TraceState) -> None:
    """Buttons for the whole answer; the files are written when they are asked for."""
    name = file_name(trace)
    with st.container(horizontal=True, key="take-away", width="content"):
        st.download_button(
            "Answer as CSV",
            lambda: answer_file(trace, ".csv"),
            f"{name}.csv",
            "text/csv",
            key="csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Answer as JSON",
            lambda: answer_file(trace, ".json"),
            f"{name}.json",
            "application/json",
            key="json",
            on_click="ignore",
            icon=":material/download:",
        )
        with st.popover("Link to exactly this answer", icon=":material/link:"):
            st.caption("It holds on to this snapshot, so its numbers stay the same.")
            link = state.link(asof=trace.snapshot.id, why="")
            st.code(urljoin(_root(), link), language=None, wrap_lines=True)


def answer_file(trace: Trace, ending: str) -> bytes:
    """The whole answer as a file with this ending, `.csv` or `.json`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"answer{ending}"
        export_trace(trace, path)
        return path.read_bytes()


def file_name(trace: Trace) -> str:
    """Question, first lot and snapshot; letters that a file system may refuse become dashes."""
    lots = trace.question.lots
    first = (lots[0].lot_code or lots[0].lot_id) if lots else "nothing"
    safe = re.sub(r"[^\w.-]+", "-", first).strip("-.") or "lot"
    return f"trace-{trace.question.direction}-{safe[:60]}-{trace.snapshot.id}"


def _root() -> str:
    """Address of the app, as the visitor's browser has it."""
    address = st.context.url or ""
    return address.rsplit("/", 1)[0] + "/" if "://" in address else "/"
