"""An answer in a file: everything in it, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from tests.index_plant import Plant
from traceability.errors import RefusedError, UsageError
from traceability.services.export_trace import check_export, export_trace
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings


def test_a_csv_holds_every_row_of_every_list(jam: Settings, tmp_path: Path) -> None:
    answer = trace_lot(jam, ["SUGAR"], direction="both", with_parts=("links",))
    path = tmp_path / "answer.csv"
    export_trace(answer, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    document = answer.as_document()
    for part in ("customers", "shipments", "open_deliveries", "stock", "lots", "gaps", "links"):
        assert len([row for row in rows if row["list"] == part]) == len(document[part]), part
    box = next(row for row in rows if row["list"] == "lots" and row["lot_id"] == "L-BOX")
    assert box["on_hand_qty"] == "2.500001"


def test_a_json_file_is_what_is_printed(jam: Settings, tmp_path: Path) -> None:
    answer = trace_lot(jam, ["SUGAR"], direction="forward")
    export_trace(answer, tmp_path / "answer.json")
    read = json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))
    assert [lot["lot_id"] for lot in read["lots"]] == [lot.lot_id for lot in answer.lots]


def test_a_lot_named_as_a_formula_is_text_in_a_spreadsheet(tmp_path: Path) -> None:
    plant = Plant().lot("A").lot("B", lot_code="=1+1").lot("C", lot_code="<b>")
    plant.edge("L-A", "L-B").edge("L-A", "L-C")
    answer = trace_lot(Settings(home=plant.publish(tmp_path)), ["A"], direction="forward")
    export_trace(answer, tmp_path / "x.csv")
    text = (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    assert ",'=1+1," in text
    assert ",<b>," in text


def test_a_workbook_holds_every_row_of_every_list(jam: Settings, tmp_path: Path) -> None:
    answer = trace_lot(jam, ["SUGAR"], direction="both", with_parts=("links",))
    export_trace(answer, tmp_path / "answer.xlsx")
    book = openpyxl.load_workbook(tmp_path / "answer.xlsx")
    document = answer.as_document()
    for part in ("customers", "shipments", "stock", "lots", "gaps", "links"):
        assert book[part].max_row - 1 == len(document[part]), part


def test_a_pdf_names_every_lot_and_customer_of_the_answer(jam: Settings, tmp_path: Path) -> None:
    answer = trace_lot(jam, ["SUGAR"], direction="both")
    export_trace(answer, tmp_path / "answer.pdf")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "answer.pdf").pages)
    for lot in answer.lots:
        assert (lot.lot_code or "(lot not recorded)") in text
    assert all(customer.customer_code in text for customer in answer.customers)


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_the_same_answer_gives_the_same_file(kind: str, jam: Settings, tmp_path: Path) -> None:
    for name in ("a", "b"):
        answer = trace_lot(jam, ["SUGAR"], direction="forward")
        export_trace(answer, tmp_path / f"{name}.{kind}")
    assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_an_unknown_ending_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        check_export(Path("x.doc"))


def test_a_file_that_cannot_be_written_is_no_traceback(jam: Settings, tmp_path: Path) -> None:
    answer = trace_lot(jam, ["SUGAR"], direction="forward")
    with pytest.raises(RefusedError, match="cannot be written"):
        export_trace(answer, tmp_path / "gone" / "x.csv")
