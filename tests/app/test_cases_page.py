"""The Cases & drills page: what is there, how a case starts, what its lists and its clock show."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.components.case_list import SHOWN
from app.components.case_timer import elapsed
from tests.app.case_page import SENTENCE, Who, counts, entered, fill
from tests.app.conftest import Visit, complete_manifest
from tests.app.page import Page
from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant
from tests.services.drills.conftest import House
from tests.store.state.case_house import opened, people, publish
from traceability.domain.cases import CaseKind
from traceability.services import sign_in
from traceability.services.cases.pause_case import pause_case
from traceability.services.cases.show_case import case_document
from traceability.services.drills.draw_lot import draw_lot
from traceability.services.drills.start_drill import start_drill
from traceability.settings import Settings

STRANGE = "<b>=1+1</b>"


def test_a_house_without_cases_says_so(visit: Visit, settings: Settings) -> None:
    page = visit(settings, page="cases")

    assert "No drill was signed yet" in page.text
    assert page.tiles["cases"] == 0
    assert page.test.button(key="start-go").disabled


def test_an_empty_home_says_how_to_begin_and_stays_empty(visit: Visit, tmp_path: Path) -> None:
    assert "No data yet" in visit(Settings(home=tmp_path / "nothing"), page="cases").text
    assert not (tmp_path / "nothing").exists()


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
