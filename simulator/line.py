"""The production run of all industries: an order, unit by unit, with its feeds and output lots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from simulator.feed import Feed
from simulator.job import Job, Need
from simulator.plant import Plant, Steps
from simulator.records import Row
from simulator.stock import ZERO, Portion, Tank
from simulator.tank_house import keep_filled
from simulator.truth import Lot

__all__ = ["Run", "Steps"]

_SET_UP_MINUTES = 15
_START_MINUTES = 4
"""From the scan of the first lots to the first unit."""


@dataclass(slots=True)
class Made:
    """An output lot under way: when its material was first used, where, how many units."""

    lot: Lot
    units: int
    place: str
    begun_at: dt.datetime


class Run:
    """One order under way on a plant; `steps` is its SimPy process.

    order: its code, given at the start. made: its output lots, in the order in which they ended.
    """

    def __init__(self, plant: Plant, job: Job) -> None:
        self.plant = plant
        self.job = job
        self.order = plant.records.number("WO")
        self.made: list[tuple[Lot, Decimal]] = []
        self._row: Row = {}
        self._operations: list[Row] = []
        self._feeds: dict[str, list[Feed]] = {}
        self._waiting: list[Made] = []
        self._unfinished = len(job.lots)
        self._by_product: Lot | None = None
        self._beside: dict[Lot, Decimal] = {}

    def steps(self) -> Steps:
        """Set up, make every lot, send back what was left."""
        plant, job = self.plant, self.job
        self._open()
        lines = job.lines or (job.line,)
        shares = {line: job.lots[number :: len(lines)] for number, line in enumerate(lines)}
        self._pick(shares)
        yield plant.env.timeout(_SET_UP_MINUTES)
        for feed in self._all_feeds():
            feed.ready()
        yield plant.env.timeout(_START_MINUTES)
        work = [plant.env.process(self._make(line, lots)) for line, lots in shares.items()]
        if job.operations > 1:
            work.append(plant.env.process(self._finish_waiting()))
        yield plant.env.all_of(work)
        yield plant.env.timeout(5)
        self._close()

    def _open(self) -> None:
        plant, job, at = self.plant, self.job, self.plant.now()
        qty = job.units * job.unit_qty
        self._row = plant.records.order(
            self.order, job.site, job.line, job.item, qty, plant.units[job.item], at, job.kind
        )
        for number, need in enumerate((n for n in job.needs if n.is_planned), start=1):
            plant.records.component(
                self.order, number, need.item, need.per_unit * job.units, plant.units[need.item],
                need.alternate_group,
            )  # fmt: skip
        self._operations = [
            plant.records.operation(self.order, job.site, number, name, job.line, at, at)
            for number, name in enumerate(("make", "finish")[: job.operations], start=1)
        ]

    def _all_feeds(self) -> list[Feed]:
        return list(dict.fromkeys(feed for fed in self._feeds.values() for feed in fed))

    def _pick(self, shares: dict[str, tuple[int, ...]]) -> None:
        """Pick for every place; a place that all lines share has one feed."""
        for need in self.job.needs:
            if need.tank is not None:
                continue
            place = need.place or "{line}"
            is_shared = "{line}" not in place
            shared = self._feed(need, place, self.job.units) if is_shared else None
            for line, lots in shares.items():
                feed = shared or self._feed(need, place.format(line=line), sum(lots))
                self._feeds.setdefault(line, []).append(feed)

    def _feed(self, need: Need, place: str, units: int) -> Feed:
        run = str(self._operations[0]["operation_run_id"])
        return Feed(
            self.plant, self.job, need, self.order, self.plant.places[place], units, run,
            is_mounted=False,
        )  # fmt: skip

    def _make(self, line: str, lots: tuple[int, ...]) -> Steps:
        plant = self.plant
        for units in lots:
            for need in self._tank_needs():
                yield from keep_filled(plant, need.tank, self._charge(need, units))
            made = Made(plant.new_lot(self.job.item), units, line, plant.now())
            for need in self._tank_needs():
                self._dose(made, need)
            swap = self._unrecorded_pick(line)
            for _ in range(units):
                for feed in self._feeds.get(line, ()):
                    self._use(feed, made.lot)
                yield plant.env.timeout(self.job.minutes * plant.random.uniform(0.85, 1.15))
            if swap:
                swap.swap(None)
            if self.job.operations > 1:
                self._waiting.append(made)
            else:
                self._tell(made, made.begun_at)

    def _finish_waiting(self) -> Steps:
        """The second operation takes what waits: the oldest, or whatever stands nearest."""
        plant = self.plant
        is_any = plant.chance(plant.switches.work_in_process_out_of_order)
        while self._unfinished:
            if not self._waiting:
                yield plant.env.timeout(2)
                continue
            choice = plant.random.randrange(len(self._waiting)) if is_any else 0
            made = self._waiting.pop(choice)
            begun_at = plant.now()
            yield plant.env.timeout(self.job.minutes * made.units * plant.random.uniform(0.7, 0.95))
            self._tell(made, begun_at)

    def _use(self, feed: Feed, lot: Lot) -> None:
        drawn, waste = feed.draw()
        if sum((qty for _, qty in drawn), ZERO) < feed.need.per_unit + waste:
            raise ValueError(f"{self.order}: {feed.item} ran out at {self.plant.now()}.")
        self._flow(drawn, lot, waste)

    def _flow(self, drawn: Iterable[Portion], lot: Lot, waste: Decimal) -> None:
        """Tell the truth: waste is taken from what came first."""
        at = self.plant.now()
        for source, qty in drawn:
            lost = min(waste, qty)
            waste -= lost
            if lost:
                self._waste(source, lost, lot)
            if qty > lost:
                self.plant.truth.flow(source, lot, qty - lost, at, self.order)

    def _waste(self, source: Lot, qty: Decimal, lot: Lot) -> None:
        """What does not end in the lot: thrown away, or the by-product that is told with it."""
        plant, by_product = self.plant, self.job.by_product
        if by_product is None or by_product[1] != source[0]:
            plant.truth.lose(source, qty, self.order)
            return
        self._by_product = self._by_product or plant.new_lot(by_product[0])
        self._beside[lot] = self._beside.get(lot, ZERO) + qty
        plant.truth.flow(source, self._by_product, qty, plant.now(), self.order)

    def _tank_needs(self) -> list[Need]:
        return [need for need in self.job.needs if need.tank is not None]

    def _charge(self, need: Need, units: int) -> Decimal:
        return need.per_unit * units * (1 + self.job.waste)

    def _dose(self, made: Made, need: Need) -> None:
        """Draw the charge of one output lot from a tank at once."""
        plant, tank = self.plant, need.tank
        assert isinstance(tank, Tank)
        qty = self._charge(need, made.units)
        is_blind = plant.switches.blended_silo
        for lot, part in tank.named(qty, is_last_only=is_blind):
            plant.records.consumption(
                lot, part, plant.units[need.item], made.begun_at, self.order, self.job.site,
                "" if is_blind else tank.code, from_location=tank.code,
                run=str(self._operations[0]["operation_run_id"]),
            )  # fmt: skip
        self._flow(tank.draw(qty), made.lot, qty - need.per_unit * made.units)

    def _unrecorded_pick(self, line: str) -> Feed | None:
        """Now and then somebody takes from another lot for one output lot and tells nobody."""
        plant = self.plant
        if not plant.chance(plant.switches.adhoc_picks / len(self.job.lots)):
            return None
        for feed in self._feeds.get(line, ()):
            others = list(plant.stock.on_hand(self.job.site, feed.item))
            if others and not feed.need.is_counted:
                feed.swap(plant.random.choice(others))
                return feed
        return None

    def _tell(self, made: Made, begun_at: dt.datetime) -> None:
        """An output lot is ready: recorded by both systems, and on the shelf."""
        plant, job, at = self.plant, self.job, self.plant.now()
        qty = made.units * job.unit_qty
        plant.records.output(
            made.lot, qty, plant.units[job.item], begun_at, at, self.order, job.site, made.place,
            run=str(self._operations[-1]["operation_run_id"]),
        )  # fmt: skip
        plant.truth.receive(made.lot, qty, made.begun_at)
        plant.stock.put(job.site, made.lot, qty)
        self.made.append((made.lot, qty))
        self._unfinished -= 1
        if self._by_product and made.lot in self._beside:
            self._tell_by_product(self._by_product, made, begun_at)

    def _tell_by_product(self, lot: Lot, made: Made, begun: dt.datetime) -> None:
        plant, at, qty = self.plant, self.plant.now(), self._beside[made.lot]
        plant.records.output(
            lot, qty, plant.units[lot[0]], begun, at, self.order, self.job.site, made.place,
            kind="by_product", run=str(self._operations[-1]["operation_run_id"]),
        )  # fmt: skip
        plant.truth.receive(lot, qty, made.begun_at)
        plant.stock.put(self.job.site, lot, qty)

    def _close(self) -> None:
        plant = self.plant
        is_mixed = plant.chance(plant.switches.mixed_returns)
        for feed in self._all_feeds():
            feed.close(is_mixed_return=is_mixed)
        at = plant.now()
        self._row |= {"order_status": "closed", "closed_at": at}
        for row in self._operations:
            row["ended_at"] = at
