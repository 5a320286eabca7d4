"""Sheets of a workbook: every row is read with its number, and what is odd or broken is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl.chart import BarChart
from openpyxl.workbook import Workbook

from ingestion.readers import CHUNK_ROWS, DamagedFileError, ReadOptions, open_table, table_names
from tests.ingestion.reading import Reading
from tests.ingestion.reading import read as read_file
from tests.ingestion.workbooks import (
    Rows,
    saved,
    with_part,
    with_shared_texts,
    with_sheet_text,
    workbook,
)


def read(folder: Path, content: bytes, **options: Any) -> Reading:
    return read_file(folder, ".xlsx", content, **options)


def test_empty_rows_are_no_rows_and_the_others_keep_their_number(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.cell(row=500, column=1).number_format = "0.00"

    rows: Rows = [["lot"], ["A"], [], [""], ["B"]]
    reading = read(tmp_path, workbook({"data": rows}, change))
    assert reading.rows == [(2, {"lot": "A"}), (5, {"lot": "B"})]


def test_cells_beside_the_header_cost_their_row_alone(tmp_path: Path) -> None:
    rows: Rows = [["lot", "qty"], ["A", 1], ["B", 2, None, "note"], ["C", 3]]
    reading = read(tmp_path, workbook({"data": rows}))
    assert reading.column("lot") == ["A", "C"]
    (rejected,) = reading.rejected
    assert (rejected.row, rejected.rule_id, rejected.raw_text) == (3, "FI-09", "B\t2\t\tnote")


def test_the_header_is_where_the_profile_says(tmp_path: Path) -> None:
    rows: Rows = [["Consumptions of January", None, "printed", 5], [], ["lot", "qty"], ["A", 1]]
    reading = read(tmp_path, workbook({"data": rows}), header_row=3)
    assert (reading.columns, reading.rows) == (("lot", "qty"), [(4, {"lot": "A", "qty": "1"})])


def test_columns_without_a_name_get_one(tmp_path: Path) -> None:
    reading = read(tmp_path, workbook({"data": [["lot", None, "qty"], ["A", "x", 1]]}))
    assert reading.columns == ("lot", "column_2", "qty")


def test_merged_cells_of_the_data_are_named_and_those_of_a_title_are_not(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A1:B1")
        book.worksheets[0].merge_cells("A4:A5")

    rows: Rows = [["Title"], [], ["lot", "qty"], ["A", 1], [None, 2]]
    reading = read(tmp_path, workbook({"data": rows}, change), header_row=3)
    assert reading.column("lot") == ["A", None]
    assert reading.notes == [("FI-20", 4)]


def test_hidden_rows_are_read_and_named(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True

    reading = read(tmp_path, workbook({"data": [["lot"], ["A"], ["B"]]}, change))
    assert reading.column("lot") == ["A", "B"]
    assert reading.notes == [("FI-21", 3)]


def test_a_sheet_filled_to_its_last_row_was_probably_cut(tmp_path: Path) -> None:
    content = workbook({"data": [["lot"], ["A"]]})
    content = with_sheet_text(content, '<row r="2">', '<row r="1048576">')
    content = with_sheet_text(content, 'r="A2"', 'r="A1048576"')
    assert read(tmp_path, content).notes == [("FI-15", 1_048_576)]


def test_only_sheets_with_data_count_as_tables(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["secret"].sheet_state = "hidden"
        book["deep"].sheet_state = "veryHidden"
        book.create_chartsheet("chart").add_chart(BarChart())

    rows: Rows = [["lot"], ["A"]]
    titles = ("about", "Lists", "说明", "mes_outputs", "secret", "deep")
    content = workbook(dict.fromkeys(titles, rows) | {"Sheet1": []}, change)
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    assert table_names(path, ".xlsx") == ["mes_outputs"]
    assert read(tmp_path, content).column("lot") == ["A"]


def test_a_sheet_is_read_by_its_title(tmp_path: Path) -> None:
    content = workbook({"one": [["lot"], ["A"]], "two": [["lot"], ["B"]]})
    assert read(tmp_path, content, sheet="two").column("lot") == ["B"]
    with pytest.raises(DamagedFileError, match="several sheets with data: one, two"):
        read(tmp_path, content)
    with pytest.raises(DamagedFileError, match="no sheet 'three'"):
        read(tmp_path, content, sheet="three")


def test_many_texts_are_found_by_their_number_in_any_order(tmp_path: Path) -> None:
    rows = [["lot", "again"], *([f"L{n}", f"L{(n * 7919) % 10_000}"] for n in range(10_000))]
    reading = read(tmp_path, with_shared_texts(workbook({"data": rows})))
    assert [list(row.values()) for _, row in reading.rows] == rows[1:]


def test_a_cell_that_names_no_text_refuses_the_workbook(tmp_path: Path) -> None:
    content = with_shared_texts(workbook({"data": [["lot"], ["A"]]}))
    with pytest.raises(DamagedFileError, match="not a whole workbook: a cell names text 77"):
        read(tmp_path, with_sheet_text(content, "<v>1</v>", "<v>77</v>"))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('<row r="3">', '<row r="2">', "row 2 stands behind row 2"),
        ("<v>1</v>", "<v>one</v>", "row 2, column qty holds no number but one"),
        ("<v>1</v>", "<v>1E+999999999</v>", "too large for a sheet"),
        ('r="B2"', 'r="?2"', "not a whole workbook"),
        ("</sheetData>", "", "not a whole workbook"),
    ],
)
def test_a_sheet_that_contradicts_itself_refuses_the_workbook(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    content = workbook({"data": [["lot", "qty"], ["A", 1], ["B", 2]]})
    with pytest.raises(DamagedFileError, match=sentence):
        read(tmp_path, with_sheet_text(content, old, new))


def test_a_sheet_whose_part_is_missing_refuses_the_workbook(tmp_path: Path) -> None:
    content = workbook({"data": [["lot"], ["A"]]})
    content = with_part(
        content, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace("sheet1.xml", "sheet7.xml")
    )
    with pytest.raises(DamagedFileError, match="not a whole workbook"):
        read(tmp_path, content)


def test_entities_that_would_fill_the_memory_refuse_the_workbook(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "{"x" * 100}">{levels}]>'

    def change(xml: str) -> str:
        return bomb + xml.replace("<t>A</t>", "<t>&e9;</t>")

    content = workbook({"data": [["lot"], ["A"]]})
    with pytest.raises(DamagedFileError, match="not a whole workbook"):
        read(tmp_path, with_part(content, "xl/worksheets/sheet1.xml", change))


def test_cells_without_a_place_stand_one_after_another(tmp_path: Path) -> None:
    content = workbook({"data": [["lot", "qty"], ["A", 1]]})
    for place in ("A2", "B2"):
        content = with_sheet_text(content, f' r="{place}"', "")
    assert read(tmp_path, content).rows == [(2, {"lot": "A", "qty": "1"})]


def test_no_more_than_one_chunk_of_rows_is_held_at_once(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    for number in range(2 * CHUNK_ROWS + 6):
        sheet.append([f"L{number}"])
    path = tmp_path / "long.xlsx"
    path.write_bytes(saved(book))
    chunks = list(open_table(path, ".xlsx", ReadOptions()).chunks())
    assert [chunk.table.num_rows for chunk in chunks] == [CHUNK_ROWS, CHUNK_ROWS, 5]
    assert [chunk.bytes_read for chunk in chunks] == sorted(chunk.bytes_read for chunk in chunks)
    assert chunks[-1].bytes_read == path.stat().st_size
