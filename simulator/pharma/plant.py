"""The maker of medicine: campaigns from weighing to shipped packs, one step after the other."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import simpy

from simulator.job import Job, Need
from simulator.line import Run, Steps
from simulator.pharma.catalogue import TEN, Catalogue
from simulator.pharma.stores import Stores
from simulator.plant import Plant
from simulator.stock import Portion
from simulator.truth import Lot
from simulator.unit_order import UnitOrder

Making = Generator[simpy.Event, Any, list[Portion]]
"""Steps that end with what they made."""

_DAY = 24 * 60
_EVERY_DAYS = 3.2
_CAMPAIGN = {
    "ACT": Decimal(20), "LAC": Decimal(42), "PVP": Decimal(8), "MGS": Decimal("1.4"),
    "VIA": Decimal(1240), "STO": Decimal(1240), "CAR": Decimal(1220), "LEA": Decimal(1220),
}  # fmt: skip
"""What one campaign needs at the most, waste and what stays in hoppers included."""
_GRANULATE, _MANY_GRANULATE = (20,) * 3, (3,) * 20
_BLEND = (12, 12, 12, 11, 11)
_TRAYS, _MANY_TRAYS = (14,) * 8, (4,) * 28
_PACKED, _MANY_PACKED = 16, 26
"""Output lots of one campaign, in kg or tens of vials; smaller where orders use many lots, so that
no output lot holds of many."""
_WASTE = Decimal("0.01")
_TRUCK_MINUTES = 200
_CELL_MINUTES = 25, 35
"""For a hundred vials."""
_BROKEN = Decimal(2)


class PharmaPlant(Plant):
    """Vials of sterile powder: granulate, blend, fill, have sterilised, pack."""

    industry = "pharma"

    def prepare(self) -> None:
        """Write the masters and start one campaign after the other."""
        self.catalogue = Catalogue(self)
        self.catalogue.declare()
        self.stores = Stores(self, self.catalogue)
        lines = ("GRAN1", "BLEND1", "FILL1", "CELL", "PACK1")
        self._turns = {line: simpy.Resource(self.env) for line in lines}
        for number in range(max(1, int(self.days / _EVERY_DAYS))):
            self.env.process(self._campaign(number))
        self.env.process(self._count_daily())

    def _campaign(self, number: int) -> Steps:
        """From ordering in to the ramp; each step waits for its line."""
        yield self.env.timeout(number * _EVERY_DAYS * _DAY + 1)
        if number:
            self.stores.scrap_expired("PVP")
        yield from self.stores.supply(_CAMPAIGN)
        self._weigh()
        goods, is_fine = self.catalogue, self.many_lots
        granulate = _MANY_GRANULATE if is_fine else _GRANULATE
        trays = _MANY_TRAYS if is_fine else _TRAYS
        yield from self._run("GRAN1", "GRA", granulate, goods.granulation(), 10)
        yield from self._run("BLEND1", "BLE", _BLEND, goods.blending(), 6)
        filled = yield from self._run("FILL1", "FIL", trays, goods.filling(), 4)
        yield from self._sterilise([lot for lot, _ in filled])
        packed = yield from self._pack()
        yield from self._release(packed)

    def _weigh(self) -> None:
        """Weigh the active substance of a campaign, less what came back from the one before."""
        item = self.catalogue.item["ACT"]
        needed = Decimal("18.4") - self.stock.total(self.catalogue.works, item)
        self.stores.weigh("ACT", needed, Decimal("1.9") if self.many_lots else Decimal("6.2"))

    def _run(
        self, line: str, code: str, lots: tuple[int, ...], needs: tuple[Need, ...], minutes: float
    ) -> Making:
        """One order; what may be odd about it is left to chance and the switches."""
        switches, goods = self.switches, self.catalogue
        lines: tuple[str, ...] = ()
        if line == "FILL1" and self.chance(switches.parallel_lines):
            lines = (goods.line["FILL1"], goods.line["FILL2"])
        job = Job(
            goods.works, goods.line[line], goods.item[code], lots, (*needs, *self._extras(code)),
            minutes, TEN if code in {"FIL", "PAC"} else Decimal(1), _WASTE, lines,
            kind="pilot" if self.chance(switches.pilot) else "standard",
            operations=2 if code == "FIL" and switches.work_in_process_out_of_order else 1,
        )  # fmt: skip
        with self._turns[line].request() as turn:
            yield turn
            run = Run(self, job)
            yield from run.steps()
        return run.made

    def _extras(self, code: str) -> Iterable[Need]:
        """Additions that no bill of materials knows: a top-up, blend of an earlier campaign."""
        goods = self.catalogue
        if code == "GRA" and self.chance(self.switches.top_up):
            top_up = next(need for need in goods.granulation() if need.item == goods.item["PVP"])
            yield replace(top_up, per_unit=Decimal("0.01"), kind="top_up", is_planned=False)
        if code == "BLE" and self.chance(self.switches.rework):
            held = self.stock.total(goods.works, goods.item["BLE"])
            share = (held / sum(_BLEND) / Decimal("1.1")).quantize(Decimal("0.001"))
            if share > 0:
                pack = Decimal("0.001")
                yield Need(goods.item["BLE"], share, pack=pack, kind="rework", is_planned=False)

    def _sterilise(self, trays: list[Lot]) -> Steps:
        """Trays go to the subcontractor, through the cell one by one, and come back sterile."""
        goods, minutes = self.catalogue, _TRUCK_MINUTES
        held = self.stock.on_hand(goods.works, goods.item["FIL"])
        loads = [(lot, held[lot]) for lot in trays]
        yield from self._haul(loads, goods.works, goods.steriliser, minutes)
        with self._turns["CELL"].request() as turn:
            yield turn
            needs = (Need(goods.item["FIL"], Decimal(1)),)
            pieces = tuple(int(qty - _BROKEN) for _, qty in loads)
            job = Job(
                goods.steriliser, goods.line["CELL"], goods.item["STE"], pieces, needs,
                kind="subcontract",
            )  # fmt: skip
            order = UnitOrder(self, job)
            yield from order.opening()
            sterile = []
            for lot, qty in loads:
                begun_at = self.now()
                order.take(lot, qty, lot[1])
                made = self.new_lot(goods.item["STE"])
                self.truth.lose(lot, _BROKEN, order.order)
                order.flow(lot, made, qty - _BROKEN)
                yield self.env.timeout(self.random.uniform(*_CELL_MINUTES) * int(qty) / 100)
                order.make(made, qty - _BROKEN, begun_at, lot[1])
                sterile.append((made, qty - _BROKEN))
            order.close()
        yield from self._haul(sterile, goods.steriliser, goods.works, minutes)

    def _haul(self, loads: list[Portion], start: str, end: str, minutes: float) -> Steps:
        """A truck takes lots from one site to the other."""
        out_at = self.now()
        for lot, qty in loads:
            self.stock.take(start, lot, qty)
        yield self.env.timeout(minutes)
        for lot, qty in loads:
            self.records.transfer(lot, qty, self.units[lot[0]], start, end, out_at, self.now())
            self.stock.put(end, lot, qty)

    def _pack(self) -> Making:
        """Pack what is sterile, as far as it goes with its waste."""
        goods = self.catalogue
        units = int(self.stock.total(goods.works, goods.item["STE"]) / Decimal("10.5"))
        count = _MANY_PACKED if self.many_lots else _PACKED
        lots = tuple(units // count + (number < units % count) for number in range(count))
        return (yield from self._run("PACK1", "PAC", lots, goods.packaging(), 5))

    def _release(self, packed: list[Portion]) -> Steps:
        """Sample and release the packs, relabel some, ship most of them."""
        yield self.env.timeout(self.random.randrange(300, 700))
        for lot, _ in packed:
            self.stores.sample(lot)
        first = packed[0][0]
        relabelled = self.stores.relabel(first, TEN)
        shelf = self.stock.on_hand(self.catalogue.works, first[0])
        ready = [relabelled, *(lot for lot, _ in packed[1:-2])]
        for number in range(0, len(ready), 4):
            yield self.env.timeout(self.random.randrange(60, 200))
            portions = [(lot, shelf[lot]) for lot in ready[number : number + 4]]
            self.env.process(self.stores.deliver(portions))

    def _count_daily(self) -> Steps:
        """Stock is counted once a day, when no order is under way, and after the last one."""
        for _ in range(int(self.days) + 5):
            yield self.env.timeout(_DAY - 7)
            while any(line.count for line in self._turns.values()):
                yield self.env.timeout(5)
            self.count_stock()
