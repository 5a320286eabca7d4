"""Faults of clocks: back-dated, late, skewed, without a time of day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from simulator.faults.scene import Scene, at_a_place, groups, later, minutes
from simulator.records import Row

_MES_TIMES = ("started_at", "ended_at", "recorded_at")
_WMS_TIMES = ("occurred_at", "recorded_at")


def back_dated(scene: Scene, rate: float, *, most_minutes: float) -> None:
    """A row bears an earlier time than the truth; when it was entered tells so."""
    for kind in ("consumption", "output"):
        for fact in scene.chosen(kind, rate):
            delay = -minutes(scene.rng, 60, most_minutes)
            for row in fact:
                later(row, delay, "started_at", "ended_at", "occurred_at")


def booked_late(scene: Scene, rate: float, *, most_minutes: float) -> None:
    """A row was typed in hours later, with the time of typing."""
    for kind in ("consumption", "output"):
        for fact in scene.chosen(kind, rate):
            delay = minutes(scene.rng, 60, most_minutes)
            for row in fact:
                row["capture_method"] = "manual"
                later(row, delay, *_MES_TIMES, "occurred_at")


def scanned_late(
    scene: Scene, rate: float, *, first_too: bool = False, over_recorded: bool = False
) -> None:
    """A change-over was scanned 10 to 120 minutes after it happened, and nothing shows it.

    first_too: the first lot of a use as well. over_recorded: what was left of the lot before went
    back to the shelf without a booking.
    """
    for uses in groups(scene.facts("consumption", "mes"), at_a_place).values():
        for place, (row,) in enumerate(uses):
            if place < (0 if first_too else 1) or scene.rng.random() >= rate:
                continue
            later(row, minutes(scene.rng, 10, 120), *_MES_TIMES)
            if over_recorded and place:
                before = uses[place - 1][0]
                more = Decimal(scene.rng.randint(10, 50)) / 100
                before["qty"] += (before["qty"] * more).quantize(Decimal("0.001"))


def second_line_scanned_late(scene: Scene, rate: float) -> None:
    """Where an order uses an item at several places, one of them scans late, first lots too."""
    places: defaultdict[tuple[object, object], set[str]] = defaultdict(set)
    facts = scene.facts("consumption", "mes")
    for (row,) in facts:
        places[row.get("work_order_code"), row["item_code"]].add(row.get("place_code", ""))
    for (row,) in facts:
        found = sorted(places[row.get("work_order_code"), row["item_code"]])
        is_second = len(found) > 1 and row.get("place_code", "") != found[0]
        if is_second and scene.rng.random() < rate:
            later(row, minutes(scene.rng, 10, 120), *_MES_TIMES)


def stations_skewed(scene: Scene, rate: float, *, least: float, most: float) -> None:
    """The clock of a station is wrong by a number of minutes, early or late, all the time."""
    offsets: dict[str, dt.timedelta] = {}
    for contract in ("mes_consumptions", "mes_outputs"):
        for row in scene.records[contract]:
            station = row.get("place_code", "")
            if station not in offsets:
                sign = scene.rng.choice((-1, 1)) if scene.rng.random() < rate else 0
                offsets[station] = sign * minutes(scene.rng, least, most)
            later(row, offsets[station], *_MES_TIMES)


def days_only(scene: Scene, rate: float) -> None:
    """Nobody writes down a time of day."""
    if scene.rng.random() >= rate:
        return
    for rows in scene.records.tables.values():
        for row in rows:
            for name, value in row.items():
                if isinstance(value, dt.datetime) and not name.startswith("_"):
                    row[name] = value.date()


def receipts_late(scene: Scene, rate: float, *, most_minutes: float) -> None:
    """Goods were used before their receipt was booked."""
    for fact in scene.chosen("receipt", rate):
        delay = minutes(scene.rng, 240, most_minutes)
        for row in fact:
            later(row, delay, "received_at", *_WMS_TIMES)
            if "capture_method" in row:
                row["capture_method"] = "manual"


def fills_late(scene: Scene, rate: float, *, most_minutes: float) -> None:
    """Fills of tanks were typed in after they happened; no tank has a meter."""
    tanks = scene.places_of_type("tank", "silo")
    for place in scene.records["mes_places"]:
        if place["place_code"] in tanks:
            place["is_metered"] = False
    for row in _fills(scene, tanks):
        row["capture_method"] = "manual"
        if scene.rng.random() < rate:
            delay = row["_at"] + minutes(scene.rng, 0, most_minutes)
            column = "occurred_at" if "occurred_at" in row else "ended_at"
            shift = max(delay - row[column], dt.timedelta(0))
            later(row, shift, *_MES_TIMES, "occurred_at")


def _fills(scene: Scene, tanks: set[str]) -> list[Row]:
    moved = [row for row in scene.records["wms_movements"] if row.get("to_location") in tanks]
    made = [row for row in scene.records["mes_outputs"] if row.get("place_code") in tanks]
    return moved + made
