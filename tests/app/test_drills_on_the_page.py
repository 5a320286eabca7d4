"""Drills on the page: drawn for later, covered in a year, and balances in a unit of choice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.app.case_page import entered, fill
from tests.app.conftest import Visit
from tests.app.page import Page
from tests.services.drills.conftest import House
from traceability.services.balance_lot import balance_lot
from traceability.services.cases.show_case import case_document
from traceability.services.drills.cover_families import cover_families
from traceability.services.drills.draw_lot import draw_lot
from traceability.services.drills.list_drills import list_drills
from traceability.services.drills.start_drill import start_drill


@pytest.fixture
def page(visit: Visit, food: House) -> Page:
    return entered(visit(food.settings, page="cases"))


def test_a_blind_draw_for_later_keeps_its_lot_and_is_started_later(page: Page, food: House) -> None:
    fill(page, start_seed="3").press("draw-go")

    (waiting,) = list_drills(food.settings).draws
    assert (waiting["is_blind"], waiting["lot_id"]) == (True, None)
    assert f"Draw 1 waits: {waiting['says']}." in page.text
    (row,) = page.table("Draws that wait")
    assert (row["How"], row["Drawn from"]) == ("blind", waiting["says"])
    assert page.tiles["start"] == 1
    assert page.headings["cases"] == "0"

    page.choose("start-how", "waiting").press("start-go")
    assert case_document(food.settings, 1)["drill"]["seed"] == "3"
    assert list_drills(food.settings).draws == ()


def test_an_announced_draw_tells_its_lot(page: Page, food: House) -> None:
    page.test.checkbox(key="start-blind").uncheck()
    fill(page, start_seed="3").press("draw-go")

    (waiting,) = list_drills(food.settings).draws
    assert waiting["lot_id"]
    assert [row["How"] for row in page.table("Draws that wait")] == ["announced"]


def test_a_family_that_is_none_draws_nothing(page: Page, food: House) -> None:
    fill(page, start_family="songs").press("draw-go")

    assert "Nothing was done. No finished lot is of the product family songs." in page.text
    assert list_drills(food.settings).draws == ()


def test_coverage_has_a_row_for_each_family_and_way(visit: Visit, food: House) -> None:
    number = start_drill(food.settings, food.lead, draw_lot(food.settings, food.lead, seed="3"))
    food.end(number)
    page = visit(food.settings, page="cases")

    told = cover_families(food.settings)
    rows = page.table("Product families drilled in 12 months")
    assert page.headings["coverage"] == f"{told.covered} of {told.families}"
    assert [(row["Family"], row["Way"], row["Drills"]) for row in rows] == [
        (row["family"], row["direction"], row["drills"]) for row in told.rows
    ]
    (point,) = list_drills(food.settings).trend
    result = "✔ passed" if point["is_passed"] else "✘ failed"
    assert [row["Last drill"] for row in rows if row["Drills"]] == [result]


def test_balances_are_told_in_any_unit_that_converts(visit: Visit, food: House) -> None:
    number = start_drill(food.settings, food.lead, draw_lot(food.settings, food.lead, seed="3"))
    page = visit(food.settings, page="cases", case=str(number))
    frozen = page.table("Mass balance")
    page.test.toggle(key="balances-more").set_value(True).run()

    page.test.text_input(key="balance-unit").set_value("g").run()

    told = page.table("Mass balance")
    assert {row["Unit"] for row in told if row["Assessed"]} == {"g"}
    assert [row["Level"] for row in told if not row["Assessed"]] == ["finished"]  # sold by piece
    (asked,) = case_document(food.settings, number)["question"]["lots"]
    (one,) = balance_lot(food.settings, asked["lot_id"], unit="g").balances
    name = f"{asked['item_code']}:{asked['lot_code']}"
    (row,) = [row for row in page.table("Every balance") if row["What"] == name]
    assert (row["In"], row["Unit"]) == (one.in_qty, "g")
    assert isinstance(row["In"], Decimal)
    assert "for reading: the record and its reports keep their own units" in page.text

    page.test.text_input(key="balance-unit").set_value("").run()
    assert page.table("Mass balance") == frozen


def test_a_unit_to_which_nothing_converts_is_told_as_such(visit: Visit, food: House) -> None:
    number = start_drill(food.settings, food.lead, draw_lot(food.settings, food.lead, seed="3"))
    page = visit(food.settings, page="cases", case=str(number))

    page.test.text_input(key="balance-unit").set_value("<b>=1</b>").run()

    assert not any(row["Assessed"] for row in page.table("Mass balance"))
    assert "In <b>=1</b>, for reading" in page.text
    assert "<b>=1" not in page.html
