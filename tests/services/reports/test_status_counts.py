"""The status report counts whom the case calls, as the ledger of the case does."""

from __future__ import annotations

from tests.services.reports.case_document import case_document
from traceability.services.reports.status_report import status_report
from traceability.services.reports.words import Language, Words


def test_nobody_left_out_or_unnamed_is_counted_and_who_only_gave_back_is() -> None:
    document = case_document(lots=3, shipments=30, customers=4)
    calls = document["actions"]["call"]
    calls[0]["is_left_out"] = True
    calls.append(calls[1] | {"customer_code": None, "ship_to_code": None})
    calls.append(calls[1] | {"customer_code": "BACK", "ship_to_code": None})
    ledger = document["consignees"]["ledger"]
    ledger.append(ledger[0] | {"customer_code": None, "ship_to_code": None})
    told = {"customer_code": "BACK", "ship_to_code": None, "method": "visit"}
    document["consignees"]["customers"] = [
        told | {"notified_at": "2026-11-22T16:16:00Z", "responded_at": None}
    ]

    blocks = status_report(document, Words(Language.EN))

    figures = next(block["figures"] for block in blocks if block["kind"] == "figures")
    wanted = {"C-0001", "C-0002", "C-0003"}
    notified = {row["customer_code"] for row in ledger if row["notified_at"]} & wanted
    assert figures[0][0] == f"{len(notified) + 1} / 4"
    silent = next(block["text"] for block in blocks if "BACK / -" in str(block.get("text")))
    assert "C-0000" not in silent
    assert "?" not in silent


def test_who_answered_only_for_goods_that_newer_data_no_longer_has_as_sent_is_silent() -> None:
    document = case_document(lots=3, shipments=30, customers=4)
    row = document["consignees"]["ledger"][0]
    gone = row | {"notified_at": "2026-11-22T16:16:00Z", "responded_at": "2026-11-22T17:00:00Z"}
    document["consignees"] = {
        "ledger": [gone | {"is_in_scope": False}, gone | {"responded_at": None}],
        "customers": [],
    }

    blocks = status_report(document, Words(Language.EN))

    figures = next(block["figures"] for block in blocks if block["kind"] == "figures")
    assert [value for value, _ in figures] == ["1 / 4", "0 / 1", "0", "1"]
