"""What stands behind lots: ancestors, orders, machines, persons, shifts, places and suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from traceability.index.graph import steps_in, steps_out
from traceability.index.kernel import lots_reached, nodes_reached
from traceability.index.node_sets import distinct, is_among
from traceability.services.resolve_question import runs_of_orders

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex

KINDS = ("lot", "order", "machine", "operator", "shift", "place", "supplier")
_OPERATION_COLUMNS = {
    "machine": "equipment_code",
    "operator": "operator_code",
    "shift": "shift_code",
}


class Mark(NamedTuple):
    """A feature by its kind and code; the code of a lot is its node as text."""

    kind: str
    code: str


class Features:
    """Features of lots in one index, in one scope."""

    def __init__(self, index: GenealogyIndex, rank: int, *, timed: bool) -> None:
        self._index = index
        self._rank = rank
        self._timed = timed

    def behind(self, lots: NDArray[np.int64]) -> set[Mark]:
        """Every feature behind any of these lots; the supplier of the lot itself counts.

        One lot is no ancestor of itself; of several, one may be an ancestor of another.
        """
        index = self._index
        nodes = nodes_reached(index.graph, lots, forward=False, rank=self._rank, timed=self._timed)
        reached = nodes[nodes < index.lot_count]
        runs = nodes[(nodes >= index.lot_count) & (nodes < index.pool_start)]
        marks = {Mark("lot", str(node)) for node in self._ancestors(nodes, lots).tolist()}
        marks |= self._of_runs(runs)
        supplies = index.table("trace_supplies")
        rows = supplies.rows_of(reached).rows
        return marks | _marks("supplier", supplies.take("supplier_code", rows))

    def having(self, mark: Mark) -> NDArray[np.int64]:
        """Every lot that this feature stands behind, ascending."""
        seeds = self._seeds(mark)
        lots = lots_reached(
            self._index.graph, seeds, forward=True, rank=self._rank, timed=self._timed
        )
        return lots[lots != int(mark.code)] if mark.kind == "lot" else lots

    def _ancestors(self, nodes: NDArray[np.int64], lots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Known lots among the nodes that something else reached was made of."""
        index = self._index
        if len(lots) == 1:
            found = nodes[(nodes < index.lot_count) & (nodes != lots[0])]
        else:
            found = distinct(steps_in(index.graph, nodes, self._rank).nodes)
            found = found[(found < index.lot_count) & is_among(found, nodes)]
        unknown = index.table("trace_lots").take("is_unknown", found)
        return np.asarray(found[~np.array([bool(one) for one in unknown], bool)])

    def _of_runs(self, runs: NDArray[np.int64]) -> set[Mark]:
        index = self._index
        table, rows = index.table("trace_runs"), runs - index.lot_count
        orders = _marks("order", table.take("work_order_code", rows))
        marks = orders | _marks("place", table.take("line_code", rows))
        edges = index.table("trace_edges")
        for steps in (steps_in, steps_out):
            near = steps(index.graph, runs, self._rank).edges
            marks |= _marks("place", edges.take("place_code", near))
        operations = index.table("trace_operations")
        if len(operations):
            done = operations.rows_of_codes(sorted(mark.code for mark in orders)).rows
            for kind, column in _OPERATION_COLUMNS.items():
                marks |= _marks(kind, operations.take(column, done))
        return marks

    def _seeds(self, mark: Mark) -> NDArray[np.int64]:
        index = self._index
        if mark.kind == "lot":
            return np.array([int(mark.code)], np.int64)
        if mark.kind == "order":
            return runs_of_orders(index, [mark.code])
        if mark.kind == "supplier":
            supplies = index.table("trace_supplies")
            return distinct(supplies.owners_of(_rows(supplies, "supplier_code", mark.code)))
        if mark.kind == "place":
            return self._runs_at(mark.code)
        operations = index.table("trace_operations")
        rows = _rows(operations, _OPERATION_COLUMNS[mark.kind], mark.code)
        codes = operations.take("work_order_code", rows)
        return runs_of_orders(index, {code for code in codes if code})

    def _runs_at(self, code: str) -> NDArray[np.int64]:
        """Runs of that line, and runs that used or made something at that place."""
        index, graph = self._index, self._index.graph
        on_line = _rows(index.table("trace_runs"), "line_code", code) + index.lot_count
        there = _rows(index.table("trace_edges"), "place_code", code)
        ends = np.concatenate((graph.out_node[there], graph.source[there])).astype(np.int64)
        return distinct(on_line, ends[(ends >= index.lot_count) & (ends < index.pool_start)])


def _marks(kind: str, codes: list[Any]) -> set[Mark]:
    return {Mark(kind, code) for code in set(codes) - {None}}


def _rows(table: Any, column: str, code: str) -> NDArray[np.int64]:
    """Rows of a mart with exactly this code in a column."""
    if not len(table):
        return np.empty(0, np.int64)
    known = table.text_pool(column).code_of(code)
    if known < 0:
        return np.empty(0, np.int64)
    return np.flatnonzero(table.numbers(column) == known).astype(np.int64)
