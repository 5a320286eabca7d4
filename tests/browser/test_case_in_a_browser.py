"""A drill on the screen from its start to both signatures, and a case about strange names."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.app.conftest import complete_manifest
from tests.browser.conftest import LOTLINE, Visit, serving
from tests.browser.visitor import Visitor
from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant
from tests.store.state.case_house import publish
from traceability.domain.actors import Program
from traceability.domain.roles import Role
from traceability.settings import Settings, child_environment
from traceability.store.state import open_state
from traceability.store.state.accounts import insert_user
from traceability.store.state.passwords import hash_password

SENTENCE = "a sentence only I know"
STRANGE = "<b>**x**</b> =1+1"
LABORATORY = b"%PDF of the laboratory"
TABLES = {
    "Stock to hold": "hold",
    "Running orders to stop": "stop_orders",
    "Open deliveries to stop": "stop_deliveries",
    "Customers to call": "call",
}


def add_people(settings: Settings) -> Settings:
    """Ann who leads and Bob who approves, with a password that they know."""
    kept = hash_password(SENTENCE)
    with open_state(settings).write(Program("test")) as write:
        insert_user(write, "ann", "Ann Lead", Role.QUALITY, kept, is_own=True)
        insert_user(write, "bob", "Bob Approver", Role.APPROVER, kept, is_own=True)
    return settings


@pytest.fixture
def food(tryton: Settings, tmp_path: Path) -> Settings:
    """A home of one's own over the snapshot of the example plant."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(
        tryton.snapshots, home / "snapshots", copy_function=os.link,
        ignore=shutil.ignore_patterns("pins.json"),
    )  # fmt: skip
    shutil.copy(tryton.pointer, home)
    return add_people(Settings(home=home))


@pytest.fixture
def strange(tmp_path: Path) -> Settings:
    """A plant whose lots, customers and places have names that do harm elsewhere."""
    plant = Plant().lot("A", lot_code=STRANGE, item_code="FLOUR", item_type="raw")
    plant.lot("B", lot_code="=1+1", item_code="BUN", item_type="finished")
    plant.order("WO1", "A", "B", order_status="released").ship("B", STRANGE, STRANGE)
    plant.add("trace_stock", lot_id="L-B", site_code=STRANGE, uom="kg")
    settings = Settings(home=tmp_path / "strange")
    publish(settings, made=CasePlant(plant))
    complete_manifest(settings.home)
    return add_people(settings)


def shown(settings: Settings, number: str) -> dict[str, Any]:
    """`lotline case show --json` of the same home."""
    done = subprocess.run(
        [LOTLINE, "case", "show", number, "--json"],
        env=child_environment({"LOTLINE_HOME": str(settings.home)}),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def enter(visitor: Visitor, form: str, name: str) -> None:
    """Fill user and password of a form and send it."""
    visitor.page.locator(f".st-key-{form}-user input").fill(name)
    visitor.page.locator(f".st-key-{form}-password input").fill(SENTENCE)
    press(visitor, f"{form}-go")


def press(visitor: Visitor, key: str) -> None:
    """Press a button and wait for what came of it."""
    visitor.page.evaluate("document.querySelector('.ll-said')?.classList.add('before')")
    visitor.page.locator(f".st-key-{key} button").click()
    visitor.page.wait_for_selector(".ll-said:not(.before)")
    visitor.settled()


def seconds(visitor: Visitor) -> int:
    hours, minutes, rest = map(int, visitor.page.locator(".ll-time").inner_text().split(":"))
    return hours * 3600 + minutes * 60 + rest


def check_numbers(visitor: Visitor, document: dict[str, Any]) -> None:
    first = document["first_line"]
    assert visitor.page.locator(".ll-first").inner_text() == first["says"]
    assert visitor.tiles == {
        "hold": first["hold_lots"],
        "stop-orders": first["stop_orders"],
        "stop-deliveries": first["stop_deliveries"],
        "call": first["call_customers"],
        "gaps": first["missing_records"],
    }
    assert {title: visitor.rows(title) for title in TABLES} == {
        title: len(document["actions"][name]) for title, name in TABLES.items()
    }
    assert visitor.rows("Shipments") == len(document["shipments"])
    assert visitor.rows("Mass balance") == len(document["balances"]["totals"])


def made(visitor: Visitor) -> tuple[str, bytes]:
    """Have the chosen file made, and take it."""
    visitor.page.locator(".st-key-report-make button").click()
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(".st-key-report-file button").click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def attach(visitor: Visitor) -> None:
    """Attach a file as a visitor does: it goes to this server and nowhere else."""
    visitor.page.locator(".st-key-attach-more summary").click()
    field = visitor.page.locator(".st-key-attach-more input[type=file]")
    field.set_input_files({"name": "lab.pdf", "mimeType": "application/pdf", "buffer": LABORATORY})
    visitor.page.get_by_text("lab.pdf").first.wait_for()
    visitor.settled()
    press(visitor, "attach-go")


def test_a_drill_from_its_start_to_the_signed_report(visit: Visit, food: Settings) -> None:
    with serving(food.home) as address:
        visitor = visit(address, "/cases")
        enter(visitor, "sign-in", "ann")
        visitor.page.locator(".st-key-start-seed input").fill("3")
        press(visitor, "start-go")
        assert visitor.asked == {"case": ["C-1"]}
        check_numbers(visitor, shown(food, "C-1"))
        before = seconds(visitor)
        visitor.page.wait_for_function(
            "told => document.querySelector('.ll-time').innerText != told",
            arg=visitor.page.locator(".ll-time").inner_text(),
        )
        visitor.page.reload()
        visitor.page.wait_for_selector(".ll-time")
        assert seconds(visitor.settled()) > before
        assert "Sign in to act." in visitor.text  # a reload forgets who was signed in
        visitor.leave()
    with serving(food.home) as address:  # and after a restart
        visitor = visit(address, "/cases?case=C-1")
        opened = datetime.fromisoformat(shown(food, "C-1")["case"]["opened_at"])
        assert abs((datetime.now(UTC) - opened).total_seconds() - seconds(visitor)) < 10
        enter(visitor, "sign-in", "ann")
        press(visitor, "clock-T1")
        enter(visitor, "request-holds", "ann")
        attach(visitor)
        (kept,) = shown(food, "C-1")["files"]
        assert kept["sha256"] == sha256(LABORATORY).hexdigest()
        visitor.page.locator(".st-key-close-reason input").fill("Only a drill.")
        assert visitor.page.locator("#reports .ll-count").inner_text() == "DRAFT"
        enter(visitor, "close", "ann")
        enter(visitor, "approve", "bob")
        document = shown(food, "C-1")
        check_numbers(visitor, document)
        assert [one["user_name"] for one in document["signatures"]] == ["ann", "bob"]
        assert visitor.rows("Hold and stop requests") == len(document["holds"]) > 0
        name, data = made(visitor)
        pages = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
        assert name == "DRILL-C-1-report.pdf"
        assert "Ann Lead" in pages
        assert "DRAFT" not in pages
        visitor.page.locator(".st-key-all-cases button").click()
        visitor.page.locator("#cases").wait_for()
        visitor.settled().press_in_row("Cases and drills", "Open", 0)
        visitor.page.wait_for_selector(".ll-time")
        assert visitor.settled().asked == {"case": ["C-1"]}
        visitor.leave()


def test_a_case_about_strange_names_does_no_harm(visit: Visit, strange: Settings) -> None:
    with serving(strange.home) as address:
        visitor = visit(address, "/cases")
        enter(visitor, "sign-in", "ann")
        visitor.page.get_by_role("radio", name="Investigation: something is suspect").click()
        visitor.page.locator(".st-key-start-lot textarea").fill("L-A")
        visitor.page.locator(".st-key-start-reason input").fill(STRANGE)
        press(visitor, "start-go")
        check_numbers(visitor, shown(strange, "1"))
        assert f"Opened by ann: {STRANGE}" in visitor.text
        assert visitor.page.locator("b:has-text('**x**')").count() == 0
        picker = visitor.page.get_by_role("combobox", name="Which file")
        picker.click()
        picker.press_sequentially("Workbook")
        visitor.page.get_by_role("option").first.wait_for()
        picker.press("Enter")
        visitor.settled()
        visitor.settled()
        name, data = made(visitor)
        assert name == "C-1-DRAFT-workbook.xlsx"
        cells = [
            cell
            for sheet in load_workbook(BytesIO(data))
            for row in sheet.iter_rows()
            for cell in row
        ]
        assert {cell.data_type for cell in cells if cell.value == "=1+1"} == {"s"}
        visitor.page.set_viewport_size({"width": 390, "height": 900})
        assert visitor.settled().sideways() <= 0
        visitor.leave()
