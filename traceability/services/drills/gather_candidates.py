"""Which lots of a product family may be drawn, and what makes each of them likelier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.drills import WHOLE, Candidate
from traceability.domain.scope import Direction
from traceability.index.node_sets import is_among

if TYPE_CHECKING:
    from decimal import Decimal

    from numpy.typing import NDArray

    from traceability.services.drills.drill_ground import DrillGround

_RISKIEST = 20
"""So many suppliers, those with most findings and gaps, lend their risk to what was made."""


def gather_candidates(ground: DrillGround, family: str, direction: Direction) -> list[Candidate]:
    """Every lot that a drill of this family and direction may start from, by lot id.

    volume: amount against the largest lot of its item. age: the oldest lot has WHOLE, the newest
    none. supplier_risk: findings and gaps at the receipts of its supplier against the worst
    supplier; a finished lot has that of the worst supplier behind it. rework: whether an order with
    rework took of it (forward), or is behind it (backward).
    """
    nodes = ground.lots_of(family, direction)
    if not nodes.size:
        return []
    table = ground.index.table("trace_lots")
    items = table.take("item_code", nodes)
    factors = {
        "volume": _volumes(items, table.take("total_qty", nodes)),
        "age": _ages(table.take("first_seen_at", nodes)),
        "supplier_risk": _risks(ground, nodes, direction),
        "rework": _reworked(ground, nodes, direction),
    }
    told = zip(
        table.take("lot_id", nodes), items, table.take("lot_code", nodes),
        *factors.values(), strict=True,
    )  # fmt: skip
    found = [
        Candidate(lot_id, item, code, family, dict(zip(factors, numbers, strict=True)))
        for lot_id, item, code, *numbers in told
    ]
    return sorted(found, key=lambda one: one.lot_id)


def _volumes(items: list[str | None], amounts: list[Decimal | None]) -> list[int]:
    largest: dict[str | None, Decimal] = {}
    for item, amount in zip(items, amounts, strict=True):
        if amount is not None:
            largest[item] = max(amount, largest.get(item, amount))
    return [
        _share(amount, largest[item]) if amount is not None else 0
        for item, amount in zip(items, amounts, strict=True)
    ]


def _ages(first_seen: list[str | None]) -> list[int]:
    """By place among the days told; a lot of which nobody knows when it came has none."""
    days = sorted({one for one in first_seen if one is not None}, reverse=True)
    place = {day: number for number, day in enumerate(days)}
    last = max(len(days) - 1, 1)
    return [0 if one is None else WHOLE * place[one] // last for one in first_seen]


def _risks(ground: DrillGround, nodes: NDArray[np.int64], direction: Direction) -> list[int]:
    by_supplier = _supplied(ground)
    counts = {code: count for code, (count, _) in by_supplier.items() if count}
    worst = max(counts.values(), default=0)
    risks = np.zeros(len(nodes), np.int64)
    riskiest = sorted(counts, key=lambda code: (-counts[code], code))
    if direction is Direction.BACKWARD:
        riskiest = riskiest[:_RISKIEST]
    for code in reversed(riskiest):
        lots = by_supplier[code][1]
        if direction is Direction.BACKWARD:
            lots = ground.reached(lots, forward=True)
        risks[is_among(nodes, lots)] = WHOLE * counts[code] // worst
    return [int(risk) for risk in risks]


def _supplied(ground: DrillGround) -> dict[str, tuple[int, NDArray[np.int64]]]:
    """Findings and gaps at the receipts of each supplier, and its lots, ascending."""
    index, bought = ground.index, ground.bought
    supplies = index.table("trace_supplies")
    owned = supplies.rows_of(bought)
    told = supplies.records(("supplier_code", "receipt_code"), owned.rows)
    lots: dict[str, set[int]] = {}
    receipts: dict[str, set[str]] = {}
    for (supplier, receipt), place in zip(told, owned.positions.tolist(), strict=True):
        if supplier is not None:
            lots.setdefault(supplier, set()).add(int(bought[place]))
            receipts.setdefault(supplier, set()).update({receipt} - {None})
    gaps = index.table("trace_gaps")
    found = {}
    for supplier, nodes in lots.items():
        array = np.array(sorted(nodes), np.int64)
        count = len(gaps.rows_of(array).rows)
        count += sum(ground.receipt_findings.get(code, 0) for code in receipts[supplier])
        found[supplier] = (count, array)
    return found


def _reworked(ground: DrillGround, nodes: NDArray[np.int64], direction: Direction) -> list[int]:
    if not ground.rework.size:
        return [0] * len(nodes)
    near = ground.reached(ground.rework, forward=direction is Direction.BACKWARD)
    return [WHOLE if one else 0 for one in is_among(nodes, near).tolist()]


def _share(part: Decimal, whole: Decimal) -> int:
    return min(max(int(WHOLE * part / whole), 0), WHOLE) if whole > 0 else 0
