"""Take source records from one lot and give them to another, or to none, over an index in memory.

Two systems tell one fact: what a second system still says of the first lot stays a probable link,
as in a build. Links that Lotline infers are left as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import Scope
from traceability.index.overlay import NewEdge
from traceability.index.record_rows import record_of, rows_of_records
from traceability.services.resolve_question import runs_of_orders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex, MartTable
    from traceability.index.record_rows import Record

USES = frozenset({"consumption", "issue"})
OUTPUTS = frozenset({"output", "production_receipt"})
_DOCUMENTS = (
    ("trace_shipments", "delivery_code", frozenset({"shipment"})),
    ("trace_supplies", "receipt_code", frozenset({"receipt"})),
)
_EVENT = ("event_kind", "work_order_code", "delivery_code", "receipt_code", "qty")


@dataclass(slots=True)
class Moved:
    """Changes to an index: edges by id, and which lot has which rows of a mart.

    Nodes are those of the index; new lots are lot_count, lot_count + 1, ... and runs as in the
    index plus `shift`. rows: (mart, row) -> lots that have it afterwards.
    """

    index: GenealogyIndex
    shift: int = 0
    removed: set[int] = field(default_factory=set)
    added: list[NewEdge] = field(default_factory=list)
    rows: dict[tuple[str, int], set[int]] = field(default_factory=dict)

    def placed(self, node: int) -> int:
        """A node of the index, as node of the overlay."""
        return node + self.shift if node >= self.index.lot_count else node

    def owners(self, mart: str, row: int) -> set[int]:
        """Lots that have a row of a mart, before or after the changes so far."""
        if (mart, row) not in self.rows:
            owner = self.index.table(mart).owners_of(np.array([row]))
            self.rows[mart, row] = {int(owner[0])}
        return self.rows[mart, row]


def move_records(moved: Moved, lot: int, other: int | None, records: set[Record]) -> None:
    """Note what becomes of edges, shipments and supplies when `lot` loses these records.

    other: the lot that gets them, a node of the overlay; None = nobody.
    """
    events = list(_events(moved.index, lot))
    orders = _move_edges(moved, lot, other, records, events)
    for event in events:
        side = _side(event.kind)
        if event.record not in records or side is None or event.order is None or other is None:
            continue
        if (event.order, side) not in orders:
            for run in _runs(moved.index, event.order):
                _join(moved, other, run, side, None)
    for mart, code, kinds in _DOCUMENTS:
        _move_documents(moved, lot, other, records, events, (mart, code, kinds))


@dataclass(frozen=True, slots=True)
class _Event:
    kind: str
    order: str | None
    delivery_code: str | None
    receipt_code: str | None
    record: Record


def _events(index: GenealogyIndex, lot: int) -> Iterator[_Event]:
    if lot >= index.lot_count:
        return
    table = index.table("trace_events")
    rows = table.rows_of(np.array([lot])).rows
    told = zip(table.records(_EVENT, rows), record_of(table, rows), strict=True)
    for (kind, order, delivery, receipt, _), record in told:
        yield _Event(kind, order, delivery, receipt, record)


def _move_edges(
    moved: Moved, lot: int, other: int | None, records: set[Record], events: list[_Event]
) -> set[tuple[str | None, bool]]:
    """Move the edges of these records; returns (order, whether used) of each.

    What is merely possible stays, but for guesses what an unknown lot is: that is known now.
    """
    index, graph = moved.index, moved.index.graph
    table = index.table("trace_edges")
    orders: set[tuple[str | None, bool]] = set()
    edges = rows_of_records(table, records)
    is_unknown = lot < index.lot_count and index.table("trace_lots").numbers("is_unknown")[lot]
    for edge in edges.tolist():
        source, target = int(graph.source[edge]), int(graph.out_node[edge])
        if lot not in {source, target}:
            continue
        is_guess = graph.rank[edge] > Scope.PROBABLE.rank
        if is_guess and not is_unknown:
            continue
        moved.removed.add(edge)
        if is_guess:
            continue
        used = source == lot
        if other is not None:
            ends = (other, moved.placed(target)) if used else (moved.placed(source), other)
            moved.added.append(NewEdge(*ends, int(graph.rank[edge]), edge))
        (order,) = table.take("work_order_code", np.array([edge]))
        orders.add((order, used))
        kinds = USES if used else OUTPUTS
        if order is not None and any(
            event.kind in kinds and event.order == order and event.record not in records
            for event in events
        ):
            _join(moved, lot, target if used else source, used, edge)
    return orders


def _join(moved: Moved, lot: int, run: int, used: bool, like: int | None) -> None:
    ends = (lot, moved.placed(run)) if used else (moved.placed(run), lot)
    moved.added.append(NewEdge(*ends, Scope.PROBABLE.rank, like))


def _side(kind: str) -> bool | None:
    """True where the lot was used, False where it was made, None where no order is concerned."""
    if kind in USES:
        return True
    return False if kind in OUTPUTS else None


def _runs(index: GenealogyIndex, order: str) -> Iterable[int]:
    return [int(run) for run in runs_of_orders(index, [order])[:1]]


def _move_documents(  # noqa: PLR0917 - what moves from where to where
    moved: Moved,
    lot: int,
    other: int | None,
    records: set[Record],
    events: list[_Event],
    mart: tuple[str, str, frozenset[str]],
) -> None:
    """Move rows of shipments or supplies; what a second record says of the lot stays with it."""
    name, column, kinds = mart
    table = moved.index.table(name)
    told = [event for event in events if event.kind in kinds]
    staying = {getattr(event, column) for event in told if event.record not in records}
    going = {getattr(event, column) for event in told if event.record in records}
    own = _rows_of_lot(table, lot, moved.index.lot_count)
    documents = table.take(column, own)
    is_own = [record in records for record in record_of(table, own)]
    moving = {code for code, mine in zip(documents, is_own, strict=True) if mine}
    for row, code, mine in zip(own.tolist(), documents, is_own, strict=True):
        if mine or (code in going and code not in moving):
            owners = moved.owners(name, row)
            if other is not None:
                owners.add(other)
            if mine and code not in staying:
                owners.discard(lot)


def _rows_of_lot(table: MartTable, lot: int, lot_count: int) -> NDArray[np.int64]:
    if lot >= lot_count:
        return np.empty(0, np.int64)
    return table.rows_of(np.array([lot])).rows
