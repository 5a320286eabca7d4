"""Documents, lots, moves and the stock they leave: what every happening is made of."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from random import Random
from typing import Any

from tests.recall.second_factory.masters import Masters
from tests.recall.second_factory.world import (
    FIRST_DAY,
    ODD_NUMBERS,
    PRODUCTS,
    UNITS,
    WAREHOUSES,
    ZERO,
    Move,
    Warehouse,
    product_id,
)


class Ledger(Masters):
    """Everything that happened, and the documents that told it."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.random = Random(seed)
        self.moves: list[Move] = []
        self.lots: dict[int, tuple[str, str]] = {}
        self.stock: dict[tuple[str, int | None, int], Decimal] = defaultdict(Decimal)
        self.sold: list[tuple[Move, int]] = []
        self.bought: list[tuple[Move, int]] = []
        self.day = FIRST_DAY

    def number(self, table: str, **same: Any) -> str | None:
        """A running number per company: the same in both; at times missing or said twice."""
        luck = self.random.random()
        rows = self.tables[table]
        if luck < 0.03:
            return None
        if luck < 0.06 and rows:
            return rows[-1].get("number")
        return str(1 + sum(1 for row in rows if row.get("company") == same.get("company")))

    def lot(self, product: str) -> int:
        """A new lot; its number may be odd, or stand on other lots already."""
        luck = self.random.random()
        known = list(self.lots.values())
        if luck < 0.12:
            code = self.random.choice(ODD_NUMBERS)
        elif luck < 0.2 and known:
            code = self.random.choice(known)[1]
        else:
            code = f"{product[:2].upper()}{self.day:%y%m%d}-{len(self.lots) + 1}"
        self.lots[len(self.lots) + 1] = (product, code)
        return len(self.lots)

    def tracked(self, product: str) -> bool:
        kind = PRODUCTS[product][3]
        return kind != "none" and not (kind == "some" and self.random.random() < 0.4)

    def move(
        self,
        product: str,
        lot: int | None,
        qty: Decimal,
        route: tuple[int, int],
        **values: Any,
    ) -> Move:
        """Move a base quantity, told in one of the product's units; done unless said."""
        unit = PRODUCTS[product][1]
        others = PRODUCTS[product][2]
        if others and self.random.random() < 0.3:
            unit = self.random.choice(others)
        told = qty / Decimal(UNITS[unit][2])
        if unit == "dz" and qty % 12:
            told, unit = qty, PRODUCTS[product][1]
        move = Move(
            id=len(self.moves) + 1,
            product=product,
            lot=lot,
            qty=told.normalize() if told else ZERO,
            unit=unit,
            source=route[0],
            target=route[1],
            state=values.pop("state", "done"),
            day=values.pop("day", self.day),
            company=PRODUCTS[product][4],
            **values,
        )
        self.moves.append(move)
        if move.state == "done":
            self.stock[product, lot, route[0]] -= move.base_qty
            self.stock[product, lot, route[1]] += move.base_qty
        return move

    def amount(self, product: str) -> Decimal:
        if PRODUCTS[product][3] == "serial":
            return Decimal(1)
        if PRODUCTS[product][1] in {"kg", "m"}:
            return Decimal(self.random.randrange(1_000, 90_000_000)) / Decimal(100_000)
        return Decimal(self.random.randrange(1, 400))

    def have(self, product: str, place: int) -> list[tuple[int | None, Decimal]]:
        return [
            (lot, qty)
            for (name, lot, where), qty in self.stock.items()
            if name == product and where == place and qty > 0
        ]

    def warehouse(self, product: str) -> Warehouse:
        return self.random.choice([w for w in WAREHOUSES if w.company == PRODUCTS[product][4]])

    def pick(
        self, product: str, warehouse: Warehouse, part: bool = True
    ) -> tuple[int | None, Decimal] | None:
        held = self.have(product, warehouse.storage)
        if not held:
            return None
        lot, qty = self.random.choice(held[-40:])
        if part and PRODUCTS[product][3] != "serial" and self.random.random() < 0.7:
            share = Decimal(self.random.randrange(5, 100)) / 100
            qty = (qty * share).quantize(Decimal("0.00001"))
            if PRODUCTS[product][1] == "u":
                qty = qty.to_integral_value()
        return (lot, qty) if qty > 0 else None

    def purchase_line(self, purchase: int, product: str | None, **values: Any) -> int:
        return self.document(
            "purchase_line", purchase=purchase, type="line", quantity="1.0",
            unit=UNITS[PRODUCTS[product][1] if product else "u"][0],
            product=product_id(product) if product else None, **values,
        )  # fmt: skip
