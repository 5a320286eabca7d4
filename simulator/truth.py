"""What truly happened to the material of a plant: every transfer between lots, and what left it."""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

Lot = tuple[str, str]
"""Item code and lot code: a lot is its label. Material that enters under it is of it from then."""

BEGINNING = dt.datetime.min.replace(tzinfo=dt.UTC)
END = dt.datetime.max.replace(tzinfo=dt.UTC)


class Flow(NamedTuple):
    """One transfer of material: how much of a lot entered another one, when, by which order."""

    from_lot: Lot
    to_lot: Lot
    qty: Decimal
    at: dt.datetime
    order: str


class Shipped(NamedTuple):
    """One lot that left for a customer."""

    lot: Lot
    delivery: str
    customer: str
    qty: Decimal
    at: dt.datetime


class Truth:
    """The true flow of one plant. Quantities are in the base unit of the item they are taken from.

    born: lot -> what came into being under it from outside or on a line, with its first instant.
    lost: lot -> waste, spillage and what was thrown away.
    """

    def __init__(self) -> None:
        self.flows: list[Flow] = []
        self.shipments: list[Shipped] = []
        self.born: dict[Lot, tuple[Decimal, dt.datetime]] = {}
        self.lost: defaultdict[Lot, Decimal] = defaultdict(Decimal)
        self.used: defaultdict[str, set[Lot]] = defaultdict(set)
        self.made: defaultdict[str, set[Lot]] = defaultdict(set)
        self._indexes: dict[int, tuple[int, dict[Lot, list[Flow]]]] = {}

    def receive(self, lot: Lot, qty: Decimal, at: dt.datetime) -> None:
        """Material came into being: bought, or made on a line."""
        before, first = self.born.get(lot, (Decimal(0), at))
        self.born[lot] = (before + qty, min(first, at))

    def flow(self, from_lot: Lot, to_lot: Lot, qty: Decimal, at: dt.datetime, order: str) -> None:
        """Material of one lot entered another; order "" where no order did it."""
        self.flows.append(Flow(from_lot, to_lot, qty, at, order))
        if order:
            self.used[order].add(from_lot)
            self.made[order].add(to_lot)

    def lose(self, lot: Lot, qty: Decimal, order: str = "") -> None:
        """Material ended as waste; an order that only wasted a lot has used it all the same."""
        self.lost[lot] += qty
        if order:
            self.used[order].add(lot)

    def ship(self, lot: Lot, delivery: str, customer: str, qty: Decimal, at: dt.datetime) -> None:
        """Material left for a customer; a negative quantity came back from one."""
        self.shipments.append(Shipped(lot, delivery, customer, qty, at))

    def lots(self) -> set[Lot]:
        """All lots that ever were."""
        ends = {lot for flow in self.flows for lot in (flow.from_lot, flow.to_lot)}
        return ends | self.born.keys()

    def descendants(self, lot: Lot) -> set[Lot]:
        """Lots that hold material of this one. A transfer before the suspect came takes none."""
        return self.arrivals(lot).keys() - {lot}

    def arrivals(self, lot: Lot) -> dict[Lot, dt.datetime]:
        """When material of a lot first was in each lot that it reached, itself included."""
        return _reach(lot, BEGINNING, self._index(0), 1)

    def ancestors(self, lot: Lot) -> set[Lot]:
        """Lots of which material is in this one."""
        return _reach(lot, END, self._index(1), -1).keys() - {lot}

    def customers(self, lot: Lot) -> set[tuple[str, str]]:
        """(delivery, customer) of all that holds material of the lot and left after it came."""
        arrivals = self.arrivals(lot)
        return {
            (sent.delivery, sent.customer)
            for sent in self.shipments
            if sent.qty > 0 and sent.lot in arrivals and sent.at >= arrivals[sent.lot]
        }

    def order_level(self) -> dict[Lot, set[Lot]]:
        """Descendants as knowledge of orders alone tells them: every input in every output."""
        after: defaultdict[Lot, set[str]] = defaultdict(set)
        direct: defaultdict[Lot, set[Lot]] = defaultdict(set)
        for order, lots in self.used.items():
            for lot in lots:
                after[lot].add(order)
        for flow in self.flows:
            if not flow.order:
                direct[flow.from_lot].add(flow.to_lot)
        following = {
            lot: direct[lot].union(*(self.made[order] for order in after[lot]))
            for lot in self.lots()
        }
        return {lot: _closure(lot, following) - {lot} for lot in following}

    def _index(self, end: int) -> dict[Lot, list[Flow]]:
        """Flows by their source (end 0) or target (end 1); kept until another flow is told."""
        size, index = self._indexes.get(end, (-1, {}))
        if size != len(self.flows):
            fresh: defaultdict[Lot, list[Flow]] = defaultdict(list)
            for flow in self.flows:
                fresh[flow.to_lot if end else flow.from_lot].append(flow)
            self._indexes[end] = len(self.flows), fresh
            return fresh
        return index


def _reach(
    start: Lot, since: dt.datetime, index: dict[Lot, list[Flow]], sign: int
) -> dict[Lot, dt.datetime]:
    """Earliest arrival forward (sign 1), latest departure backward (sign -1), by label setting."""
    found: dict[Lot, dt.datetime] = {}
    waiting = [(-math.inf, start, since)]
    while waiting:
        _, lot, at = heapq.heappop(waiting)
        if lot in found:
            continue
        found[lot] = at
        for flow in index.get(lot, ()):
            is_open = flow.at >= at if sign > 0 else flow.at <= at
            other = flow.to_lot if sign > 0 else flow.from_lot
            if is_open and other not in found:
                heapq.heappush(waiting, (sign * flow.at.timestamp(), other, flow.at))
    return found


def _closure(start: Lot, following: dict[Lot, set[Lot]]) -> set[Lot]:
    found = {start}
    waiting: list[Iterable[Lot]] = [following[start]]
    while waiting:
        fresh = set(waiting.pop()) - found
        found |= fresh
        waiting += [following[lot] for lot in fresh if lot in following]
    return found
