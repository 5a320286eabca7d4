"""Each class of faults changes what it says and nothing else, and the same again for a seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from simulator.electronics.plant import ElectronicsPlant
from simulator.faults.classes import FaultClass
from simulator.faults.measured import MEASURED
from simulator.faults.mixtures import CLASSES, MIXED
from simulator.faults.registry import BOUNDABLE
from simulator.faults.scene import Scene, Slack
from simulator.faults.spoil import spoil, switches_of
from simulator.food.plant import FoodPlant
from simulator.pharma.plant import PharmaPlant
from simulator.plant import Observed
from traceability.domain.code_keys import code_key

Rows = list[dict[str, Any]]
ROW_FAULTS = [kind for kind in (*BOUNDABLE, *MEASURED) if kind.faults and not kind.switches]


def plain(kind: FaultClass) -> Observed:
    """The plant of a class, its records still whole."""
    industry = FoodPlant if kind.name == "small_row_lost" else PharmaPlant
    return industry("P1", 5, switches_of(kind)).run()


@cache
def pair(name: str) -> tuple[Observed, Observed]:
    """A plant before and after the faults of a class."""
    kind = CLASSES[name]
    return plain(kind), spoil(plain(kind), kind, 5)


def changed_columns(name: str) -> set[tuple[str, str]]:
    """(contract, column) of every cell that differs; rows are matched by their true event."""
    before, after = pair(name)
    found = set()
    for contract in {*before.records.tables, *after.records.tables}:
        old, new = before.records[contract], after.records[contract]
        if len(old) != len(new):
            found.add((contract, "rows"))
            continue
        found |= {
            (contract, column)
            for one, other in zip(old, new, strict=True)
            for column in {*one, *other}
            if one.get(column) != other.get(column)
        }
    return found


def cells(observed: Observed) -> list[tuple[str, Rows]]:
    return [(contract, rows) for contract, rows in sorted(observed.records.tables.items()) if rows]


LOT = {("mes_consumptions", "lot_code"), ("wms_movements", "lot_code")}
OUT = {("mes_outputs", "lot_code"), ("wms_movements", "lot_code")}
ROWS_OF_USE = {("mes_consumptions", "rows"), ("wms_movements", "rows")}
MES_TIMES = {("mes_consumptions", c) for c in ("started_at", "ended_at", "recorded_at")}
OUT_TIMES = {("mes_outputs", c) for c in ("started_at", "ended_at", "recorded_at")}


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("consumption_lot_missing", LOT),
        ("lot_missing_in_mes", {("mes_consumptions", "lot_code")}),
        ("output_lot_missing", OUT),
        ("both_ends_missing", LOT | OUT),
        ("wrong_lot", LOT),
        ("misspelt_inputs", LOT),
        ("misspelt_outputs", OUT),
        ("reformatted_codes", LOT | OUT),
        ("consumption_row_lost", ROWS_OF_USE),
        ("change_over_unrecorded", ROWS_OF_USE),
        ("small_row_lost", ROWS_OF_USE),
        ("receipt_lost", LOT | {("erp_receipts", "rows"), ("wms_movements", "rows")}),
        ("scanned_late", MES_TIMES),
        ("first_scanned_late", MES_TIMES),
        ("scanned_late_over_recorded", MES_TIMES | {("mes_consumptions", "qty")}),
        ("skewed_within_tolerance", MES_TIMES | OUT_TIMES),
        ("skewed_beyond", MES_TIMES | OUT_TIMES),
        ("over_recorded", {("mes_consumptions", "qty"), ("wms_movements", "qty")}),
        ("unit_error", {("mes_consumptions", "qty"), ("wms_movements", "qty")}),
        (
            "order_cancelled",
            {("erp_work_orders", "order_status"), ("erp_work_orders", "closed_at")},
        ),
        ("typed_twice", {("wms_movements", "rows")}),
        ("handed_over", {("mes_consumptions", "rows")}),
        ("rows_doubled", {("mes_consumptions", "rows"), ("mes_outputs", "rows")}),
    ],
)
def test_a_class_changes_what_it_says_and_nothing_else(
    name: str, allowed: set[tuple[str, str]]
) -> None:
    changed = changed_columns(name)

    assert changed
    assert changed <= allowed


@pytest.mark.parametrize("kind", [MIXED, CLASSES["backflushed"]], ids=lambda kind: kind.name)
def test_the_same_seed_spoils_the_same_rows(kind: FaultClass) -> None:
    _, once = pair(kind.name)
    again = spoil(plain(kind), kind, 5)

    assert cells(again) == cells(once)


def test_another_seed_spoils_other_rows() -> None:
    kind = CLASSES["consumption_lot_missing"]

    assert cells(spoil(plain(kind), kind, 6)) != cells(pair(kind.name)[1])


@pytest.mark.parametrize("kind", ROW_FAULTS, ids=lambda kind: kind.name)
def test_no_fault_of_the_records_touches_the_truth(kind: FaultClass) -> None:
    before, after = pair(kind.name)

    assert after.truth.flows == before.truth.flows
    assert after.truth.shipments == before.truth.shipments


def test_a_missing_lot_is_missing_in_both_systems() -> None:
    _, after = pair("consumption_lot_missing")
    without = {
        contract: {row["_fact"] for row in after.records[contract] if "lot_code" not in row}
        for contract in ("mes_consumptions", "wms_movements")
    }

    assert without["mes_consumptions"]
    assert without["mes_consumptions"] == without["wms_movements"]


def test_a_lost_row_leaves_its_order_short() -> None:
    before, after = pair("consumption_row_lost")
    gone = {row["_fact"] for row in before.records["mes_consumptions"]}
    gone -= {row["_fact"] for row in after.records["mes_consumptions"]}
    short = Slack(Scene(after.records, after.truth, None))  # type: ignore[arg-type] # no chance

    lost = [row for row in before.records["mes_consumptions"] if row["_fact"] in gone]
    assert lost
    assert all(not short.hides(dict(row)) for row in lost)


def test_a_return_is_left_over_where_its_use_was_lost() -> None:
    before, after = pair("consumption_row_lost")

    def orphans(observed: Observed) -> set[Any]:
        rows = observed.records["mes_consumptions"]
        named = {
            kind: {
                (row["work_order_code"], row["item_code"], row["_lot"])
                for row in rows
                if (row["consumption_kind"] == "return") is kind
            }
            for kind in (True, False)
        }
        return named[True] - named[False]

    assert orphans(before) == set()
    assert orphans(after)


def test_a_small_row_lost_leaves_no_order_short() -> None:
    before, after = pair("small_row_lost")
    slack = Slack(Scene(after.records, after.truth, None))  # type: ignore[arg-type] # no chance

    assert len(after.records["mes_consumptions"]) < len(before.records["mes_consumptions"])
    assert all(share >= 1 for share in slack.shares.values())


def test_a_misspelt_code_is_borne_by_nothing_else() -> None:
    before, after = pair("misspelt_inputs")
    known = {code_key(str(row.get("lot_code"))) for _, rows in cells(before) for row in rows}
    typed = {
        code_key(row["lot_code"])
        for row in after.records["mes_consumptions"]
        if row["lot_code"] != row["_lot"]
    }

    assert typed
    assert not typed & known


def test_days_only_leaves_no_time_of_day_in_any_file() -> None:
    _, after = pair("days_only")
    left = [
        (contract, column)
        for contract, rows in cells(after)
        for row in rows
        for column, value in row.items()
        if isinstance(value, dt.datetime) and not column.startswith("_")
    ]

    assert left == []


def test_a_backflush_books_as_much_as_was_used_from_the_oldest_lots() -> None:
    before, after = pair("backflushed")
    booked = [r for r in after.records["mes_consumptions"] if r["capture_method"] == "backflush"]
    orders = {(row["work_order_code"], row["item_code"]) for row in booked}

    def used(observed: Observed) -> Any:
        return sum(
            row["qty"]
            for row in observed.records["mes_consumptions"]
            if (row["work_order_code"], row["item_code"]) in orders
            and row["consumption_kind"] == "standard"
        )

    assert booked
    assert used(after) == used(before)


@pytest.mark.parametrize(
    ("name", "bound", "reach"),
    [
        ("back_dated", "late_booking_hours", 72),
        ("receipt_late", "late_booking_hours", 72),
        ("fills_late", "entry_delay_minutes", 120),
        ("skewed_within_tolerance", "tolerance_minutes", 10),
    ],
)
def test_bounds_are_as_large_as_the_faults(name: str, bound: str, reach: int) -> None:
    assert getattr(pair(name)[1].bounds, bound) >= reach


def test_what_is_hidden_is_declared_nowhere() -> None:
    _, after = pair("hold_up_undeclared")

    assert after.bounds.hold_up == {}
    assert not any(place["has_hold_up"] for place in after.records["mes_places"])


def shifts(name: str, column: str) -> list[dt.timedelta]:
    before, after = pair(name)
    return [
        new[column] - old[column]
        for old, new in zip(
            before.records["mes_consumptions"], after.records["mes_consumptions"], strict=True
        )
    ]


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("back_dated", lambda most, least: most == dt.timedelta(0) and least >= -dt.timedelta(3)),
        ("scanned_late", lambda most, least: not least and most <= dt.timedelta(minutes=120)),
        ("booked_late", lambda most, least: not least and most <= dt.timedelta(3)),
        ("skewed_within_tolerance", lambda most, least: most - least <= dt.timedelta(minutes=10)),
    ],
)
def test_clocks_go_wrong_only_as_far_as_said(
    name: str, holds: Callable[[dt.timedelta, dt.timedelta], bool]
) -> None:
    found = shifts(name, "started_at")

    assert any(found)
    assert holds(max(found), min(found))


def test_every_class_says_what_bounds_it_and_every_name_is_told_once() -> None:
    assert all(kind.says and kind.bounded_by for kind in CLASSES.values())
    assert len(CLASSES) == len(BOUNDABLE) + len(MEASURED) + 5
    assert all(not kind.is_boundable for kind in MEASURED)


def test_faults_of_serials_leave_no_half_of_a_code() -> None:
    kind = CLASSES["consumption_lot_missing"]
    before, after = (ElectronicsPlant("E1", 5, days=4).run() for _ in range(2))
    spoil(after, kind, 5)
    nameless = [row for row in after.records["mes_consumptions"] if "lot_code" not in row]

    named = {r["consumption_id"] for r in before.records["mes_consumptions"] if "lot_code" in r}
    lost = [row for row in nameless if row["consumption_id"] in named]

    assert lost
    assert all("serial_code" not in row for row in lost)
