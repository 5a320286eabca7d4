"""Codes and names come from strangers: they are texts, on the page and in a file."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from app.components import downloads
from tests.app.conftest import Publish, Visit
from tests.index_plant import Plant
from traceability.domain.scope import Direction, Scope
from traceability.services.open_snapshot import open_snapshot
from traceability.services.trace_lot import TraceRequest, answer
from traceability.settings import Settings

STRANGE = [
    "<b>bold</b>",
    "<img src=x onerror=alert(1)>",
    "**bold**",
    ":red[x]",
    ":material/home:",
    "A--B->C",
    "$x$",
    "`code`",
    "[link](http://example.com)",
    "=1+1",
    "&amp;",
]


def plant_of(code: str) -> Plant:
    plant = Plant().lot("A").lot("strange", lot_code=code, item_code=code, item_name=code)
    plant.order(code, "A", "strange", order_status="released")
    plant.ship("strange", code, code, lot_code=code, item_code=code)
    plant.add("trace_partners", partner_code=code, partner_name=code)
    plant.add("trace_stock", lot_id="L-strange", site_code=code, uom=code)
    plant.add(
        "trace_gaps",
        node_id=f"R-{code}",
        rule_id="LK-01",
        message=code,
        record_count=1,
        work_order_code=code,
    )
    return plant


def escaped(code: str) -> str:
    return code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("code", STRANGE)
def test_a_strange_code_is_shown_exactly_as_it_is(
    visit: Visit, publish: Publish, code: str
) -> None:
    page = visit(publish(plant_of(code)), lot="A")

    assert f" at {escaped(code)} (" in page.html
    assert page.table("Customers")[0]["Name"] == code
    assert page.table("Running orders")[0]["Order"] == code
    if "<" in code:
        assert code not in page.html
    assert [markdown.value for markdown in page.test.markdown] == []


@pytest.mark.parametrize("code", STRANGE)
def test_a_strange_question_is_shown_exactly_as_it_was_asked(
    visit: Visit, publish: Publish, code: str
) -> None:
    page = visit(publish(Plant().lot("A").lot("B")), lot=f"{code}?")

    assert f"There is no lot {escaped(code)}? in this snapshot." in page.html


def test_control_and_direction_characters_are_spelled_out(visit: Visit, publish: Publish) -> None:
    page = visit(publish(plant_of("abc\u202etxt.exe")), lot="A")

    assert "\u202e" not in page.html
    assert page.table("Customers")[0]["Name"] == "abc\\u202etxt.exe"


def saved(settings: Settings, ending: str) -> bytes:
    request = TraceRequest(("A",), Direction.FORWARD, Scope.PROBABLE)
    return downloads.answer_file(answer(open_snapshot(settings), request), ending)


@pytest.mark.parametrize("code", ["=1+1", "+1", "@x"])
def test_a_code_in_the_file_for_spreadsheets_is_no_formula(publish: Publish, code: str) -> None:
    text = saved(publish(plant_of(code)), ".csv").decode("utf-8-sig")

    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text)))
    customers = [row for row in rows if row["list"] == "customers"]
    assert [row["customer_name"] for row in customers] == [f"'{code}"]


def test_the_name_of_a_file_holds_no_letter_that_a_file_system_refuses(
    publish: Publish,
) -> None:
    settings = publish(Plant().lot("strange", lot_code='a/b\\c:"*?<>|'))
    request = TraceRequest(("L-strange",), Direction.BACKWARD, Scope.PROBABLE)

    name = downloads.file_name(answer(open_snapshot(settings), request))

    assert name == "trace-backward-a-b-c-20260101T000000-abcdef"
