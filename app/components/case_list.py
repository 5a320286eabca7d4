"""All cases and drills, the open ones first, and how drills did over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.components.case_actions import all_actions
from app.components.case_coverage import coverage
from app.components.case_sign_in import sign_in_bar
from app.components.case_start import start
from app.components.case_state import go_to
from app.components.case_words import (
    amounts,
    clock_time,
    counts,
    made,
    moment,
    muted,
    told,
    words,
)
from app.components.data_table import RowButton, data_table, section
from app.components.markup import Markup, show, tag
from app.components.tiles import tile
from app.components.wording import many, number
from traceability.domain.cases import case_name, case_number
from traceability.services.cases.list_cases import list_cases
from traceability.services.drills.list_actions import list_actions
from traceability.services.drills.list_drills import list_drills

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.components.snapshot_choice import Choice
    from traceability.settings import Settings

Row = dict[str, Any]
_ENDED = frozenset({"signed", "aborted"})


def _result(row: Row) -> str:
    return "✔ passed" if row["is_passed"] else "✘ failed"


def _time(row: Row) -> str:
    seconds = row["seconds_to_scope"]
    return "no time was set" if seconds is None else clock_time(seconds)


SHOWN = 12
"""Drills drawn as bars, the latest; the table below them has all."""
_CASES = (
    made("case", "Case", lambda row: case_name(row["case_no"])),
    made("kind", "Kind", lambda row: words(row["kind"])),
    told("title", "About"),
    told("state", "State"),
    made("opened_at", "Opened", lambda row: moment(row["opened_at"])),
    told("opened_by", "By"),
    made("time", "Time", lambda row: clock_time(row["elapsed_seconds"])
         if row["state"] in _ENDED else "running",
         "From the trigger to the end, without pauses."),
    counts("lots", "Lots"),
    counts("customers", "Customers"),
    made("outcome", "Outcome", lambda row: words(row["outcome"])),
)  # fmt: skip
_TREND = (
    made("case", "Drill", lambda row: case_name(row["case_no"])),
    made("signed_at", "Signed", lambda row: moment(row["signed_at"])),
    told("family", "Family"),
    told("direction", "Way"),
    made("is_passed", "Result", _result),
    made("time", "Time to scope", _time),
    amounts("accounted_percent", "Accounted %"),
    amounts("difficulty", "Difficulty"),
)


def case_list(settings: Settings, choice: Choice) -> None:
    """Where the house stands, how to start, what there is."""
    cases = [one.as_document() for one in list_cases(settings)]
    drills = list_drills(settings)
    overdue = list_actions(settings).overdue_count
    _verdict(cases, drills.trend, len(drills.draws), overdue)
    sign_in_bar(settings)
    start(settings, drills.draws)
    _cases(cases)
    all_actions(settings)
    coverage(settings, choice)
    _trend(drills.trend)


def _verdict(cases: Sequence[Row], trend: Sequence[Row], waiting: int, overdue: int) -> None:
    running = sum(one["state"] not in _ENDED for one in cases)
    passed = sum(one["is_passed"] for one in trend)
    told_of = (
        f"{many(len(trend), 'drill')} signed, {number(passed)} passed."
        if trend
        else "No drill was signed yet: nobody knows how long it takes."
    )
    show(
        tag(
            "section",
            tag("p", tag("strong", f"{many(running, 'case')} open."), f" {told_of}",
                of="ll-verdict", role="status"),
            tag(
                "div",
                tile("cases", "Open now", running, is_warning=True),
                tile("trend", "Drills signed", len(trend)),
                tile("trend-passed", "Drills passed", passed),
                tile("start", "Draws that wait", waiting),
                tile("overdue", "Actions overdue", overdue, is_warning=True),
                of="ll-tiles",
            ),
        )
    )  # fmt: skip


def _cases(cases: Sequence[Row]) -> None:
    section("cases", "Cases and drills", number(len(cases)))
    if not cases:
        muted("None yet.")
        return
    button = RowButton(
        "Open", lambda row: case_name(row["case_no"]), lambda name: go_to(case_number(name))
    )
    data_table("cases", _CASES, cases, alt="Cases and drills", button=button)


def _trend(trend: Sequence[Row]) -> None:
    """The latest drills as bars of their time to scope, the table of all below."""
    section("trend", "How drills did", number(len(trend)))
    if not trend:
        muted("A drill is in the trend once it is signed.")
        return
    latest = list(trend)[-SHOWN:]
    longest = max((row["seconds_to_scope"] or 0 for row in latest), default=0)
    if len(trend) > SHOWN:
        muted(f"The latest {SHOWN} of {number(len(trend))}; the table has all.")
    show(tag("div", *(_bar(row, longest) for row in latest), of="ll-bars"))
    data_table("trend", _TREND, trend, alt="How drills did")


def _bar(row: Row, longest: Any) -> Markup:
    share = 0 if not longest else 100 * float(row["seconds_to_scope"] or 0) / float(longest)
    return tag(
        "div",
        tag("span", f"{case_name(row['case_no'])} · {row['family']}, {row['direction']}"),
        tag(
            "span", tag("span", "\u00a0", of="ll-fill", style=f"width:{share:.1f}%"), of="ll-track"
        ),
        tag("span", f"{_time(row)} {_result(row)}"),
        of="ll-bar",
    )
