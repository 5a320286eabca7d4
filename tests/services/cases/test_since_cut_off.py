"""How old each source is, what is usual in such a time, and whom to ask by telephone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant, scope_of

# 2025-12-31 is a Wednesday, on which the data of `erp` end.
END = datetime(2025, 12, 31, tzinfo=UTC)


def shop(*, dates: bool = False, weeks: int = 6) -> CasePlant:
    """A lot in stock at S1; on each of the Wednesdays before, week n has n deliveries at 3 o'clock.

    One of them has two lots and counts once; one at 7 o'clock lies outside six hours.
    """
    plant = Plant().lot("A", site_code="S1")
    plant.add("trace_stock", lot_id="L-A", site_code="S1", qty=1, uom="kg")
    plant.add("trace_events", lot_id="L-A", site_code="S1", source_system="erp")
    case = CasePlant(plant)
    case.add("staging.stg_loads", source_system="erp", contract="wms_movements")
    posted = [(END - timedelta(days=7 * weeks, hours=1), "D-first")]
    for week in range(1, weeks + 1):
        day = END - timedelta(days=7 * week)
        posted += [(day + timedelta(hours=3), f"D-{week}-{number}") for number in range(week)]
        posted += [(day + timedelta(hours=3), f"D-{week}-0"), (day + timedelta(hours=7), "late")]
    for at, code in posted:
        text = f"{at:%Y-%m-%d}" if dates else f"{at:%Y-%m-%dT%H:%M:%SZ}"
        moment = at.replace(tzinfo=None)
        if dates:
            moment = moment.replace(hour=0)
        case.add(
            "events.lot_events",
            event_kind="shipment",
            delivery_code=code,
            occurred_at=moment,
            occurred_at_text=text,
            source_system="erp",
        )
    return case


def asked(case: CasePlant, home: Path, hours: float = 6) -> dict[str, Any]:
    (row,) = scope_of(case.publish(home), "A", at=END + timedelta(hours=hours))["cut_off"]
    found: dict[str, Any] = row
    return found


def test_usual_is_the_median_of_the_same_hours_of_the_weeks_before(tmp_path: Path) -> None:
    row = asked(shop(), tmp_path)

    assert (row["age_minutes"], row["usual_deliveries"], row["spans_counted"]) == (360, 3.5, 6)
    assert row["says"] == (
        "erp ends 6 h 0 min before the moment of asking; in such a time it usually posts 3.5 "
        "deliveries (median of 6)."
    )


def test_a_longer_age_steps_by_whole_weeks_that_do_not_overlap(tmp_path: Path) -> None:
    row = asked(shop(weeks=12), tmp_path, hours=24 * 8)

    # Eight days: six spans, 14 days apart. The nearest holds the deliveries of weeks 2 and 1, the
    # next those of 4 and 3, and so on: 3, 7, 11, 15, 19 and, with "late", 24.
    assert (row["spans_counted"], row["usual_deliveries"]) == (6, (11 + 15) / 2)


def test_a_short_history_is_said_and_no_number_is_made_up(tmp_path: Path) -> None:
    row = asked(shop(weeks=3), tmp_path)

    assert (row["usual_deliveries"], row["spans_counted"]) == (None, 3)
    assert "its history holds 3 such stretches of the same days of the week, too few" in row["says"]


def test_bare_dates_are_compared_by_whole_days(tmp_path: Path) -> None:
    row = asked(shop(dates=True), tmp_path)

    assert row["usual_deliveries"] == 3.5


def test_a_source_that_posts_no_deliveries_is_told_as_one(tmp_path: Path) -> None:
    case = shop()
    del case.rows["events.lot_events"]

    row = asked(case, tmp_path)

    assert row["usual_deliveries"] is None
    assert row["says"] == "erp ends 6 h 0 min before the moment of asking; it posts no deliveries."


def test_data_younger_than_the_question_are_not_old(tmp_path: Path) -> None:
    row = asked(shop(), tmp_path, hours=-1)

    assert row["says"] == "erp has told facts up to the moment of asking."
    assert row["usual_deliveries"] is None


def test_open_deliveries_running_orders_and_sites_are_asked_by_telephone(tmp_path: Path) -> None:
    case = shop()
    case.plant.order("WO1", "A", order_status="in_progress", site_code="S1", line_code="LINE1")
    case.plant.ship(
        "A", "D-9", "CUST1", delivery_status="open", shipped_at="2025-12-31T04:00:00Z"
    )  # fmt: skip
    opened = {"site_code": "S1", "line_no": "1", "item_code": "ITEM", "source_system": "erp"}
    case.add("events.open_deliveries", delivery_code="D-9", lot_id="L-A", **opened)
    case.add(
        "events.open_deliveries", delivery_code="D-8", lot_id="U-1", is_unknown_lot=True, **opened
    )  # fmt: skip

    row = asked(case, tmp_path)

    assert row["check_by_telephone"] == [
        "Has delivery D-9 to CUST1, planned for 2025-12-31T04:00:00Z left with lot ITEM:A?",
        "Which lot of ITEM was or will be picked for open delivery D-8? It names none.",
        "Is order WO1 at LINE1 still running, and what has it made and used since?",
        "What of the 1 lot held at site S1 was moved, picked or used since?",
    ]
    assert len(row["check_by_telephone_zh"]) == 4


def test_a_question_goes_to_the_source_of_its_site_that_tells_most_lately(tmp_path: Path) -> None:
    case = shop()
    case.plant.add("trace_events", lot_id="L-A", site_code="S2", source_system="other")

    row = asked(case, tmp_path)

    assert row["source_system"] == "erp"
    assert len(row["check_by_telephone"]) == 1
