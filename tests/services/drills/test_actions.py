"""Actions have an owner and a day, and somebody else looks whether they helped."""

from __future__ import annotations

from datetime import date

import pytest

from tests.services.drills.conftest import House
from tests.services.drills.test_run import run_drill
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.show_case import case_document
from traceability.services.drills.draw_lot import draw_lot
from traceability.services.drills.keep_actions import check_action, finish_action, plan_action
from traceability.services.drills.list_actions import list_actions
from traceability.services.drills.start_drill import start_drill

TODAY = date(2026, 11, 1)


def plan(house: House, case_no: int, **changes: str) -> int:
    told = {"what": "Check all numbers.", "owner": "ann", "due_on": "2026-12-01"} | changes
    row = plan_action(house.settings, house.lead, case_no, **told, day=TODAY)
    return int(row["action_no"])


def start(house: House) -> int:
    return start_drill(house.settings, house.lead, draw_lot(house.settings, house.lead, seed="1"))


def test_an_action_is_planned_done_found_without_effect_and_done_again(house: House) -> None:
    number = plan(house, start(house))
    settings, ann, bob = house.settings, house.lead, house.approver

    assert finish_action(settings, ann, number, "Called them.")["state"] == "done"
    with pytest.raises(RefusedError, match="is done already"):
        finish_action(settings, ann, number, "Called them again.")
    with pytest.raises(RefusedError, match="somebody else checks"):
        check_action(settings, ann, number, "It helped.", is_effective=True)
    idle = check_action(settings, bob, number, "Two are wrong.", is_effective=False)
    assert (idle["state"], idle["checked_by"], idle["is_effective"]) == ("open", "bob", False)
    with pytest.raises(RefusedError, match="nothing to check"):
        check_action(settings, bob, number, "It helped.", is_effective=True)

    finish_action(settings, ann, number, "Mended both.")
    told = check_action(settings, bob, number, "All answer.", is_effective=True)
    assert (told["state"], told["done_note"]) == ("effective", "Mended both.")


def test_an_action_is_overdue_after_its_day_until_it_is_effective(house: House) -> None:
    number = plan(house, start(house))

    on_the_day = list_actions(house.settings, day=date(2026, 12, 1))
    after = list_actions(house.settings, day=date(2026, 12, 2))
    assert (on_the_day.overdue_count, after.overdue_count) == (0, 1)

    finish_action(house.settings, house.lead, number, "Called them.")
    assert list_actions(house.settings, day=date(2026, 12, 2)).overdue_count == 1
    check_action(house.settings, house.approver, number, "All answer.", is_effective=True)
    assert list_actions(house.settings, day=date(2026, 12, 2)).overdue_count == 0


def test_a_signed_drill_keeps_the_actions_that_were_known_then(house: House) -> None:
    case_no = start(house)
    plan(house, case_no)
    house.end(case_no)
    plan(house, case_no, what="Train the night shift.")

    (kept,) = case_document(house.settings, case_no)["actions_to_take"]
    assert (kept["what"], kept["state"]) == ("Check all numbers.", "open")
    assert len(list_actions(house.settings, case_no).actions) == 2


def test_an_action_needs_words_a_user_a_day_and_a_case(house: House) -> None:
    case_no = run_drill(house, draw_lot(house.settings, house.lead, seed="1"))

    with pytest.raises(UsageError, match="What is to be done"):
        plan(house, case_no, what=" ")
    with pytest.raises(UsageError, match="soon is not a day"):
        plan(house, case_no, due_on="soon")
    with pytest.raises(UsageError, match="2026-10-31 is over"):
        plan(house, case_no, due_on="2026-10-31")
    plan(house, case_no, due_on="2026-11-01")
    with pytest.raises(NotFoundError, match="no user zoe"):
        plan(house, case_no, owner="zoe")
    with pytest.raises(NotFoundError, match="no case C-9"):
        plan(house, 9)
    with pytest.raises(NotFoundError, match="no action 9"):
        finish_action(house.settings, house.lead, 9, "Done.")
