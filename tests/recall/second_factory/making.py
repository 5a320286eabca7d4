"""Orders: building, taking apart, repacking, reworking."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.recall.second_factory.ledger import Ledger
from tests.recall.second_factory.world import (
    EMPLOYEE,
    LOST,
    PRODUCTS,
    RECIPES,
    SUBCONTRACTOR,
    UNITS,
    Warehouse,
    product_id,
)


class Making(Ledger):
    """A ledger that can run orders."""

    def produce(self, recipe: int | None = None) -> None:
        choice = self.random.randrange(len(RECIPES)) if recipe is None else recipe
        inputs, outputs = RECIPES[choice]
        home = self.warehouse(outputs[0][0])
        state = self.random.choices(
            ("done", "running", "draft", "assigned", "cancelled"), (85, 6, 3, 3, 3)
        )[0]
        outsourced = outputs[0][0] in {"psu", "pack"} and self.random.random() < 0.4
        order = self.order(home, outputs[0][0], state, routing=2 if outsourced else 1)
        in_state = {"running": "done"}.get(state, state)
        out_state = {"running": "draft", "assigned": "draft"}.get(state, state)
        for name, most in inputs:
            if name == "dust" and self.random.random() < 0.5:
                continue  # a by-product goes back into an earlier stage: a cycle
            for _ in range(self.random.randrange(1, most + 1)):
                found = self.pick(name, home)
                if found is not None:
                    self.consume(order, home, name, found, in_state)
        for name, most in outputs:
            for _ in range(self.random.randrange(1, most + 1)):
                lot = self.lot(name) if self.random.random() > 0.03 else None
                again = [at for at, (what, _) in self.lots.items() if what == name]
                if again and PRODUCTS[name][3] == "lot" and self.random.random() < 0.1:
                    lot = self.random.choice(again[-10:])  # topped up by a second order
                self.move(
                    name, lot, self.amount(name), (home.production, home.storage), state=out_state,
                    made_by=order,
                )  # fmt: skip
            if self.random.random() < 0.1:  # waste goes straight to lost and found
                self.move(
                    name, self.lot(name), self.amount(name), (home.production, LOST),
                    state=out_state, made_by=order,
                )  # fmt: skip

    def order(self, home: Warehouse, product: str, state: str, **values: Any) -> int:
        routing = values.pop("routing", 1)
        order = self.document(
            "production", company=home.company, product=product_id(product), quantity="10.0",
            unit=UNITS[PRODUCTS[product][1]][0], state=state, type=values.pop("type", "assembly"),
            number=self.number("production", company=home.company), warehouse=home.id,
            location=home.production, routing=routing, reference='Ref, "x"',
            effective_start_date=self.day if state in {"done", "running"} else None,
            effective_date=self.day if state == "done" else None, run_by=EMPLOYEE,
            done_by=EMPLOYEE,
        )  # fmt: skip
        work = self.document(
            "production_work", company=home.company, operation=1, production=order,
            work_center=home.company, state=state if state in {"done", "running"} else "draft",
        )  # fmt: skip
        if state in {"done", "running"}:
            self.document(
                "production_work_cycle", work=work, state=state, run_by=EMPLOYEE,
                done_by=EMPLOYEE if state == "done" else None, duration="0.0699",
            )  # fmt: skip
        if routing == 2:
            purchase = self.document(
                "purchase_purchase", company=home.company, party=SUBCONTRACTOR, state="processing",
                number=self.number("purchase_purchase", company=home.company), warehouse=home.id,
            )  # fmt: skip
            self.purchase_line(purchase, None, production=order)
        return order

    def consume(
        self, order: int, home: Warehouse, name: str, found: tuple[int | None, Decimal], state: str
    ) -> None:
        self.move(
            name, found[0], found[1], (home.storage, home.production), state=state, used_by=order
        )

    def disassemble(self) -> None:
        """A device taken apart: boards under their own numbers, a power supply under a new one."""
        home = self.warehouse("device")
        found = self.pick("device", home)
        if found is None:
            return
        order = self.order(home, "device", "done", type="disassembly")
        self.consume(order, home, "device", found, "done")
        inside = [
            move.lot
            for maker in self.moves
            if maker.lot == found[0] and maker.made_by and maker.state == "done"
            for move in self.moves
            if move.used_by == maker.made_by and move.product == "board" and move.state == "done"
        ]
        if inside:
            self.move(
                "board", inside[0], Decimal(1), (home.production, home.storage), made_by=order
            )
        chips = [
            move.lot
            for maker in self.moves
            if maker.lot in inside and maker.made_by and maker.state == "done"
            for move in self.moves
            if move.used_by == maker.made_by and move.product == "chip" and move.state == "done"
        ]
        if chips:  # from two stages below: the chip went into a board, not into the device
            self.move("chip", chips[-1], Decimal(1), (home.production, home.storage), made_by=order)
        self.move(
            "psu", self.lot("psu"), Decimal(1), (home.production, home.storage), made_by=order
        )

    def repack(self) -> None:
        """The same lot in and out of one order, and a part of it under a new number."""
        name = self.random.choice(["pack", "tablet", "device", "granulate"])
        home = self.warehouse(name)
        found = self.pick(name, home)
        if found is None:
            return
        order = self.order(home, name, "done")
        self.consume(order, home, name, found, "done")
        back = (
            found[1] if self.random.random() < 0.4 else (found[1] / 2).quantize(Decimal("0.00001"))
        )
        self.move(name, found[0], back, (home.production, home.storage), made_by=order)
        if self.random.random() < 0.5:
            self.move(
                name,
                self.lot(name),
                self.amount(name),
                (home.production, home.storage),
                made_by=order,
            )

    def rework(self) -> None:
        """A finished lot goes back into the stage before: a loop over two orders."""
        name, into = self.random.choice(
            [("pack", "tablet"), ("tablet", "granulate"), ("device", "board")]
        )
        home = self.warehouse(name)
        found = self.pick(name, home)
        if found is None:
            return
        old = [at for at, (what, _) in self.lots.items() if what == into]
        if not old:
            return
        order = self.order(home, into, "done")
        self.consume(order, home, name, found, "done")
        self.move(
            into,
            self.random.choice(old),
            Decimal(1),
            (home.production, home.storage),
            made_by=order,
        )
