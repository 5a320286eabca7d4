"""A row that is longer than a page goes on on the next one."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader

from tests.services.reports.case_document import case_document
from tests.services.reports.opened import made, packed


def lowest(data: bytes) -> float:
    """How far down any text of a file stands; below zero it is off its page."""
    found: list[float] = []

    def look(text: str, outer: list[float], inner: list[float], *_: Any) -> None:
        if text.strip():
            found.append(inner[5] * outer[3] + outer[5])

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=look)
    return min(found)


def test_a_customer_with_very_many_deliveries_has_them_all_on_its_sheet() -> None:
    document = case_document(lots=2, shipments=2, customers=2)
    deliveries = [f"DEL-{number:06d}" for number in range(400)]
    document["actions"]["call"][0]["deliveries"] = deliveries

    (sheet,) = made(document, "calls").values()

    text = packed(sheet)
    assert [code for code in deliveries if code not in text] == []
    assert lowest(sheet) > 0


def test_every_lot_in_a_report_to_an_authority_stands_on_its_pages() -> None:
    document = case_document(lots=2, shipments=1000, customers=2)
    for number, row in enumerate(document["shipments"]):
        row |= {"item_code": "F-JAM", "lot_code": f"J-{number:04d}"}

    report = made(document, "official")["authority-fda.pdf"]

    text = packed(report)
    assert [row["lot_code"] for row in document["shipments"] if row["lot_code"] not in text] == []
    assert lowest(report) > 0
