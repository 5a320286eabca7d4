"""Repair and take-back: parts replaced under the same serial, devices taken apart."""

from __future__ import annotations

from simulator.electronics.catalogue import ONE, Catalogue
from simulator.electronics.units import Units
from simulator.job import Job, Need
from simulator.line import Steps
from simulator.plant import Plant
from simulator.truth import Lot
from simulator.unit_order import UnitOrder


class Repair:
    """The benches of the works and of the service centre. mended: units that got a new part."""

    def __init__(self, plant: Plant, catalogue: Catalogue, units: Units) -> None:
        self.plant = plant
        self.catalogue = catalogue
        self.units = units
        self.mended: set[Lot] = set()

    def replace_part(self, site: str, bench: str, unit: Lot) -> Steps:
        """A controller is replaced on a unit: an order of its own, in and out under one serial."""
        plant, goods = self.plant, self.catalogue
        needs = Need(unit[0], ONE), Need(goods.item["IC"], ONE)
        job = Job(site, goods.line[bench], unit[0], (1,), needs, kind="rework")
        order = UnitOrder(plant, job, label=self.units.label)
        yield from order.opening()
        begun_at = plant.now()
        order.take(unit, ONE, "")
        yield plant.env.timeout(plant.random.randrange(5, 20))
        part = self._part(site)
        order.take(part, ONE, "")
        order.flow(part, unit, ONE)
        self.mended.add(unit)
        yield plant.env.timeout(plant.random.randrange(10, 40))
        order.make(unit, ONE, begun_at, "", kind="rework", is_new=False)
        order.close()

    def mend_in_order(self, order: UnitOrder, unit: Lot) -> None:
        """A device that failed its test gets a new controller under the order that made it."""
        part = self._part(order.job.site)
        order.take(part, ONE, unit[1], kind="rework")
        order.flow(part, unit, ONE)
        self.mended.add(unit)

    def take_apart(self, device: Lot, board: Lot) -> Steps:
        """The board comes back under its serial, the housing under a lot code of its own."""
        plant, goods = self.plant, self.catalogue
        needs = (Need(goods.item["DEV"], ONE),)
        job = Job(goods.service, goods.line["BENCH2"], device[0], (1,), needs, kind="disassembly")
        order = UnitOrder(plant, job, label=self.units.label)
        yield from order.opening()
        begun_at = plant.now()
        order.take(device, ONE, "")
        yield plant.env.timeout(plant.random.randrange(15, 40))
        order.make(board, ONE, begun_at, "", kind="co_product", is_new=False)
        housing = plant.new_lot(goods.item["HSG"])
        order.make(housing, ONE, begun_at, "", kind="co_product")
        order.flow(device, housing, ONE)
        order.close()

    def _part(self, site: str) -> Lot:
        return next(iter(self.plant.stock.on_hand(site, self.catalogue.item["IC"])))
