"""The web app: which pages there are. Started by `lotline serve`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

st.set_page_config(page_title="Lotline", page_icon="🔎", layout="wide")
st.html(Path(__file__).parent / "theme.css")

# Each page has an address of its own; the bare root leads to the first and keeps its question.
_TRACE = st.Page("views/trace.py", title="Trace", url_path="trace")
_HEALTH = st.Page("views/health.py", title="Data health", url_path="health")
_CASES = st.Page("views/cases.py", title="Cases & drills", url_path="cases")


def _start() -> None:
    st.switch_page(_TRACE, query_params=_asked())


def _asked() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


_START = st.Page(_start, title="Lotline", url_path="start", default=True, visibility="hidden")
st.navigation([_START, _TRACE, _HEALTH, _CASES], position="top").run()
