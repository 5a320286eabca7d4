"""The Trace page: where did it go, and where did it come from."""

from __future__ import annotations

import streamlit as st

from app.components import messages
from app.components.answer_lists import came_lists, went_lists
from app.components.answers import trace_of
from app.components.choice_card import not_found, several_lots
from app.components.downloads import downloads
from app.components.lot_card import lot_cards
from app.components.page_frame import framed
from app.components.page_state import TraceState, ask_for, read_state
from app.components.question_bar import first_visit, question_bar
from app.components.scan_field import scan_field
from app.components.snapshot_choice import Choice
from app.components.verdict import came_verdict, went_verdict
from app.components.why_drawer import why_drawer, why_picker
from traceability.errors import AmbiguousError, NotFoundError, RefusedError, UsageError
from traceability.services.describe_lots import describe_lots
from traceability.services.summarise_trace import summarise_trace
from traceability.settings import Settings


def _page(settings: Settings, choice: Choice, state: TraceState) -> None:
    scan_field(state.lots[0] if len(state.lots) == 1 else "", ask_for)
    question_bar(state)
    if not state.lots:
        first_visit()
        return
    try:
        _answer(settings, choice, state)
    except AmbiguousError as error:
        several_lots(" ".join(state.lots), error, choice.opened)
    except NotFoundError as error:
        not_found(state.lots[0], error, settings, choice.opened)
    except (UsageError, RefusedError) as error:
        messages.refused(error)


def _answer(settings: Settings, choice: Choice, state: TraceState) -> None:
    trace = trace_of(settings, choice.opened, state)
    summary = summarise_trace(trace)
    asked = [lot.lot_id for lot in trace.question.lots]
    lot_cards(describe_lots(choice.opened, asked), state.lots)
    went = state.ask == "went"
    (went_verdict if went else came_verdict)(trace, summary)
    with st.container(key="tools", horizontal=True, vertical_alignment="bottom"):
        why_picker(trace)
        downloads(trace, state)
    (went_lists if went else came_lists)(trace)
    why_drawer(choice.opened, state)


STATE = read_state()
framed("Trace a lot", STATE.asof, lambda settings, choice: _page(settings, choice, STATE))
