"""What happens to goods in store: transfers, scrap, counts, moves nobody asked for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.recall.second_factory.trading import Trading
from tests.recall.second_factory.world import (
    LOST,
    PRODUCTS,
    RENTAL,
    STATES,
    TRANSIT,
    WAREHOUSES,
    ZERO,
    product_id,
)


class Storing(Trading):
    """A factory that keeps stock."""

    def transfer(self) -> None:
        name = self.random.choice([n for n, p in PRODUCTS.items() if p[4] == 1])
        one, other = self.random.sample([w for w in WAREHOUSES if w.company == 1], 2)
        found = self.pick(name, one)
        if found is None:
            return
        on_the_way = self.random.random() < 0.15
        moved = ("stock.shipment.internal", self.document(
            "stock_shipment_internal", company=1, number=self.number("stock_shipment_internal",
            company=1),
            from_location=one.storage, to_location=other.storage, effective_start_date=self.day,
            effective_date=None if on_the_way else self.day,
            state="shipped" if on_the_way else "done",
            internal_transit_location=TRANSIT,
        ))  # fmt: skip
        self.move(name, *found, (one.storage, TRANSIT), shipment=moved)
        self.move(
            name, *found, (TRANSIT, other.storage), shipment=moved,
            state="assigned" if on_the_way else "done",
        )  # fmt: skip

    def scrap(self) -> None:
        name = self.random.choice(list(PRODUCTS))
        home = self.warehouse(name)
        found = self.pick(name, home)
        if found is not None:
            scrapped = None
            if self.random.random() < 0.5:
                scrapped = ("stock.shipment.internal", self.document(
                    "stock_shipment_internal", company=home.company, state="done", number=None,
                    from_location=home.storage, to_location=LOST, effective_date=self.day,
                ))  # fmt: skip
            self.move(name, *found, (home.storage, LOST), shipment=scrapped)

    def count(self) -> None:
        """A stock count at the end of a day; the next day begins after it."""
        name = self.random.choice(list(PRODUCTS))
        home = self.warehouse(name)
        held = [(lot, qty) for lot, qty in self.have(name, home.storage) if lot is not None][:3]
        if not held:
            return
        done = self.random.random() < 0.85
        inventory = self.document(
            "stock_inventory", company=home.company, date=self.day, location=home.storage,
            number=self.number("stock_inventory", company=home.company),
            state="done" if done else "draft",
        )  # fmt: skip
        for lot, qty in held:
            change = self.random.choice((ZERO, Decimal(-1), Decimal(2)))
            counted = max(qty + change, ZERO)
            line = self.document(
                "stock_inventory_line", inventory=inventory, product=product_id(name), lot=lot,
                expected_quantity=str(qty), quantity=str(counted),
            )  # fmt: skip
            if counted == qty:
                continue
            route = (LOST, home.storage) if counted > qty else (home.storage, LOST)
            self.move(
                name, lot, abs(counted - qty), route, origin=("stock.inventory.line", line),
                state="done" if done else "cancelled",
            )  # fmt: skip
        self.day += dt.timedelta(days=1)

    def loose(self) -> None:
        """Moves nobody asked for: to a bin, to production without an order, out of nowhere."""
        name = self.random.choice(list(PRODUCTS))
        home = self.warehouse(name)
        found = self.pick(name, home)
        if found is None:
            return
        lot, qty = found
        luck = self.random.random()
        if luck < 0.3:
            self.move(name, lot, qty, (home.storage, home.bin))
        elif luck < 0.5:
            self.move(name, lot, qty, (home.storage, home.production))
            self.move(name, self.lot(name), qty, (home.production, home.storage))
        elif luck < 0.6:
            self.move(name, lot, qty, (home.storage, RENTAL))
        elif luck < 0.75:
            self.move(name, lot, qty, (home.storage, home.bin), state=self.random.choice(STATES))
        elif luck < 0.85:
            self.move(name, lot, ZERO, (home.storage, home.bin))
        else:
            self.move(name, lot, qty, (LOST, home.storage))
