"""Mass balance of a case against its marks, and who is suspected where it does not close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components import case_columns as columns
from app.components.case_state import KEPT
from app.components.case_words import muted, words
from app.components.data_table import data_table, section
from app.components.markup import Markup, show, tag
from app.components.wording import many, number
from traceability.errors import LotlineError
from traceability.services.cases.balance_in_unit import balance_in_unit

if TYPE_CHECKING:
    from traceability.settings import Settings

Row = dict[str, Any]
LEVELS = ("raw", "semi_finished", "orders", "finished")
_MARKS = {
    "raw": ("raw_low_percent", "raw_high_percent", "raw lots"),
    "finished": ("finished_low_percent", "finished_high_percent", "finished lots"),
}


def balance(settings: Settings, document: Row) -> None:
    """Totals by level with their marks, the top suspects, then every lot and order."""
    totals = document["balances"]["totals"]
    section("balance", "Mass balance", number(len(totals)))
    if not totals:
        muted("This snapshot has no balance of these lots.")
        return
    balances = _in_unit(settings, document)
    totals = balances["totals"]
    show(*(_mark(balances["marks"], *mark) for mark in _MARKS.values()))
    if totals:
        data_table("balance", columns.TOTALS, totals, alt="Mass balance")
    else:
        muted(f"Nothing of it can be told in {balances['unit']}; the list below says why.")
    suspects = [one for total in totals for one in total["suspects"]]
    if suspects:
        show(
            tag("p", tag("strong", "Where to look first")),
            tag("ul", *(tag("li", one) for one in suspects)),
        )
    rows = [{"level": level} | row for level in LEVELS for row in balances[level]]
    if st.toggle(f"Show every lot and order: {many(len(rows), 'balance')}", key="balances-more"):
        data_table("balances", columns.BALANCE, rows, alt="Every balance")


def _in_unit(settings: Settings, document: Row) -> Row:
    """The balances as they were frozen, or in the unit that is asked for."""
    unit = st.text_input("In which unit, such as kg; empty: as it was frozen", key="balance-unit",
                         width=420)  # fmt: skip
    frozen: Row = document["balances"]
    if not (unit or "").strip():
        return frozen
    try:
        told = _converted(
            str(settings.home), document["case"]["case_no"], document["scope"]["sha256"],
            unit.strip(), settings,
        )  # fmt: skip
    except LotlineError as error:
        show(tag("p", error.message, of="ll-note"))
        return frozen
    muted(f"In {unit.strip()}, for reading: the record and its reports keep their own units.")
    return told


@st.cache_resource(max_entries=KEPT, show_spinner="Reckoning in that unit")
def _converted(home: str, case_no: int, scope: str, unit: str, _settings: Settings) -> Row:
    del home, scope
    return balance_in_unit(_settings, case_no, unit)


def score(document: Row) -> None:
    """How a drill did, mark by mark; empty for a case that was no drill."""
    drill = document["drill"]
    if drill is None:
        return
    told = drill["score"]
    met = sum(mark["is_met"] is True for mark in told["marks"])
    section("score", "Score of the drill", f"{number(met)} of {number(len(told['marks']))} met")
    hard = drill["difficulty"]
    show(
        tag("ul", *(_scored(mark) for mark in told["marks"]), of="ll-marks"),
        tag(
            "p",
            f"The lot was {drill['drawn_from']}"
            f"{', blind' if drill['is_blind'] else ', announced'}. Drawn by {drill['drawn_by']}. "
            f"Difficulty {hard['value']}: {many(hard['lots'], 'lot')}, "
            f"{many(hard['customers'], 'customer')}, {many(hard['depth'], 'step')}, "
            f"{many(hard['gaps'], 'gap')}.",
            of="ll-muted",
        ),
    )
    for name, found in ((drill["truth"] or {}).get("scopes") or {}).items():
        show(
            tag(
                "p",
                f"Against the truth, scope {words(name)}: sensitivity {found['sensitivity']}, "
                f"precision {found['precision']}, {len(found['lost'])} lost, "
                f"{found['extra_count']} too many.",
            )
        )


def _scored(mark: Row) -> Markup:
    sign = {True: "✔", False: "✘", None: "·"}[mark["is_met"]]
    kind = " (an example, not your own mark)" if mark["is_example"] else ""
    return tag("li", tag("b", f"{sign} "), f"{mark['says']}{kind}")


def _mark(marks: dict[str, Row], low: str, high: str, what: str) -> Markup:
    kind = " (an example, not your own mark)" if marks[low]["is_example"] else ""
    return tag(
        "p",
        f"Mark for {what}: {marks[low]['value']} to {marks[high]['value']} % accounted for{kind}.",
        of="ll-muted",
    )
