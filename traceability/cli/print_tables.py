"""Print lines and tables: plain text in full when piped, Rich tables on a terminal."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TextIO

from traceability.domain.tables import TextTable, visible, width

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_ROWS = 20
"""Rows of a table on a terminal; the number left out is printed below it, never hidden."""


def print_tables(lines: Iterable[str], tables: Iterable[TextTable], stream: TextIO) -> None:
    """Write the lines, then the tables, to this stream."""
    stream.writelines(f"{visible(line)}\n" for line in lines)
    if stream.isatty():
        _print_rich(tables, stream)
        return
    for table in tables:
        stream.write(f"\n{table.title} ({len(table.rows)})\n")
        stream.writelines(f"{line}\n" for line in plain_lines(table))


def plain_lines(table: TextTable) -> Iterable[str]:
    """The table as aligned text, all rows."""
    cells = [table.columns, *(tuple(visible(cell) for cell in row) for row in table.rows)]
    widths = [max(width(row[place]) for row in cells) for place in range(len(table.columns))]
    for row in cells:
        padded = (cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _print_rich(tables: Iterable[TextTable], stream: TextIO) -> None:
    # Rich costs as much as the rest of a trace: it is imported for a person's eyes only.
    console = import_module("rich.console").Console(file=stream)
    make_table, make_text = import_module("rich.table").Table, import_module("rich.text").Text
    for table in tables:
        console.print()
        console.print(_rich(table, make_table, make_text))
        left = len(table.rows) - SHOWN_ROWS
        if left > 0:
            console.print(f"{left} more: use --json or -o FILE.csv", markup=False, highlight=False)


def _rich(table: TextTable, make_table: Any, make_text: Any) -> Any:
    """A Rich table of plain Text cells, so that a code such as [red] stays what it is."""
    rows = table.rows[:SHOWN_ROWS]
    kept = [place for place in range(len(table.columns)) if any(row[place] for row in rows)]
    drawn = make_table(
        title=f"{table.title} ({len(table.rows)})", title_justify="left", highlight=False
    )
    for place in kept:
        drawn.add_column(table.columns[place], overflow="fold")
    for row in rows:
        drawn.add_row(*(make_text(visible(row[place])) for place in kept))
    return drawn
