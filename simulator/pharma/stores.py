"""The stores of the maker of medicine: receiving, release by the laboratory, weighing, shipping."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from simulator.ledger import STORE
from simulator.line import Steps
from simulator.pharma.catalogue import CUSTOMERS, RAW, Bought, Catalogue
from simulator.plant import Plant
from simulator.stock import ZERO, Portion, Stock
from simulator.truth import Lot

_REJECTED = 0.05
_SENT_BACK = 0.2
_SAMPLE = {"kg": Decimal("0.05"), "pcs": Decimal(2)}
_MANY = 4
"""How many times smaller lots are where orders shall use many of them."""


class Stores:
    """Everything between the gate, the laboratory, the weighing room and the ramp.

    safe: the active substance, which only the weighing room takes from.
    """

    def __init__(self, plant: Plant, catalogue: Catalogue) -> None:
        self.plant = plant
        self.catalogue = catalogue
        self.safe = Stock()

    def supply(self, needed: dict[str, Decimal]) -> Steps:
        """Order in what a campaign needs beyond what is there, and wait for its release."""
        plant, works = self.plant, self.catalogue.works
        arrivals = []
        for raw in RAW:
            item = self.catalogue.item[raw.code]
            missing = needed[raw.code] - plant.stock.total(works, item)
            missing -= self.safe.total(works, item)
            size = raw.lot_qty / _MANY if plant.many_lots else raw.lot_qty
            while missing > 0:
                is_good = not plant.chance(_REJECTED)
                missing -= size - _SAMPLE[raw.uom] if is_good else ZERO
                arrivals.append(plant.env.process(self._accept(raw, size, is_good=is_good)))
        yield plant.env.all_of(arrivals)

    def weigh(self, code: str, qty: Decimal, portion: Decimal) -> None:
        """Weigh out of the safe into lots of their own, each for one charge, oldest lots first."""
        plant, works, item = self.plant, self.catalogue.works, self.catalogue.item[code]
        while qty > 0:
            weighed = plant.new_lot(item)
            charge = min(qty, portion)
            parts = self.safe.pick(works, item, charge, Decimal("0.001"))
            for number, (lot, part) in enumerate(parts):
                kind = "split" if number == 0 else "merge"
                at = plant.now()
                plant.records.transformation(kind, lot, weighed, part, "kg", at, works)
                plant.truth.flow(lot, weighed, part, at, "")
                plant.stock.put(works, weighed, part)
            plant.records.card(weighed, works)
            qty -= charge

    def sample(self, lot: Lot) -> None:
        """The laboratory takes a sample of finished goods and releases them."""
        plant, works, at = self.plant, self.catalogue.works, self.plant.now()
        qty = _SAMPLE["pcs"]
        plant.stock.take(works, lot, qty)
        plant.records.movement(
            "sample", lot, qty, "pcs", at, works, from_location=STORE, reason_code="RELEASE"
        )
        plant.truth.lose(lot, qty)
        plant.records.inspection(lot, "final", at, new_lot_status="released")
        plant.records.card(lot, works)

    def relabel(self, lot: Lot, qty: Decimal) -> Lot:
        """Packs get the label of another country, under a lot code of its own."""
        plant, works = self.plant, self.catalogue.works
        other = plant.new_lot(lot[0])
        plant.stock.take(works, lot, qty)
        plant.records.transformation("relabel", lot, other, qty, "pcs", plant.now(), works)
        plant.truth.flow(lot, other, qty, plant.now(), "")
        plant.stock.put(works, other, qty)
        plant.records.card(other, works)
        return other

    def deliver(self, portions: list[Portion]) -> Steps:
        """One delivery on one pallet; now and then some of it comes back and is thrown away."""
        plant, works = self.plant, self.catalogue.works
        customer = self.catalogue.customer[plant.random.choice(CUSTOMERS)]
        pallet = plant.records.number("PAL")
        for lot, qty in portions:
            plant.records.packing(pallet, lot, qty, "pcs", plant.now())
        yield plant.env.timeout(plant.random.randrange(20, 90))
        delivery = plant.ship(works, customer, portions)
        if not plant.chance(_SENT_BACK):
            return
        yield plant.env.timeout(plant.random.randrange(1500, 4000))
        lot, qty = portions[0]
        back = min(qty, Decimal(5))
        at, records = plant.now(), plant.records
        records.customer_return(lot, back, "pcs", at, works, customer, delivery)
        records.scrap(lot, back, "pcs", at + dt.timedelta(minutes=40), works)
        plant.truth.lose(lot, back)

    def scrap_expired(self, code: str) -> None:
        """The oldest lot of an item is past its date: it is thrown away."""
        plant, works, item = self.plant, self.catalogue.works, self.catalogue.item[code]
        for lot, qty in list(plant.stock.on_hand(works, item).items())[:1]:
            plant.stock.take(works, lot, qty)
            plant.records.scrap(lot, qty, plant.units[item], plant.now(), works)
            plant.truth.lose(lot, qty)

    def _accept(self, raw: Bought, qty: Decimal, *, is_good: bool) -> Steps:
        """A lot comes in and waits for the laboratory, which samples and releases or rejects it."""
        plant, works = self.plant, self.catalogue.works
        yield plant.env.timeout(plant.random.randrange(5, 240))
        at, lot = plant.now(), plant.new_lot(self.catalogue.item[raw.code])
        supplier = self.catalogue.supplier[raw.code]
        erp, _ = plant.records.receipt(
            lot, qty, raw.uom, at, works, supplier,
            supplier_lot=f"{plant.random.randrange(16**6):06X}",
            expires_at=at + dt.timedelta(days=raw.shelf_days),
        )  # fmt: skip
        plant.truth.receive(lot, qty, at)
        self._judge(lot, qty, raw.uom, "quarantine")
        yield plant.env.timeout(plant.random.randrange(240, 600))
        sample, at = _SAMPLE[raw.uom], plant.now()
        plant.records.movement("sample", lot, sample, raw.uom, at, works, from_location=STORE)
        plant.truth.lose(lot, sample)
        plant.records.inspection(
            lot, "incoming", at, "pass" if is_good else "fail",
            receipt_code=erp["receipt_code"], new_lot_status="released" if is_good else "rejected",
        )  # fmt: skip
        self._judge(lot, qty - sample, raw.uom, "released" if is_good else "rejected")
        if is_good:
            shelf = self.safe if raw.code == "ACT" else plant.stock
            shelf.put(works, lot, qty - sample)
            return
        plant.records.movement(
            "supplier_return", lot, qty - sample, raw.uom, plant.now(), works,
            from_location=STORE, partner_code=supplier, receipt_code=erp["receipt_code"],
        )  # fmt: skip
        plant.truth.lose(lot, qty - sample)

    def _judge(self, lot: Lot, qty: Decimal, uom: str, status: str) -> None:
        """The warehouse notes a new status of a lot."""
        plant, works = self.plant, self.catalogue.works
        plant.records.movement(
            "status_change", lot, qty, uom, plant.now(), works, reason_code=status.upper()
        )
        card = next(row for row in reversed(plant.records["wms_lots"]) if row["_lot"] == lot[1])
        card["lot_status"] = status
        card["status_at"] = plant.now()
