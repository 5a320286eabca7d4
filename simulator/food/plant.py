"""The sauce works: cooks at one site, fills at two, has its spices steamed by a third."""

from __future__ import annotations

from decimal import Decimal

from simulator.food.recipes import (
    BOTTLES,
    FEW_LOTS,
    ITEMS,
    MANY_LOTS,
    REWORK_PER_UNIT,
    STEAM_LOTS,
    TOP_UP_PER_UNIT,
    cooking,
    filling,
    steaming,
)
from simulator.food.stores import Stores
from simulator.job import Job, Need
from simulator.line import Run
from simulator.plant import Plant, Steps
from simulator.tank_house import clean_tank, declare_tank

_HOUR = 60
_DAY = 24 * _HOUR
_COOK_EVERY_DAYS = 2.5


class FoodPlant(Plant):
    """Sauce from tomatoes, sugar of a silo and vinegar of a tank; bottled on three lines."""

    industry = "food"
    zone = "Europe/Rome"

    def prepare(self) -> None:
        """Write the masters; then cook, fill, ship and count side by side."""
        self.shape = MANY_LOTS if self.many_lots else FEW_LOTS
        self.works = self.site("S1", "Works and kitchen")
        self.depot = self.site("S2", "Filling and shipping")
        self.steamer = self.site("SUB1", "Steam house", "subcontractor")
        for code, (name, kind, uom) in ITEMS.items():
            self.item(code, name, kind, uom)
        self._declare_places()
        self.stores = Stores(self)
        self._is_cooking = True
        self.fillers = 2
        self.env.process(self._cook())
        self.env.process(self._fill(self.works))
        self.env.process(self._fill(self.depot))
        self.env.process(self.stores.ship_daily())
        self.env.process(self._count_daily())

    @property
    def is_making(self) -> bool:
        """Whether any order is still to come."""
        return self.fillers > 0

    def _declare_places(self) -> None:
        works, depot = self.works, self.depot
        self.place("KETTLE", works, "line")
        self.place("DRUMS", works, "feeder")
        self.place("STARCH", works, "hopper", Decimal(3))
        for line, site in (("FILL1", works), ("FILL2", works), ("FILL3", depot)):
            self.place(line, site, "line")
            self.place(f"{line}-HOPPER", site, "hopper", Decimal(12))
        self.place("STEAMER", self.steamer, "line")
        item = self.named
        self.sugar = declare_tank(self, "SILO1", works, item("SUG"), Decimal(1500))
        self.vinegar = declare_tank(self, "TANK1", works, item("VIN"), Decimal(450))

    def _cook(self) -> Steps:
        """One order of sauce every few days, with what it needs bought before."""
        orders = max(1, int(self.days / _COOK_EVERY_DAYS))
        for number in range(orders):
            starts_at = number * _COOK_EVERY_DAYS * _DAY + 1
            yield self.env.timeout(max(0, starts_at - self.env.now))
            if number and number % 2 == 0:
                clean_tank(self, self.vinegar)
                yield self.env.timeout(_HOUR)
            is_pilot = self.chance(self.switches.pilot)
            lots = self.shape.cook[: len(self.shape.cook) // 3] if is_pilot else self.shape.cook
            needs = cooking(self.code, self.sugar, self.vinegar)
            yield from self.stores.buy_for(needs, sum(lots))
            yield from self._steam(needs[-1].per_unit * sum(lots))
            run = Run(self, self._cooking_job(lots, needs, is_pilot=is_pilot))
            yield self.env.process(run.steps())
            self._clean_places("STARCH")
            moved = list(self.stock.on_hand(self.works, self.named("SAU")).items())[::2]
            yield from self.transfer(self.works, self.depot, moved, 95)
        self._is_cooking = False

    def _cooking_job(
        self, lots: tuple[int, ...], needs: tuple[Need, ...], *, is_pilot: bool
    ) -> Job:
        switches, units = self.switches, sum(lots)
        rework, spice = self.named("RWK"), self.named("SPI")
        has_rework = self.stock.total(self.works, rework) > units * REWORK_PER_UNIT * 2
        if self.chance(switches.rework) and has_rework:
            kettle = self.named("KETTLE")
            needs += (Need(rework, REWORK_PER_UNIT, kettle, kind="rework", is_planned=False),)
        if self.chance(switches.top_up):
            kettle = self.named("KETTLE")
            needs += (Need(spice, TOP_UP_PER_UNIT, kettle, kind="top_up", is_planned=False),)
        return Job(
            self.works, self.named("KETTLE"), self.named("SAU"), lots, needs,
            minutes=self.shape.cook_minutes, unit_qty=Decimal(10),
            kind="pilot" if is_pilot else "standard",
            operations=2 if switches.work_in_process_out_of_order else 1,
        )  # fmt: skip

    def _steam(self, needed: Decimal) -> Steps:
        """Have spices steamed where what is there does not cover an order with some to spare."""
        steamed, item = self.named("SPI"), self.named("SPR")
        while self.stock.total(self.works, steamed) < needed * Decimal("1.3"):
            yield from self.stores.buy_for(steaming(self.code), sum(STEAM_LOTS))
            sent = self.stock.pick(self.works, item, Decimal(sum(STEAM_LOTS) + 2), Decimal(1))
            for lot, qty in sent:
                self.stock.put(self.works, lot, qty)
            yield from self.transfer(self.works, self.steamer, sent, 140)
            job = Job(
                self.steamer, self.named("STEAMER"), steamed, STEAM_LOTS, steaming(self.code),
                minutes=4, kind="subcontract",
            )  # fmt: skip
            run = Run(self, job)
            yield self.env.process(run.steps())
            yield from self.transfer(self.steamer, self.works, run.made, 150)

    def _fill(self, site: str) -> Steps:
        """Fill as long as there is sauce for an order; both sites work on their own."""
        sauce, needs = self.named("SAU"), filling(self.code)
        kept = [place.hold_up for place in self.places.values() if place.site == site]
        per_order = needs[0].per_unit * sum(self.shape.fill) * Decimal("1.06") + sum(kept)
        while True:
            yield from self.stores.buy_for(needs[1:], sum(self.shape.fill), site)
            if self.stock.total(site, sauce) >= per_order:
                run = Run(self, self._filling_job(site, needs))
                yield self.env.process(run.steps())
                yield from self.stores.handle_finished(site, run.made)
                self._clean_places(*(("FILL3",) if site == self.depot else ("FILL1", "FILL2")))
            elif not self._is_cooking:
                break
            yield self.env.timeout(_HOUR)
        self.fillers -= 1

    def _filling_job(self, site: str, needs: tuple[Need, ...]) -> Job:
        lines: tuple[str, ...] = ()
        line = self.named("FILL3")
        if site == self.works:
            line = self.named("FILL1")
            if self.chance(self.switches.parallel_lines):
                lines = line, self.named("FILL2")
        return Job(
            site, line, self.named("KET"), self.shape.fill, needs, lines=lines,
            minutes=self.shape.fill_minutes, unit_qty=Decimal(BOTTLES), waste=Decimal("0.015"),
            by_product=(self.named("RWK"), self.named("SAU")),
        )  # fmt: skip

    def _clean_places(self, *names: str) -> None:
        """Between two orders a place with a hold-up is cleaned now and then."""
        for name in names:
            for code in (self.named(name), self.named(f"{name}-HOPPER")):
                place = self.places.get(code)
                if place and place.hold_up and self.chance(0.25):
                    for lot, qty in place.clear():
                        self.truth.lose(lot, qty)
                    self.records.place_event("cleaned", code, self.now())

    def _count_daily(self) -> Steps:
        """Count every shelf at half past ten in the evening, and once when all is done."""
        yield self.env.timeout(15.5 * _HOUR)
        while self.is_making:
            self.count_stock()
            yield self.env.timeout(_DAY)
        self.count_stock()
