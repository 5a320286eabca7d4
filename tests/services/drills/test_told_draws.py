"""A blind draw as it is told: nothing of its lot before the drill starts, all of it after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from traceability.domain.drills import FACTORS, Draw
from traceability.domain.scope import Direction
from traceability.services.drills.list_drills import draw_row

BLIND = Draw(
    draw_no=3,
    drawn_by="bob",
    drawn_by_kind="person",
    drawn_at=datetime(2026, 3, 1, tzinfo=UTC),
    seed="SEED-7",
    snapshot_id="20260101T000000-aaaaaa",
    direction=Direction.FORWARD,
    family="BUN",
    is_blind=True,
    lot_id="L-SECRET",
    item_code="FLOUR-SECRET",
    lot_code="CODE-SECRET",
    candidate_count=5,
    weight=1000,
    total_weight=5000,
    factors=dict.fromkeys(FACTORS, 500),
    weights=dict.fromkeys(FACTORS, 1),
)


def test_a_blind_draw_says_nothing_of_its_lot_or_seed_before_the_start() -> None:
    told = draw_row(BLIND, is_started=False)

    assert "SECRET" not in str(told)
    assert "SEED" not in str(told)
    assert (told["family"], told["direction"], told["is_blind"]) == ("BUN", "forward", True)
    assert "5 lots of family BUN" in told["says"]


@pytest.mark.parametrize(("is_blind", "is_started"), [(True, True), (False, False), (False, True)])
def test_a_draw_that_is_no_secret_is_told_whole(*, is_blind: bool, is_started: bool) -> None:
    told = draw_row(replace(BLIND, is_blind=is_blind), is_started=is_started)

    assert (told["lot_id"], told["lot_code"], told["seed"]) == ("L-SECRET", "CODE-SECRET", "SEED-7")
    assert "SEED-7" in told["says"]
