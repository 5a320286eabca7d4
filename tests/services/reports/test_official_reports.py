"""What an authority is told: every lot, all that was made, and nobody who was left out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.services.reports.case_document import case_document
from traceability.services.reports.blocks import Block
from traceability.services.reports.official_reports import fda_report
from traceability.services.reports.words import Language, Words


def told(document: dict[str, Any]) -> str:
    blocks: list[Block] = fda_report(document, Words(Language.EN))
    return str(blocks)


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        ({"produced": Decimal(7), "returned_by_customer": Decimal(2)}, "488 kg"),
        ({}, "481 kg; ? x 1"),
    ],
)
def test_a_lot_asked_for_that_was_shipped_counts_in_what_was_made(
    lines: dict[str, Any], total: str
) -> None:
    document = case_document(lots=5, shipments=5, customers=2)
    document["lots"][4]["total_qty"] = Decimal("119.5")
    asked = document["lots"].pop(0)
    document["lots"][0]["total_qty"] = Decimal("120.5")
    document["question"] = {"lots": [asked]}
    for row in document["balances"]["finished"]:
        row["lines"] = lines
    assert total in told(document)


def test_every_lot_is_named_and_nobody_left_out_is_counted() -> None:
    document = case_document(lots=5, shipments=300, customers=3)
    names = [f"J-{number:04d}" for number in range(300)]
    for row, name in zip(document["shipments"], names, strict=True):
        row |= {"item_code": "F-JAM", "lot_code": name}
    calls = document["actions"]["call"]
    before = told(document)
    calls[0]["is_left_out"] = True
    calls[1] |= {"customer_code": None, "customer_name": None}

    found = told(document)

    assert [name for name in names if name not in found] == []
    assert ("Direct accounts', '3'" in before, "Direct accounts', '1'" in found) == (True, True)
    assert calls[0]["customer_name"] in before
    assert calls[0]["customer_name"] not in found
