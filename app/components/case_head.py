"""The top of a case: what it is, its clock, what to do now, the big numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_sign_in import sign_in_bar
from app.components.case_timer import case_timer, clock_events
from app.components.case_words import words
from app.components.markup import code, show, tag
from app.components.page_state import forget
from app.components.tiles import tile
from app.components.wording import many
from traceability.domain.cases import case_name

if TYPE_CHECKING:
    from app.components.snapshot_choice import Choice
    from traceability.settings import Settings

Row = dict[str, Any]


def case_head(settings: Settings, choice: Choice, document: Row) -> None:
    """What is to be seen first, in the order in which it is asked for."""
    head = document["case"]
    st.button("All cases and drills", key="all-cases", on_click=forget, args=("case",))
    kind = words(head["kind"])
    named = (
        f", class {head['class_value']} ({head['class_scheme']})" if head["class_scheme"] else ""
    )
    show(
        tag(
            "section",
            tag("p", f"{case_name(head['case_no'])} · {kind}{named}", of="ll-eyebrow"),
            tag("h2", head["title"], of="ll-case"),
            tag("p", _warning(head), of="ll-warn") if _warning(head) else None,
            tag("p", f"Opened by {head['opened_by']}: {head['reason']}", of="ll-muted"),
            tag("p", f"Scenario: {head['scenario']}", of="ll-muted") if head["scenario"] else None,
        )
    )
    case_timer(settings, document)
    _first_line(document)
    _answers_from(choice, document)
    clock_events(settings, document)
    sign_in_bar(settings)


def _warning(head: Row) -> str:
    told = "This is a drill: nobody is to be called for real." if head["kind"] == "drill" else ""
    simulated = "The plant is simulated." if head["is_simulated"] else ""
    return f"{told} {simulated}".strip()


def _first_line(document: Row) -> None:
    """The one sentence, then the same as numbers that lead to the lists."""
    first, actions = document["first_line"], document["actions"]
    tiles = [
        tile("hold", "Lots to hold", first["hold_lots"], many(len(actions["hold"]), "place")),
        tile("stop-orders", "Orders to stop", first["stop_orders"]),
        tile("stop-deliveries", "Deliveries to stop", first["stop_deliveries"]),
        tile("call", "Customers to call", first["call_customers"]),
        tile(
            "gaps",
            "Records to check first",
            first["missing_records"],
            _decide(first),
            is_warning=True,
        ),
    ]
    show(
        tag(
            "section",
            tag("p", first["says"], of="ll-first", role="status"),
            tag("div", *tiles, of="ll-tiles"),
        )
    )


def _decide(first: Row) -> str:
    undecided = first["undecided_lots"] + first["undecided_customers"]
    return f"decide on {undecided} more" if undecided else ""


def _answers_from(choice: Choice, document: Row) -> None:
    """Which snapshot the case was frozen on, and whether a newer one is there."""
    scope = document["scope"]
    if scope is None:
        show(tag("p", "No scope is frozen yet: nothing below is known.", of="ll-note"))
        return
    snapshot = document["snapshot"]
    newer = choice.in_force not in {None, snapshot["id"]}
    show(
        tag(
            "p",
            f"Scope {scope['versions'][-1]['says']}. From snapshot ",
            code(snapshot["id"]),
            f", data as of {snapshot['data_as_of'] or 'an unknown day'}.",
            " A newer snapshot is in force: freeze the scope again below." if newer else None,
            of="ll-note" if newer else "ll-muted",
        )
    )
