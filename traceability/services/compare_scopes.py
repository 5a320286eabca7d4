"""Compare the scopes of lots in an index with those in an overlay of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.correction_impact import ImpactLot, Moves, ScopeChange
from traceability.domain.scope import Scope
from traceability.index.kernel import walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from traceability.index.graph import Graph
    from traceability.index.overlay import Overlay
    from traceability.index.reader import GenealogyIndex

RANK = Scope.PROBABLE.rank
_SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class After:
    """The index as it would be.

    new_lots: names of lots behind the last one. rows: (mart, row) -> lots that have it.
    customers: another customer of rows of shipments. same: a lot that is another one afterwards.
    """

    index: GenealogyIndex
    overlay: Overlay
    new_lots: tuple[ImpactLot, ...] = ()
    rows: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    customers: dict[int, str | None] = field(default_factory=dict)
    same: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Scope:
    lots: frozenset[str]
    deliveries: frozenset[str]
    customers: frozenset[str]
    suppliers: frozenset[str]


def compare_scopes(after: After, lot: int, *, forward: bool) -> ScopeChange:
    """How the scope of one lot, a node of the overlay, changes in one direction."""
    before = (
        _scope(after, after.index.graph, lot, forward=forward, is_after=False)
        if lot < after.index.lot_count
        else _Scope(*(frozenset[str](),) * 4)
    )
    seed = after.same.get(lot, lot)
    then = _scope(after, after.overlay.graph, seed, forward=forward, is_after=True)
    return ScopeChange(
        name_lot(after, lot),
        "forward" if forward else "backward",
        *(
            _moves(getattr(before, name), getattr(then, name))
            for name in ("lots", "deliveries", "customers", "suppliers")
        ),
    )


def name_lot(after: After, lot: int) -> ImpactLot:
    """A lot of the overlay."""
    if lot >= after.index.lot_count:
        return after.new_lots[lot - after.index.lot_count]
    table = after.index.table("trace_lots")
    (card,) = table.records(("lot_id", "item_code", "lot_code"), np.array([lot]))
    return ImpactLot(*card)


def _scope(after: After, graph: Graph, seed: int, *, forward: bool, is_after: bool) -> _Scope:
    reached = walk(graph, np.array([seed], np.int64), forward=forward, rank=RANK).nodes
    lots = reached[reached < graph.lot_count]
    shipments = _rows(after, "trace_shipments", lots, is_after=is_after) if forward else []
    supplies = [] if forward else _rows(after, "trace_supplies", lots, is_after=is_after)
    table = after.index.table("trace_shipments")
    status = table.text_pool("delivery_status").code_of(_SHIPPED)
    words = table.numbers("delivery_status")
    sent = np.array([row for row in shipments if words[row] == status], np.int64)
    customers = table.take("customer_code", sent)
    if is_after:
        customers = [
            after.customers.get(row, code)
            for row, code in zip(sent.tolist(), customers, strict=True)
        ]
    suppliers = after.index.table("trace_supplies").take(
        "supplier_code", np.array(supplies, np.int64)
    )
    return _Scope(
        _names(after, lots[lots != seed]),
        _known(table.take("delivery_code", sent)),
        _known(customers),
        _known(suppliers),
    )


def _rows(after: After, mart: str, lots: NDArray[np.int64], *, is_after: bool) -> list[int]:
    """Rows of a mart that hang on these lots; afterwards with those that moved."""
    known = lots[lots < after.index.lot_count]
    rows = set(after.index.table(mart).rows_of(known).rows.tolist())
    if is_after:
        held = set(lots.tolist())
        for (name, row), owners in after.rows.items():
            if name == mart:
                (rows.add if owners & held else rows.discard)(row)
    return sorted(rows)


def _names(after: After, lots: NDArray[np.int64]) -> frozenset[str]:
    """ITEM:LOT of lots that have a number."""
    known = lots[lots < after.index.lot_count]
    table = after.index.table("trace_lots")
    known = known[table.numbers("is_unknown")[known] == 0]
    cards = table.records(("item_code", "lot_code", "lot_id"), known)
    told = {f"{item}:{code or lot_id}" for item, code, lot_id in cards}
    start = after.index.lot_count
    fresh = [after.new_lots[lot - start] for lot in lots.tolist() if lot >= start]
    return frozenset(told | {f"{lot.item_code}:{lot.lot_code}" for lot in fresh})


def _known(codes: Iterable[str | None]) -> frozenset[str]:
    return frozenset(code for code in codes if code is not None)


def _moves(before: frozenset[str], after: frozenset[str]) -> Moves:
    return Moves(
        len(before), len(after), tuple(sorted(after - before)), tuple(sorted(before - after))
    )
