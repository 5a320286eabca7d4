"""What lies beyond an answer is walked once, however many lists are made of it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.services.test_answers_in_time import board_line
from tests.services.test_answers_with_gaps import bakery
from traceability.domain.scope import Scope
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings

WATCHED = {"timed_flood", "walk", "weigh_gaps", "_flood"}


def calls(home: Settings, lot: str, **options: Any) -> Counter[str]:
    """How often each walk of scope `possible`, and the weighing of gaps, is done for one answer."""
    counts: Counter[str] = Counter()

    def watch(frame: FrameType, event: str, _: object) -> None:
        name = frame.f_code.co_name
        rank = frame.f_locals.get("rank", Scope.POSSIBLE.rank)
        if event == "call" and name in WATCHED and rank == Scope.POSSIBLE.rank:
            counts[name] += 1

    sys.setprofile(watch)
    try:
        trace_lot(home, [lot], **options)
    finally:
        sys.setprofile(None)
    return counts


@pytest.mark.parametrize(("direction", "ways"), [("forward", 1), ("backward", 1), ("both", 2)])
def test_the_scope_possible_is_walked_once_each_way_where_windows_exclude(
    tmp_path: Path, direction: str, ways: int
) -> None:
    plant = board_line().edge("L-B", "L-XD", "possible")
    home = Settings(home=plant.publish(tmp_path))

    assert calls(home, "B", direction=direction)["timed_flood"] == ways


@pytest.mark.parametrize("scope", ["possible", "untimed"])
def test_gaps_are_weighed_once_and_without_another_walk_when_the_answer_is_that_wide(
    tmp_path: Path, scope: str
) -> None:
    home = Settings(home=bakery().publish(tmp_path))

    done = calls(home, "FLOUR", direction="forward", scope=scope, with_parts=("candidates",))

    assert (done["weigh_gaps"], done["walk"], done["_flood"]) == (1, 1, 1)
    narrow = calls(home, "FLOUR", direction="forward", with_parts=("candidates",))
    assert (narrow["weigh_gaps"], narrow["walk"]) == (1, 1)
    assert calls(home, "FLOUR", direction="forward")["weigh_gaps"] == 0


def test_what_beyond_counts_is_what_the_wider_answer_adds(tmp_path: Path) -> None:
    home = Settings(home=bakery().publish(tmp_path))
    for direction in ("forward", "backward", "both"):
        answers = {
            scope: trace_lot(home, ["BREAD", "FLOUR"], direction=direction, scope=scope)
            for scope in ("probable", "possible")
        }
        known = {lot.lot_id for lot in answers["probable"].lots}
        wider = {lot.lot_id for lot in answers["possible"].lots}
        assert answers["probable"].possible_beyond == len(wider - known)
        assert answers["possible"].possible_beyond == 0
