"""Find the orders that are not closed and touch a lot of the case, and what they took of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.scope import EVIDENCE, Scope
from traceability.index.graph import steps_in, steps_out
from traceability.index.node_sets import is_among
from traceability.services.resolve_question import runs_of_orders
from traceability.services.summarise_trace import ENDED, running_orders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.services.cases.read_ground import CaseFacts, Ground

Row = dict[str, Any]
_WEAKEST = Scope.POSSIBLE.rank
_BEGUN = frozenset({"in_progress", "released"})


@dataclass(frozen=True, slots=True)
class Use:
    """What a running order took of a lot; qty None = unknown."""

    work_order_code: str
    lot_id: str
    qty: Decimal | None
    uom: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class RunningOrders:
    """Orders by code with item_code, site_code, line_code, order_status, evidence.

    used, made, allocated: ids of the lots of the case that each order used, made, or is to use.
    uses: amounts that orders took which are known to have begun.
    """

    orders: dict[str, Row]
    used: dict[str, set[str]]
    made: dict[str, set[str]]
    allocated: dict[str, set[str]]
    uses: list[Use]


def find_running_orders(ground: Ground, facts: CaseFacts) -> RunningOrders:
    """Neither closed nor cancelled, or of unknown status without an end."""
    orders: dict[str, Row] = {}
    for role in running_orders(ground.forward):
        row = {
            name: getattr(role, name)
            for name in ("item_code", "site_code", "order_status", "evidence")
        }
        _keep(orders, role.work_order_code, row)
    found = RunningOrders(orders, {}, {}, {}, [])
    for row in facts.allocations:
        ended = row["order_status"] in ENDED or (not row["order_status"] and row["closed_at"])
        if not ended:
            code, lot = row["work_order_code"], ground.lots[row["lot_id"]]
            told = {name: row[name] for name in ("item_code", "site_code", "order_status")}
            _keep(orders, code, told | {"evidence": lot.evidence, "line_code": row["line_code"]})
            found.allocated.setdefault(code, set()).add(lot.lot_id)
    _link(ground, found)
    return found


def _keep(orders: dict[str, Row], code: str, row: Row) -> None:
    """An order once, with the best evidence that any of its roles has."""
    known = orders.setdefault(code, {"line_code": None, **row})
    known["evidence"] = min(known["evidence"], row["evidence"], key=EVIDENCE.index)
    known["line_code"] = known["line_code"] or row.get("line_code")


def _link(ground: Ground, found: RunningOrders) -> None:
    """Put in what each order used and made of the case, and its line."""
    index = ground.index
    nodes = runs_of_orders(index, found.orders)
    runs = index.table("trace_runs").records(
        ("work_order_code", "line_code"), nodes - index.lot_count
    )
    codes = []
    for code, line in runs:
        codes.append(code)
        found.orders[code]["line_code"] = found.orders[code]["line_code"] or line
    found.uses.extend(_uses(ground, found, nodes, codes))
    steps = steps_out(index.graph, nodes, _WEAKEST)
    kept = is_among(steps.nodes, ground.nodes)
    ids = index.table("trace_lots").take("lot_id", steps.nodes[kept])
    for place, lot_id in zip(steps.positions[kept].tolist(), ids, strict=True):
        found.made.setdefault(codes[place], set()).add(lot_id)


def _uses(
    ground: Ground, found: RunningOrders, nodes: np.ndarray[Any, Any], codes: list[str]
) -> Iterator[Use]:
    """What known lots gave to orders that have begun, one row per order, lot and unit."""
    index = ground.index
    steps = steps_in(index.graph, nodes, _WEAKEST)
    steps = steps.only(is_among(steps.nodes, ground.nodes))
    ids = index.table("trace_lots").take("lot_id", steps.nodes)
    amounts = index.table("trace_edges").records(("qty", "uom", "is_returned"), steps.edges)
    ranks = index.graph.rank[steps.edges].tolist()
    sums: dict[tuple[str, str, str | None], tuple[Decimal | None, int]] = {}
    for place, lot_id, (qty, uom, returned), rank in zip(
        steps.positions.tolist(), ids, amounts, ranks, strict=True
    ):
        code = codes[place]
        found.used.setdefault(code, set()).add(lot_id)
        begun = found.orders[code]["order_status"] in _BEGUN
        if returned or not begun or ground.lots[lot_id].lot_code is None:
            continue
        known, best = sums.get((code, lot_id, uom), (Decimal(0), rank))
        total = None if known is None or qty is None else known + qty
        sums[code, lot_id, uom] = (total, min(best, rank))
    for (code, lot_id, uom), (qty, rank) in sums.items():
        yield Use(code, lot_id, qty, uom, EVIDENCE[rank])
