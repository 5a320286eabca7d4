"""Buttons in rows of the page of cases, and the rarer acts: each does what its verb does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.case_page import Who, entered, fill, sign
from tests.app.conftest import Visit
from tests.app.page import Page
from tests.store.state.case_house import LATER, opened, publish
from traceability.domain.cases import CaseKind
from traceability.services.cases.show_case import case_document
from traceability.settings import Settings

BY_TIME, EXCLUDED = "Left out by time alone", "Left out, or proposed for it"


def doubtful(settings: Settings) -> str:
    """The line of the stock whose record is missing."""
    (line,) = [
        one["line_id"]
        for one in case_document(settings, 1)["actions"]["hold"]
        if one["missing_record"]
    ]
    return str(line)


def proposed(page: Page, settings: Settings) -> Page:
    page.test.multiselect(key="leave-out-lines").set_value([doubtful(settings)])
    return fill(page, leave_out_reason="Made of B alone.").press("leave-out-go")


def test_a_row_of_the_list_opens_its_case(visit: Visit, settings: Settings, who: Who) -> None:
    for kind in (CaseKind.INVESTIGATION, CaseKind.DRILL):
        opened(settings, who["ann"], kind)
    page = visit(settings, page="cases")
    (row,) = [place for place, one in enumerate(page.table("Cases and drills"))
              if one["Case"] == "C-2"]  # fmt: skip

    page.press_in_row("Cases and drills", row)

    assert page.address == {"case": "C-2"}
    assert "C-2 · drill" in page.text


def test_a_lot_that_time_leaves_out_is_held_too_from_its_row(
    case: Page, settings: Settings
) -> None:
    case.press_in_row(BY_TIME, 0)

    document = case_document(settings, 1)
    assert "1 line held too." in case.text
    assert document["excluded_by_time"] == []
    assert document["scope"]["versions"][-1]["held_too"] != []
    assert case.table(BY_TIME) == []


def test_a_row_does_nothing_while_nobody_is_signed_in(case: Page, settings: Settings) -> None:
    case.press("sign-out").press_in_row(BY_TIME, 0)

    assert "Nothing was done: nobody is signed in." in case.text
    assert len(case_document(settings, 1)["excluded_by_time"]) == 1


@pytest.mark.parametrize("is_decided", [False, True])
def test_a_line_left_out_comes_back_from_its_row(
    case: Page, settings: Settings, is_decided: bool
) -> None:
    proposed(case, settings)
    if is_decided:
        sign(case, "approve-exclusions", "bob")
        assert "left out by two persons" in str(case.table("Stock to hold"))

    case.press_in_row(EXCLUDED, 0)

    (exclusion,) = case_document(settings, 1)["exclusions"]
    assert exclusion["held_too_by"] == "ann"
    assert [row["Standing"] for row in case.table(EXCLUDED)] == ["held too by ann"]
    assert "left out by two persons" not in str(case.table("Stock to hold"))
    case.press_in_row(EXCLUDED, 0)  # its button is gone: a stale click does nothing
    assert len(case_document(settings, 1)["exclusions"]) == 1


def test_a_second_person_refuses_with_a_reason(case: Page, settings: Settings) -> None:
    proposed(case, settings)
    sign(case, "refuse-exclusions", "bob")
    assert "Nothing was done." in case.text

    fill(case, refuse_exclusions_reason="B is not on record.")
    sign(case, "refuse-exclusions", "bob")

    (exclusion,) = case_document(settings, 1)["exclusions"]
    assert (exclusion["is_approved"], exclusion["decided_by"]) == (False, "bob")
    assert [row["Standing"] for row in case.table(EXCLUDED)] == ["refused: it stays"]


def test_all_that_time_leaves_out_is_proposed_at_once(case: Page, settings: Settings) -> None:
    fill(case, leave_by_time_reason="The clocks are trusted.").press("leave-by-time-go")

    (exclusion,) = case_document(settings, 1)["exclusions"]
    assert (exclusion["basis"], exclusion["proposed_by"]) == ("time", "ann")


@pytest.mark.parametrize("form", ["leave-out", "leave-by-time"])
def test_leaving_out_without_a_line_or_a_reason_is_refused(
    case: Page, settings: Settings, form: str
) -> None:
    case.press(f"{form}-go")

    assert "Nothing was done." in case.text
    assert case_document(settings, 1)["exclusions"] == []


def test_silent_customers_get_reminders(case: Page, settings: Settings) -> None:
    case.press("notify-go").press("remind")

    (reminder,) = case_document(settings, 1)["consignees"]["reminders"]
    assert "1 reminder written to" in case.text
    assert reminder["entered_by"] == "ann"


def test_an_answer_by_telephone_without_words_is_refused(case: Page, settings: Settings) -> None:
    case.press("telephone-go")

    assert "Nothing was done." in case.text
    assert case_document(settings, 1)["telephone_answers"] == []


def test_the_lists_are_signed_by_one(case: Page, settings: Settings) -> None:
    sign(case, "sign-lists", "ann")

    (signature,) = case_document(settings, 1)["signatures"]
    assert (signature["signing"], signature["user_name"]) == ("lists", "ann")
    assert case.headings["signatures"] == "1"


def test_a_decision_stands_in_the_log(case: Page, settings: Settings) -> None:
    fill(case, note_text="We wait for the laboratory.").press("note-go")

    assert case_document(settings, 1)["log"][-1]["what"] == "We wait for the laboratory."
    assert "We wait for the laboratory." in str(case.table("Decision log"))


def test_the_scope_is_frozen_again_on_newer_data_only(case: Page, settings: Settings) -> None:
    fill(case, freeze_text="Newer data.").press("freeze-go")
    assert "Nothing was done. The scope of C-1 is still v1: nothing changed." in case.text

    publish(settings, LATER, with_more=True)
    fill(case, freeze_text="Newer data.").press("freeze-go")
    assert case_document(settings, 1)["scope"]["version"] == 2
    assert case.headings["versions"] == "2"


@pytest.mark.parametrize(("act", "state"), [("pause", "paused"), ("abort", "aborted")])
def test_a_drill_is_paused_and_aborted_with_a_reason(
    visit: Visit, settings: Settings, who: Who, act: str, state: str
) -> None:
    number = opened(settings, who["ann"], CaseKind.DRILL)
    page = entered(visit(settings, page="cases", case=str(number))).press(f"{act}-go")
    assert "Nothing was done." in page.text

    told: dict[str, Any] = {f"{act}_text": "Fire alarm."}
    fill(page, **told).press(f"{act}-go")
    assert case_document(settings, number)["case"]["state"] == state


def test_the_clock_of_an_investigation_has_no_pause(case: Page) -> None:
    assert {"pause-go", "abort-go"}.isdisjoint({button.key for button in case.test.button})
