"""Plants to look at: an industry as it is met, with few faults, in three sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from simulator.faults import lots, rows, times
from simulator.faults.classes import Fault, FaultClass
from simulator.faults.spoil import spoil
from simulator.industries import INDUSTRIES
from simulator.plant import Observed, Switches


@dataclass(frozen=True, slots=True)
class Size:
    """How many plants, each for how many days of orders."""

    plants: int
    days: int


SIZES = {"s": Size(1, 10), "m": Size(10, 30), "l": Size(115, 60)}
"""About two thousand rows, seventy thousand, two million."""

_RATE = 0.01
_MOST_HOURS = 24
FEW_FAULTS = FaultClass(
    "as met",
    "1 % of uses and outputs name no lot, of uses are lost, of scans and bookings are late",
    (
        Fault("lot missing", _RATE, lots.both_ends_missing),
        Fault("row lost", _RATE, rows.consumption_lost),
        Fault("scanned late", _RATE, times.scanned_late),
        Fault("booked late", _RATE, partial(times.booked_late, most_minutes=_MOST_HOURS * 60)),
    ),
    bounds={"late_booking_hours": _MOST_HOURS},
    is_mixture=True,
)
"""What goes wrong in a plant that is run well."""

_BEHAVIOUR = Switches(hold_up=True, parallel_lines=0.3, rework=0.3, top_up=0.1, spare_lots=True)


def show_plants(industry: str, seed: int, size: Size) -> Iterator[Observed]:
    """The plants one after the other; each is played when it is asked for.

    Equal arguments give equal plants. KeyError for an industry that there is not.
    """
    plant = INDUSTRIES[industry]
    for number in range(1, size.plants + 1):
        code = f"{industry[0].upper()}{number}"
        yield spoil(plant(code, seed, _BEHAVIOUR, days=size.days).run(), FEW_FAULTS, seed)
