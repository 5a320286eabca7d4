"""Finds the lots and orders that rejected rows speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.code_keys import code_key
from traceability.index.layout import NULL_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.index.mart_columns import Column, MartColumns

_SEPARATOR = "\x1f"


class MentionMatcher:
    """Matches fields of rejected rows with lots (by code or the source's own id) and orders.

    A source's own id counts only in rows of that source: `5` of another system is another thing.
    """

    def __init__(self, lots: MartColumns, runs: MartColumns) -> None:
        self._lots = lots
        self._runs = runs

    def match(self, quarantine: MartColumns) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Pointers by node (lots, then runs) into row numbers of the sorted quarantine mart."""
        node_count = self._lots.rows + self._runs.rows
        pairs = sorted(set(self._pairs(quarantine))) if quarantine.rows else []
        nodes = np.array([node for node, _ in pairs], np.int64)
        rows = np.array([row for _, row in pairs], np.int64)
        counts = np.bincount(nodes, minlength=node_count)
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), rows

    def _pairs(self, quarantine: MartColumns) -> Iterator[tuple[int, int]]:
        """(node, row) of every mention; a row counts once for a node."""
        mentions, systems = quarantine.columns["mentions"], quarantine.columns["source_system"]
        words = {
            code: frozenset(text.as_py().split(_SEPARATOR)) - {""}
            for code, text in enumerate(mentions.pool)
        }
        wanted = frozenset().union(*words.values())
        by_code = _nodes_by_key(self._lots.columns["lot_code_key"], wanted, 0, is_key=True)
        by_uid = _nodes_by_key(self._lots.columns["lot_uid"], wanted, 0)
        by_order = _nodes_by_key(self._runs.columns["work_order_code"], wanted, self._lots.rows)
        sources = self._lots.columns["source_system"]
        for row, code in enumerate(mentions.values.tolist()):
            system = _text_at(systems, row)
            for word in words.get(code, ()):
                found = by_code.get(word, []) + by_order.get(word, [])
                found += [
                    node for node in by_uid.get(word, []) if _text_at(sources, node) == system
                ]
                yield from ((node, row) for node in found)


def _nodes_by_key(
    column: Column, wanted: frozenset[str], first_node: int, *, is_key: bool = False
) -> dict[str, list[int]]:
    """Nodes of each wanted code key, by one pass over the column's pool."""
    keys = {}
    for code, text in enumerate(column.pool):
        key = text.as_py() if is_key else code_key(text.as_py())
        if key in wanted:
            keys[code] = key
    rows = np.flatnonzero(np.isin(column.values, list(keys)))
    nodes: dict[str, list[int]] = {}
    for row, code in zip(rows.tolist(), column.values[rows].tolist(), strict=True):
        nodes.setdefault(keys[code], []).append(row + first_node)
    return nodes


def _text_at(column: Column, row: int) -> str | None:
    code = int(column.values[row])
    return None if code == NULL_CODE else str(column.pool[code])
