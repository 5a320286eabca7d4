"""Which product families were drilled in 12 months, both ways, and whether they passed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_state import state_mark
from app.components.case_words import counts, made, muted, told
from app.components.data_table import data_table, section
from app.components.wording import many, number
from traceability.domain.cases import case_name
from traceability.errors import LotlineError
from traceability.services.drills.cover_families import Coverage, cover_families
from traceability.services.drills.drill_ground import open_ground

if TYPE_CHECKING:
    from app.components.snapshot_choice import Choice
    from traceability.services.drills.drill_ground import DrillGround
    from traceability.settings import Settings

Row = dict[str, Any]
_PASSED = {None: "never drilled", True: "✔ passed", False: "✘ failed"}
_COLUMNS = (
    told("family", "Family"),
    told("direction", "Way"),
    made("last", "Last drill", lambda row: _PASSED[row["is_passed"]]),
    made("case", "Drill", lambda row: case_name(row["last_case_no"])
         if row["last_case_no"] else None),
    told("last_signed_on", "Signed"),
    counts("drills", "Drills"),
    counts("passed", "Passed"),
)  # fmt: skip


def coverage(settings: Settings, choice: Choice) -> None:
    """A sentence and a table, a row for each family and way."""
    today = datetime.now(UTC).date().isoformat()
    title = "Product families drilled in 12 months"
    try:
        found = _covered(str(settings.home), choice.in_force, state_mark(settings), today, settings)
    except LotlineError as error:
        section("coverage", title, "unknown")
        muted(error.message)
        return
    section("coverage", title, f"{number(found.covered)} of {number(found.families)}")
    if not found.rows:
        muted("No finished lot with a number is known.")
        return
    muted(
        f"{number(found.covered)} of {many(found.families, 'product family')} passed their last "
        f"drill both ways since {found.since}."
    )
    data_table("coverage", _COLUMNS, found.rows, alt=title)


@st.cache_resource(max_entries=2, show_spinner=False)
def _covered(
    home: str, snapshot_id: str | None, mark: str, day: str, _settings: Settings
) -> Coverage:
    del mark, day
    return cover_families(_settings, ground=_ground(home, snapshot_id, _settings))


@st.cache_resource(max_entries=1, show_spinner=False)
def _ground(home: str, snapshot_id: str | None, _settings: Settings) -> DrillGround:
    """The families of the snapshot in force, which no act changes: after one, drills are read."""
    del home
    return open_ground(_settings, snapshot_id)
