"""One list of an answer as a table: every row, plain texts, exact amounts, a button per row."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import streamlit as st

from app.components.markup import show, tag
from app.components.wording import listed, many, number
from traceability.domain.tables import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BUTTON_ROWS = 20_000
"""Longer tables have no button in each row: the browser gets all rows, and it would crawl."""
WHOLE_ROWS = 16
"""Tables up to this many rows stand in full; longer ones scroll inside themselves."""
ROW_HEIGHT = 34
_EVEN = 2
"""The grid leaves out texts more than so many times as long as the mean."""
_CODE, _LETTER, _MARGIN = 24, 8, 20
"""The longest text that is shown whole, in letters; a letter and the margins, in pixels."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: field of the row, heading, and what the heading tells when pointed at.

    is_number: sorts by size. is_last: stands after the button of the row. value: takes the cell
    from the row where it is no plain field. width: in pixels, where what stands there must be seen
    whole.
    """

    field: str
    label: str
    help: str = ""
    is_number: bool = False
    is_last: bool = False
    value: Callable[[Any], Any] | None = None
    width: int | None = None


@dataclass(frozen=True, slots=True)
class RowButton:
    """A button in each row. target: what on_press is called with; no button where it is None."""

    label: str
    target: Callable[[Any], str | None]
    on_press: Callable[[str], None]


def data_table(
    key: str,
    columns: Sequence[Column],
    rows: Sequence[Any],
    *,
    alt: str,
    button: RowButton | None = None,
) -> None:
    """Show all rows. Columns in which no row knows anything are named below, not shown."""
    cells = {column.label: [_cell(column, row) for row in rows] for column in columns}
    empty = [label for label, found in cells.items() if not any(one is not None for one in found)]
    shown = [column for column in columns if column.label not in empty]
    config: dict[str, Any] = {
        column.label: st.column_config.Column(
            column.label,
            help=column.help or None,
            width=column.width or whole_width(cells[column.label]),
        )
        for column in shown
    }
    data = {one.label: _array(one, cells[one.label]) for one in shown if not one.is_last}
    if button is not None and len(rows) <= BUTTON_ROWS:
        data[button.label], config[button.label] = _buttons(f"{key}-press", button, rows)
    data |= {one.label: _array(one, cells[one.label]) for one in shown if one.is_last}
    st.dataframe(
        pa.table(data),
        key=key,
        hide_index=True,
        column_config=config,
        placeholder="",
        row_height=ROW_HEIGHT,
        height="content" if len(rows) <= WHOLE_ROWS else ROW_HEIGHT * WHOLE_ROWS,
        alt=alt,
    )
    if empty:
        words = listed([label.lower() for label in empty])
        show(tag("p", f"Not recorded in any of these rows: {words}.", of="ll-muted"))


def _buttons(key: str, button: RowButton, rows: Sequence[Any]) -> tuple[Any, Any]:
    """A column of buttons, and what happens when one is pressed."""

    def pressed() -> None:
        target = button.target(rows[st.session_state[key].row])
        if target:
            button.on_press(target)

    labels = [button.label if button.target(row) else None for row in rows]
    config = st.column_config.ButtonColumn("", width="small", key=key, on_click=pressed)
    return pa.array(labels, pa.string()), config


def section(anchor: str, title: str, counts: str, *, note: str = "") -> None:
    """A heading with its count, and a place that the tiles lead to."""
    show(
        tag(
            "div",
            tag("h3", title, tag("span", counts, of="ll-count"), id=anchor),
            tag("p", note, of="ll-muted") if note else None,
            of="ll-section",
        )
    )


def counted(count: int, noun: str, rows: int, row_noun: str = "row") -> str:
    """`6`, or `31 deliveries, 38 lines` where a thing takes several rows."""
    return number(count) if count == rows else f"{many(count, noun)}, {many(rows, row_noun)}"


def whole_width(values: list[Any]) -> int | None:
    """The width of a column of codes of which few are long; None where the grid finds one itself.

    It measures the rows and takes a few long ones for outliers: `order 64` was seen as `order 6`.
    """
    lengths = [0 if value is None else len(str(value)) for value in values]
    longest = max(lengths, default=0)
    if longest > _CODE or longest * len(lengths) <= _EVEN * sum(lengths):
        return None
    return _MARGIN + _LETTER * longest


def _cell(column: Column, row: Any) -> Any:
    value = column.value(row) if column.value else getattr(row, column.field)
    if isinstance(value, str):
        return visible(value) or None
    return value


def _array(column: Column, values: list[Any]) -> Any:
    if column.is_number:
        if any(isinstance(value, Decimal) for value in values):
            return pa.array(values, pa.decimal128(38, 6))
        return pa.array(values, pa.int64())
    return pa.array([None if value is None else str(value) for value in values], pa.string())
