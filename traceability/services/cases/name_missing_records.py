"""Name the missing record that decides on each lot and order that is only possible."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import EVIDENCE
from traceability.services.gather_details import describe_links
from traceability.services.weigh_gaps import gap_sentence, label_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.domain.trace_details import Link
    from traceability.services.look_beyond import Beyond

POSSIBLE = EVIDENCE[-1]


class MissingRecords:
    """Sentences on missing records, by lot and by order, of a walk forward of scope `possible`.

    Each lot or run is decided on by the gap nearest to what was asked that leads to it. Where a gap
    is on record itself, its message is the one that the list of gaps has.
    """

    def __init__(self, beyond: Beyond) -> None:
        self._index = beyond.index
        self._reach = beyond.selection.went

    def of_lot(self, lot_id: str) -> str | None:
        """The record that decides on a lot; None where none does."""
        return self._by_lot.get(lot_id)

    def of_lots(self, lot_ids: Iterable[str]) -> list[str]:
        """The records that decide on these lots, each once."""
        return sorted({text for lot in lot_ids if (text := self._by_lot.get(lot))})

    def of_order(self, code: str) -> list[str]:
        """The records that decide on an order."""
        return sorted(self._by_order.get(code, ()))

    @cached_property
    def _by_lot(self) -> dict[str, str]:
        nodes, texts = self._told
        is_lot = nodes < self._index.lot_count
        ids = self._index.table("trace_lots").take("lot_id", nodes[is_lot])
        kept = [text for text, lot in zip(texts, is_lot.tolist(), strict=True) if lot]
        return dict(zip(ids, kept, strict=True))

    @cached_property
    def _by_order(self) -> dict[str, set[str]]:
        nodes, texts = self._told
        index = self._index
        is_run = (nodes >= index.lot_count) & (nodes < index.pool_start)
        codes = index.table("trace_runs").take("work_order_code", nodes[is_run] - index.lot_count)
        kept = [text for text, run in zip(texts, is_run.tolist(), strict=True) if run]
        found: dict[str, set[str]] = {}
        for code, text in zip(codes, kept, strict=True):
            if code is not None:
                found.setdefault(code, set()).add(text)
        return found

    @cached_property
    def _told(self) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], list[str]]:
        """Nodes beyond `probable`, and the sentence on each."""
        if self._reach is None:
            return np.empty(0, np.int64), []
        labels, _ = label_nodes(self._index.graph, self._reach, forward=True)
        kept = labels >= 0
        edges = labels[kept].tolist()
        distinct = sorted(set(edges))
        texts = dict(zip(distinct, self._sentences(distinct), strict=True))
        return self._reach.nodes[kept], [texts[edge] for edge in edges]

    def _sentences(self, edges: list[int]) -> list[str]:
        rows = np.array(edges, np.int64)
        ends = self._index.graph.out_node[rows].astype(np.int64)
        gaps = self._index.table("trace_gaps")
        owned = gaps.rows_of(ends)
        on_record: dict[int, tuple[str, str]] = {}
        records = gaps.records(("rule_id", "message"), owned.rows)
        for place, record in zip(owned.positions.tolist(), records, strict=True):
            on_record[place] = min(record, on_record.get(place, record))
        links = describe_links(self._index, rows)
        return [
            self._sentence(link, on_record.get(place), is_lot=end < self._index.lot_count)
            for place, (link, end) in enumerate(zip(links, ends.tolist(), strict=True))
        ]

    @staticmethod
    def _sentence(link: Link, recorded: tuple[str, str] | None, *, is_lot: bool) -> str:
        if link.edge_kind == "gap" and is_lot and recorded is not None:
            return recorded[1]
        return f"{gap_sentence(link)}."
