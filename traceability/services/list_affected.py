"""Say what lots or runs touch: orders, lots, products, deliveries and customers by evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import EVIDENCE, Direction, Scope
from traceability.services.dress_answer import (
    dress_customers,
    dress_lots,
    dress_orders,
    dress_shipments,
)
from traceability.services.select_nodes import select_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.domain.alerts import Affected
    from traceability.index.reader import GenealogyIndex


def list_affected(index: GenealogyIndex, nodes: Iterable[int]) -> Affected:
    """What is reached forward from these nodes in the widest scope, as `lotline trace` would say.

    Lots are written ITEM:LOT, products are items of lots that were shipped or are finished goods.
    """
    seeds = np.array(sorted(set(nodes)), np.int64)
    if not seeds.size:
        return {}
    chosen = select_nodes(index.graph, seeds, Direction.FORWARD, Scope.POSSIBLE.rank)
    shipped, planned = dress_shipments(index, chosen.sent)
    lots = dress_lots(index, chosen, {})
    sent = {row.lot_id for row in shipped}
    finished = [lot for lot in lots if lot.item_type == "finished" or lot.lot_id in sent]
    own = [(row.item_code, row.evidence) for row in shipped]
    found: dict[str, Iterable[tuple[str | None, str]]] = {
        "orders": [(row.work_order_code, row.evidence) for row in dress_orders(index, chosen)],
        "lots": [(_lot(lot.item_code, lot.lot_code), lot.evidence) for lot in lots],
        "products": [(lot.item_code, lot.evidence) for lot in finished] + own,
        "deliveries": [(row.delivery_code, row.evidence) for row in shipped],
        "open_deliveries": [(row.delivery_code, row.evidence) for row in planned],
        "customers": [
            (row.customer_code, row.evidence)
            for row in dress_customers(index, shipped, chosen.sent)
        ],
    }
    return {section: told for section, pairs in found.items() if (told := _strongest(pairs))}


def _strongest(pairs: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    """Each code once, with the surest of its evidence."""
    told: dict[str, str] = {}
    for code, evidence in pairs:
        if code is not None:
            told[code] = min(evidence, told.get(code, evidence), key=EVIDENCE.index)
    return told


def _lot(item_code: str | None, lot_code: str | None) -> str | None:
    """A lot without a number has none to look for on a shelf; its order is told."""
    return None if lot_code is None else f"{item_code or '?'}:{lot_code}"
