"""A plant under simulation: its clock, its chance, its stock, its records and the truth."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import simpy

from simulator.ledger import STORE
from simulator.records import Records
from simulator.stock import Place, Portion, Stock
from simulator.truth import Lot, Truth

Steps = Generator[simpy.Event, Any, None]
"""A SimPy process of a plant; it waits in minutes."""

START = dt.datetime(2026, 1, 12, 6, 0, tzinfo=dt.UTC)
"""When every plant begins: a Monday, ten weeks before any clock used changes."""


@dataclass(frozen=True, slots=True)
class Switches:
    """How a plant behaves beyond the plain; all off = the records alone give the whole truth.

    hold_up: places keep some material from one order to the next. blended_silo: draws name the lot
    filled last, and the silo is declared nowhere. mixed_returns: share of orders whose rest in a
    hopper goes back under its last lot's code. adhoc_picks: share of orders that take some of a lot
    unrecorded; the next count shows it. parallel_lines: share of orders made on two lines at once.
    unrecorded_change_over: share of mounts that the shop floor does not scan; the warehouse did
    issue the lot. late_tank_entries: share of fills that a person types in later. top_up: share of
    orders with a scanned addition. pilot: share of orders that are pilots. rework: share of orders
    that take back material made before. work_in_process_out_of_order: share of orders whose
    second operation takes what waits in any order. spare_lots: lots that an order did not need were
    fetched all the same, and brought back whole; the warehouse books both ways.
    """

    hold_up: bool = False
    blended_silo: bool = False
    mixed_returns: float = 0.0
    adhoc_picks: float = 0.0
    parallel_lines: float = 0.0
    unrecorded_change_over: float = 0.0
    late_tank_entries: float = 0.0
    top_up: float = 0.0
    pilot: float = 0.0
    rework: float = 0.0
    work_in_process_out_of_order: float = 0.0
    spare_lots: bool = False


@dataclass(slots=True)
class Bounds:
    """True upper bounds of what a plant and its clocks do; faults raise them where they must.

    The first three hold for every site of the plant; hold_up: place -> quantity in base units.
    """

    sites: list[str] = field(default_factory=list)
    tolerance_minutes: int = 10
    entry_delay_minutes: int = 0
    late_booking_hours: int = 0
    hold_up: dict[str, Decimal] = field(default_factory=dict)

    def document(self) -> dict[str, dict[str, dict[str, float]]]:
        """As `bounds.yml` holds them."""
        bounds: dict[str, float] = {
            "tolerance_minutes": self.tolerance_minutes,
            "entry_delay_minutes": self.entry_delay_minutes,
            "late_booking_hours": self.late_booking_hours,
        }
        return {
            "sites": {site: dict(bounds) for site in self.sites},
            "places": {place: {"hold_up": float(qty)} for place, qty in self.hold_up.items()},
        }


@dataclass(frozen=True, slots=True)
class Observed:
    """A plant that was run: what was recorded, what truly happened, and the true bounds."""

    code: str
    records: Records
    truth: Truth
    bounds: Bounds


class Plant:
    """Base of the plants of all industries: override `prepare`, which starts the processes.

    code: prefix of every code, so that many plants live in one warehouse without touching.
    many_lots: orders use ten and more lots of an item instead of two to four.
    days: how long orders are started. Equal arguments give equal plants.
    """

    industry = ""
    zone = "Europe/Berlin"

    def __init__(
        self,
        code: str,
        seed: int,
        switches: Switches | None = None,
        *,
        days: int = 10,
        many_lots: bool = False,
    ) -> None:
        self.code = code
        self.switches = switches or Switches()
        self.days = days
        self.many_lots = many_lots
        self.random = random.Random(f"{self.industry} {code} {seed}")  # noqa: S311 - a simulation
        self.env = simpy.Environment()
        self.records = Records(code)
        self.truth = Truth()
        self.stock = Stock()
        self.bounds = Bounds()
        self.places: dict[str, Place] = {}
        self.units: dict[str, str] = {}
        self._zone = ZoneInfo(self.zone)

    def prepare(self) -> None:
        """Write the masters and start the processes."""
        raise NotImplementedError

    def run(self) -> Observed:
        """Play the plant until nothing more happens."""
        self.prepare()
        self.env.run()
        return Observed(self.code, self.records, self.truth, self.bounds)

    def now(self) -> dt.datetime:
        """The clock on the wall, to the second; never midnight sharp, which reads as a date."""
        return self.at(self.env.now)

    def at(self, minutes: float) -> dt.datetime:
        """The clock on the wall so many minutes after the start."""
        wall = (START + dt.timedelta(seconds=int(minutes * 60))).astimezone(self._zone)
        is_midnight = not (wall.hour or wall.minute or wall.second)
        return wall + dt.timedelta(seconds=1) if is_midnight else wall

    def chance(self, rate: float) -> bool:
        """Whether something of this rate happens; a rate of 0 draws no number."""
        return rate > 0 and self.random.random() < rate

    def named(self, code: str) -> str:
        """A code of this plant."""
        return f"{self.code}-{code}"

    def item(
        self, code: str, name: str, kind: str, uom: str = "kg", *, is_serial: bool = False
    ) -> str:
        """Declare an item; returns its code."""
        item = self.named(code)
        self.units[item] = uom
        self.records.item(item, name, kind, uom, is_serial=is_serial)
        return item

    def site(self, code: str, name: str, kind: str = "own") -> str:
        """Declare a site; returns its code."""
        site = self.named(code)
        self.bounds.sites.append(site)
        self.records.site(site, name, self.zone, kind)
        return site

    def place(self, code: str, site: str, kind: str, hold_up: Decimal = Decimal(0)) -> str:
        """Declare where a line is fed; hold_up counts only where the switch is on."""
        place, kept = self.named(code), hold_up if self.switches.hold_up else Decimal(0)
        self.places[place] = Place(place, site, kept)
        self.records.place(place, site, kind, has_hold_up=kept > 0)
        if kept:
            self.bounds.hold_up[place] = kept
        return place

    def new_lot(self, item: str) -> Lot:
        """A lot that never was: its code holds the day and a running number."""
        number = self.records.number("L")
        return item, f"{self.code}-{self.now():%y%m%d}-{number[-5:]}"

    def receive(
        self,
        item: str,
        qty: Decimal,
        site: str,
        supplier: str,
        *,
        location: str = STORE,
        is_shelved: bool = True,
    ) -> Lot:
        """A new lot of a supplier comes in, to the shelf unless it goes elsewhere at once."""
        lot, at = self.new_lot(item), self.now()
        supplier_lot = f"{self.random.randrange(16**6):06X}"
        self.records.receipt(
            lot, qty, self.units[item], at, site, supplier, supplier_lot=supplier_lot,
            location=location,
        )  # fmt: skip
        self.truth.receive(lot, qty, at)
        if is_shelved:
            self.stock.put(site, lot, qty)
        return lot

    def ship(
        self,
        site: str,
        customer: str,
        portions: list[Portion],
        pallets: Mapping[Lot, str] = MappingProxyType({}),
    ) -> str:
        """Some lots leave the shelf on one delivery, on their pallets if any; returns its code."""
        delivery, at = self.records.number("DL"), self.now()
        for line_no, (lot, qty) in enumerate(portions, start=1):
            self.stock.take(site, lot, qty)
            self.records.shipment(
                lot, qty, self.units[lot[0]], at, site, customer, delivery=delivery,
                line_no=str(line_no), unit=pallets.get(lot, ""),
            )  # fmt: skip
            self.truth.ship(lot, delivery, customer, qty, at)
        return delivery

    def take_back(self, site: str, customer: str, delivery: str, portion: Portion) -> None:
        """A customer sends some of a lot back; it goes to the shelf."""
        (lot, qty), at = portion, self.now()
        self.records.customer_return(lot, qty, self.units[lot[0]], at, site, customer, delivery)
        self.truth.ship(lot, delivery, customer, -qty, at)
        self.stock.put(site, lot, qty)

    def transfer(
        self, from_site: str, to_site: str, portions: list[Portion], minutes: int
    ) -> Steps:
        """A truck takes lots from the shelf of one site to that of another."""
        out_at = self.now()
        for lot, qty in portions:
            self.stock.take(from_site, lot, qty)
        yield self.env.timeout(minutes)
        for lot, qty in portions:
            self.records.transfer(
                lot, qty, self.units[lot[0]], from_site, to_site, out_at, self.now()
            )
            self.stock.put(to_site, lot, qty)

    def transform(self, kind: str, site: str, lot: Lot, to_lot: Lot, qty: Decimal) -> None:
        """Some of a lot on the shelf becomes another: split, merge or relabel."""
        at = self.now()
        self.stock.take(site, lot, qty)
        self.stock.put(site, to_lot, qty)
        self.records.transformation(kind, lot, to_lot, qty, self.units[lot[0]], at, site)
        self.truth.flow(lot, to_lot, qty, at, "")

    def count_stock(self) -> None:
        """Count every shelf; a lot that was there and is gone is counted as zero."""
        at = self.now()
        for site, lot, qty in self.stock.count():
            self.records.count(lot, qty, self.units[lot[0]], at, site)
