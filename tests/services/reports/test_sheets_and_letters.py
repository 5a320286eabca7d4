"""Sheets to work with, letters to customers, reports to authorities."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from tests.services.reports.case_document import case_document
from tests.services.reports.opened import made, packed, pages
from traceability.services.reports.action_sheets import share_out
from traceability.services.reports.letter_lots import lots_sent


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return case_document()


def test_a_drills_letters_say_that_it_is_a_drill_and_a_recalls_do_not(
    document: dict[str, Any],
) -> None:
    drill = made(document, "letters")
    assert [
        name
        for name, data in drill.items()
        if not re.search("THIS IS A DRILL|这是一次演练", pages(data)[0])
    ] == []
    recall = made(case_document(kind="recall"), "letters")
    assert [name for name, data in recall.items() if re.search("DRILL|演练", packed(data))] == []
    assert len(drill) == 2 * len(document["actions"]["call"])


@pytest.mark.parametrize(("value", "is_urgent"), [("I", True), ("II", True), ("III", False)])
def test_a_letter_is_urgent_for_class_one_and_two(value: str, *, is_urgent: bool) -> None:
    letters = made(case_document(kind="recall", class_value=value, customers=1), "letters")
    assert {("URGENT" in packed(data)) for data in letters.values()} == {is_urgent}


def test_a_letter_names_the_lots_of_its_customer_and_of_no_other(document: dict[str, Any]) -> None:
    letter = packed(made(document, "letters")["letters/en/letter-002-C-0001.pdf"])
    for row in document["shipments"]:
        assert (row["delivery_code"] in letter) == (row["customer_code"] == "C-0001")
    assert "Stopdistributing" in letter
    assert "notifyyourowncustomers" in letter
    assert "Responseform" in letter


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("en", ("concerned(confirmed)", "concerned(probable)", "concerned(possible):holdthemonly")),
        (
            "zh",
            ("涉及的批次（已确认）", "涉及的批次（很可能）", "可能涉及的批次（可能）：仅需冻结"),
        ),
    ],
)
def test_a_letter_tells_possible_lots_from_confirmed_ones(
    language: str, heads: tuple[str, ...]
) -> None:
    document = case_document(customers=1, lots=12, shipments=12)
    document["actions"]["call"][0]["lots"].append(
        {"lot_id": "L-BACK", "item_code": "JAR", "lot_code": "CAME-BACK"}
    )
    letter = packed(made(document, "letters")[f"letters/{language}/letter-001-C-0000.pdf"])
    listed, form = re.split("Responseform|回执这是一次演练", letter, maxsplit=1)
    confirmed, probable, possible = (listed.index(head) for head in heads)
    ends = (confirmed, probable, possible, len(listed))
    for rank, evidence in enumerate(("confirmed", "probable", "possible")):
        own = [row["delivery_code"] for row in document["shipments"] if row["evidence"] == evidence]
        assert re.findall(r"D-\d{6}", listed[ends[rank] : ends[rank + 1]]) == own
    assert "CAME-BACK" in listed[possible:], "what nothing is said of is no more than possible"
    words = (
        ("confirmed", "probable", "possible") if language == "en" else ("已确认", "很可能", "可能")
    )
    told = [len(re.findall(f"(?<!很){word}", form)) for word in words]
    assert told == [4, 4, 5]


def test_the_lot_asked_for_is_confirmed_to_who_gave_it_back_without_a_shipment() -> None:
    asked = {"lot_id": "L-ASKED", "item_code": "JAR", "lot_code": "THE-ONE"}
    document = case_document(customers=1, lots=2, shipments=0)
    document["question"]["lots"] = [asked]

    told = lots_sent(document, {"lots": [asked]}, [])

    assert [row["evidence"] for row in told] == ["confirmed"]


@pytest.mark.parametrize(("language", "lang"), [("en", "en-GB"), ("zh", "zh-CN")])
def test_a_letter_is_tagged_and_says_its_language(language: str, lang: str) -> None:
    document = case_document(customers=1, lots=2, shipments=2)
    letter = made(document, "letters")[f"letters/{language}/letter-001-C-0000.pdf"]
    root = PdfReader(io.BytesIO(letter)).trailer["/Root"]

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (lang, True)
    assert root["/StructTreeRoot"]["/K"]


def test_a_lot_has_one_grade_in_a_letter() -> None:
    document = case_document(customers=1, lots=1, shipments=2)
    document["shipments"][1]["evidence"] = "possible"

    letter = packed(made(document, "letters")["letters/en/letter-001-C-0000.pdf"])

    assert "concerned(confirmed)" in letter
    assert "concerned(possible)" not in letter


def test_what_is_not_recorded_is_said_to_be_missing(document: dict[str, Any]) -> None:
    files = made(document, "official", "calls")
    assert "not recorded - to be filled in by" in " ".join(pages(files["authority-fda.pdf"]))
    assert "仅适用于食品" in packed(files["authority-china-food.pdf"])
    fda, china = (
        packed(files["authority-fda.pdf"]),
        "\n".join(pages(files["authority-china-food.pdf"])),
    )
    assert "2010kg" in fda
    assert [n for n in range(1, 9) if not re.search(rf"^{n} +\S", china, re.MULTILINE)] == []
    calls = " ".join(pages(files["call-sheets/calls-001.pdf"]))
    assert calls.count("never") == sum(
        row["contact_verified_date"] is None for row in document["actions"]["call"]
    )


def test_hold_sheets_are_one_per_site_in_the_order_of_the_locations(
    document: dict[str, Any],
) -> None:
    sheets = made(document, "hold")
    kept = [row for row in document["actions"]["hold"] if not row["is_left_out"]]
    assert len(sheets) == len({row["site_code"] for row in kept})
    for data in sheets.values():
        text = packed(data)
        units = re.findall(r"HU\d{8}", text)
        site = re.search(r"Holdsheet:(S\d)", text)[1]  # type: ignore[index]
        own = [row for row in kept if row["site_code"] == site]
        own.sort(key=lambda row: int(row["location"].partition("-")[2]))
        assert units == [row["handling_unit_code"] for row in own]


def test_calls_are_shared_out_and_nobody_is_called_twice(document: dict[str, Any]) -> None:
    sheets = made(document, "calls", callers=("Ann", "Bo", "陈"))
    called = [set(re.findall(r"C-\d{4}-1", packed(data))) for data in sheets.values()]
    assert len(called) == 3
    assert sum(map(len, called)) == len(set().union(*called)) == 6
    assert [len(share) for share in share_out(document["actions"]["call"], 1)] == [6]


def test_the_status_report_counts_what_the_ledger_says(document: dict[str, Any]) -> None:
    ledger = document["consignees"]["ledger"]
    notified = {row["customer_code"] for row in ledger if row["notified_at"]}
    text = "\n".join(pages(made(document, "status")["status-report.pdf"]))
    assert f"{len(notified)} / 6" in text


def test_a_letter_names_what_came_back_and_nobody_unnamed_gets_one() -> None:
    document = case_document(customers=2)
    first, second = document["actions"]["call"]
    first["lots"] = [{"lot_id": "L-BACK", "item_code": "JAR", "lot_code": "CAME-BACK"}]
    second |= {"customer_code": None, "ship_to_code": None}

    letters = made(document, "letters")

    assert len(letters) == 2
    assert all("CAME-BACK" in packed(data) for data in letters.values())


def test_what_leaves_the_house_names_nobody_but_whom_it_is_for() -> None:
    document = case_document(customers=2, lots=4, shipments=8)
    document["case"] |= {"title": "Complaint of SECRET", "reason": "C-0001 found glass."}

    files = made(document, "letters", "carriers")

    assert [name for name, data in files.items() if "SECRET" in packed(data)] == []
    assert [name for name, data in files.items() if "foundglass" in packed(data)] == []
    document["case"]["reason"] = "A customer found glass."
    assert "Acustomerfoundglass." in packed(
        made(document, "letters")["letters/en/letter-001-C-0000.pdf"]
    )
