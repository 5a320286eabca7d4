"""Answers that were given lately: another look at the same one costs no second walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from traceability.domain.scope import Direction, Scope
from traceability.services.trace_lot import TraceRequest, answer

if TYPE_CHECKING:
    from app.components.page_state import TraceState
    from traceability.domain.trace import Trace
    from traceability.services.open_snapshot import OpenSnapshot
    from traceability.settings import Settings

KEPT_ANSWERS = 8
"""Answers kept, for all visitors together."""


def trace_of(settings: Settings, opened: OpenSnapshot, state: TraceState) -> Trace:
    """Trace what the address asks; snapshots never change, so neither does an answer.

    Raises what `answer` raises; an error is not kept.
    """
    return _answered(
        str(settings.home),
        opened.stamp.id,
        state.lots,
        state.direction.value,
        state.scope_followed.value,
        opened,
    )


@st.cache_resource(max_entries=KEPT_ANSWERS, show_spinner="Following the links")
def _answered(
    home: str,
    snapshot_id: str,
    lots: tuple[str, ...],
    direction: str,
    scope: str,
    _opened: OpenSnapshot,
) -> Trace:
    del home, snapshot_id
    return answer(_opened, TraceRequest(lots, Direction(direction), Scope(scope)))
