"""Goods that come from suppliers and go to customers, and that come back."""

from __future__ import annotations

import datetime as dt

from tests.recall.second_factory.making import Making
from tests.recall.second_factory.world import (
    BOUGHT,
    CUSTOMER,
    CUSTOMERS,
    DROP,
    PRODUCTS,
    SOLD,
    STATES,
    SUPPLIER,
    SUPPLIERS,
    UNITS,
    product_id,
)


class Trading(Making):
    """A factory that buys and sells."""

    def receive(self, product: str | None = None) -> None:
        name = product or self.random.choice(BOUGHT)
        home = self.warehouse(name)
        supplier = self.random.choice(SUPPLIERS)
        purchase = self.document(
            "purchase_purchase", company=home.company, party=supplier, state="processing",
            number=self.number("purchase_purchase", company=home.company),
            purchase_date=self.day - dt.timedelta(days=3), warehouse=home.id,
        )  # fmt: skip
        line = self.purchase_line(purchase, name)
        state = "done" if self.random.random() > 0.08 else self.random.choice(STATES)
        shipment: tuple[str, int] | None = None
        if self.random.random() > 0.08:
            shipment = ("stock.shipment.in", self.document(
                "stock_shipment_in", company=home.company, supplier=supplier,
                number=self.number("stock_shipment_in", company=home.company),
                state="done" if state == "done" else "draft",
                reference="DN,1", warehouse=home.id, effective_date=self.day,
                warehouse_input=home.input, warehouse_storage=home.storage,
            ))  # fmt: skip
        count = (
            self.random.randrange(4, 9)
            if PRODUCTS[name][3] == "serial"
            else self.random.choice((1, 1, 2))
        )
        for _ in range(count):
            lot = self.lot(name) if self.tracked(name) else None
            qty = self.amount(name)
            target = home.input if shipment else home.storage
            no_day = self.random.random() < 0.04
            arrived = self.move(
                name, lot, qty, (SUPPLIER, target), shipment=shipment, state=state,
                origin=("purchase.line", line), no_day=no_day,
            )  # fmt: skip
            if shipment:
                self.move(
                    name, lot, qty, (home.input, home.storage), shipment=shipment, state=state,
                    origin=("stock.move", arrived.id),
                )  # fmt: skip
            if state == "done":
                self.bought.append((arrived, supplier))

    def ship(self) -> None:
        name = self.random.choice(SOLD)
        home = self.warehouse(name)
        customer = self.random.choice(CUSTOMERS)
        sale = self.document(
            "sale_sale", company=home.company, party=customer, shipment_party=None,
            state="processing",
            number=self.number("sale_sale", company=home.company), warehouse=home.id,
            sale_date=self.day,
        )  # fmt: skip
        line = self.document(
            "sale_line", sale=sale, type="line", product=product_id(name), quantity="5.0",
            unit=UNITS[PRODUCTS[name][1]][0],
        )  # fmt: skip
        state = self.random.choices(("done", *STATES), (86, 4, 4, 3, 3))[0]
        shipment: tuple[str, int] | None = None
        if self.random.random() > 0.08:
            shipment = ("stock.shipment.out", self.document(
                "stock_shipment_out", company=home.company, customer=customer, warehouse=home.id,
                number=self.number("stock_shipment_out", company=home.company),
                delivery_address=customer,
                state={"done": "done", "cancelled": "cancelled"}.get(state, "assigned"),
                effective_date=self.day if state == "done" else None, planned_date=self.day,
                warehouse_output=home.output, warehouse_storage=home.storage,
            ))  # fmt: skip
        for _ in range(self.random.choice((1, 2, 3))):
            found = self.pick(name, home)
            if found is None:
                continue
            lot, qty = found
            if self.random.random() < 0.05:
                lot = None
            origin = ("sale.line", line)
            if shipment is None:
                sent = self.move(
                    name, lot, qty, (home.storage, CUSTOMER), state=state, origin=origin
                )
            else:
                self.move(
                    name, lot, qty, (home.storage, home.output), state=state, shipment=shipment
                )
                sent = self.move(
                    name, lot, qty, (home.output, CUSTOMER), state=state, shipment=shipment,
                    origin=origin, no_day=self.random.random() < 0.04,
                )  # fmt: skip
            if state == "done":
                self.sold.append((sent, customer))

    def take_back(self) -> None:
        """A customer returns goods; they go back into stock, for another customer."""
        if not self.sold:
            return
        sent, customer = self.random.choice(self.sold[-60:])
        home = self.warehouse(sent.product)
        number = self.number("stock_shipment_out_return", company=home.company)
        back = ("stock.shipment.out.return", self.document(
            "stock_shipment_out_return", company=home.company, customer=customer, number=number,
            state="done", warehouse=home.id, effective_date=self.day,
            warehouse_input=home.input, warehouse_storage=home.storage,
        ))  # fmt: skip
        qty = sent.base_qty
        self.move(sent.product, sent.lot, qty, (CUSTOMER, home.input), shipment=back)
        self.move(sent.product, sent.lot, qty, (home.input, home.storage), shipment=back)

    def send_back(self) -> None:
        if not self.bought:
            return
        arrived, supplier = self.random.choice(self.bought[-60:])
        home = self.warehouse(arrived.product)
        held = self.stock[arrived.product, arrived.lot, home.storage]
        if held <= 0:
            return
        back = ("stock.shipment.in.return", self.document(
            "stock_shipment_in_return", company=home.company, supplier=supplier, state="done",
            number=self.number("stock_shipment_in_return", company=home.company),
            from_location=home.storage, to_location=SUPPLIER, effective_date=self.day,
        ))  # fmt: skip
        self.move(arrived.product, arrived.lot, held, (home.storage, SUPPLIER), shipment=back)

    def drop_ship(self) -> None:
        name = self.random.choice(["pcb", "psu", "api"])
        customer, supplier = self.random.choice(CUSTOMERS), self.random.choice(SUPPLIERS)
        company = PRODUCTS[name][4]
        state = self.random.choices(("done", "shipped", "cancelled", "waiting"), (80, 8, 6, 6))[0]
        drop = ("stock.shipment.drop", self.document(
            "stock_shipment_drop", company=company, supplier=supplier, customer=customer,
            state=state, number=self.number("stock_shipment_drop", company=company),
            effective_date=self.day,
        ))  # fmt: skip
        lot, qty = self.lot(name), self.amount(name)
        first = {"shipped": "done", "waiting": "draft"}.get(state, state)
        second = {"shipped": "assigned", "waiting": "staging"}.get(state, state)
        self.move(name, lot, qty, (SUPPLIER, DROP), shipment=drop, state=first)
        self.move(name, lot, qty, (DROP, CUSTOMER), shipment=drop, state=second)
