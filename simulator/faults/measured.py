"""The classes of faults that nothing in the records bounds: measured and printed."""

from __future__ import annotations

from functools import partial

from simulator.faults import lots, rows, times
from simulator.faults.classes import Fault, FaultClass, measured

MEASURED: tuple[FaultClass, ...] = (
    measured(
        "small_row_lost",
        "half of all uses smaller than the order's waste are in no system",
        Fault("small row lost", 0.5, rows.small_consumption_lost),
        because="the rest covers the need",
    ),
    measured(
        "skewed_beyond",
        "stations are wrong by 60 to 180 minutes",
        Fault("skewed", 1.0, partial(times.stations_skewed, least=60, most=180)),
        because="the clocks differ by more than the tolerance stated",
    ),
    measured(
        "wrong_lot",
        "5 % of uses name another lot that exists, in both systems",
        Fault("wrong lot", 0.05, lots.wrong_lot),
        because="no record contradicts it",
    ),
    measured(
        "change_over_on_the_old_lot",
        "15 % of change-overs were missed and all was booked on the lot before",
        Fault("on the old lot", 0.15, rows.change_over_on_the_old_lot),
        because="no quantity is short, unless the old lot never had so much",
    ),
    measured(
        "picked_uncounted",
        "small amounts were fetched without a booking, and no count came",
        Fault("picked", 0.5, partial(rows.picked_ad_hoc, is_counted=False)),
        because="the rest covers the need and nobody counts",
    ),
    measured(
        "hold_up_undeclared",
        "hoppers keep material, and nobody said so",
        switches={"hold_up": True},
        because="nothing tells of it",
        hides_hold_up=True,
    ),
    measured(
        "booked_too_late",
        "30 % of receipts come up to 10 days late where one day is stated; lots are missing",
        Fault("receipt late", 0.3, partial(times.receipts_late, most_minutes=240 * 60)),
        Fault("lot missing", 0.12, partial(lots.lot_missing, kind="consumption")),
        because="the delay is longer than late_booking",
        bounds={"late_booking_hours": 24},
    ),
    measured(
        "outside_the_bill",
        "4 % of uses are neither booked nor in the bill of materials",
        Fault("outside the bill", 0.04, rows.outside_the_bill),
        because="no need is short",
    ),
    measured(
        "order_suffix_unknown",
        "8 % of rows bear their order with a suffix that nobody explains",
        Fault("suffix", 0.08, partial(rows.order_with_suffix, is_crosswalked=False)),
        because="the suffixed order reads as one of its own",
    ),
    measured(
        "no_record",
        "6 % of bought lots are in no record at all",
        Fault("no record", 0.06, lots.no_record_of_a_lot),
        because="nobody wrote the code down; its orders show gaps",
    ),
)
