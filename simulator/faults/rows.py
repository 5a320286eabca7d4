"""Faults of whole rows: lost, doubled, under a wrong order, handed over, booked by default."""

from __future__ import annotations

from decimal import Decimal

from simulator.faults.scene import Scene, Side, Slack, at_a_place, groups, later, minutes
from simulator.records import Row


def consumption_lost(scene: Scene, rate: float, *, side: Side = "both") -> None:
    """A use was never booked, and the order's need shows it."""
    slack = Slack(scene)
    facts = scene.chosen("consumption", rate, side)
    scene.remove(r for fact in facts if slack.take(fact[0]) for r in scene.with_returns(fact))


def use_of_return_lost(scene: Scene, rate: float) -> None:
    """A use was never booked, but what was left of its lot went back with a booking."""
    slack = Slack(scene)
    returned = [f for f in scene.facts("consumption") if len(scene.with_returns(f)) > len(f)]
    chosen = [fact for fact in returned if scene.rng.random() < rate]
    scene.remove(row for fact in chosen if slack.take(fact[0]) for row in fact)


def small_consumption_lost(scene: Scene, rate: float) -> None:
    """A use was never booked, and is smaller than what the order used beyond its need."""
    slack = Slack(scene)
    facts = scene.chosen("consumption", rate)
    scene.remove(r for fact in facts if slack.hides(fact[0]) for r in scene.with_returns(fact))


def change_over_unrecorded(scene: Scene, rate: float) -> None:
    """A second or later lot was mounted at a place and nothing was booked."""
    slack = Slack(scene)
    doomed: list[Row] = []
    for uses in groups(scene.facts("consumption"), at_a_place).values():
        for fact in uses[1:]:
            if scene.rng.random() < rate and slack.take(fact[0]):
                doomed.extend(scene.with_returns(fact))
    scene.remove(doomed)


def change_over_on_the_old_lot(scene: Scene, rate: float) -> None:
    """A change-over was missed, and all was booked on the lot before: no quantity is short."""
    doomed: list[Row] = []
    for uses in groups(scene.facts("consumption"), at_a_place).values():
        for before, fact in zip(uses[::2], uses[1::2], strict=False):
            if scene.rng.random() < rate and len(before) == len(fact):
                for row, gone in zip(before, fact, strict=True):
                    row["qty"] += gone["qty"]
                    doomed.append(gone)
    scene.remove(doomed)


def receipt_lost(scene: Scene, rate: float) -> None:
    """A receipt is in no system; the lot's card and its uses are."""
    scene.remove(row for fact in scene.chosen("receipt", rate) for row in fact)


def picked_ad_hoc(scene: Scene, rate: float, *, is_counted: bool) -> None:
    """A little more was fetched from the shelf without a booking.

    is_counted: the loss is found, and adjusted, at a count on one of the next days.
    """
    slack = Slack(scene)
    for fact in scene.chosen("consumption", rate):
        row = fact[0]
        if not slack.hides(row):
            continue
        scene.remove(scene.with_returns(fact))
        if is_counted:
            scene.records.movement(
                "adjustment",
                (row["item_code"], row["_lot"]),
                -row["qty"],
                row["uom"],
                row["_at"] + minutes(scene.rng, 8 * 60, 48 * 60),
                row["site_code"],
                from_location=fact[-1].get("from_location"),
                reason_code="count",
            )


def rows_doubled(scene: Scene, rate: float) -> None:
    """A row was sent twice: as it is, or once more under another number."""
    for contract, number in (("mes_consumptions", "consumption_id"), ("mes_outputs", "output_id")):
        for row in list(scene.records[contract]):
            if scene.rng.random() >= rate:
                continue
            again = dict(row)
            if scene.rng.random() < 0.5:
                again[number] = f"{row[number]}-2"
            scene.records[contract].append(again)


def typed_twice(scene: Scene, rate: float) -> None:
    """A use stands in the warehouse's book once more, typed by hand from the shop floor's sheet."""
    for fact in scene.chosen("consumption", rate, "wms"):
        again = dict(fact[0])
        again["movement_id"] = f"{again['movement_id']}-H"
        again["qty"] = max(Decimal(1), round(again["qty"]))
        again["capture_method"] = "manual"
        later(again, minutes(scene.rng, 20, 240), "occurred_at", "recorded_at")
        scene.records["wms_movements"].append(again)


def handed_over(scene: Scene, rate: float) -> None:
    """A shift ends while a lot is in use: the next one books the rest of it as its own."""
    for fact in scene.chosen("consumption", rate, "mes"):
        row = fact[0]
        if "serial_code" in row or row["qty"] < 2:
            continue
        rest = dict(row)
        rest["consumption_id"] = f"{row['consumption_id']}-2"
        rest["qty"] = (row["qty"] / 2).quantize(Decimal("0.001"))
        row["qty"] -= rest["qty"]
        row["shift_code"], rest["shift_code"] = "early", "late"
        later(rest, minutes(scene.rng, 5, 40), "started_at", "recorded_at")
        scene.records["mes_consumptions"].append(rest)


def order_with_suffix(scene: Scene, rate: float, *, is_crosswalked: bool) -> None:
    """An order's number got a suffix by hand, on some of its uses and outputs.

    is_crosswalked: somebody wrote down which order was meant.
    """
    slack = Slack(scene)
    written: set[tuple[str, str]] = set()
    for kind in ("consumption", "output"):
        for fact in scene.chosen(kind, rate):
            code = fact[0].get("work_order_code")
            if code is None or (kind == "consumption" and not slack.take(fact[0])):
                continue
            other = code + scene.rng.choice((" B", "/2", "-rest"))
            written.add((code, other))
            for row in fact:
                row["work_order_code"] = other
    if is_crosswalked:
        for code, other in sorted(written):
            for system in ("mes", "wms"):
                _crosswalk(scene, system, code, other)


def _crosswalk(scene: Scene, system: str, code: str, other: str) -> None:
    scene.records.add(
        "crosswalks",
        kind="order",
        system_a="erp",
        code_a=code,
        system_b=system,
        code_b=other,
        approved_by="planner",
    )


def order_cancelled(scene: Scene, rate: float) -> None:
    """An order was cancelled in the ERP after it had begun; what was booked stands."""
    for row in scene.records["erp_work_orders"]:
        if scene.rng.random() < rate:
            row["order_status"] = "cancelled"
            row.pop("closed_at", None)


def outside_the_bill(scene: Scene, rate: float) -> None:
    """Something was used that no bill of materials names, and nobody booked it."""
    for fact in scene.chosen("consumption", rate):
        order, item = fact[0].get("work_order_code"), fact[0]["item_code"]
        scene.remove(fact)
        scene.records["erp_work_order_components"][:] = [
            row
            for row in scene.records["erp_work_order_components"]
            if (row["work_order_code"], row["item_code"]) != (order, item)
        ]
