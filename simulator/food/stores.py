"""The warehouse of the sauce works: buying, the truck between the sites, pallets, shipping."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from simulator.food.recipes import BOTTLES, SUPPLIERS
from simulator.job import Need
from simulator.plant import Steps
from simulator.stock import Portion
from simulator.truth import Lot

if TYPE_CHECKING:
    from simulator.food.plant import FoodPlant

_HOUR = 60
_DAY = 24 * _HOUR
_SPARE = Decimal("1.15")
_ROUNDED = {"pcs": Decimal(10), "kg": Decimal("0.5")}
_SMALLEST_SPLIT = 24
_LOTS_PER_TRUCK = 4
"""The more lots wait to leave, the more deliveries a day."""
_CUSTOMERS = ("Market North", "Market South", "Kitchens Ltd", "Export House", "Corner Shops")


class Stores:
    """What the warehouse of one plant does between the orders."""

    def __init__(self, plant: FoodPlant) -> None:
        self._plant = plant
        self._pallets: dict[Lot, str] = {}
        for code in sorted({code for codes in SUPPLIERS.values() for code in codes}):
            plant.records.supplier(plant.named(code), f"Supplier {code[3:]}", "IT")
        self._customers = [plant.named(f"CUS{n}") for n in range(1, len(_CUSTOMERS) + 1)]
        for code, name in zip(self._customers, _CUSTOMERS, strict=True):
            plant.records.customer(code, name, "IT")

    def buy_for(self, needs: Iterable[Need], units: int, site: str = "") -> Steps:
        """Have delivered what an order needs and the shelf or the tank lacks."""
        plant = self._plant
        where = site or plant.works
        for need in needs:
            short = need.item.removeprefix(f"{plant.code}-")
            wanted = need.per_unit * units * _SPARE
            while short in SUPPLIERS and self._held(need, where) < wanted:
                yield plant.env.timeout(plant.random.uniform(4, 12))
                self._buy(short, need, where)

    def _held(self, need: Need, site: str) -> Decimal:
        level = need.tank.level if need.tank else Decimal(0)
        return level + self._plant.stock.total(site, need.item)

    def _buy(self, short: str, need: Need, site: str) -> None:
        """One lot comes in; loose sugar goes straight into its silo."""
        plant = self._plant
        supplier = plant.named(plant.random.choice(SUPPLIERS[short]))
        step = _ROUNDED[plant.units[need.item]]
        size = Decimal(plant.shape.bought[short])
        qty = max(step, size * Decimal(plant.random.randrange(88, 108)) // 100 // step * step)
        silo = plant.sugar if need.tank is plant.sugar else None
        if silo is None:
            plant.receive(need.item, qty, site, supplier)
            return
        lot = plant.receive(need.item, qty, site, supplier, location=silo.code, is_shelved=False)
        silo.fill(lot, qty)

    def handle_finished(self, site: str, made: list[Portion]) -> Steps:
        """Pack on pallets; now and then split, merge or relabel; send half to the depot."""
        plant = self._plant
        for lot, qty in made:
            if lot[0] == plant.named("KET"):
                self._pallets[lot] = plant.records.number("HU")
                plant.records.packing(self._pallets[lot], lot, qty, "pcs", plant.now())
        yield plant.env.timeout(20)
        held = plant.stock.on_hand(site, plant.named("KET"))
        lots = [lot for lot, _ in made if held.get(lot, 0) >= 2 * _SMALLEST_SPLIT]
        plant.random.shuffle(lots)
        if len(lots) > 3:
            self._split(site, lots[0])
            self._merge(site, lots[1], lots[2])
            self._relabel(site, lots[3])
        if site == plant.works:
            left = list(plant.stock.on_hand(site, plant.named("KET")).items())
            yield from plant.transfer(site, plant.depot, left[::2], 80)

    def _split(self, site: str, lot: Lot) -> None:
        plant = self._plant
        plant.transform("split", site, lot, plant.new_lot(lot[0]), Decimal(_SMALLEST_SPLIT))

    def _merge(self, site: str, *lots: Lot) -> None:
        """Broken trays of two lots make one box."""
        plant = self._plant
        box = plant.new_lot(lots[0][0])
        for lot in lots:
            plant.transform("merge", site, lot, box, Decimal(BOTTLES))

    def _relabel(self, site: str, lot: Lot) -> None:
        """The whole of a lot gets another code, as for a customer's own brand."""
        plant = self._plant
        qty = plant.stock.on_hand(site, lot[0])[lot]
        plant.transform("relabel", site, lot, plant.new_lot(lot[0]), qty)

    def ship_daily(self) -> Steps:
        """Every afternoon some deliveries, until all that was made has left."""
        plant = self._plant
        yield plant.env.timeout(9 * _HOUR)
        while plant.is_making or self._finished():
            for site in (plant.depot, plant.works):
                lots = len(plant.stock.on_hand(site, plant.named("KET")))
                for _ in range(plant.random.randrange(2, 5) + lots // _LOTS_PER_TRUCK):
                    self._deliver(site)
                    yield plant.env.timeout(plant.random.uniform(5, 25))
            yield plant.env.timeout(_DAY)

    def _finished(self) -> Decimal:
        plant = self._plant
        item = plant.named("KET")
        return plant.stock.total(plant.works, item) + plant.stock.total(plant.depot, item)

    def _deliver(self, site: str) -> None:
        """One to three of the oldest lots, as many trays as the customer wants."""
        plant = self._plant
        held = list(plant.stock.on_hand(site, plant.named("KET")).items())
        if not held:
            return
        portions = [
            (lot, min(qty, Decimal(BOTTLES * plant.random.randrange(2, 9))))
            for lot, qty in held[: plant.random.randrange(1, 4)]
        ]
        customer = plant.random.choice(self._customers)
        pallets = {lot: self._pallets[lot] for lot, _ in portions if lot in self._pallets}
        delivery = plant.ship(site, customer, portions, pallets)
        if plant.random.random() < 0.08:
            plant.env.process(self._come_back(site, customer, delivery, portions[0]))

    def _come_back(self, site: str, customer: str, delivery: str, portion: Portion) -> Steps:
        """A day or three later the customer sends a tray back, which is thrown away."""
        plant = self._plant
        yield plant.env.timeout(plant.random.uniform(1, 3) * _DAY)
        lot, qty = portion[0], min(portion[1], Decimal(BOTTLES))
        plant.take_back(site, customer, delivery, (lot, qty))
        plant.stock.take(site, lot, qty)
        plant.records.scrap(lot, qty, "pcs", plant.now(), site)
        plant.truth.lose(lot, qty)
