"""The blocks that pages are set from: plain texts, said by kind; the template gives them a look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from traceability.services.reports.fit_columns import GAP, break_lines, fit_columns, measure

PORTRAIT, LANDSCAPE = 490.0, 769.0
"""Points between the margins of a page."""
_TABLE_SIZE = 7.8
_SHORT = 40
"""Rows of a table that is set fast; a longer one repeats its column titles on every page."""
_LONG_WORD = 30
_PIECE = 8
"""Letters of the pieces of a word that is too long for its line."""
_WORD = re.compile(rf"[^\s\u2e80-\uffff]{{{_LONG_WORD + 1},}}")

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table. kind: text, code (a lot), number, tick or write (to fill in)."""

    title: str
    kind: str = "text"

    @property
    def align(self) -> str:
        """Numbers stand at the right."""
        return "right" if self.kind == "number" else "left"


def block(kind: str, text: str = "") -> Block:
    """A block of one text: first, name, part, section, text, warning, note; or a page break."""
    return {"kind": kind, "text": flow(text)}


def points(texts: Iterable[str]) -> Block:
    """A list with dashes."""
    return {"kind": "points", "points": [flow(text) for text in texts]}


def facts(rows: Iterable[tuple[str, str]], *, width: int = 132) -> Block:
    """Names and values, one beside the other."""
    return {"kind": "facts", "width": width, "rows": [[name, flow(text)] for name, text in rows]}


def figures(pairs: Iterable[tuple[str, str]]) -> Block:
    """Big figures with their names below, in one line."""
    return {"kind": "figures", "figures": [list(pair) for pair in pairs]}


def form(labels: Iterable[str], *, width: int = 170) -> Block:
    """Lines to be filled in by hand."""
    return {"kind": "form", "width": width, "rows": list(labels)}


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Block]:
    """A table in the running text; without rows, nothing."""
    if not rows:
        return []
    widths = _widths(columns, rows, PORTRAIT, _TABLE_SIZE)
    if len(rows) <= _SHORT:
        lines = _lines(columns, rows, widths, _TABLE_SIZE)
        return [{"kind": "rows", "columns": _told(columns, widths), "rows": lines}]
    told = [
        [
            flow(text, most=max(int(room / measure("0", _TABLE_SIZE)) - 1, 4))
            for text, room in zip(row, widths, strict=True)
        ]
        for row in rows
    ]
    return [{"kind": "table", "columns": _told(columns, widths), "rows": told}]


def long_list(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    note: str = "",
    before: str = "",
    after: Iterable[str] = (),
    roomy: bool = False,
) -> Block:
    """A list on pages of its own, with its column titles on each of them."""
    size = 8.0 if roomy else 6.8
    widths = _widths(columns, rows, LANDSCAPE, size)
    return {
        "kind": "list",
        "title": flow(title),
        "note": flow(note),
        "before": flow(before),
        "columns": _told(columns, widths),
        "rows": _lines(columns, rows, widths, size),
        "size": size,
        "roomy": roomy,
        "after": [flow(text) for text in after],
    }


def gather_short(lists: Iterable[Block], most: int = 14) -> list[Block]:
    """The lists in their order; neighbours of a few rows share pages."""
    found: list[Block] = []
    for one in lists:
        if len(one["rows"]) > most or one["after"]:
            found.append(one)
        elif found and found[-1]["kind"] == "lists":
            found[-1]["lists"].append(one)
        else:
            found.append({"kind": "lists", "lists": [one]})
    return found


def flow(text: str, most: int = _LONG_WORD) -> str | list[str]:
    """The text, in pieces where a word is so long that it must be broken; no sign is added."""
    if len(text) <= most:
        return text
    pattern = _WORD if most == _LONG_WORD else re.compile(rf"[^\s\u2e80-\uffff]{{{most + 1},}}")
    if not pattern.search(text):
        return text
    pieces: list[str] = []
    done = 0
    for found in pattern.finditer(text):
        start, end = found.span()
        cuts = range(start + _PIECE, end, min(_PIECE, most))
        for cut in cuts:
            pieces.append(text[done:cut])
            done = cut
    return [*pieces, text[done:]]


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], room: float, size: float
) -> list[float]:
    titles, kinds = [one.title for one in columns], [one.kind for one in columns]
    return fit_columns(titles, kinds, rows, room=room, size=size)


def _lines(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], widths: Sequence[float], size: float
) -> list[list[list[str]]]:
    """Of every row its lines, of every line its cells."""
    rooms = [
        (width - GAP + 1, column.kind == "code")
        for width, column in zip(widths, columns, strict=True)
    ]
    found = []
    for row in rows:
        cells = [
            break_lines(text, room, size, is_code=is_code)
            for text, (room, is_code) in zip(row, rooms, strict=True)
        ]
        height = max(map(len, cells))
        found.append([[cell[n] if n < len(cell) else "" for cell in cells] for n in range(height)])
    return found


def _told(columns: Sequence[Column], widths: Sequence[float]) -> list[dict[str, Any]]:
    return [
        {
            "title": one.title,
            "kind": "text" if one.kind == "number" else one.kind,
            "align": one.align,
            "width": round(width, 2),
        }
        for one, width in zip(columns, widths, strict=True)
    ]
