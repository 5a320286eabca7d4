"""Say where the true way of a lost pair breaks: lots, order, rows and edges of that step."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from simulator.prove.figures import LostPair
from simulator.prove.reach import Ground
from simulator.records import Records, Row
from simulator.truth import Flow, Lot, Truth
from traceability.index.graph import steps_in, steps_out
from traceability.index.kernel import walk

if TYPE_CHECKING:
    from simulator.plant import Observed
    from traceability.index.graph import Graph
    from traceability.index.reader import GenealogyIndex

_POSSIBLE = 2
_SHOWN_EDGES = 12
_SHOWN_COLUMNS = (
    *("movement_type", "work_order_code", "place_code", "lot_code", "serial_code", "qty"),
    *("started_at", "occurred_at", "ended_at", "recorded_at", "capture_method"),
    *("consumption_kind", "output_group"),
)


class Explainer:
    """Explains pairs of one plant, which was run again for it."""

    def __init__(
        self, index: GenealogyIndex, graph: Graph, ground: Ground, observed: Observed
    ) -> None:
        self._index, self._graph, self._ground = index, graph, ground
        self._records, self._truth = observed.records, observed.truth
        self._sites = sorted({row["site_code"] for row in observed.records["erp_sites"]})

    def explain(self, pair: LostPair) -> Iterator[str]:
        """Lines that tell the true way, step by step, and the first step no trace can take."""
        first, last = pair.asked, pair.missed
        if pair.direction == "backward":
            first, last = last, first
        yield (
            f"{pair.industry} {pair.fault_class} plant {pair.plant} {pair.direction}: "
            f"{_named(first)} -> {_named(last)}, "
            f"{'no link at all' if pair.untimed_too else 'cut by time'}"
        )
        way = true_way(self._truth, first, last)
        broken = False
        for flow in way:
            held = self._is_reached(flow, timed=True)
            free = held or self._is_reached(flow, timed=False)
            word = "ok" if held else "CUT BY TIME" if free else "NO LINK"
            yield (
                f"  {flow.at:%d %H:%M:%S} {flow.order or '(no order)'} {flow.qty}: "
                f"{_named(flow.from_lot)} -> {_named(flow.to_lot)}  {word}"
            )
            if word != "ok":
                broken = True
                yield from self._show(flow)
        if not broken:
            yield "  every step alone is found: windows along the way exclude one another"
            for flow in way:
                yield from self._show(flow)

    def _is_reached(self, flow: Flow, *, timed: bool) -> bool:
        seeds = np.array(self._ground.nodes(flow.from_lot), np.int64)
        ends = self._ground.nodes(flow.to_lot)
        if not seeds.size or not ends:
            return False
        found = walk(self._graph, seeds, forward=True, rank=_POSSIBLE, timed=timed)
        return bool(set(found.nodes.tolist()) & set(ends))

    def _show(self, flow: Flow) -> Iterator[str]:
        for lot, role in ((flow.from_lot, "used"), (flow.to_lot, "made")):
            yield f"    {role} {_named(lot)}: nodes {self._ground.nodes(lot) or 'none'}"
            for line in rows_about(self._records, lot, flow.order):
                yield f"      row {line}"
            yield from self._edges(lot, forward=role == "used")

    def _edges(self, lot: Lot, *, forward: bool) -> Iterator[str]:
        nodes = np.array(self._ground.nodes(lot), np.int64)
        if not nodes.size:
            return
        steps = (steps_out if forward else steps_in)(self._graph, nodes, _POSSIBLE)
        table = self._index.table("trace_edges")
        columns = (
            "edge_kind",
            "evidence",
            "rule_id",
            "work_order_code",
            "place_code",
            "time_basis",
        )
        facts = table.records(columns, steps.edges)
        windows = table.records(("from_at", "until_at", "closes_at"), steps.edges)
        told = sorted(
            (" ".join(str(one) for one in fact), [_instant(one) for one in window], int(node))
            for fact, window, node in zip(facts, windows, steps.nodes, strict=True)
        )
        for fact, window, node in told[:_SHOWN_EDGES]:
            yield f"      edge {fact} [{' .. '.join(window)}] to node {node}"
        if len(told) > _SHOWN_EDGES:
            yield f"      and {len(told) - _SHOWN_EDGES} more edges"


def true_way(truth: Truth, first: Lot, last: Lot) -> list[Flow]:
    """The transfers by which material of a lot first came into another one."""
    after: defaultdict[Lot, list[Flow]] = defaultdict(list)
    for moved in truth.flows:
        after[moved.from_lot].append(moved)
    by: dict[Lot, Flow | None] = {}
    waiting: list[tuple[float, int, Lot, Flow | None]] = [(-math.inf, 0, first, None)]
    number = 0
    while waiting and last not in by:
        since, _, lot, flow = heapq.heappop(waiting)
        if lot in by:
            continue
        by[lot] = flow
        for one in after[lot]:
            if one.at.timestamp() >= since and one.to_lot not in by:
                number += 1
                heapq.heappush(waiting, (one.at.timestamp(), number, one.to_lot, one))
    way: list[Flow] = []
    step: Flow | None = by.get(last)
    while step is not None:
        way.append(step)
        step = by[step.from_lot]
    return way[::-1]


def rows_about(records: Records, lot: Lot, order: str) -> list[str]:
    """What the systems say of a lot in an order, as they say it: rows found by the true lot."""
    return [
        f"{contract}: {_told(row)}"
        for contract, rows in records.tables.items()
        for row in rows
        if row.get("item_code") == lot[0]
        and row.get("_lot") == lot[1]
        and contract not in {"wms_lots", "wms_stock"}
        and (not order or row.get("work_order_code", order) == order)
    ]


def _told(row: Row) -> str:
    parts = []
    for name in _SHOWN_COLUMNS:
        value = row.get(name)
        if value is not None:
            text = f"{value:%d %H:%M:%S}" if name.endswith("_at") else str(value)
            parts.append(f"{name}={text}")
    return " ".join(parts)


def _named(lot: Lot) -> str:
    return f"{lot[0]}:{lot[1]}"


def _instant(microseconds: int | None) -> str:
    if microseconds is None:
        return "open"
    return str(np.datetime64(microseconds, "us").astype("datetime64[s]"))
