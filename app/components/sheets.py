"""Long lists come in sheets; which rows of how many are shown stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from app.components.health_state import turn_to
from app.components.markup import show, tag
from app.components.wording import number

Row = TypeVar("Row")


def shown_range(total: int, sheet: int, size: int) -> tuple[int, int]:
    """First row of the sheet and the one after its last; the last sheet where there are fewer."""
    last = max((total - 1) // size, 0)
    first = min(sheet - 1, last) * size
    return first, min(first + size, total)


def sheet_of(rows: Sequence[Row], sheet: int, size: int) -> Sequence[Row]:
    """The rows of one sheet."""
    first, end = shown_range(len(rows), sheet, size)
    return rows[first:end]


def sheet_bar(total: int, sheet: int, size: int, noun: str) -> None:
    """Which rows these are, and the way to the others; nothing where all are shown."""
    if total <= size:
        return
    first, end = shown_range(total, sheet, size)
    key = f"sheets-{noun}"

    def turn() -> None:
        turn_to(st.session_state[key])

    st.session_state[key] = first // size + 1
    with st.container(horizontal=True, vertical_alignment="center"):
        said = f"{noun.capitalize()} {number(first + 1)} to {number(end)} of {number(total)}"
        show(tag("p", said, of="ll-muted"))
        st.pagination((total - 1) // size + 1, key=key, on_change=turn)
