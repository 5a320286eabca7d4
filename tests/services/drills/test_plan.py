"""What is due by the plan of a home, what is overdue, and which families are covered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.services.drills.conftest import House
from tests.services.drills.test_run import run_drill
from traceability.domain.actors import Program
from traceability.domain.alerts import AlertKind
from traceability.domain.marks import Judgement, Verdict
from traceability.domain.scope import Direction
from traceability.errors import UsageError
from traceability.services.cases import scope_balances
from traceability.services.drills.cover_families import cover_families
from traceability.services.drills.draw_lot import draw_lot
from traceability.services.drills.drill_ground import open_ground
from traceability.services.drills.find_overdue import overdue_causes
from traceability.services.drills.plan_drills import draw_due, plan_drills
from traceability.services.drills.read_plan import read_plan
from traceability.services.list_alerts import list_alerts
from traceability.services.record_alerts import record_alerts
from traceability.settings import Settings

YEARLY = """
begins: 2026-01-01
families:
  - family: "F-B*"
    every_days: 90
    directions: [backward]
  - family: "*"
    every_days: 365
"""


def test_without_a_plan_nothing_is_due(house: House) -> None:
    assert plan_drills(house.settings).due == ()
    assert not [*overdue_causes(house.settings)]


def test_the_first_entry_that_matches_says_when_and_which_way(house: House) -> None:
    house.write_plan(YEARLY)

    found = plan_drills(house.settings, day=date(2026, 4, 2))

    due = {(one.family, one.direction): one.due_on for one in found.due}
    others = [name for name in open_ground(house.settings).sold if name != "F-BOX"]
    assert due == {
        ("F-BOX", Direction.BACKWARD): "2026-04-01",
        **{(name, way): "2027-01-01" for name in others for way in ("forward", "backward")},
    }
    assert [one.family for one in found.overdue] == ["F-BOX"]
    assert plan_drills(house.settings, day=date(2026, 4, 1)).overdue == ()


def test_an_overdue_drill_raises_an_alert_until_it_is_signed(house: House) -> None:
    house.write_plan(YEARLY.replace("365", "36500"))
    record_alerts(house.settings)
    (alert,) = [
        one for one in list_alerts(house.settings).alerts if one.kind is AlertKind.DRILL_OVERDUE
    ]
    assert alert.title == (
        "A drill backward of family F-BOX was due on 2026-04-01; there was none (every 90 days)."
    )
    assert alert.subject["due_on"] == "2026-04-01"

    draw = draw_lot(house.settings, house.lead, family="F-BOX", direction="backward")
    run_drill(house, draw)
    record_alerts(house.settings)

    kinds = [one.kind for one in list_alerts(house.settings).alerts]
    assert AlertKind.DRILL_OVERDUE not in kinds
    due = {one.family: one for one in plan_drills(house.settings).due}["F-BOX"]
    later = datetime.now(UTC).date() + timedelta(days=90)
    assert (due.due_on, due.last_case_no) == (later.isoformat(), 1)


def test_what_is_due_gets_a_blind_draw_once(house: House) -> None:
    house.write_plan(YEARLY)
    program = Program("schedule")
    day = date(2026, 3, 30)

    assert draw_due(house.settings, program, day=day) == []
    (drawn,) = draw_due(house.settings, program, day=day, within_days=7)

    assert (drawn.family, drawn.direction) == ("F-BOX", Direction.BACKWARD)
    assert (drawn.is_blind, drawn.drawn_by, drawn.drawn_by_kind) == (True, "schedule", "program")
    assert draw_due(house.settings, program, day=day, within_days=7) == []


def test_coverage_counts_families_that_passed_both_ways_in_twelve_months(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Raw lots of the example without a receipt have no balance, so no drill back to them is passed.
    monkeypatch.setattr(scope_balances, "judge", lambda *_: Judgement(Verdict.MET))
    families = len(open_ground(house.settings).sold)
    before = cover_families(house.settings)
    assert (before.covered, before.families) == (0, families)
    assert {row["drills"] for row in before.rows} == {0}

    for way in ("forward", "backward"):
        run_drill(house, draw_lot(house.settings, house.lead, family="F-BOX", direction=way))
    after = cover_families(house.settings)
    box = [row for row in after.rows if row["family"] == "F-BOX"]
    assert [(row["direction"], row["is_passed"], row["last_case_no"]) for row in box] == [
        ("forward", True, 1),
        ("backward", True, 2),
    ]
    assert (after.covered, len(after.trend)) == (1, 2)
    assert after.covered_percent == round(100 / families, 2)
    later = cover_families(house.settings, until=after.until + timedelta(days=366))
    assert (later.covered, later.trend) == (0, ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a", "must hold names"),
        ("every: 3", "does not know 'every'"),
        ("families: [{every_days: 3}]", "begins must be a day"),
        ("begins: 2026-01-01\nfamilies: [{every_days: 0}]", "every_days of entry 1 of families"),
        ("begins: 2026-01-01\nfamilies: [{often: 1}]", "entry 1 of families holds"),
        ("begins: 2026-01-01\nfamilies: [{every_days: 3, directions: [up]}]", "directions is"),
        ("weights: {colour: 1}", "weights holds"),
        ("retest_days: soon", "retest_days must be a whole number"),
        ("at: 6", "at must be text"),
        ("a: [", "not readable as YAML"),
    ],
)
def test_a_plan_that_is_none_is_refused_with_its_place(
    tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / "drills.yml").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match=sentence):
        read_plan(Settings(home=tmp_path))


def test_what_a_home_did_not_set_is_named_an_example(tmp_path: Path) -> None:
    (tmp_path / "drills.yml").write_text("retest_days: 9\nweights: {rework: 3}", encoding="utf-8")

    plan = read_plan(Settings(home=tmp_path))

    assert plan.as_document()["examples"] == ["contact_verified_days"]
    assert (plan.retest_days, plan.weights["rework"], plan.weights["age"]) == (9, 3, 1)
