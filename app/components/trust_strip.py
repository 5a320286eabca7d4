"""The strip on every page: what data this is, how old it is, and what is not in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from app.components.markup import Markup, code, join, show, tag
from app.components.page_state import forget
from app.components.snapshot_choice import acknowledge_renewal
from app.components.wording import instant, many
from traceability.services.judge_age import say_stale
from traceability.services.report_status import Status, report_status

if TYPE_CHECKING:
    from app.components.snapshot_choice import Choice
    from traceability.settings import Settings

STALE_AFTER_DAYS = 3
"""A source whose last fact is older than this is shown in amber: a long weekend is not."""
STATUS_SECONDS = 20
"""How long the count of loads that wait for a build may lag behind."""
_VERDICTS = {
    "complete": "No gap is known",
    "incomplete": "Incomplete: gaps are known",
}


def trust_strip(settings: Settings, choice: Choice) -> None:
    """Show the strip, then what a visitor must know before any number below it."""
    status = None if choice.pinned else status_now(settings, choice)
    parts = _parts(status) if status else _pinned_parts(choice)
    stamp = join(
        tag("span", f"built {instant(choice.opened.stamp.built_at)}"),
        tag("span", choice.id, of="ll-id"),
    )
    show(tag("div", *parts, tag("div", stamp, of="ll-stamp"), of="ll-strip", role="note"))
    if status:
        _stale(status, settings)
    if choice.pinned:
        _pinned(choice)
    elif choice.renewed_from:
        _renewed(choice)


def status_now(settings: Settings, choice: Choice) -> Status:
    """The state of the home as it is now, whatever snapshot the address pins."""
    return _status(str(settings.home), choice.in_force or "", settings)


def _parts(status: Status) -> list[Markup]:
    parts = [
        _part("Data as of", instant(status.data_as_of), status.data_as_of is None),
        *(
            _part(
                source.source_system,
                "age unknown" if source.age_days is None else _age(source.age_days),
                source.age_days is None or source.age_days > STALE_AFTER_DAYS,
                title=f"Last fact {instant(source.data_as_of)}, read {instant(source.landed_at)}. "
                f"Amber when older than {many(STALE_AFTER_DAYS, 'day')}.",
            )
            for source in status.sources
        ),
        _part("", _VERDICTS.get(status.verdict, status.verdict), status.verdict != "complete"),
    ]
    if status.unbuilt_loads:
        waiting = many(len(status.unbuilt_loads), "load")
        parts.append(
            _part("Not built yet", waiting, True, title="Run `lotline build` to take them in.")
        )
    return parts


def _pinned_parts(choice: Choice) -> list[Markup]:
    stamp = choice.opened.stamp
    return [
        _part("Data as of", instant(stamp.data_as_of), False),
        *(
            _part(source.source_system, f"as of {instant(source.data_as_of)}", False)
            for source in stamp.sources
        ),
        _part("", "An older snapshot", True),
    ]


def _part(label: str, value: str, amber: bool, *, title: str = "") -> Markup:
    state = "ll-part ll-amber" if amber else "ll-part"
    return tag(
        "span", tag("b", label) if label else None, tag("span", value), of=state, title=title
    )


def _age(days: int) -> str:
    return "up to date" if days <= 0 else f"{many(days, 'day')} old"


def _stale(status: Status, settings: Settings) -> None:
    sources = [
        {"source_system": source.source_system, "landed_at": source.landed_at}
        for source in status.sources
    ]
    sentence = say_stale(sources, settings, datetime.now(UTC))
    if sentence:
        show(tag("p", sentence, of="ll-note"))


def _pinned(choice: Choice) -> None:
    with st.container(key="pinned", horizontal=True, vertical_alignment="center"):
        show(
            tag(
                "p",
                "This link holds on to an older snapshot. "
                + ("A newer one is in force." if choice.in_force else "None is in force now."),
                of="ll-note",
            )
        )
        st.button("Answer from the newest", key="newest", on_click=forget, args=("asof",))


def _renewed(choice: Choice) -> None:
    with st.container(key="renewed", horizontal=True, vertical_alignment="center"):
        show(
            tag(
                "p",
                "A newer build came into force while you were here: numbers may differ from those "
                "you saw. They came from ",
                code(choice.renewed_from),
                ".",
                of="ll-note",
            )
        )
        st.button("Understood", key="understood", on_click=acknowledge_renewal)


@st.cache_data(max_entries=8, ttl=STATUS_SECONDS, show_spinner=False)
def _status(home: str, snapshot_id: str, _settings: Settings) -> Status:
    del home, snapshot_id
    return report_status(_settings)
