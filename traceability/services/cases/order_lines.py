"""Put the lines of a list of action in order, each under an id of its own."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.services.cases.read_ground import ScopeLot

Row = dict[str, Any]
_ALSO = 2
"""Lots named in a sentence; the others are counted."""


def order_lines(rows: Iterable[Row], *names: str) -> list[Row]:
    """The rows by these columns, unknown ones last, then by all; ids that repeat get a number."""
    keyed = sorted(((_key(row, names), row) for row in rows), key=itemgetter(0))
    listed: list[Row] = []
    for _, tied in groupby(keyed, key=itemgetter(0)):
        group = [row for _, row in tied]
        listed += sorted(group, key=lambda row: _key(row, sorted(row))) if group[1:] else group
    seen: dict[str, int] = {}
    for row in listed:
        base = row["line_id"]
        seen[base] = seen.get(base, 0) + 1
        if seen[base] > 1:
            row["line_id"] = f"{base}#{seen[base]}"
    return listed


def missing_columns(evidence: str, records: list[str], what: str) -> Row:
    """The columns on missing records: none for what is sure enough to act on.

    what: the line in words, told where no gap stands behind its doubt.
    """
    if evidence != "possible":
        return {"missing_record": None, "missing_records": []}
    told = records or [f"No record says for sure that {what}."]
    return {"missing_record": told[0], "missing_records": told}


def named(lots: Iterable[ScopeLot]) -> str:
    """The first lots by name, and how many more there are."""
    names = sorted({lot.name for lot in lots})
    more = len(names) - _ALSO
    if more <= 0:
        return " and ".join(names)
    return f"{', '.join(names[:_ALSO])} and {more} more"


def _key(row: Row, names: Iterable[str]) -> list[tuple[bool, str]]:
    return [(row[name] is None, str(row[name])) for name in names]
