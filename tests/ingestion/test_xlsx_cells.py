"""Cells of a workbook: what a person sees of a code lands, and what befell it is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import numbers
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from tests.ingestion.reading import Reading
from tests.ingestion.reading import read as read_file
from tests.ingestion.workbooks import (
    Rows,
    with_part,
    with_shared_texts,
    with_sheet_text,
    workbook,
)


def read(folder: Path, content: bytes, **options: Any) -> Reading:
    return read_file(folder, ".xlsx", content, **options)


def formatted(values: list[Any], code: str, header: str = "lot") -> bytes:
    """One column whose cells have a number format."""

    def change(book: Workbook) -> None:
        for (cell,) in book.worksheets[0].iter_rows(min_row=2):
            cell.number_format = code

    return workbook({"data": [[header], *([value] for value in values)]}, change)


@pytest.mark.parametrize("saved_as", [bytes, with_shared_texts])
def test_texts_arrive_as_they_were_typed(
    tmp_path: Path, saved_as: Callable[[bytes], bytes]
) -> None:
    texts = ["00123", "1E5", "2026-01-02", "TRUE", " NA ", "无", "a\nb", "<&>", "😀"]
    content = workbook({"data": [["lot"], *([text] for text in texts)]})
    reading = read(tmp_path, saved_as(content))
    assert reading.column("lot") == texts
    assert [number for number, _ in reading.rows] == list(range(2, 11))
    assert reading.notes == []


@pytest.mark.parametrize(
    ("code", "shown", "notes"),
    [
        ("00000", "00123", []),
        ("000000;@", "000123", []),
        ('"LOT-"0000', "LOT-0123", []),
        ("000-00", "001-23", []),
        ("0", "123", [("TY-01", 2)]),
        ("General", "123", [("TY-01", 2)]),
        ("#,##0", "123", [("TY-01", 2)]),
        ("0.00", "123", [("TY-01", 2)]),
        ("0.00E+00", "123", [("TY-01", 2)]),
    ],
)
def test_a_code_stored_as_a_number_is_what_a_person_sees_or_is_named(
    tmp_path: Path, code: str, shown: str, notes: list[Any]
) -> None:
    reading = read(tmp_path, formatted([123], code))
    assert reading.column("lot") == [shown]
    assert reading.notes == notes


def test_letters_of_a_format_are_no_part_of_an_amount(tmp_path: Path) -> None:
    assert read(tmp_path, formatted([123], '0" kg"', "qty")).column("qty") == ["123"]


def test_more_digits_than_the_format_has_places_are_all_kept(tmp_path: Path) -> None:
    assert read(tmp_path, formatted([1234567], '"L"000-00')).column("lot") == ["L12345-67"]


def test_codes_that_lost_digits_are_named(tmp_path: Path) -> None:
    rows: Rows = [["lot", "qty"], [12.5, 12.5], [202611000000000000000, 1], [1.5e300, 2]]
    content = workbook({"data": rows})
    reading = read(tmp_path, content)
    assert reading.column("lot")[:2] == ["12.5", "202611000000000000000"]
    assert reading.notes == [("TY-02", 2), ("TY-03", 3)]


def test_a_number_has_its_shortest_text(tmp_path: Path) -> None:
    reading = read(tmp_path, workbook({"data": [["qty"], [0.1], [1.0], [-3], [1e-7], [703.14]]}))
    assert reading.column("qty") == ["0.1", "1", "-3", "0.0000001", "703.14"]


def test_a_code_that_became_a_date_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, workbook({"data": [["lot"], [dt.date(2026, 3, 4)]]}))
    assert reading.column("lot") == ["2026-03-04"]
    assert reading.notes == [("TY-06", 2)]


MOMENTS = [
    (dt.date(2026, 1, 12), "2026-01-12"),
    (dt.datetime(2026, 1, 12), "2026-01-12"),  # noqa: DTZ001
    (dt.datetime(2026, 1, 12, 10, 31, 5), "2026-01-12 10:31:05"),  # noqa: DTZ001
    (dt.datetime(2026, 1, 12, 23, 59, 59, 999_000), "2026-01-12 23:59:59.999000"),  # noqa: DTZ001
    (dt.time(10, 31, 5), "10:31:05"),
]


@pytest.mark.parametrize("is_1904", [False, True])
@pytest.mark.parametrize("are_iso", [False, True])
def test_moments_are_iso_texts_whatever_the_workbook_counts_from(
    tmp_path: Path, is_1904: bool, are_iso: bool
) -> None:
    def change(book: Workbook) -> None:
        book.iso_dates = are_iso
        if is_1904:
            book.epoch = CALENDAR_MAC_1904

    content = workbook({"data": [["at"], *([moment] for moment, _ in MOMENTS)]}, change)
    assert read(tmp_path, content).column("at") == [text for _, text in MOMENTS]


def test_dates_of_an_east_asian_edition_are_dates(tmp_path: Path) -> None:
    content = formatted([46034], "0", "at")
    content = with_part(
        content, "xl/styles.xml", lambda xml: xml.replace('numFmtId="1"', 'numFmtId="31"')
    )
    assert read(tmp_path, content).column("at") == ["2026-01-12"]


def test_a_date_outside_of_the_calendar_keeps_its_number_and_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, formatted([-5, 99_999_999], numbers.FORMAT_DATE_YYYYMMDD2, "at"))
    assert reading.column("at") == ["-5", "99999999"]
    assert reading.notes == [("TY-04", 2)]


def test_a_span_of_time_is_hours_minutes_and_seconds(tmp_path: Path) -> None:
    assert read(tmp_path, formatted([1.5], "[h]:mm", "span")).column("span") == ["36:00:00"]


def test_booleans_are_words(tmp_path: Path) -> None:
    content = workbook({"data": [["is_it"], [True], [False]]})
    assert read(tmp_path, content).column("is_it") == ["true", "false"]


def test_errors_keep_their_text_and_are_named(tmp_path: Path) -> None:
    reading = read(tmp_path, workbook({"data": [["lot"], ["#N/A"], ["#REF!"], ["L"]]}))
    assert reading.column("lot") == ["#N/A", "#REF!", "L"]
    assert reading.notes == [("TY-16", 2)]
    assert "2 cells of column lot" in reading.sentences[0]


def test_a_formula_without_result_is_never_an_empty_cell(tmp_path: Path) -> None:
    reading = read(tmp_path, workbook({"data": [["lot", "n"], ["=A1&B1", 1]]}))
    assert reading.column("lot") == ["#FORMULA! =A1&B1"]
    assert reading.notes == [("TY-17", 2)]


def test_a_formula_with_its_result_is_the_result(tmp_path: Path) -> None:
    content = workbook({"data": [["lot", "n"], ["=A1&B1", 1], ["=A1", 2]]})
    content = with_sheet_text(
        content,
        '<c r="A2"><f>A1&amp;B1</f><v /></c>',
        '<c r="A2" t="str"><f>A1&amp;B1</f><v>L1</v></c>',
    )
    content = with_sheet_text(
        content, '<c r="A3"><f>A1</f><v /></c>', '<c r="A3" t="str"><f>A1</f><v></v></c>'
    )
    reading = read(tmp_path, content)
    assert reading.column("lot") == ["L1", None]
    assert reading.notes == []


def test_characters_that_xml_cannot_hold_are_put_back(tmp_path: Path) -> None:
    content = workbook({"data": [["lot"], ["a_x000D_b"], ["_x005F_x0041_"]]})
    assert read(tmp_path, content).column("lot") == ["a\rb", "_x0041_"]


def test_rich_text_is_read_without_its_reading_aids(tmp_path: Path) -> None:
    content = with_shared_texts(workbook({"data": [["lot"], ["X"]]}))
    runs = (
        '<si><r><t>L</t></r><r><t xml:space="preserve">ot 1</t></r>'
        '<rPh sb="0" eb="1"><t>ル</t></rPh></si>'
    )
    content = with_part(
        content, "xl/sharedStrings.xml", lambda xml: xml.replace("<si><t>X</t></si>", runs)
    )
    assert read(tmp_path, content).column("lot") == ["Lot 1"]
