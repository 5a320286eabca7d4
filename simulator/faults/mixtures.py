"""Many faults at once: as bad as it gets, and as good plants are."""

from __future__ import annotations

from dataclasses import replace

from simulator.faults.classes import Fault, FaultClass
from simulator.faults.measured import MEASURED
from simulator.faults.registry import BOUNDABLE, NO_FAULT

_PLAIN_RATE = 0.04
_ALONE = {"days_only", "backflushed"}
"""Classes that change every row of a plant or order: beside them nothing else is to be seen."""

_BY_NAME = {kind.name: kind for kind in BOUNDABLE}

_SWITCHES: dict[str, bool | float] = {
    "hold_up": True,
    "mixed_returns": 0.1,
    "adhoc_picks": 0.1,
    "parallel_lines": 0.2,
    "unrecorded_change_over": 0.05,
    "late_tank_entries": 0.3,
    "top_up": 0.1,
    "pilot": 0.1,
    "rework": 0.1,
    "work_in_process_out_of_order": 0.2,
}
_BOUNDS = {"tolerance_minutes": 10, "entry_delay_minutes": 120, "late_booking_hours": 72}


def _all_faults(rate: float) -> tuple[Fault, ...]:
    found: dict[tuple[str, object], Fault] = {}
    for kind in BOUNDABLE:
        if kind.name in _ALONE:
            continue
        for fault in kind.faults:
            is_of_station = fault.rate == 1.0
            found.setdefault((kind.name, fault.name), fault)
            if not is_of_station:
                found[kind.name, fault.name] = replace(fault, rate=rate)
    return tuple(found.values())


MIXED = FaultClass(
    "mixed",
    f"all boundable faults at once, each in {100 * _PLAIN_RATE:.0f} % of its rows",
    _all_faults(_PLAIN_RATE),
    _SWITCHES,
    _BOUNDS,
    "all of the above; a row lost below the waste of its order may remain",
    is_mixture=True,
)

_USUAL = (
    "both_ends_missing",
    "consumption_row_lost",
    "booked_late",
    "scanned_late",
    "receipt_late",
    "unit_error",
)

ONE_PERCENT = FaultClass(
    "mixed_at_1_percent",
    "missing lots, lost rows, late and wrong entries, each in 1 % of its rows",
    tuple(_BY_NAME[name].at_rate(0.01)[0] for name in _USUAL),
    {},
    _BOUNDS,
    "all of the above",
    is_mixture=True,
    has_useful_width=True,
)

EVERY_PERCENT = FaultClass(
    "every_fault_at_1_percent",
    "all boundable faults at once, each in 1 % of its rows",
    _all_faults(0.01),
    _SWITCHES,
    _BOUNDS,
    "all of the above; a row lost below the waste of its order may remain",
    is_mixture=True,
)

MANY_LOTS = FaultClass(
    "many_lots_per_order",
    "nothing is wrong, and orders use ten and more lots of an item",
    bounded_by="nothing to bound",
    is_faultless=True,
    many_lots=True,
    narrows_near_to=0.75,
)

CLASSES: dict[str, FaultClass] = {
    kind.name: kind
    for kind in (NO_FAULT, MANY_LOTS, *BOUNDABLE, MIXED, ONE_PERCENT, *MEASURED, EVERY_PERCENT)
}
"""Every class by name, in the order of the table."""
