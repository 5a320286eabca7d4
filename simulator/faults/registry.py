"""The classes of faults that `possible` must bound; those nothing can are in measured.py."""

from __future__ import annotations

from functools import partial

from simulator.faults import amounts, backflush, lots, rows, times
from simulator.faults.classes import Fault, FaultClass, boundable

_DAYS_3 = 3 * 24 * 60
_LATE = {"late_booking_hours": 72}
_WITH_TANKS = ("food",)

NO_FAULT = FaultClass(
    "none",
    "nothing is missing or wrong",
    bounded_by="nothing to bound",
    is_faultless=True,
    narrows_to=0.90,
)

BOUNDABLE: tuple[FaultClass, ...] = (
    boundable(
        "consumption_lot_missing",
        "12 % of uses name no lot, in both systems",
        Fault("lot missing", 0.12, partial(lots.lot_missing, kind="consumption")),
        by="candidates of the gap: all lots of the item in reach",
    ),
    boundable(
        "lot_missing_in_mes",
        "30 % of uses name no lot on the shop floor; the warehouse names it",
        Fault("lot missing", 0.3, partial(lots.lot_missing, kind="consumption", side="mes")),
        by="the union of both systems",
    ),
    boundable(
        "consumption_row_lost",
        "8 % of uses are in no system, and 10 % of those of which something went back, where the "
        "return is left over; each is larger than the order's waste",
        Fault("row lost", 0.08, rows.consumption_lost),
        Fault("use of a return lost", 0.1, rows.use_of_return_lost),
        by="the order's need, which the rest does not cover",
    ),
    boundable(
        "change_over_unrecorded",
        "20 % of change-overs were not booked, each larger than the order's waste",
        Fault("change-over lost", 0.2, rows.change_over_unrecorded),
        by="the order's need, which the rest does not cover",
    ),
    boundable(
        "change_over_unscanned",
        "20 % of change-overs were not scanned on the floor; the warehouse issued the lot",
        switches={"unrecorded_change_over": 0.2},
        by="the union of both systems",
    ),
    boundable(
        "back_dated",
        "30 % of rows bear a time up to 3 days too early; when they were entered tells so",
        Fault("back-dated", 0.3, partial(times.back_dated, most_minutes=_DAYS_3)),
        by="times that are not trusted cut nothing; late_booking",
        bounds=_LATE,
    ),
    boundable(
        "booked_late",
        "30 % of rows were typed in up to 3 days late",
        Fault("booked late", 0.3, partial(times.booked_late, most_minutes=_DAYS_3)),
        by="times that are not trusted cut nothing; late_booking",
        bounds=_LATE,
    ),
    boundable(
        "scanned_late",
        "25 % of change-overs were scanned 10 to 120 minutes late, and nothing shows it",
        Fault("scanned late", 0.25, times.scanned_late),
        by="the quantity clock of the place",
        narrows_to=0.92,
    ),
    boundable(
        "first_scanned_late",
        "25 % of lots, first ones too, were scanned 10 to 120 minutes late",
        Fault("scanned late", 0.25, partial(times.scanned_late, first_too=True)),
        by="the quantity clock of the place, and its holes",
    ),
    boundable(
        "scanned_late_over_recorded",
        "25 % of change-overs were scanned late, and the lot before was booked too high",
        Fault("scanned late", 0.25, partial(times.scanned_late, over_recorded=True)),
        by="the order's surplus, which counts against every cut",
    ),
    boundable(
        "skewed_within_tolerance",
        "every station's clock is wrong by up to 5 minutes, early or late",
        Fault("skewed", 1.0, partial(times.stations_skewed, least=0, most=5)),
        by="tolerance of 10 minutes between any two clocks",
        bounds={"tolerance_minutes": 10},
    ),
    boundable(
        "days_only",
        "no time of day is written down anywhere",
        Fault("days only", 1.0, times.days_only),
        by="a day is never trusted as an instant",
        bounds={"late_booking_hours": 24},
    ),
    boundable(
        "output_lot_missing",
        "12 % of outputs name no lot, in both systems",
        Fault("lot missing", 0.12, partial(lots.lot_missing, kind="output")),
        by="lots of the item that come from nowhere",
    ),
    boundable(
        "both_ends_missing",
        "12 % of uses and 12 % of outputs name no lot",
        Fault("lot missing", 0.12, lots.both_ends_missing),
        by="candidates at both ends",
    ),
    boundable(
        "picked_and_counted",
        "an unbooked lot was used in 30 % of orders; the next count shows it",
        switches={"adhoc_picks": 0.3},
        by="the loss that a count shows",
    ),
    boundable(
        "receipt_late",
        "25 % of receipts were booked up to 2 days late, and 12 % of uses name no lot",
        Fault("receipt late", 0.25, partial(times.receipts_late, most_minutes=48 * 60)),
        Fault("lot missing", 0.12, partial(lots.lot_missing, kind="consumption")),
        by="candidates live from late_booking before their receipt",
        bounds=_LATE,
    ),
    boundable(
        "receipt_lost",
        "15 % of receipts are in no system, and 12 % of uses name no lot",
        Fault("receipt lost", 0.15, rows.receipt_lost),
        Fault("lot missing", 0.12, partial(lots.lot_missing, kind="consumption")),
        by="a lot without receipt is always a candidate",
    ),
    boundable(
        "over_recorded",
        "30 % of uses were booked 5 to 100 % too high",
        Fault("over-recorded", 0.3, amounts.over_recorded),
        by="surplus never cuts",
    ),
    boundable(
        "unit_error",
        "10 % of uses were booked a thousand times too high",
        Fault("unit error", 0.1, amounts.unit_error),
        by="impossible quantities count as zero",
    ),
    boundable(
        "backflushed",
        "half of all orders were booked at their end from the oldest lots",
        Fault("backflush", 0.5, backflush.backflushed),
        by="a backflushed row is a gap, open from the start of its order",
    ),
    boundable(
        "parallel_late",
        "half of all orders run on two lines, and half the scans of the second are late",
        Fault("second line late", 0.5, times.second_line_scanned_late),
        switches={"parallel_lines": 0.5},
        by="windows are judged per place",
    ),
    boundable(
        "out_of_order_late",
        "work in process overtakes in half of all orders, and 25 % of change-overs are late",
        Fault("scanned late", 0.25, times.scanned_late),
        switches={"work_in_process_out_of_order": 0.5},
        by="coverage counts what was begun",
    ),
    boundable(
        "fills_late",
        "fills of tanks were typed in up to 120 minutes late",
        Fault("fills late", 1.0, partial(times.fills_late, most_minutes=120)),
        switches={"late_tank_entries": 1.0},
        by="entry_delay of 120 minutes",
        industries=_WITH_TANKS,
        bounds={"entry_delay_minutes": 120},
    ),
    boundable(
        "hold_up",
        "hoppers keep some material for the next order",
        switches={"hold_up": True},
        by="hold_up declared per place",
    ),
    boundable(
        "mixed_returns",
        "what is left in a hopper goes back under its last lot, after 40 % of orders",
        switches={"hold_up": True, "mixed_returns": 0.4},
        by="hold_up declared per place",
    ),
    boundable(
        "blended_silo",
        "draws of an undeclared silo name the lot filled last",
        switches={"blended_silo": True},
        by="a place where two lots of an item lie at once is a tank",
        industries=_WITH_TANKS,
    ),
    boundable(
        "misspelt_inputs",
        "5 % of uses bear a code with one wrong letter",
        Fault("misspelt", 0.05, partial(lots.misspelt, kind="consumption")),
        by="a lot from nowhere is a gap",
    ),
    boundable(
        "misspelt_outputs",
        "5 % of outputs bear a code with one wrong letter",
        Fault("misspelt", 0.05, partial(lots.misspelt, kind="output")),
        by="lots of the item that come from nowhere",
    ),
    boundable(
        "reformatted_codes",
        "20 % of codes are written with other case, blanks, dashes or none",
        Fault("reformatted", 0.2, lots.reformatted),
        by="code keys, normalised spellings, and a lot from nowhere is a gap",
    ),
    boundable(
        "several_in_one_cell",
        "20 % of pairs of uses share one cell, A/B",
        Fault("several in one cell", 0.2, lots.several_in_one_cell),
        by="a lot from nowhere is a gap",
    ),
    boundable(
        "typed_twice",
        "15 % of uses were typed into the warehouse's book once more",
        Fault("typed twice", 0.15, rows.typed_twice),
        by="one fact, one system of record; lots are united",
    ),
    boundable(
        "handed_over",
        "30 % of uses were booked in two parts by two shifts",
        Fault("handed over", 0.3, rows.handed_over),
        by="facts add up",
    ),
    boundable(
        "order_suffix_known",
        "8 % of rows bear their order with a hand-written suffix; a crosswalk knows it",
        Fault("suffix", 0.08, partial(rows.order_with_suffix, is_crosswalked=True)),
        by="a crosswalk of orders",
    ),
    boundable(
        "rows_doubled",
        "15 % of rows came twice, half of them under another number",
        Fault("doubled", 0.15, rows.rows_doubled),
        by="surplus never cuts",
    ),
    boundable(
        "files_doubled",
        "every file came twice",
        sends_twice=True,
        by="identical rows under one key fold",
    ),
    boundable(
        "order_cancelled",
        "20 % of orders were cancelled after they had begun",
        Fault("cancelled", 0.2, rows.order_cancelled),
        by="what was booked stands",
    ),
    boundable(
        "pilot", "30 % of orders are pilots", switches={"pilot": 0.3}, by="no rule trusts a type"
    ),
    boundable(
        "top_up",
        "40 % of orders got a scanned addition",
        switches={"top_up": 0.4},
        by="a top-up is never cut",
    ),
    boundable(
        "rework",
        "30 % of orders take back material made before",
        switches={"rework": 0.3},
        by="rework is never cut",
    ),
)
