"""Rows that were added many at once: the trail has their count and hash, and they must fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from traceability.store.state.case_holds import CASE_REQUEST_LINES
from traceability.store.state.case_releases import CASE_RELEASE_LINES
from traceability.store.state.case_watch import CASE_MOVES
from traceability.store.state.schema import canonical_text

if TYPE_CHECKING:
    from sqlalchemy import Table

Row = dict[str, Any]
_IN_ORDER = frozenset({CASE_REQUEST_LINES.name, CASE_RELEASE_LINES.name, CASE_MOVES.name})
"""Tables whose rows were added whole, in the order of their key, and never change."""


def many_faults(
    table: Table, rows: Sequence[Row], acts: Sequence[tuple[int, str]]
) -> tuple[int, list[str]]:
    """How many rows were compared, and a sentence where they are not those that were added.

    rows: those of the table that the trail does not name one by one. acts: count and hash of what
    was added at once, oldest first. Of tables that keep no order the rows are only counted.
    """
    told = sum(count for count, _ in acts)
    if table.name not in _IN_ORDER:
        if len(rows) == told:
            return 0, []
        return 0, [f"{table.name} has {len(rows)} rows where the audit trail tells of {told}."]
    *group, last = (column.name for column in table.primary_key)
    waiting = Counter(acts)
    ordered = sorted(rows, key=lambda row: (*(row[name] for name in group), row[last]))
    faults = []
    for key, own in groupby(ordered, key=lambda row: {name: row[name] for name in group}):
        left = _unmatched(list(own), waiting)
        if left:
            first = {last: left[0][last]}
            faults.append(
                f"{table.name} {canonical_text(key)}: from {canonical_text(first)} on, rows are "
                "not those that the audit trail tells of."
            )
    gone = sum(count * times for (count, _), times in waiting.items())
    if gone:
        faults.append(f"{table.name}: {gone} rows as they were written are not there.")
    return len(rows), faults


def _unmatched(rows: list[Row], waiting: Counter[tuple[int, str]]) -> list[Row]:
    """Rows at the end that no act explains; acts that explain the others no longer wait."""
    begin, digest = 0, sha256()
    for end, row in enumerate(rows, 1):
        digest.update(canonical_text(row).encode() + b"\n")
        act = (end - begin, digest.hexdigest())
        if waiting[act] > 0:
            waiting[act] -= 1
            begin, digest = end, sha256()
    return rows[begin:]
