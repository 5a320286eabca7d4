"""Placing parts on panels: reels on feeders, one after the other, a second source among them."""

from __future__ import annotations

from decimal import Decimal

from simulator.electronics.catalogue import ALTERNATES
from simulator.feed import Feed
from simulator.job import Job, Need
from simulator.line import Run
from simulator.plant import Plant
from simulator.stock import Portion


class AlternateFeed(Feed):
    """A feed that takes the second source when the shelf has no more of the first."""

    def __init__(self, run: PlacingRun, need: Need, place: str, units: int) -> None:
        self._other = run.second_source
        operation = run.operation
        super().__init__(
            run.plant, run.job, need, run.order, run.plant.places[place], units, operation
        )

    def _found(self, qty: Decimal) -> list[Portion]:
        found = super()._found(qty)
        missing = qty - sum((part for _, part in found), Decimal(0))
        if missing > 0:
            stock = self._plant.stock
            found += stock.pick(self._job.site, self._other, missing, self.need.pack)
        return found


class PlacingRun(Run):
    """An order for panels; its capacitors may come from the second source."""

    def __init__(self, plant: Plant, job: Job, second_source: str) -> None:
        self.second_source = second_source
        super().__init__(plant, job)

    @property
    def operation(self) -> str:
        """Id of the operation that uses the parts."""
        return str(self._operations[0]["operation_run_id"])

    def _open(self) -> None:
        """Both sources stand in the bill of materials, each with the whole need."""
        super()._open()
        (first,) = (need for need in self.job.needs if need.alternate_group)
        self.plant.records.component(
            self.order, len(self.job.needs) + 1, self.second_source,
            first.per_unit * self.job.units, self.plant.units[self.second_source], ALTERNATES,
        )  # fmt: skip

    def _feed(self, need: Need, place: str, units: int) -> Feed:
        if need.alternate_group:
            return AlternateFeed(self, need, place, units)
        return super()._feed(need, place, units)
