"""What a page shows is in its address: read it, change it, write it as a link."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

import streamlit as st

from traceability.domain.scope import Direction, Scope

QUESTIONS = {"went": Direction.FORWARD, "came": Direction.BACKWARD}
"""Words of the address for the two questions."""


@dataclass(frozen=True, slots=True)
class TraceState:
    """lots: as asked, in the asker's words. asof: a pinned snapshot. why: a thing to explain."""

    lots: tuple[str, ...] = ()
    ask: str = "went"
    scope: str = Scope.PROBABLE.value
    asof: str = ""
    why: str = ""

    @property
    def direction(self) -> Direction:
        """The question as the services call it."""
        return QUESTIONS[self.ask]

    @property
    def scope_followed(self) -> Scope:
        """The scope as the services call it."""
        return Scope(self.scope)

    def link(self, **changes: str) -> str:
        """The state as an address below the app's root, with some of it changed."""
        return f"trace?{urlencode(_pairs(replace(self, **changes)))}"  # type: ignore[arg-type]


def read_state() -> TraceState:
    """The state that the address names; words that it does not know are as if absent."""
    address = st.query_params
    ask, scope = address.get("ask", ""), address.get("scope", "")
    return TraceState(
        lots=tuple(text for text in address.get_all("lot") if text.strip()),
        ask=ask if ask in QUESTIONS else "went",
        scope=scope if scope in list(Scope) else Scope.PROBABLE.value,
        asof=address.get("asof", ""),
        why=address.get("why", ""),
    )


def ask_for(lot: str) -> None:
    """Ask for another lot; the question, the scope and a pinned snapshot stay."""
    st.query_params["lot"] = lot
    forget("why")


def explain(target: str) -> None:
    """Open the explanation of one thing of the answer: a lot, or kind:CODE."""
    st.query_params["why"] = target


def forget(name: str) -> None:
    """Take one part out of the address."""
    if name in st.query_params:
        del st.query_params[name]


def _pairs(state: TraceState) -> list[tuple[str, str]]:
    pairs = [("lot", lot) for lot in state.lots]
    pairs += [("ask", state.ask), ("scope", state.scope), ("asof", state.asof), ("why", state.why)]
    return [(name, value) for name, value in pairs if value]
