"""The closed trace of the played moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tests.recall.second_factory.factory import Factory
from tests.recall.second_factory.world import CUSTOMER, OUT, STORAGE, SUPPLIER, Move


class Truth:
    """Answers from the moves that happened: nothing here reads a table."""

    def __init__(self, factory: Factory) -> None:
        self.factory = factory
        self.uses: dict[int, set[int]] = defaultdict(set)
        self.used_in: dict[int, set[int]] = defaultdict(set)
        self.makes: dict[int, set[int]] = defaultdict(set)
        self.made_in: dict[int, set[int]] = defaultdict(set)
        self.customers: dict[int, set[int]] = defaultdict(set)
        self.suppliers: dict[int, set[int]] = defaultdict(set)
        self.held: dict[int, Decimal] = defaultdict(Decimal)
        self.shipped: dict[int, Decimal] = defaultdict(Decimal)
        self.returned: dict[int, Decimal] = defaultdict(Decimal)
        self.sent: dict[int, Decimal] = {}
        facts = [move for move in factory.moves if move.state == "done" and move.lot is not None]
        for move in facts:
            self.note(move, move.lot)
        for move in facts:
            if move.made_by and self.came_back(move.lot, move.made_by):
                self.makes[move.made_by].discard(move.lot)
                self.made_in[move.lot].discard(move.made_by)

    def came_back(self, lot: int, order: int) -> bool:
        """Whether an order took apart what the lot went into: no news about either."""
        return self.factory.tables["production"][order - 1]["type"] == "disassembly" and any(
            lot in self.used_in[maker]
            for product in self.used_in[order]
            for maker in self.made_in[product] - {order}
        )

    def note(self, move: Move, lot: int) -> None:
        if move.used_by:
            self.uses[lot].add(move.used_by)
            self.used_in[move.used_by].add(lot)
        if move.made_by:
            self.makes[move.made_by].add(lot)
            self.made_in[lot].add(move.made_by)
        if move.target == CUSTOMER:
            self.customers[lot].add(self.party(move, "customer"))
        if move.target in OUT:  # rented goods are in a customer's hands, whoever that is
            self.shipped[lot] += move.base_qty
            self.sent[move.id] = move.base_qty
        if move.source == CUSTOMER:
            self.returned[lot] += move.base_qty
        if move.source == SUPPLIER:
            self.suppliers[lot].add(self.party(move, "supplier"))
        self.held[lot] += move.base_qty * ((move.target in STORAGE) - (move.source in STORAGE))

    def party(self, move: Move, role: str) -> int:
        tables = self.factory.tables
        if move.shipment is not None:
            table = move.shipment[0].replace(".", "_")
            return int(tables[table][move.shipment[1] - 1][role])
        assert move.origin is not None
        table, number = move.origin[0].replace(".", "_"), move.origin[1]
        head = tables[table][number - 1]["sale" if role == "customer" else "purchase"]
        whole = "sale_sale" if role == "customer" else "purchase_purchase"
        return int(tables[whole][head - 1]["party"])

    def forward(self, lot: int) -> dict[str, set[int]]:
        lots = closed(
            lot, lambda at: {made for order in self.uses[at] for made in self.makes[order]}
        )
        return {
            "lots": lots - {lot},
            "orders": joined(self.uses, lots) | self.made_in[lot],
            "parties": joined(self.customers, lots),
        }

    def backward(self, lot: int) -> dict[str, set[int]]:
        lots = closed(
            lot, lambda at: {used for order in self.made_in[at] for used in self.used_in[order]}
        )
        return {
            "lots": lots - {lot},
            "orders": joined(self.made_in, lots) | self.uses[lot],
            "parties": joined(self.suppliers, lots),
        }


def closed(start: int, step: Any) -> set[int]:
    """Everything reached from start, and start."""
    found, open_ones = {start}, [start]
    while open_ones:
        for other in step(open_ones.pop()):
            if other not in found:
                found.add(other)
                open_ones.append(other)
    return found


def joined(table: dict[int, set[int]], keys: Iterable[int]) -> set[int]:
    return {value for key in keys for value in table.get(key, ())}
