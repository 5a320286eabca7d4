"""The four lists of what to do, every line with its evidence and what is missing."""

from __future__ import annotations

from typing import Any

from app.components import case_columns as columns
from app.components.case_words import muted
from app.components.data_table import Column, data_table, section
from app.components.wording import number

Row = dict[str, Any]
_LISTS: tuple[tuple[str, str, str, tuple[Column, ...], str, str], ...] = (
    ("hold", "hold", "Stock to hold", columns.HOLD, "None of these lots is in stock.",
     "Also what is in work, at a subcontractor or on its way."),
    ("stop-orders", "stop_orders", "Running orders to stop", columns.ORDERS,
     "No order that uses or makes one of these lots is running.", ""),
    ("stop-deliveries", "stop_deliveries", "Open deliveries to stop", columns.DELIVERIES,
     "No open delivery names one of these lots.", "Planned and not gone yet by the records."),
    ("call", "call", "Customers to call", columns.CALL, "No customer got any of these lots.",
     "Contact checked: when somebody last tried it."),
)  # fmt: skip


def action_lists(document: Row) -> None:
    """Hold, stop, stop, call: every line, those that were left out with that word."""
    for anchor, name, title, shown, none, note in _LISTS:
        rows = document["actions"][name]
        left_out = sum(row["is_left_out"] for row in rows)
        counts = number(len(rows)) + (f", {number(left_out)} of them left out" if left_out else "")
        _list(anchor, title, counts, shown, rows, none, note)


def missing_list(document: Row) -> None:
    """The records that are missing, and all shipments: what the lists above rest on."""
    gaps, shipments = document["gaps"], document["shipments"]
    _list("gaps", "Missing records", number(len(gaps)), columns.GAPS, gaps,
          "No record is known to be missing.", "What the extracts do not say.")  # fmt: skip
    _list("shipments", "Shipments", number(len(shipments)), columns.SHIPMENTS, shipments,
          "None of these lots was shipped.", "")  # fmt: skip


def _list(  # noqa: PLR0917 - a list and how it is told
    anchor: str,
    title: str,
    counts: str,
    shown: tuple[Column, ...],
    rows: list[Row],
    none: str,
    note: str,
) -> None:
    section(anchor, title, counts, note=note if rows else "")
    if rows:
        data_table(anchor, shown, rows, alt=title)
    else:
        muted(none)
