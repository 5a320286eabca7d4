"""The clock of a case: its time since the trigger, ticking, and the events T0 to T5.

The start and the pauses come from the case itself, so a reload or a restart changes nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_acts import act, person_now
from app.components.case_state import state_mark
from app.components.case_words import clock_time, moment
from app.components.markup import Markup, show, tag
from traceability.domain.cases import ClockEvent, Pause, case_name, seconds_between
from traceability.services.cases.log_clock import log_clock

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
BY_HAND = (ClockEvent.T1, ClockEvent.T2, ClockEvent.T3, ClockEvent.T4)


def case_timer(settings: Settings, document: Row) -> None:
    """The time that runs, or the time it took."""
    if document["case"]["state"] in {"signed", "aborted"}:
        _show_time(document, document["elapsed_seconds"])
    else:
        _ticking(document, settings, state_mark(settings))


@st.fragment(run_every=1)
def _ticking(document: Row, settings: Settings, mark: str) -> None:
    """Drawn every second by itself; tells when somebody recorded something since."""
    _show_time(document, elapsed(document, datetime.now(UTC)))
    if state_mark(settings) != mark:
        with st.container(horizontal=True, vertical_alignment="center", key="newer"):
            show(tag("p", "Something was recorded since this page was drawn.", of="ll-note"))
            if st.button("Show it", key="show-newer"):
                st.rerun()


def elapsed(document: Row, now: datetime) -> Any:
    """Seconds that the clock of a running case has run, without its pauses."""
    pauses = [
        Pause(
            place,
            datetime.fromisoformat(one["paused_at"]),
            datetime.fromisoformat(one["resumed_at"]) if one["resumed_at"] else None,
            one["by"],
            one["reason"],
        )
        for place, one in enumerate(document["pauses"])
    ]
    opened = datetime.fromisoformat(document["case"]["opened_at"])
    return max(seconds_between(opened, now, pauses), 0)


def _show_time(document: Row, seconds: Any) -> None:
    head = document["case"]
    mark = document["balances"]["marks"].get("minutes_to_scope") if document["balances"] else None
    scope_at = {one["event"]: one for one in document["clock"]}.get("T1")
    parts = [tag("span", clock_time(seconds), of="ll-time", role="timer"), _state(document)]
    if mark:
        kind = "an example, not your own mark" if mark["is_example"] else "your mark"
        taken = f"; scope known after {clock_time(scope_at['seconds_since_start'])}" if (
            scope_at
        ) else ""  # fmt: skip
        parts.append(
            tag("span", f"Scope due in {mark['value']} minutes ({kind}){taken}.", of="ll-muted")
        )
    parts.append(tag("span", f"Since {moment(head['opened_at'])}.", of="ll-muted"))
    show(tag("div", *parts, of="ll-clock"))


def _state(document: Row) -> Markup:
    state = document["case"]["state"]
    if state != "paused":
        told = {"open": "running", "signed": "signed", "aborted": "aborted"}[state]
        return tag("span", told, of="ll-part")
    last = document["pauses"][-1]
    told = f"PAUSED since {moment(last['paused_at'])} by {last['by']}: {last['reason']}"
    return tag("span", told, of="ll-part ll-amber")


def clock_events(settings: Settings, document: Row) -> None:
    """T0 to T5, and a button for each that is not set yet."""
    head = document["case"]
    set_ones = {one["event"]: one for one in document["clock"]}
    rows = [_event(event, set_ones.get(event)) for event in ClockEvent]
    show(tag("ol", *rows, of="ll-events"))
    left = [event for event in BY_HAND if event not in set_ones]
    if head["state"] != "open" or not left:
        return
    with st.container(horizontal=True, key="clock-buttons"):
        for event in left:
            st.button(
                f"{event}: {event.meaning}",
                key=f"clock-{event}",
                on_click=_set,
                args=(settings, head["case_no"], event),
                disabled=person_now() is None,
                type="primary" if event is left[0] else "secondary",
            )


def _event(event: ClockEvent, found: Row | None) -> Markup:
    after = clock_time(found["seconds_since_start"]) if found else "·"
    by = f"by {found['person']}" if found else "not yet"
    note = f": {found['note']}" if found and found["note"] else ""
    return tag(
        "li",
        tag("b", str(event)),
        tag("span", event.meaning, of="ll-event"),
        tag("span", after, of="ll-after"),
        tag("span", f"{by}{note}", of="ll-muted"),
        of="" if found else "ll-unset",
    )


def _set(settings: Settings, case_no: int, event: ClockEvent) -> None:
    def run(person: Person) -> str:
        log_clock(settings, person, case_no, event)
        return f"{event}, {event.meaning}, of {case_name(case_no)} is set."

    act(settings, run)
