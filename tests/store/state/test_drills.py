"""What the database itself refuses about drills and actions, on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.store.state.attacks import unrefused
from tests.store.state.conftest import add_person
from traceability.domain.actors import Program
from traceability.domain.roles import Role
from traceability.errors import RefusedError
from traceability.store.state import StateDatabase, actions, drills
from traceability.store.state.cases import add_case

DRAW = {
    "seed": "7",
    "snapshot_id": "20260101T000000-aaaaaa",
    "direction": "forward",
    "family": "BUN",
    "is_blind": True,
    "lot_id": "L-A",
    "item_code": "FLOUR",
    "lot_code": "A",
    "candidate_count": 2,
    "weight": 1000,
    "total_weight": 3000,
    "factors": dict.fromkeys(("volume", "age", "supplier_risk", "rework"), 0),
    "weights": {},
}
AT = "'2026-01-01T00:00:00.000000Z'"


def case_of(state: StateDatabase, person: Any, kind: str = "drill") -> int:
    told = {
        "opening_kind": kind,
        "title": "FLOUR:A",
        "reason": "A drill.",
        "scenario": None,
        "is_simulated": False,
    }
    with state.write(person) as write:
        return add_case(write, told)


def test_a_draw_stays_as_it_was_drawn(both_states: StateDatabase) -> None:
    with both_states.write(Program("schedule")) as write:
        number = drills.add_draw(write, DRAW)
        (draw,) = drills.read_draws(write, number)

    assert (draw.drawn_by, draw.drawn_by_kind, draw.seed) == ("schedule", "program", "7")
    assert not unrefused(
        both_states,
        [
            "update drill_draws set lot_id = 'L-B'",
            "update drill_draws set drawn_by = 'bob'",
            "delete from drill_draws",
        ],
    )


def test_a_drill_is_of_a_case_opened_as_one_and_of_one_draw(both_states: StateDatabase) -> None:
    ann = add_person(both_states, "ann", Role.QUALITY)
    first, second = case_of(both_states, ann), case_of(both_states, ann)
    real = case_of(both_states, ann, "investigation")
    with both_states.write(ann) as write:
        number = drills.add_draw(write, DRAW)
        drills.add_drill(write, first, number, {"retest_days": 30}, None)

    for case_no in (second, real):
        with pytest.raises(RefusedError), both_states.write(ann) as write:
            drills.add_drill(write, case_no, number, {}, None)
    assert not unrefused(
        both_states,
        [
            "update drills set plan = '{}'",
            "delete from drills",
            f"insert into drills (case_no, draw_no, plan) values ({real}, 99, '{{}}')",
        ],
    )


def test_an_aborted_drill_takes_no_truth_result_or_retest(both_states: StateDatabase) -> None:
    ann = add_person(both_states, "ann", Role.QUALITY)
    case_no = case_of(both_states, ann)
    with both_states.write(ann) as write:
        number = drills.add_draw(write, DRAW)
        drills.add_drill(write, case_no, number, {}, None)
        drills.add_truth(write, case_no, 1, {"scopes": {}})
    abort = (
        f"insert into case_aborts (case_no, reason, aborted_by, aborted_at) "
        f"values ({case_no}, 'Enough.', 'ann', {AT})"
    )
    with both_states.engine.begin() as connection:
        connection.exec_driver_sql(abort)

    assert not unrefused(
        both_states,
        [
            (
                f"insert into drill_truths (case_no, version, told, compared_at) "
                f"values ({case_no}, 2, '{{}}', {AT})"
            ),
            "update drill_truths set told = '{}'",
            (
                f"insert into drill_results (case_no, family, direction, is_passed, signed_at) "
                f"values ({case_no}, 'BUN', 'forward', true, {AT})"
            ),
            (
                f"insert into drill_retests (case_no, due_on, planned_at) "
                f"values ({case_no}, '2026-02-01', {AT})"
            ),
        ],
    )


def test_no_forged_row_is_in_the_way_of_closing_an_open_drill(both_states: StateDatabase) -> None:
    ann = add_person(both_states, "ann", Role.QUALITY)
    case_no = case_of(both_states, ann)
    with both_states.write(ann) as write:
        number = drills.add_draw(write, DRAW)
        drills.add_drill(write, case_no, number, {}, None)

    result = (
        f"insert into drill_results (case_no, family, direction, is_passed, signed_at) "
        f"values ({case_no}, 'BUN', 'forward', true, {AT})"
    )
    sign_off = f"insert into case_clock values ({case_no}, 'T5', 'ann', {AT}, '')"
    retest = (
        f"insert into drill_retests (case_no, due_on, planned_at) "
        f"values ({case_no}, '2026-02-01', {AT})"
    )
    assert not unrefused(both_states, [result, sign_off, [sign_off, result], retest])


def test_nobody_checks_what_they_own_or_did(both_states: StateDatabase) -> None:
    ann, bob = (add_person(both_states, name, Role.QUALITY) for name in ("ann", "bob"))
    add_person(both_states, "cleo", Role.APPROVER)
    add_person(both_states, "vic", Role.VIEWER)
    case_no = case_of(both_states, ann)
    told = {"case_no": case_no, "what": "Call.", "owner": "ann", "due_on": "2026-02-01"}
    with both_states.write(ann) as write:
        number = actions.add_action(write, told)
    with both_states.write(bob) as write:
        actions.add_done(write, number, 1, "Called.")

    def check(name: str) -> str:
        return (
            "insert into case_action_checks "
            "(action_no, done_no, is_effective, note, checked_by, checked_at) "
            f"values ({number}, 1, true, 'It helped.', '{name}', {AT})"
        )

    def done(done_no: int, name: str = "ann") -> str:
        return (
            "insert into case_actions_done (action_no, done_no, note, done_by, done_at) "
            f"values ({number}, {done_no}, 'Again.', '{name}', {AT})"
        )

    assert not unrefused(
        both_states,
        [
            check("ann"),  # owns it
            check("bob"),  # did it
            check("vic"),  # may not
            done(2),  # nobody found it without effect
            "update case_actions set due_on = '2027-01-01'",
            "delete from case_actions_done",
        ],
    )
    with both_states.engine.begin() as connection:
        connection.exec_driver_sql(check("cleo").replace("true", "false"))
    assert unrefused(both_states, [done(2)]) == [done(2)]
    assert not unrefused(both_states, ["update case_action_checks set is_effective = true"])
