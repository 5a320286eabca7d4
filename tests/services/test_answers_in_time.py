"""What time leaves out of an answer, and how the answer says so."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.index_plant import Plant
from tests.services.answer_keys import KEYS_OF_TIME
from traceability.cli.print_tables import plain_lines
from traceability.services.explain_path import explain_path, explanation_lines
from traceability.services.tabulate_trace import headline, tables
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings


def at(clock: str) -> datetime:
    """An instant of 5 January 2026, UTC, as the warehouse stores it."""
    return (
        datetime.fromisoformat(f"2026-01-05T{clock}:00+00:00").astimezone(UTC).replace(tzinfo=None)
    )


def board_line() -> Plant:
    """Reel A from the start, reel B on FEEDER-3 from 10:31; board X at 10:02, board Y at 11:00.

    X was built into device XD by another order. All is at site S1, which keeps its clocks.
    """
    plant = Plant().run("WO1", site_code="S1").run("WO2", site_code="S1")
    for name, item in (("A", "REEL"), ("B", "REEL"), ("X", "BOARD"), ("Y", "BOARD"), ("XD", "DEV")):
        plant.lot(name, item_code=item, site_code="S1")
    used = {"work_order_code": "WO1", "place_code": "FEEDER-3"}
    plant.edge("L-A", "R-WO1", qty=Decimal(30), uom="u", **used)
    plant.edge("L-B", "R-WO1", qty=Decimal(10), uom="u", from_at=at("10:31"), **used)
    for name, end, closes in (("X", "10:02", "10:12"), ("Y", "11:00", "11:10")):
        ends = {"until_at": at(end), "closes_at": at(closes)}
        plant.edge("R-WO1", f"L-{name}", qty=Decimal(20), uom="u", **used, **ends)
    plant.edge("L-X", "R-WO2", work_order_code="WO2").edge("R-WO2", "L-XD", work_order_code="WO2")
    for name, value in (("tolerance_minutes", 10), ("recorded_times", 7)):
        plant.add(
            "trace_bounds",
            site_code="S1",
            bound_name=name,
            bound_value=Decimal(value),
            unit="minutes",
            basis="default",
        )
    plant.add("trace_bounds", site_code="S9", bound_name="tolerance_minutes", basis="default")
    return plant


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=board_line().publish(tmp_path_factory.mktemp("line")))


def asked(home: Settings, direction: str, lot: str, **options: Any) -> dict[str, Any]:
    return trace_lot(home, [lot], direction=direction, **options).as_document()


def codes(rows: list[dict[str, Any]]) -> set[str]:
    return {row["lot_code"] for row in rows}


def test_what_was_finished_before_the_reel_was_mounted_is_left_out_with_its_reason(
    line: Settings,
) -> None:
    answer = asked(line, "forward", "B")

    assert codes(answer["lots"]) == {"Y"}
    assert answer["counts"]["excluded_by_time"] == 2
    assert {row["lot_code"]: row["reason"] for row in answer["excluded_by_time"]} == {
        "X": "mounted at FEEDER-3 no earlier than 2026-01-05 10:31 UTC (order WO1); this lot was "
        "finished there at 2026-01-05 10:02 UTC, and the earlier lots covered what it needed",
        "XD": "comes only from lot BOARD:X, which time leaves out",
    }


def test_the_reel_that_was_there_from_the_start_reaches_everything(line: Settings) -> None:
    answer = asked(line, "forward", "A")
    assert codes(answer["lots"]) == {"X", "Y", "XD"}
    assert answer["excluded_by_time"] == []


def test_backward_leaves_out_the_same_pair_and_says_it_from_the_other_end(line: Settings) -> None:
    answer = asked(line, "backward", "X")
    assert codes(answer["lots"]) == {"A"}
    (row,) = answer["excluded_by_time"]
    assert row["lot_code"] == "B"
    assert "lot BOARD:X was finished there at 2026-01-05 10:02 UTC" in row["reason"]
    device = asked(line, "backward", "XD")
    assert "lot BOARD:X was finished there" in device["excluded_by_time"][0]["reason"]


def test_untimed_has_them_in_the_answer_and_leaves_nothing_out(line: Settings) -> None:
    answer = asked(line, "forward", "B", scope="untimed")
    assert codes(answer["lots"]) == {"X", "Y", "XD"}
    assert answer["excluded_by_time"] == []


def test_an_order_is_told_as_made_only_by_links_that_time_admits(line: Settings) -> None:
    orders = asked(line, "forward", "B")["work_orders"]
    assert {(row["work_order_code"], row["role"]) for row in orders} == {
        ("WO1", "used"),
        ("WO1", "made"),
    }
    links = asked(line, "forward", "B", with_parts=("links",))["links"]
    assert [(row["from_id"], row["to_id"]) for row in links] == [("L-B", "R-WO1"), ("R-WO1", "L-Y")]


def test_the_suspect_part_is_in_what_was_finished_later(line: Settings) -> None:
    # 10 of B in 40 of X and Y together. X had none of it, so all 10 are in the 20 of Y.
    (board,) = trace_lot(line, ["B"], direction="forward").lots
    assert board.suspect_share == Decimal("0.5")
    whole = trace_lot(line, ["A"], direction="forward").lots
    assert {lot.lot_code: lot.suspect_share for lot in whole} == dict.fromkeys(
        ("X", "Y", "XD"), Decimal("0.75")
    )


def test_the_bounds_of_the_sites_of_the_answer_are_listed(line: Settings) -> None:
    answer = asked(line, "forward", "B")
    assert [(row["site_code"], row["bound_name"], row["value"]) for row in answer["bounds"]] == [
        ("S1", "tolerance_minutes", 10)
    ]
    for name, keys in KEYS_OF_TIME.items():
        assert all(set(row) == keys for row in answer[name])


def test_a_site_filter_keeps_excluded_lots_of_that_site_only(tmp_path: Path) -> None:
    plant = board_line()
    next(row for row in plant.rows["trace_lots"] if row["lot_id"] == "L-XD")["site_code"] = "S2"
    home = Settings(home=plant.publish(tmp_path))
    assert codes(asked(home, "forward", "B", site="S1")["excluded_by_time"]) == {"X"}


def test_a_site_without_recorded_time_is_told_so_in_one_sentence(tmp_path: Path) -> None:
    plant = board_line()
    plant.rows["trace_bounds"][1]["bound_value"] = Decimal(0)
    home = Settings(home=plant.publish(tmp_path))
    told = [gap["message"] for gap in asked(home, "forward", "B")["gaps"]]
    assert " ".join(told) == (
        "No time of site S1 is captured when it happened, so time narrows no recorded link there; "
        "only what may stand behind a missing record is narrowed, by how late a booking may come."
    )
    assert asked(home, "forward", "B", scope="untimed")["gaps"] == []


def test_people_read_excluded_lots_and_bounds_too(line: Settings) -> None:
    answer = trace_lot(line, ["B"], direction="forward")
    assert headline(answer)[2] == "Scope probable: +0 possible, 2 excluded by time."
    text = {table.title: "\n".join(plain_lines(table)) for table in tables(answer)}
    assert "mounted at FEEDER-3" in text["Excluded by time"]
    assert "tolerance_minutes  10" in text["Bounds"]


def test_why_says_when_only_a_walk_without_clocks_leads_there(line: Settings) -> None:
    found = explain_path(line, "B", "XD")
    assert not found.heeds_time
    assert explanation_lines(found)[-1].startswith("Time leaves this path out")
    assert explain_path(line, "B", "Y").heeds_time


def test_an_index_without_windows_and_pools_leans_on_no_bound(jam: Settings) -> None:
    answer = asked(jam, "both", "SUGAR")
    assert (answer["bounds"], answer["excluded_by_time"]) == ([], [])
