"""Which lots time alone leaves out, and which link says so when several would."""

from __future__ import annotations

from pathlib import Path

from tests.services.test_answers_in_time import asked, at, board_line, codes
from traceability.settings import Settings


def test_asked_both_ways_a_lot_that_one_way_reaches_is_not_left_out(tmp_path: Path) -> None:
    plant = board_line().order("REPAIR", "X", "B")
    home = Settings(home=plant.publish(tmp_path))

    answer = asked(home, "both", "B")

    assert "X" in codes(answer["lots"])
    assert codes(answer["excluded_by_time"]) == {"XD"}


def test_of_several_links_the_one_that_missed_by_least_is_told(tmp_path: Path) -> None:
    plant = board_line().run("WO3")
    there = {"work_order_code": "WO3", "place_code": "FEEDER-9"}
    plant.edge("L-B", "R-WO3", from_at=at("10:20"), **there)
    plant.edge("R-WO3", "L-X", until_at=at("10:03"), closes_at=at("10:13"), **there)
    home = Settings(home=plant.publish(tmp_path))

    (reason,) = (
        row["reason"]
        for row in asked(home, "forward", "B")["excluded_by_time"]
        if row["lot_code"] == "X"
    )

    assert reason.startswith("mounted at FEEDER-9 no earlier than 2026-01-05 10:20 UTC")
