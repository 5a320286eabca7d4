"""Workbooks as other programs write them, and as damage leaves them: read right, or refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from ingestion.readers import DamagedFileError
from tests.ingestion.conftest import House
from tests.ingestion.reading import Reading
from tests.ingestion.reading import read as read_file
from tests.ingestion.workbooks import (
    Rows,
    with_part,
    with_shared_texts,
    with_sheet_text,
    workbook,
)

_SHEET = "xl/worksheets/sheet1.xml"
_BOOK = "xl/workbook.xml"
_STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/"
    "spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/"
    "ooxml/officeDocument/relationships",
}


def read(folder: Path, content: bytes, **options: Any) -> Reading:
    return read_file(folder, ".xlsx", content, **options)


def repacked(content: bytes, change: Callable[[str, str], tuple[str, str]]) -> bytes:
    """The workbook with the name and the text of every part changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            new.writestr(*change(entry.filename, old.read(entry).decode()))
    return file.getvalue()


def numbered() -> bytes:
    """A text from the table of texts, a number in the format 00000, and a date."""

    def change(book: Workbook) -> None:
        book.worksheets[0]["B2"].number_format = "00000"
        book.worksheets[0]["C2"].number_format = "yyyy-mm-dd"

    return with_shared_texts(workbook({"data": [["name", "lot", "at"], ["X", 123, 46034]]}, change))


def test_a_strict_workbook_is_read_like_any_other(tmp_path: Path) -> None:
    def strict(name: str, text: str) -> tuple[str, str]:
        for usual, other in _STRICT.items():
            text = text.replace(usual, other)
        return name, text

    content = repacked(numbered(), strict)
    assert content != numbered()
    assert read(tmp_path, content).rows == [(2, {"name": "X", "lot": "00123", "at": "2026-01-12"})]


@pytest.mark.parametrize("spelt", [lambda name: name.replace("/", "\\"), str.lower])
def test_parts_are_found_however_their_names_are_spelt(
    tmp_path: Path, spelt: Callable[[str], str]
) -> None:
    content = repacked(numbered(), lambda name, text: (spelt(name), text))
    assert read(tmp_path, content).rows == [(2, {"name": "X", "lot": "00123", "at": "2026-01-12"})]


def test_what_only_concerns_the_view_keeps_no_workbook_from_being_opened(tmp_path: Path) -> None:
    content = with_part(
        numbered(), _BOOK, lambda xml: xml.replace("<workbookView ", '<workbookView theirs="1.5" ')
    )
    assert b'theirs="1.5"' in zipfile.ZipFile(io.BytesIO(content)).read(_BOOK)
    assert read(tmp_path, content).column("lot") == ["00123"]


def test_a_sheet_that_the_workbook_lists_and_lacks_refuses_it(tmp_path: Path) -> None:
    content = with_part(
        numbered(), "xl/_rels/workbook.xml.rels", lambda xml: xml.replace("worksheet", "other")
    )
    with pytest.raises(DamagedFileError, match="not a whole workbook"):
        read(tmp_path, content)


@pytest.mark.parametrize("text", ["<chart/>", "<worksheet", ""])
def test_a_part_that_is_no_sheet_is_never_an_empty_one(tmp_path: Path, text: str) -> None:
    with pytest.raises(DamagedFileError, match="not a whole workbook"):
        read(tmp_path, with_part(numbered(), _SHEET, lambda _: text))


@pytest.mark.parametrize("row", ["1048577", "100000000000000000000"])
def test_a_row_beyond_the_last_refuses_the_workbook(tmp_path: Path, row: str) -> None:
    content = with_sheet_text(
        workbook({"data": [["lot"], ["A"]]}), '<row r="2">', f'<row r="{row}">'
    )
    with pytest.raises(DamagedFileError, match=f"row {row} is beyond the last"):
        read(tmp_path, content)


def test_a_format_that_shows_some_numbers_otherwise_makes_no_code(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for row in (2, 3):
            cell = book.worksheets[0].cell(row, 1)
            cell.number_format = "[<=9999999]000-0000;(000) 000-0000"

    reading = read(tmp_path, workbook({"data": [["lot"], [5551234], [2065551234]]}, change))
    assert reading.column("lot") == ["5551234", "2065551234"]
    assert reading.notes == [("TY-01", 2)]


def test_an_id_that_lost_its_last_digits_is_named_whatever_its_column(tmp_path: Path) -> None:
    rows: Rows = [["movement_id", "qty"], [202_601_150_000_012_000, 1]]
    assert read(tmp_path, workbook({"data": rows})).notes == [("TY-03", 2)]


def test_a_code_that_became_true_or_false_is_as_a_person_sees_it_and_named(tmp_path: Path) -> None:
    reading = read(tmp_path, workbook({"data": [["lot", "is_it"], [True, True], [False, False]]}))
    assert reading.column("lot") == ["TRUE", "FALSE"]
    assert reading.column("is_it") == ["true", "false"]
    assert reading.notes == [("TY-19", 2)]


@pytest.mark.parametrize(
    ("written", "text", "notes"),
    [
        ("2026-13-01", "2026-13-01", [("TY-04", 2)]),
        ("2026-01-12T00:00:00Z", "2026-01-12 00:00:00+00:00", []),
        ("2026-01-12", "2026-01-12", []),
    ],
)
def test_a_date_written_out_keeps_its_offset_and_is_named_where_it_is_none(
    tmp_path: Path, written: str, text: str, notes: list[Any]
) -> None:
    content = with_sheet_text(
        workbook({"data": [["at"], [1]]}),
        '<c r="A2" t="n"><v>1</v></c>',
        f'<c r="A2" t="d"><v>{written}</v></c>',
    )
    reading = read(tmp_path, content)
    assert reading.column("at") == [text]
    assert reading.notes == notes


def test_half_a_character_stays_as_it_is_written(tmp_path: Path) -> None:
    content = workbook({"data": [["lot"], ["a_xD83D_b"]]})
    assert read(tmp_path, content).column("lot") == ["a_xD83D_b"]


def test_blanks_beside_the_table_cost_no_row(tmp_path: Path) -> None:
    reading = read(tmp_path, workbook({"data": [["lot"], ["A", None, " "], ["B"]]}))
    assert (reading.column("lot"), reading.rejected) == (["A", "B"], [])


def test_many_merged_cells_are_told_once(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for row in range(2, 40, 2):
            book.worksheets[0].merge_cells(f"A{row}:A{row + 1}")

    rows: Rows = [["lot", "qty"], *(["A", row] for row in range(2, 41))]
    reading = read(tmp_path, workbook({"data": rows}, change))
    assert reading.notes == [("FI-20", 2)]
    assert "in 19 places" in reading.sentences[0]


def test_a_header_said_again_is_no_fact(tmp_path: Path) -> None:
    rows: Rows = [["lot", None, "qty"], ["A", None, 1], ["lot", None, "qty"], ["B", None, 2]]
    reading = read(tmp_path, workbook({"data": rows}))
    assert reading.column("lot") == ["A", "B"]
    assert [(row.row, row.rule_id) for row in reading.rejected] == [(3, "FI-08")]


def test_a_second_header_in_another_language_is_no_fact(house: House) -> None:
    columns = ["receipt_code", "line_no", "item_code", "lot_code", "qty"]
    second = ["收货单号", "行号", "物料编码", "批号", "数量"]
    rows: Rows = [columns, second, ["R1", "1", "A", "批号", 5], second]
    report = house.land({"erp_receipts.xlsx": workbook({"erp_receipts": rows})})
    (file,) = report.loads[0].files
    assert (file.read, file.used, file.quarantined) == (3, 2, {"FI-08": 1})
    (rejected,) = house.rows("quarantine")
    assert rejected["source_row"] == 2
    assert rejected["raw_text"].startswith("收货单号\t行号")


def test_a_table_further_down_is_spoken_of_by_its_own_lines(house: House) -> None:
    rows: Rows = [[], [], [None, "receipt_code", "line_no", "item_code", "color"]]
    rows = [*rows, [None, "R1", "1", "A", "red"]]
    report = house.land({"erp_receipts.xlsx": workbook({"erp_receipts": rows})})
    (finding,) = report.loads[0].findings
    assert (finding.rule_id, finding.row) == ("FI-08", 3)
    assert house.rows("erp_receipts")[0]["source_row"] == 4
