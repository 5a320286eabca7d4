"""The Cases & drills page: from the start to both signatures, by people who prove who they are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.components import case_holds
from app.components.case_list import SHOWN
from app.components.case_timer import elapsed
from tests.app.conftest import Visit, complete_manifest
from tests.app.page import Page
from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant
from tests.services.drills.conftest import House, copy_house
from tests.store.state.case_house import opened, people, publish
from traceability.domain.actors import PROOF_LASTS, Person
from traceability.domain.cases import CaseKind, Signing
from traceability.services import sign_in
from traceability.services.cases.keep_requests import request_folder
from traceability.services.cases.pause_case import pause_case
from traceability.services.cases.show_case import case_document
from traceability.services.drills.draw_lot import draw_lot
from traceability.services.drills.start_drill import start_drill
from traceability.settings import Settings

SENTENCE = "a sentence only I know"
STRANGE = "<b>=1+1</b>"
Who = dict[str, Person]
Row = dict[str, Any]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Settings, Who]:
    """The bakery with its people; nobody has a case yet."""
    settings = Settings(home=tmp_path / "home")
    publish(settings)
    complete_manifest(settings.home)
    # Hashing passwords takes most of a test's time, and has tests of its own.
    monkeypatch.setattr(sign_in, "is_right", lambda _, given: given == SENTENCE)
    return settings, people(settings)


@pytest.fixture
def settings(house: tuple[Settings, Who]) -> Settings:
    return house[0]


@pytest.fixture
def who(house: tuple[Settings, Who]) -> Who:
    return house[1]


@pytest.fixture
def case(visit: Visit, settings: Settings, who: Who) -> Page:
    """An investigation about flour A, with Ann signed in on its page."""
    number = opened(settings, who["ann"])
    return entered(visit(settings, page="cases", case=f"C-{number}"))


@pytest.fixture
def food(tryton: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A copy of the example food factory, with Ann and Bob."""
    monkeypatch.setattr(sign_in, "is_right", lambda _, given: given == SENTENCE)
    return copy_house(tryton, tmp_path / "food")


def fill(page: Page, **values: str) -> Page:
    """Type into fields; `_` of a name stands for `-` of its key."""
    for name, value in values.items():
        page.test.text_input(key=name.replace("_", "-")).set_value(value)
    return page


def entered(page: Page, name: str = "ann", given: str = SENTENCE) -> Page:
    return fill(page, sign_in_user=name, sign_in_password=given).press("sign-in-go")


def sign(page: Page, form: str, name: str, given: str = SENTENCE) -> Page:
    """Fill user and password of a signing form, and sign."""
    page.test.text_input(key=f"{form}-user").set_value(name)
    page.test.text_input(key=f"{form}-password").set_value(given)
    return page.press(f"{form}-go")


def answered(page: Page, on_hand: str) -> Page:
    page.test.text_input(key="answer-on_hand_qty").set_value(on_hand)
    return page.press("answer-go")


def counts(document: Row) -> Row:
    first = document["first_line"]
    return {
        "hold": first["hold_lots"],
        "stop-orders": first["stop_orders"],
        "stop-deliveries": first["stop_deliveries"],
        "call": first["call_customers"],
        "gaps": first["missing_records"],
    }


def test_a_house_without_cases_says_so(visit: Visit, settings: Settings) -> None:
    page = visit(settings, page="cases")

    assert "No drill was signed yet" in page.text
    assert page.tiles["cases"] == 0
    assert page.test.button(key="start-go").disabled


def test_an_investigation_is_opened_on_the_page(visit: Visit, settings: Settings) -> None:
    page = entered(visit(settings, page="cases"))
    page.choose("start-how", "real")
    page.test.text_area(key="start-lot").set_value("FLOUR:A\n\n")
    fill(page, start_reason="Stones in it.").press("start-go")

    document = case_document(settings, 1)
    assert page.address == {"case": "C-1"}
    assert document["case"]["reason"] == "Stones in it."
    assert page.tiles == counts(document)
    assert document["first_line"]["says"] in page.text


def test_a_drill_is_drawn_and_started_on_the_page(visit: Visit, food: House) -> None:
    page = entered(visit(food.settings, page="cases"))
    fill(page, start_seed="3").press("start-go")

    document = case_document(food.settings, 1)
    assert page.address == {"case": "C-1"}
    assert (document["drill"]["seed"], document["drill"]["is_blind"]) == ("3", True)
    assert "This is a drill: nobody is to be called for real." in page.text
    assert page.tiles == counts(document)
    assert page.headings["score"].endswith("met")


def test_a_lot_that_is_not_known_opens_nothing(visit: Visit, food: House) -> None:
    page = entered(visit(food.settings, page="cases"))
    page.choose("start-how", "chosen")
    fill(page, start_lot="NOBODY").press("start-go")

    assert "Nothing was done. There is no lot NOBODY" in page.text
    assert page.headings["cases"] == "0"


def test_the_lists_are_those_of_the_document(case: Page, settings: Settings) -> None:
    actions = case_document(settings, 1)["actions"]

    held = case.table("Stock to hold")
    assert [(row["Item"], row["Lot"]) for row in held] == [
        (line["item_code"], line["lot_code"]) for line in actions["hold"]
    ]
    assert [row["Missing record"] for row in held] == [
        " ".join(line["missing_records"]) or None for line in actions["hold"]
    ]
    assert len(case.table("Customers to call")) == len(actions["call"]) == 2
    assert {row["Standing"] for row in held} == {"to do"}


def test_a_password_is_wiped_and_the_proof_ends_by_itself(case: Page, settings: Settings) -> None:
    kept = case.test.session_state
    assert SENTENCE not in repr(kept)
    assert "Signed in: Ann (quality)" in case.text

    kept["case-proof"] = replace(
        kept["case-proof"], proven_at=datetime.now(UTC) - PROOF_LASTS - timedelta(seconds=1)
    )
    case.test.run()

    assert "Sign in to act." in case.text
    assert case.test.button(key="clock-T1").disabled
    assert not case_document(settings, 1)["clock"][1:]


def test_a_wrong_password_does_nothing_and_is_wiped(case: Page, settings: Settings) -> None:
    sign(case, "sign-lists", "ann", "a guess of somebody")

    assert "Nothing was done. The user or the password is wrong" in case.text
    assert "a guess" not in repr(case.test.session_state)
    assert case_document(settings, 1)["signatures"] == []


def test_a_role_that_may_not_is_refused_in_a_sentence(
    visit: Visit, settings: Settings, who: Who
) -> None:
    opened(settings, who["ann"])
    page = entered(visit(settings, page="cases", case="1"), "vic").press("clock-T1")

    assert "vic has the role viewer, which may not open or work on a case." in page.text


def test_events_of_the_clock_are_set_by_a_click(case: Page, settings: Settings) -> None:
    case.press("clock-T1")

    (_, tick) = case_document(settings, 1)["clock"]
    assert (tick["event"], tick["person"]) == ("T1", "ann")
    assert "clock-T1" not in {button.key for button in case.test.button}


def test_the_time_counts_from_the_database_without_pauses() -> None:
    document = {
        "case": {"opened_at": "2026-01-01T08:00:00.000000Z"},
        "pauses": [
            {
                "paused_at": "2026-01-01T08:10:00.000000Z",
                "resumed_at": "2026-01-01T08:15:00.000000Z",
                "by": "ann",
                "reason": "Fire alarm",
            }
        ],
    }

    assert elapsed(document, datetime(2026, 1, 1, 8, 20, 30, tzinfo=UTC)) == 15 * 60 + 30


def test_a_pause_is_shown_with_its_reason_and_ended_on_the_page(
    visit: Visit, settings: Settings, who: Who
) -> None:
    number = opened(settings, who["ann"], CaseKind.DRILL)
    pause_case(settings, who["ann"], number, "Fire alarm")
    page = entered(visit(settings, page="cases", case=str(number)))

    assert re.search(r"PAUSED since .* by ann: Fire alarm", page.text)
    page.press("resume")
    assert case_document(settings, number)["case"]["state"] == "open"
    assert "PAUSED since" not in page.text


def test_leaving_out_waits_for_a_second_person(case: Page, settings: Settings) -> None:
    (line,) = [
        one["line_id"]
        for one in case_document(settings, 1)["actions"]["hold"]
        if one["missing_record"]
    ]
    case.test.multiselect(key="leave-out-lines").set_value([line])
    fill(case, leave_out_reason="Made of B alone.").press("leave-out-go")
    assert "waits for a second person" in str(case.table("Left out, or proposed for it"))
    assert case.tiles == counts(case_document(settings, 1))

    sign(case, "approve-exclusions", "ann")
    assert "Nothing was done. ann has the role quality" in case.text

    sign(case, "approve-exclusions", "bob")
    document = case_document(settings, 1)
    assert [one["decided_by"] for one in document["exclusions"]] == ["bob"]
    assert case.tiles == counts(document)
    assert "1 of them left out" in case.headings["hold"]
    assert "left out by two persons" in str(case.table("Stock to hold"))


def test_what_time_leaves_out_is_held_too_by_one_click(case: Page, settings: Settings) -> None:
    assert case.headings["by-time"] == "1"

    case.press("hold-all-too")

    document = case_document(settings, 1)
    assert document["excluded_by_time"] == []
    assert document["scope"]["version"] == 2
    assert case.headings["by-time"] == "0"
    assert case.tiles == counts(document)


def test_requests_are_written_under_one_signature(case: Page, settings: Settings) -> None:
    sign(case, "request-holds", "ann")

    document = case_document(settings, 1)
    files = [one["file_name"] for one in document["holds"]]
    assert [row["File"] for row in case.table("Hold and stop requests")] == files
    assert all((request_folder(settings, 1) / name).is_file() for name in files)
    assert "Every line of the lists above is asked for." in case.text


def test_calls_and_answers_are_kept(case: Page, settings: Settings) -> None:
    (first, *_) = case_document(settings, 1)["consignees"]["customers"]
    case.press("notify-go")
    answered(case, "2.5")

    told = case_document(settings, 1)["consignees"]
    assert told["progress"]["says"] in case.text
    assert (told["progress"]["notified"], told["progress"]["answered"]) == (1, 1)
    assert first["customer_code"] in case.text
    answered(case, "two")
    assert "two is no amount." in case.text


def test_an_answer_by_telephone_is_kept(case: Page, settings: Settings) -> None:
    fill(case, telephone_asked="S1", telephone_answer="It left.").press("telephone-go")

    (kept,) = case_document(settings, 1)["telephone_answers"]
    assert (kept["asked"], kept["answer"]) == ("S1", "It left.")


def test_two_persons_end_it_and_sign_what_they_read(case: Page, settings: Settings) -> None:
    case.press("hold-all-too")
    fill(case, close_reason="No stone was found.")
    sign(case, "close", "ann")
    sign(case, "approve", "ann")
    assert case_document(settings, 1)["case"]["state"] == "open"
    sign(case, "approve", "bob")

    document = case_document(settings, 1)
    assert document["case"]["state"] == "signed"
    assert [one["meaning"] for one in document["signatures"]] == [
        Signing.LEAD.meaning,
        Signing.APPROVER.meaning,
    ]
    assert case.headings["reports"] == "signed"
    assert {button.key for button in case.test.button} == {"all-cases", "report-make"}


def test_the_sentence_of_the_hold_requests_is_the_one_that_is_signed(
    case: Page, settings: Settings
) -> None:
    from traceability.store.state import open_state

    assert f"“{case_holds.MEANING}.”" in case.text
    sign(case, "request-holds", "ann")

    with open_state(settings).read() as read:
        from sqlalchemy import text

        told = read.connection.execute(text("select meaning from signatures")).scalars().all()
    assert told == [case_holds.MEANING]


def test_a_report_is_a_draft_until_both_have_signed(case: Page) -> None:
    case.choose("report-kind", "workbook")
    case.press("report-make")

    (button,) = case.test.download_button
    assert button.key == "report-file"
    assert "C-1-DRAFT-workbook.xlsx" in case.text

    case.press("clock-T1")
    assert not case.test.download_button  # it is of an older state


def test_signed_drills_are_the_trend(visit: Visit, food: House) -> None:
    for seed in ("3", "4"):
        draw = draw_lot(food.settings, food.lead, seed=seed)
        number = start_drill(food.settings, food.lead, draw)
    food.end(number)
    page = visit(food.settings, page="cases")

    assert page.tiles["trend"] == 1 < SHOWN
    assert page.tiles["cases"] == 1
    (row,) = page.table("How drills did")
    assert (row["Drill"], row["Time to scope"]) == ("C-2", "no time was set")
    assert [row["State"] for row in page.table("Cases and drills")] == ["open", "signed"]


@pytest.mark.parametrize(
    ("number", "sentence"), [("C-9", "There is no case C-9."), ("x", "x is no number of a case.")]
)
def test_a_case_that_is_not_there_is_said(
    visit: Visit, settings: Settings, number: str, sentence: str
) -> None:
    assert sentence in visit(settings, page="cases", case=number).text


def test_strange_names_are_texts(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant = Plant().lot("A", lot_code=STRANGE, item_code=STRANGE, item_type="raw")
    plant.lot("B", lot_code="=1+1", item_code="BUN", item_type="finished")
    plant.order("WO1", "A", "B", order_status="released").ship("B", STRANGE, STRANGE)
    plant.add("trace_stock", lot_id="L-B", site_code=STRANGE, uom="kg")
    settings = Settings(home=tmp_path / "home")
    publish(settings, made=CasePlant(plant))
    complete_manifest(settings.home)
    monkeypatch.setattr(sign_in, "is_right", lambda _, given: given == SENTENCE)
    who = people(settings)
    number = opened_about(settings, who)
    page = visit(settings, page="cases", case=str(number))

    assert STRANGE in page.text
    assert STRANGE not in page.html
    assert "=1+1" in str(page.table("Stock to hold"))
    assert STRANGE in str(page.table("Customers to call"))


def opened_about(settings: Settings, who: Who) -> int:
    from traceability.services.cases.open_case import NewCase, open_case

    told = NewCase(CaseKind.INVESTIGATION, STRANGE, ("L-A",), title=STRANGE)
    return open_case(settings, who["ann"], told)
