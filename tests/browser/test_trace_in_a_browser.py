"""A visitor traces: what the screen shows is what the command line prints, and stays here."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import GTIN, LOTLINE, STRANGE, Visit
from traceability.settings import Settings, child_environment

ASKED = [("R-HON:IVK-8316A", "went"), ("L26022-BOX001", "came"), ("R-LEC:ÖB-9403", "went")]
TABLES = {
    "Stock on hand": "stock",
    "Open deliveries": "open_deliveries",
    "Customers": "customers",
    "Shipments": "shipments",
    "Suppliers": "suppliers",
    "All orders": "work_orders",
    "Missing records": "gaps",
}
FIELD = "#lotline-scan"


def printed(settings: Settings, lot: str, ask: str) -> dict[str, Any]:
    """`lotline trace --json` of the same home."""
    direction = {"went": "forward", "came": "backward"}[ask]
    done = subprocess.run(
        [LOTLINE, "trace", direction, lot, "--json"],
        env=child_environment({"LOTLINE_HOME": str(settings.home)}),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    document: dict[str, Any] = json.loads(done.stdout)
    return document


@pytest.mark.parametrize(("lot", "ask"), ASKED)
def test_the_screen_shows_the_numbers_of_the_command_line(
    visit: Visit, tryton_app: str, tryton: Settings, lot: str, ask: str
) -> None:
    visitor, told = visit(tryton_app, f"/trace?lot={lot}&ask={ask}"), printed(tryton, lot, ask)

    assert {title: visitor.rows(title) for title in TABLES} == {
        title: len(told[part]) for title, part in TABLES.items()
    }
    counts, headings = told["counts"], visitor.headings
    assert headings["lots"] == [counts["lots"]]
    for section, count in (
        ("customers", counts["customers"]),
        ("shipments", counts["deliveries"]),
        ("suppliers", counts["suppliers"]),
        ("orders", counts["work_orders"]),
    ):
        assert headings[section][0] == count, section
    if ask == "went":
        assert visitor.tiles["customers"] == counts["customers"]
        assert visitor.tiles["stock"] == len({row["lot_id"] for row in told["stock"]})
    else:
        assert visitor.tiles["suppliers"] == counts["suppliers"]


def test_the_bare_root_leads_to_the_field_with_the_focus_in_it(
    visit: Visit, tryton_app: str
) -> None:
    visitor = visit(tryton_app, "/")
    visitor.page.wait_for_selector(FIELD)

    visitor.page.keyboard.type("R-HON:IVK-8316A\n")
    visitor.page.wait_for_selector(".ll-tile")

    assert visitor.asked["lot"] == ["R-HON:IVK-8316A"]
    assert visitor.tiles["customers"] == 6


def test_the_slash_key_leads_back_to_the_field_and_the_next_scan_replaces_the_last(
    visit: Visit, tryton_app: str
) -> None:
    visitor = visit(tryton_app, "/trace?lot=R-HON:IVK-8316A")
    visitor.page.locator(".ll-card").click()
    assert not visitor.page.locator(f"{FIELD}:focus").count()

    visitor.page.keyboard.press("/")
    visitor.page.keyboard.type("20260131\n")
    visitor.page.wait_for_selector("text=Which one is it?")

    assert visitor.asked["lot"] == ["20260131"]


def test_the_back_button_brings_the_answer_before(visit: Visit, tryton_app: str) -> None:
    visitor = visit(tryton_app, "/trace?lot=R-HON:IVK-8316A")
    visitor.page.locator(FIELD).fill("L26022-BOX001")
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("heading", name="F-BOX : L26022-BOX001").wait_for()

    visitor.page.go_back()
    visitor.page.get_by_role("heading", name="R-HON : IVK-8316A").wait_for()

    assert visitor.settled().tiles["customers"] == 6
    assert visitor.page.locator(FIELD).input_value() == "R-HON:IVK-8316A"


def test_a_tile_leads_to_its_list(visit: Visit, tryton_app: str) -> None:
    visitor = visit(tryton_app, "/trace?lot=R-HON:IVK-8316A")

    visitor.page.locator('.ll-tile[data-name="customers"]').click()
    visitor.page.wait_for_timeout(400)

    top = visitor.page.locator("#customers").bounding_box()
    assert top is not None
    assert 0 < top["y"] < 300


@pytest.mark.parametrize("separator", ["Control+]", "\x1d"], ids=["as Ctrl+]", "as it is"])
def test_a_scanned_label_keeps_its_separator(
    visit: Visit, strange_app: str, separator: str
) -> None:
    visitor = visit(strange_app, "/trace?ask=came")
    visitor.page.locator(FIELD).focus()

    visitor.page.keyboard.type(f"]C101{GTIN}10AB-123")
    if separator == "\x1d":
        visitor.page.keyboard.insert_text(separator)
    else:
        visitor.page.keyboard.press(separator)
    visitor.page.keyboard.type("17261231\n")
    visitor.page.wait_for_selector(".ll-tile")

    assert visitor.asked["lot"] == [f"]C101{GTIN}10AB-123\x1d17261231"]
    assert "BOX : AB-123" in visitor.text
    assert visitor.page.locator(FIELD).input_value().count("\u241d") == 1


def test_a_code_of_several_lots_waits_for_a_choice(visit: Visit, tryton_app: str) -> None:
    visitor = visit(tryton_app, "/trace?lot=20260131")
    assert visitor.tiles == {}
    assert visitor.text.count("Take this") == 3

    visitor.page.get_by_role("button", name="Take this").nth(1).click()
    visitor.page.wait_for_selector(".ll-tile")

    assert "Rolled oats" in visitor.text
    assert len(visitor.asked["lot"][0]) == 21


def test_the_link_to_an_answer_brings_the_same_numbers_to_somebody_else(
    visit: Visit, tryton_app: str
) -> None:
    first = visit(tryton_app, "/trace?lot=R-HON:IVK-8316A&scope=confirmed")
    first.page.get_by_role("button", name="Link to exactly this answer").click()
    link = first.page.locator('[data-testid="stCode"] code').inner_text()

    second = visit("", link)

    assert "asof=" in link
    assert link.startswith(tryton_app)
    assert second.tiles == first.tiles
    assert second.headings == first.headings
    assert second.asked["scope"] == ["confirmed"]


def test_a_row_explains_itself_record_by_record(visit: Visit, tryton_app: str) -> None:
    visitor = visit(tryton_app, "/trace?lot=R-HON:IVK-8316A")
    picker = visitor.page.get_by_role("combobox", name="Why is it here?")
    picker.fill("Kornblume")
    picker.press("Enter")

    drawer = visitor.page.get_by_role("dialog")
    drawer.get_by_text("R-HON:IVK-8316A went into order 3 (53.91 kg)").wait_for()
    assert "stock_move.csv row 35" in drawer.inner_text()
    assert visitor.asked["why"] == ["customer:14"]

    visitor.page.keyboard.press("Escape")
    drawer.wait_for(state="detached")
    visitor.settled()
    assert "why" not in visitor.asked


def test_the_button_in_a_row_opens_the_explanation(visit: Visit, tryton_app: str) -> None:
    visitor = visit(tryton_app, "/trace?lot=R-HON:IVK-8316A")

    visitor.press_in_row("Open deliveries", "Why?", 0)

    visitor.page.get_by_role("dialog").get_by_text("delivery 33").first.wait_for()
    assert visitor.asked["why"] == ["delivery:33"]


def test_the_download_holds_every_list(
    visit: Visit, tryton_app: str, tryton: Settings, tmp_path: Path
) -> None:
    visitor = visit(tryton_app, "/trace?lot=R-HON:IVK-8316A")
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name="Answer as CSV").click()
    path = tmp_path / "answer.csv"
    waiting.value.save_as(path)

    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    told = printed(tryton, "R-HON:IVK-8316A", "went")
    assert sum(row["list"] == "shipments" for row in rows) == len(told["shipments"])
    assert sum(row["list"] == "lots" for row in rows) == told["counts"]["lots"]
    assert waiting.value.suggested_filename.endswith(f"{told['snapshot']['id']}.csv")


def test_tables_offer_no_file_in_which_a_code_may_be_a_formula(
    visit: Visit, tryton_app: str
) -> None:
    visitor = visit(tryton_app, "/trace?lot=R-HON:IVK-8316A")
    visitor.page.locator('[data-testid="stDataFrame"]').first.hover()

    buttons = visitor.page.locator('button[aria-label^="Download as CSV"]')
    assert buttons.count()
    assert not [button for button in buttons.all() if button.is_visible()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_strange_names_are_texts(visit: Visit, strange_app: str, scheme: str) -> None:
    visitor = visit(strange_app, "/trace?lot=BOX:AB-123&ask=went", scheme=scheme)

    assert f"at {STRANGE} (" in visitor.text
    assert visitor.page.locator("b:has-text('**x**')").count() == 0
    visitor.page.get_by_role("combobox", name="Why is it here?").click()
    visitor.page.get_by_role("option").first.wait_for()
    assert STRANGE in visitor.page.get_by_role("option").first.inner_text()


@pytest.mark.parametrize(
    "path",
    [
        "/trace",
        "/trace?lot=R-HON:IVK-8316A",
        "/trace?lot=20260131",
        "/trace?lot=L26022-BOX001&ask=came",
    ],
)
def test_a_phone_shows_the_page_without_sideways_scroll(
    visit: Visit, tryton_app: str, path: str
) -> None:
    visitor = visit(tryton_app, path, width=390)

    assert visitor.sideways() <= 0
