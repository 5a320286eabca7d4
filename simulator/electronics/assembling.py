"""From panels to devices: each board knows its panel, each device its board."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import Any

import simpy

from simulator.electronics.catalogue import BOARDS_PER_PANEL, ONE, Catalogue
from simulator.electronics.repair import Repair
from simulator.electronics.units import Units
from simulator.job import Job, Need
from simulator.plant import Plant
from simulator.truth import Lot
from simulator.unit_order import UnitOrder

Making = Generator[simpy.Event, Any, list[Lot]]
"""Steps that end with what they made."""

_WASTE = Decimal("0.005")
_BOARD_FAILS = 0.06
_DEVICE_FAILS = 0.06


class Assembling:
    """The lines behind the placing of parts. board_of: device -> the one board in it."""

    def __init__(self, plant: Plant, catalogue: Catalogue, units: Units, repair: Repair) -> None:
        self.plant = plant
        self.catalogue = catalogue
        self.units = units
        self.repair = repair
        self.board_of: dict[Lot, Lot] = {}

    def cut(self, panels: list[Lot]) -> Making:
        """Cut panels into boards, one by one; boards that fail their test are mended."""
        plant, goods = self.plant, self.catalogue
        pieces = (BOARDS_PER_PANEL,) * len(panels)
        share = ONE / BOARDS_PER_PANEL
        needs = (Need(goods.item["PNL"], share),)
        job = Job(goods.works, goods.line["CUT1"], goods.item["BRD"], pieces, needs)
        order = UnitOrder(plant, job, label=self.units.label)
        yield from order.opening()
        boards = []
        for panel in panels:
            begun_at = plant.now()
            order.take(panel, ONE, panel[1])
            for _ in range(BOARDS_PER_PANEL):
                board = self.units.new(goods.item["BRD"], "B")
                order.flow(panel, board, share)
                yield plant.env.timeout(plant.random.uniform(1, 3))
                order.make(board, ONE, begun_at, panel[1])
                boards.append(board)
        order.close()
        for board in boards:
            if plant.chance(_BOARD_FAILS):
                yield from self.repair.replace_part(goods.works, "BENCH1", board)
        return boards

    def finish(self, boards: list[Lot]) -> Making:
        """Put each board into a device; the devices of an order are a lot, each has its serial."""
        plant, goods = self.plant, self.catalogue
        needs = (Need(goods.item["BRD"], ONE),)
        job = Job(
            goods.works, goods.line["ASSY1"], goods.item["DEV"], (len(boards),), needs, waste=_WASTE
        )
        order = UnitOrder(plant, job, goods.finishing(), self.units.label)
        yield from order.opening()
        lot = plant.new_lot(goods.item["DEV"])
        devices = []
        for board in boards:
            begun_at = plant.now()
            device = self.units.new(goods.item["DEV"], "D", lot)
            order.take(board, ONE, device[1])
            order.flow(board, device, ONE)
            order.feed_into(device)
            yield plant.env.timeout(plant.random.uniform(4, 8))
            order.make(device, ONE, begun_at, device[1])
            self.board_of[device] = board
            devices.append(device)
            if plant.chance(_DEVICE_FAILS):
                yield plant.env.timeout(plant.random.uniform(5, 20))
                self.repair.mend_in_order(order, device)
        order.close()
        return devices
