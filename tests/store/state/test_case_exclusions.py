"""Leaving a line out of a case takes two persons; holding it too takes one."""

from __future__ import annotations

import pytest

from tests.services.cases.case_plant import column
from tests.store.state.case_house import LATER, bakery, opened, people, publish
from traceability.domain.actors import Person
from traceability.domain.cases import Outcome
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.hold_too import hold_too
from traceability.services.cases.leave_out import decide_exclusions, leave_out
from traceability.services.cases.show_case import case_document
from traceability.services.cases.sign_case import close_case
from traceability.settings import Settings

BUN2 = "hold:L-BUN2@S1//"


@pytest.fixture
def home(settings: Settings) -> Settings:
    publish(settings)
    return settings


@pytest.fixture
def who(home: Settings) -> dict[str, Person]:
    return people(home)


def held(home: Settings, number: int = 1) -> dict[str, bool]:
    lines = case_document(home, number)["actions"]["hold"]
    return dict(column(lines, "lot_code", "is_left_out"))


def test_a_line_stays_until_a_second_person_approves(both_settings: Settings) -> None:
    publish(both_settings)
    who = people(both_settings)
    number = opened(both_settings, who["ann"])
    before = case_document(both_settings, number)["first_line"]
    (proposal,) = leave_out(both_settings, who["bob"], number, [BUN2], "It was baked of B alone.")
    assert held(both_settings) == {"BUN1": False, "BUN2": False}
    with pytest.raises(RefusedError, match="must be two persons"):
        decide_exclusions(both_settings, who["bob"], number, is_approved=True)
    with pytest.raises(RefusedError, match="quality, which may not approve"):
        decide_exclusions(both_settings, who["ann"], number, is_approved=True)
    assert decide_exclusions(both_settings, who["cleo"], number, is_approved=True) == [proposal]

    told = case_document(both_settings, number)
    assert held(both_settings) == {"BUN1": False, "BUN2": True}
    assert (before["undecided_lots"], told["first_line"]["undecided_lots"]) == (1, 0)
    (row,) = told["exclusions"]
    assert (row["list"], row["basis"], row["proposed_by"], row["decided_by"]) == (
        "hold",
        "missing_record",
        "bob",
        "cleo",
    )


def test_what_records_confirm_is_never_left_out(home: Settings, who: dict[str, Person]) -> None:
    number = opened(home, who["ann"])

    with pytest.raises(RefusedError, match="BUN:BUN1 at S1 is on the list by records"):
        leave_out(home, who["ann"], number, ["hold:L-BUN1@S1//"], "It looks clean.")
    with pytest.raises(UsageError, match="reason must be said"):
        leave_out(home, who["ann"], number, [BUN2], "")
    with pytest.raises(NotFoundError, match="No line of the case is NOSUCH"):
        leave_out(home, who["ann"], number, ["NOSUCH"], "x")


def test_a_refused_proposal_leaves_the_line(home: Settings, who: dict[str, Person]) -> None:
    number = opened(home, who["ann"])
    leave_out(home, who["ann"], number, [BUN2], "It was baked of B alone.")
    with pytest.raises(RefusedError, match="proposed before"):
        leave_out(home, who["dan"], number, [BUN2], "Me too.")
    with pytest.raises(UsageError, match="Why it is refused"):
        decide_exclusions(home, who["bob"], number, is_approved=False)
    decide_exclusions(home, who["bob"], number, is_approved=False, reason="Who says so?")

    assert not held(home)["BUN2"]
    with pytest.raises(RefusedError, match="No line of C-1 waits"):
        decide_exclusions(home, who["bob"], number, is_approved=True)


def test_one_person_holds_too_what_two_left_out(home: Settings, who: dict[str, Person]) -> None:
    number = opened(home, who["ann"])
    leave_out(home, who["ann"], number, ["BUN2"], "It was baked of B alone.")
    decide_exclusions(home, who["bob"], number, is_approved=True)
    assert held(home)["BUN2"]
    assert BUN2 in hold_too(home, who["dan"], number, [BUN2])

    assert not held(home)["BUN2"]
    row = next(one for one in case_document(home, number)["exclusions"] if one["line_id"] == BUN2)
    assert (row["is_approved"], row["held_too_by"]) == (True, "dan")
    with pytest.raises(RefusedError, match="held anyhow"):
        hold_too(home, who["dan"], number, [BUN2])


def test_a_proposal_that_is_held_too_cannot_be_approved_any_more(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"])
    (proposal,) = leave_out(home, who["ann"], number, [BUN2], "It was baked of B alone.")
    hold_too(home, who["dan"], number, [BUN2])

    with pytest.raises(NotFoundError, match=f"no proposal {proposal} that waits"):
        decide_exclusions(home, who["bob"], number, [proposal], is_approved=True)


def test_a_line_that_newer_data_confirm_is_back_by_itself(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"])
    leave_out(home, who["ann"], number, [BUN2], "It was baked of B alone.")
    decide_exclusions(home, who["bob"], number, is_approved=True)
    known = bakery()
    known.plant.edge("L-A", "R-WO2", work_order_code="WO2")
    known.plant.edge("R-WO2", "L-BUN2", work_order_code="WO2")
    publish(home, LATER, made=known)
    freeze_scope(home, who["ann"], number, why="The missing row came.", is_newest=True)

    told = case_document(home, number)
    line = next(one for one in told["actions"]["hold"] if one["line_id"] == BUN2)
    assert (line["evidence"], line["is_left_out"]) == ("confirmed", False)


def test_what_the_clock_alone_leaves_out_must_be_decided_before_the_end(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"])
    assert column(case_document(home, number)["excluded_by_time"], "lot_code") == ["BUN4"]
    with pytest.raises(RefusedError, match="clock alone leaves 1 lots out of C-1"):
        close_case(home, who["ann"], number, Outcome.NO_DEFECT, "Nothing found.")
    leave_out(home, who["ann"], number, [], "The hopper was empty before.", all_by_time=True)
    with pytest.raises(RefusedError, match="nobody decided: 1"):
        close_case(home, who["ann"], number, Outcome.NO_DEFECT, "Nothing found.")
    decide_exclusions(home, who["bob"], number, is_approved=True)

    close_case(home, who["ann"], number, Outcome.NO_DEFECT, "Nothing found.")
    (row,) = case_document(home, number)["exclusions"]
    assert (row["list"], row["basis"]) == ("excluded_by_time", "time")


def test_a_lot_that_time_excludes_is_held_too_with_all_that_came_of_it(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"])
    hold_too(home, who["dan"], number, ["BUN4"], "The clock of the hopper was never checked.")

    told = case_document(home, number)
    assert held(home) == {"BUN1": False, "BUN2": False, "BUN4": False}
    assert "CUST-BUN4" in column(told["actions"]["call"], "customer_code")
    assert "CUST-BUN4" in column(told["customers"], "customer_code")
    assert told["excluded_by_time"] == []
    line = next(one for one in told["actions"]["hold"] if one["lot_code"] == "BUN4")
    assert line["evidence"] == "possible"
    assert line["missing_record"].startswith("The clock alone says that it is not concerned")
    last = told["scope"]["versions"][-1]
    assert last["held_too"] == ["L-BUN4"]
    assert last["says"].startswith("v2: +1 customer, +1 lot, +1 shipment, +1 place of stock")
    assert last["says"].endswith(
        "because dan holds too what time excludes: The clock of the hopper was never checked."
    )


def test_a_lot_held_too_stays_in_later_versions(home: Settings, who: dict[str, Person]) -> None:
    number = opened(home, who["ann"])
    hold_too(home, who["dan"], number, ["BUN4"])
    publish(home, LATER, with_more=True)
    freeze_scope(home, who["ann"], number, why="Newer data", is_newest=True)

    assert held(home) == {"BUN1": False, "BUN2": False, "BUN4": False}


def test_what_two_left_out_is_back_when_newer_data_put_more_behind_the_line(
    home: Settings, who: dict[str, Person]
) -> None:
    call = "call:CUST-BUN2/"
    number = opened(home, who["ann"])
    leave_out(home, who["ann"], number, [call, BUN2], "It was baked of B alone.")
    decide_exclusions(home, who["bob"], number, is_approved=True)
    more = bakery()
    more.plant.ship("BUN2", "D-NEXT", "CUST-BUN2")
    publish(home, LATER, made=more)
    freeze_scope(home, who["ann"], number, why="Another day came.", is_newest=True)

    told = case_document(home, number)
    calls = {line["line_id"]: line["is_left_out"] for line in told["actions"]["call"]}
    assert not calls[call]
    assert held(home)["BUN2"]
    assert {row["line_id"]: row["has_lapsed"] for row in told["exclusions"]} == {
        call: True,
        BUN2: False,
    }
    leave_out(home, who["ann"], number, [call], "That one as well.")
    decide_exclusions(home, who["bob"], number, is_approved=True)
    again = {
        line["line_id"]: line["is_left_out"]
        for line in case_document(home, number)["actions"]["call"]
    }
    assert again[call]


def test_a_customer_on_the_call_list_is_told_of_what_is_held_too(settings: Settings) -> None:
    made = bakery()
    made.plant.ship("BUN4", "D-SAME", "CUST-BUN1", item_code="BUN")
    publish(settings, made=made)
    who = people(settings)
    number = opened(settings, who["ann"])
    hold_too(settings, who["ann"], number, all_by_time=True)

    told = case_document(settings, number)
    (line,) = [one for one in told["actions"]["call"] if one["customer_code"] == "CUST-BUN1"]
    assert column(line["lots"], "lot_code") == ["BUN1", "BUN4"]
    assert line["deliveries"] == ["D-BUN1", "D-SAME"]
    assert column(line["quantities"], "item_code", "qty") == [("BUN", 1), ("ITEM", 1)]
    assert (line["evidence"], line["missing_record"]) == ("confirmed", None)
    assert line["why"].endswith("1 lot more, held too though time excludes what is in them.")
    (customer,) = [one for one in told["customers"] if one["customer_code"] == "CUST-BUN1"]
    assert customer["quantities"] == line["quantities"]
