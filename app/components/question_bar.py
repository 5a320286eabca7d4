"""The two questions, and how sure a link must be to be followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.markup import code, show, tag
from traceability.domain.scope import Scope

if TYPE_CHECKING:
    from app.components.page_state import TraceState

_QUESTIONS = {"went": "Where did it go?", "came": "Where did it come from?"}
_SCOPES = {
    "confirmed": "Confirmed",
    "probable": "and probable",
    "possible": "and possible",
    "untimed": "whatever the time",
}
_OFFERED = (Scope.CONFIRMED, Scope.PROBABLE, Scope.POSSIBLE)
"""No time narrows anything yet, so `untimed` would show the same: only an address asks for it."""
_SCOPE_HELP = (
    "Confirmed: both ends of the link are recorded. Probable: one candidate, or a weaker identity. "
    "Possible: every other candidate. Each choice contains the one before."
)


def question_bar(state: TraceState) -> None:
    """Show both choices as the address has them; a click writes the address."""
    scopes = {scope: word for scope, word in _SCOPES.items() if scope in {*_OFFERED, state.scope}}
    with st.container(key="questions", horizontal=True, gap="medium"):
        _choice("ask", "Question", _QUESTIONS, state.ask)
        _choice("scope", "Links to follow", scopes, state.scope, _SCOPE_HELP)


def first_visit() -> None:
    """Nothing was asked yet: say what can be asked."""
    forms = (
        ("IVK-8316A", "a lot code, as printed"),
        ("R-HON:IVK-8316A", "the same of one item, where several items bear it"),
        ("(01)09506000134352(10)ABC", "a scanned label"),
        ("order:12", "what an order made; also delivery:, receipt:, supplier-lot:, serial:"),
        ("machine:M1@2026-01-05..2026-01-06", "what ran there in that time; also line:, operator:"),
    )
    rows = (tag("div", tag("dt", code(form)), tag("dd", said)) for form, said in forms)
    show(
        tag(
            "section",
            tag("h2", "Start with what is suspect"),
            tag("p", "Scan it, or type it. The slash key brings you back to the field."),
            tag("dl", *rows, of="ll-forms"),
            of="ll-message",
        )
    )


def _choice(name: str, label: str, words: dict[str, str], value: str, told: str = "") -> None:
    st.session_state[name] = value

    def write() -> None:
        st.query_params[name] = st.session_state[name]

    st.segmented_control(
        label,
        list(words),
        key=name,
        required=True,
        format_func=lambda option: words[option],
        on_change=write,
        help=told or None,
    )
