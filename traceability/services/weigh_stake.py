"""Say what hangs on some lots or runs: products, deliveries and customers, in the widest scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.backfill import ShippedQuantity, Stake, StakeNames
from traceability.domain.scope import Scope
from traceability.index.kernel import nodes_reached
from traceability.index.layout import NULL_CODE
from traceability.services.order_rows import order_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from numpy.typing import NDArray

    from traceability.index.graph import Graph
    from traceability.index.reader import GenealogyIndex

_WEAKEST = Scope.POSSIBLE.rank
_SHIPPED = "shipped"


def weigh_stake(
    index: GenealogyIndex, seeds: NDArray[np.int64], graph: Graph | None = None
) -> Stake:
    """What is reached forward from these nodes, by the index's own graph or one like it."""
    lot_count, products, rows = _behind(index, seeds, graph or index.graph)
    table, shipments = index.table("trace_lots"), index.table("trace_shipments")
    return Stake(
        lot_count=lot_count,
        product_lot_count=len(products),
        product_codes=tuple(sorted({code for code in table.take("item_code", products) if code})),
        delivery_count=_named(shipments.numbers("delivery_code")[rows]),
        customer_count=_named(shipments.numbers("customer_code")[rows]),
        shipped=_shipped(index, rows),
    )


def name_stake(index: GenealogyIndex, seeds: NDArray[np.int64]) -> StakeNames:
    """The lots, deliveries and customers that `weigh_stake` counts of these nodes."""
    _, products, rows = _behind(index, seeds, index.graph)
    cards = index.table("trace_lots").records(("item_code", "lot_code"), products)
    shipments = index.table("trace_shipments")
    return StakeNames(
        product_lots=tuple(sorted(f"{item or ''}:{lot}" for item, lot in cards)),
        delivery_codes=_names(shipments.take("delivery_code", rows)),
        customer_codes=_names(shipments.take("customer_code", rows)),
    )


def known_lot_count(index: GenealogyIndex, nodes: NDArray[np.int64]) -> int:
    """How many of these nodes are lots with a number."""
    lots = nodes[nodes < index.lot_count]
    return int((index.table("trace_lots").numbers("is_unknown")[lots] == 0).sum())


def delivery_count(index: GenealogyIndex, nodes: NDArray[np.int64]) -> int:
    """How many deliveries took of the lots among these nodes."""
    rows, _ = _went(index, nodes[nodes < index.lot_count])
    return _named(index.table("trace_shipments").numbers("delivery_code")[rows])


def _behind(
    index: GenealogyIndex, seeds: NDArray[np.int64], graph: Graph
) -> tuple[int, NDArray[np.int64], NDArray[np.int64]]:
    """How many known lots are reached, the products among them, rows of what was shipped."""
    lots = _lots(index, seeds, graph)
    table = index.table("trace_lots")
    known = lots[table.numbers("is_unknown")[lots] == 0]
    rows, places = _went(index, lots)
    finished = table.text_pool("item_type").code_of("finished")
    is_product = table.numbers("item_type")[known] == finished
    senders = set(lots[places].tolist()) & set(known.tolist())
    products = np.array(sorted(set(known[is_product].tolist()) | senders), np.int64)
    return len(known), products, rows


def _went(
    index: GenealogyIndex, lots: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of what was shipped of these lots, and the place of each one's lot among them."""
    shipments = index.table("trace_shipments")
    owned = shipments.rows_of(lots)
    status = shipments.text_pool("delivery_status").code_of(_SHIPPED)
    went = shipments.numbers("delivery_status")[owned.rows] == status
    return owned.rows[went], owned.positions[went]


def _lots(index: GenealogyIndex, seeds: NDArray[np.int64], graph: Graph) -> NDArray[np.int64]:
    reached = nodes_reached(graph, seeds, forward=True, rank=_WEAKEST)
    return reached[reached < index.lot_count]


def _named(codes: NDArray[np.int64]) -> int:
    return len(set(codes.tolist()) - {NULL_CODE})


def _names(codes: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({code for code in codes if code is not None}))


def _shipped(index: GenealogyIndex, rows: NDArray[np.int64]) -> tuple[ShippedQuantity, ...]:
    sums: dict[tuple[str | None, str | None], Decimal | None] = {}
    records = index.table("trace_shipments").records(("item_code", "uom", "qty"), rows)
    for item, uom, qty in records:
        before = sums.get((item, uom), 0 if qty is None else qty * 0)
        sums[item, uom] = None if qty is None or before is None else before + qty
    told = [ShippedQuantity(item, qty, uom) for (item, uom), qty in sums.items()]
    return order_rows(told, "item_code", "uom")
