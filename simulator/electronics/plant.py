"""The maker of devices: panels from reels, boards from panels, devices from boards."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import Any

import simpy

from simulator.electronics.assembling import Assembling
from simulator.electronics.catalogue import CUSTOMERS, ONE, RAW, Catalogue
from simulator.electronics.placing import PlacingRun
from simulator.electronics.repair import Repair
from simulator.electronics.units import Units
from simulator.job import Job, Need
from simulator.line import Steps
from simulator.plant import Plant
from simulator.truth import Lot

_DAY = 24 * 60
_EVERY_DAYS = 5
_PANELS = (1,) * 24
_PANEL_MINUTES = 30
_WASTE = Decimal("0.005")
_CASE = 8
_SPARE_PARTS = Decimal(6)
_CAMPAIGN = {
    "PCB": 30, "RES": 380, "CAP": 75, "CAX": 75, "IC": 130, "PST": 165, "HSG": 52, "CBL": 52,
    "BOX": 52,
}  # fmt: skip
"""What one campaign needs at the most; of capacitors of the first source too little, on purpose."""


class ElectronicsPlant(Plant):
    """Devices by serial: each holds one board, cut from a panel that was placed from reels."""

    industry = "electronics"
    zone = "Asia/Shanghai"

    def prepare(self) -> None:
        """Write the masters and start one campaign after the other."""
        self.catalogue = goods = Catalogue(self)
        goods.declare()
        self.serials = Units(self, {goods.item["BRD"], goods.item["DEV"]})
        self.repair = Repair(self, goods, self.serials)
        self.assembling = Assembling(self, goods, self.serials, self.repair)
        self._works = simpy.Resource(self.env)
        for number in range(max(1, int(self.days / _EVERY_DAYS))):
            self.env.process(self._campaign(number))
        self.env.process(self._count_daily())

    def _campaign(self, number: int) -> Steps:
        """From reels to the ramp, and what comes back."""
        yield self.env.timeout(number * _EVERY_DAYS * _DAY + 1)
        with self._works.request() as turn:
            yield turn
            yield from self._supply()
            panels = yield from self._place_parts()
            boards = yield from self.assembling.cut(panels)
            devices = yield from self.assembling.finish(boards)
        yield from self._deliver(devices)
        yield from self._serve(devices)

    def _supply(self) -> Steps:
        """Order in what is missing, reel by reel."""
        goods = self.catalogue
        for raw in RAW:
            size = Decimal(raw.small_qty if self.many_lots else raw.lot_qty)
            missing = _CAMPAIGN[raw.code] - self.stock.total(goods.works, goods.item[raw.code])
            while missing > 0:
                yield self.env.timeout(self.random.randrange(1, 9))
                self.receive(goods.item[raw.code], size, goods.works, goods.supplier[raw.code])
                missing -= size
        yield self.env.timeout(30)

    def _place_parts(self) -> Generator[simpy.Event, Any, list[Lot]]:
        """Panels, each a lot of its own."""
        goods, switches = self.catalogue, self.switches
        lines: tuple[str, ...] = ()
        if self.chance(switches.parallel_lines):
            lines = (goods.line["SMT1"], goods.line["SMT2"])
        needs = goods.placing(is_parallel=bool(lines))
        if self.chance(switches.top_up):
            needs = (*needs, self._extra("RES", "top_up"))
        if self.chance(switches.rework):
            needs = (*needs, self._extra("IC", "rework"))
        job = Job(
            goods.works, goods.line["SMT1"], goods.item["PNL"], _PANELS, needs, _PANEL_MINUTES,
            waste=_WASTE, lines=lines,
            kind="pilot" if self.chance(switches.pilot) else "standard",
            operations=2 if switches.work_in_process_out_of_order else 1,
        )  # fmt: skip
        run = PlacingRun(self, job, goods.item["CAX"])
        yield from run.steps()
        return [lot for lot, _ in run.made]

    def _extra(self, code: str, kind: str) -> Need:
        """A part placed by hand on every panel, beside the bill of materials."""
        item = self.catalogue.item[code]
        return Need(item, ONE, is_counted=True, kind=kind, is_planned=False)

    def _deliver(self, devices: list[Lot]) -> Steps:
        """Devices leave case by case, on one pallet; the last ones stay on the shelf."""
        goods, pallet = self.catalogue, self.records.number("PAL")
        for first in range(0, len(devices) - _CASE, _CASE):
            units = devices[first : first + _CASE]
            case = self.records.number("CAS")
            self.serials.pack(case, units, pallet)
            yield self.env.timeout(self.random.randrange(20, 120))
            customer = goods.customer[self.random.choice(CUSTOMERS)]
            self.serials.ship(goods.works, customer, units, case)

    def _serve(self, devices: list[Lot]) -> Steps:
        """Of what was shipped, one comes back for repair, one is taken apart, one thrown away."""
        goods = self.catalogue
        yield from self._send_spare_parts()
        untouched = [unit for unit in devices if unit in self.serials.delivered]
        untouched = [unit for unit in untouched if unit not in self.repair.mended]
        mended, apart, worn = self.random.sample(untouched, 3)
        for unit in (mended, apart, worn):
            yield self.env.timeout(self.random.randrange(300, 900))
            self.serials.take_back(goods.service, unit)
        customer, _ = self.serials.delivered[mended]
        yield from self.repair.replace_part(goods.service, "BENCH2", mended)
        yield from self.repair.take_apart(apart, self.assembling.board_of[apart])
        yield self.env.timeout(60)
        self.serials.ship(goods.service, customer, [mended])
        self.serials.scrap(goods.service, worn)

    def _send_spare_parts(self) -> Steps:
        """Controllers for the service centre travel there, under the code of their reel."""
        goods, item, out_at = self.catalogue, self.catalogue.item["IC"], self.now()
        loads = self.stock.pick(goods.works, item, _SPARE_PARTS, ONE)
        yield self.env.timeout(400)
        for lot, qty in loads:
            self.records.transfer(lot, qty, "pcs", goods.works, goods.service, out_at, self.now())
            self.stock.put(goods.service, lot, qty)

    def _count_daily(self) -> Steps:
        """Stock is counted once a day, when no order is under way, and after the last one."""
        for _ in range(int(self.days) + 5):
            yield self.env.timeout(_DAY - 7)
            while self._works.count:
                yield self.env.timeout(5)
            self.count_stock()

    def count_stock(self) -> None:
        """Count what lies on the shelves by lot; serial units are not counted lot by lot."""
        at = self.now()
        for site, lot, qty in self.stock.count():
            if lot[0] not in self.serials.serial_items:
                self.records.count(lot, qty, self.units[lot[0]], at, site)
