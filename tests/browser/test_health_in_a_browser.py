"""A visitor asks what cannot be traced: the screen shows what `lotline check` prints."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests.browser.conftest import LOTLINE, Visit
from traceability.settings import Settings, child_environment


@pytest.fixture(scope="module")
def printed(tryton: Settings) -> dict[str, Any]:
    """`lotline check --json` of the same home."""
    done = subprocess.run(
        [LOTLINE, "check", "--fail-on", "none", "--json"],
        env=child_environment({"LOTLINE_HOME": str(tryton.home)}),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_the_screen_shows_the_numbers_of_the_command_line(
    visit: Visit, tryton_app: str, printed: dict[str, Any]
) -> None:
    visitor = visit(tryton_app, "/health")

    sums = {
        name: sum(rule[name.lower()] for rule in printed["rules"]) for name in ("S1", "S2", "S3")
    }
    assert {name: visitor.tiles[name] for name in sums} == sums
    assert visitor.headings["causes"] == [len(printed["causes"])]
    assert visitor.headings["rules"] == [len(printed["rules"])]
    contracts = [check for check in printed["checks"] if check["rule_id"] is None]
    assert visitor.tiles["checks"] == len(contracts)
    assert visitor.rows("Rules") == len(printed["rules"])
    assert visitor.rows("Checks of the build") == len(contracts)


def test_a_cause_opens_its_findings_with_file_and_row_and_the_link_reproduces_them(
    visit: Visit, tryton_app: str, printed: dict[str, Any]
) -> None:
    visitor = visit(tryton_app, "/health")
    visitor.page.get_by_role("button", name="Show records").first.click()
    visitor.page.get_by_text("Findings and their records").wait_for()
    visitor.settled()

    worst = printed["causes"][0]
    assert visitor.asked["cause"] == [worst["cause_id"]]
    assert visitor.headings["records"] == [worst["finding_count"]]
    grid = visitor.table("Findings and their records").locator('table[role="grid"]').first
    grid.locator("td").first.wait_for(state="attached")
    assert grid.locator("th").all_text_contents()[:3] == ["What was found", "File", "Row"]
    first = grid.locator("tbody tr").first.locator("td").all_text_contents()
    assert "without a lot number" in first[0]
    assert (first[1], first[2]) == ("stock_move.csv", "251")

    again = visit("", visitor.page.url)
    assert again.headings == visitor.headings


def test_a_finding_leads_to_its_trace(
    visit: Visit, tryton_app: str, printed: dict[str, Any]
) -> None:
    (cause,) = [one for one in printed["causes"] if one["rule_id"] == "TM-02"]
    visitor = visit(tryton_app, f"/health?cause={cause['cause_id']}")

    visitor.press_in_row("Findings and their records", "Trace", 0)
    visitor.page.wait_for_selector(".ll-tile")

    assert "/trace?" in visitor.page.url
    assert "F-DSP" in visitor.text


def test_the_pages_lead_to_one_another(visit: Visit, tryton_app: str) -> None:
    visitor = visit(tryton_app, "/trace")

    visitor.page.get_by_role("link", name="Data health").click()
    visitor.page.get_by_text("What to mend, by cause").wait_for()
    assert visitor.page.url.endswith("/health")

    visitor.page.get_by_role("link", name="Trace", exact=True).click()
    visitor.page.get_by_text("Start with what is suspect").wait_for()


def test_a_phone_shows_the_page_without_sideways_scroll(visit: Visit, tryton_app: str) -> None:
    assert visit(tryton_app, "/health", width=390).sideways() <= 0
