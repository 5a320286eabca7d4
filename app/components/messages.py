"""What a page says when it has no answer: nothing there yet, not found, damaged, or broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.markup import Markup, code, join, show, tag
from app.components.page_state import forget
from traceability.errors import IntegrityError, LotlineError

if TYPE_CHECKING:
    from traceability.services.describe_home import HomeState
    from traceability.settings import Settings


def nothing_built(settings: Settings, home: HomeState) -> None:
    """Empty, or landed and not built: what to do, step by step."""
    where = tag("p", "Data folder: ", code(str(settings.home)), of="ll-muted")
    if home.load_count:
        _card(
            "Not built yet",
            tag("p", "Extracts are landed, but no warehouse was built from them."),
            _steps(("Build it", "lotline build")),
            where,
        )
        return
    _card(
        "No data yet",
        tag("p", "Nothing was landed here. Take the example plant, or your own extracts."),
        _steps(
            ("The example plant", "lotline demo"),
            ("Your own extracts", "lotline ingest path/to/extracts"),
            ("Then build them", "lotline build"),
        ),
        where,
    )


def pruned(snapshot_id: str) -> None:
    """The link pins a snapshot that is gone."""
    _card(
        "That snapshot is no longer kept",
        tag(
            "p",
            "This link asks for snapshot ",
            code(snapshot_id),
            ", which is not in the data folder any more. Its numbers cannot be shown again.",
        ),
        state="ll-amber",
    )
    st.button("Answer from the newest snapshot", key="newest", on_click=forget, args=("asof",))


def damaged(error: IntegrityError) -> None:
    """Something Lotline wrote itself is broken: no number can be trusted, so none is shown."""
    _card(
        "The snapshot is damaged",
        tag("p", "No number is shown, because none could be trusted."),
        tag("p", error.message),
        tag("p", error.hint) if error.hint else None,
        state="ll-red",
    )


def refused(error: LotlineError) -> None:
    """The question was understood, or not, and has no answer for a reason that is said."""
    _card("This cannot be answered", tag("p", error.message), _hint(error), state="ll-amber")


def unexpected(error: LotlineError) -> None:
    """Lotline itself failed; `error` says what and where its details are kept."""
    _card(
        "Something went wrong inside Lotline",
        tag("p", "The page could not be finished. Your data is untouched."),
        tag("p", error.message),
        _hint(error),
        state="ll-red",
    )


def _hint(error: LotlineError) -> Markup | None:
    return tag("p", error.hint, of="ll-muted") if error.hint else None


def _steps(*steps: tuple[str, str]) -> Markup:
    rows = (tag("li", tag("span", said), tag("code", command)) for said, command in steps)
    return tag("ol", *rows, of="ll-steps")


def _card(title: str, *content: Markup | None, state: str = "") -> None:
    body = join(tag("h2", title), *content)
    show(tag("section", body, of=f"ll-message {state}".strip(), role="status"))
