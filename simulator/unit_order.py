"""An order whose outputs each have inputs of their own, which an output group ties together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from simulator.feed import Feed
from simulator.job import Job, Need
from simulator.ledger import STORE
from simulator.line import Steps
from simulator.plant import Plant
from simulator.records import Fact
from simulator.stock import ZERO
from simulator.truth import Lot

_MOUNT_MINUTES = 4

Label = Callable[[Lot], tuple[str, str]]
"""What is printed on a lot: lot code ("" for none) and serial ("" for none)."""


class UnitOrder:
    """One such order; its caller takes and makes unit by unit, between `opening` and `close`.

    job.needs are the bill of materials; those named in `fed` are mounted at their place, or at the
    line, and go into whatever is made there; all others are taken for one group each.
    """

    def __init__(
        self, plant: Plant, job: Job, fed: tuple[Need, ...] = (), label: Label | None = None
    ) -> None:
        self.plant = plant
        self.job = job
        self.order = plant.records.number("WO")
        self._label = label or (lambda lot: (lot[1], ""))
        self._fed = fed
        self._feeds: list[Feed] = []
        at, records = plant.now(), plant.records
        qty = job.units * job.unit_qty
        self._row = records.order(
            self.order, job.site, job.line, job.item, qty, plant.units[job.item], at, job.kind
        )
        for number, need in enumerate((*job.needs, *fed), start=1):
            records.component(
                self.order, number, need.item, need.per_unit * job.units, plant.units[need.item],
                need.alternate_group,
            )  # fmt: skip
        name = "finish" if job.kind == "standard" else job.kind
        self._operation = records.operation(self.order, job.site, 1, name, job.line, at, at)

    @property
    def run(self) -> str:
        """Id of its one operation."""
        return str(self._operation["operation_run_id"])

    def opening(self, minutes: float = 10) -> Steps:
        """Set up and mount what is fed at places, a little before the first unit is begun."""
        yield self.plant.env.timeout(minutes)
        for need in self._fed:
            place = self.plant.places[need.place or self.job.line]
            feed = Feed(self.plant, self.job, need, self.order, place, self.job.units, self.run)
            self._feeds.append(feed)
        yield self.plant.env.timeout(_MOUNT_MINUTES)

    def take(
        self,
        lot: Lot,
        qty: Decimal,
        group: str,
        *,
        kind: str = "standard",
        is_on_shelf: bool = True,
    ) -> Fact:
        """Take some of a lot for one group, with a scan; its flow is the caller's to tell."""
        plant, job, at = self.plant, self.job, self.plant.now()
        if is_on_shelf:
            plant.stock.take(job.site, lot, qty)
        code, serial = self._label(lot)
        rows = plant.records.consumption(
            (lot[0], code), qty, plant.units[lot[0]], at, self.order, job.site, job.line,
            kind=kind, group=group, serial=serial, run=self.run,
        )  # fmt: skip
        return named_truly(rows, lot)

    def feed_into(self, lot: Lot) -> None:
        """Use what one unit takes of everything that is mounted."""
        for feed in self._feeds:
            drawn, waste = feed.draw()
            if sum((qty for _, qty in drawn), ZERO) < feed.need.per_unit + waste:
                raise ValueError(f"{self.order}: {feed.item} ran out at {self.plant.now()}.")
            for source, qty in drawn:
                lost = min(waste, qty)
                waste -= lost
                if lost:
                    self.plant.truth.lose(source, lost, self.order)
                if qty > lost:
                    self.flow(source, lot, qty - lost)

    def flow(self, from_lot: Lot, to_lot: Lot, qty: Decimal) -> None:
        """Tell the truth of what entered what, now."""
        self.plant.truth.flow(from_lot, to_lot, qty, self.plant.now(), self.order)

    def make(
        self,
        lot: Lot,
        qty: Decimal,
        begun_at: dt.datetime,
        group: str,
        *,
        kind: str = "product",
        is_new: bool = True,
        unit: str = "",
    ) -> Fact:
        """A lot is ready and on the shelf; not new = one that went in came out again."""
        plant, job, at = self.plant, self.job, self.plant.now()
        code, serial = self._label(lot)
        rows = plant.records.output(
            (lot[0], code), qty, plant.units[lot[0]], begun_at, at, self.order, job.site, job.line,
            kind=kind, group=group, serial=serial, run=self.run, to_location=STORE, unit=unit,
        )  # fmt: skip
        if is_new:
            plant.truth.receive(lot, qty, begun_at)
        plant.stock.put(job.site, lot, qty)
        return named_truly(rows, lot)

    def close(self) -> None:
        """Send back what was not used, and end the order."""
        for feed in self._feeds:
            feed.close()
        at = self.plant.now()
        self._row |= {"order_status": "closed", "closed_at": at}
        self._operation["ended_at"] = at


def named_truly(rows: Fact, lot: Lot) -> Fact:
    """Note in rows of a serial whose they truly are: the serial's, not its lot's."""
    for row in rows:
        row["_lot"] = lot[1]
    return rows
