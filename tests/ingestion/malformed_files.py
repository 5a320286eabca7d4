"""Malformed files, one per way to fail, and what must come of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl.workbook import Workbook

from tests.ingestion.tiny_system import FILES, MOVES
from tests.ingestion.workbooks import with_sheet_text, workbook

HEAD = "consumption_id,item_code,lot_code,qty,started_at,capture_method\n"
GOOD = f"{HEAD}G,A,L,1,2026-01-12,scan\n"
COLUMNS = HEAD.strip().split(",")
CSV = "mes_consumptions.csv"
XLSX = "mes_consumptions.xlsx"
SHEET = f"{XLSX}#mes_consumptions"
JSONL = "mes_consumptions.jsonl"
NUL = b"\x00"


@dataclass(frozen=True, slots=True)
class Malformed:
    """A drop with one fault, and what must come of it.

    outcome: refused, quarantined, finding or repeated. place: file and row that must be named.
    accounts: (read, used, set aside, quarantined) per file, where the load comes about.
    """

    rule: str
    outcome: str
    files: Mapping[str, str | bytes]
    place: tuple[str, int | None]
    accounts: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)
    options: tuple[str, ...] = ()


def sheet_row(key: str, **values: Any) -> list[Any]:
    """A row of a sheet that is right but for what is given."""
    good = {"item_code": "A", "lot_code": "L", "qty": 1, "capture_method": "scan"}
    good["started_at"] = dt.date(2026, 1, 12)
    return [{"consumption_id": key, **good, **values}[name] for name in COLUMNS]


def book(*rows: list[Any], change: Callable[[Workbook], None] | None = None) -> bytes:
    return workbook({"mes_consumptions": [COLUMNS, *rows]}, change)


def merged(made: Workbook) -> None:
    made.worksheets[0].merge_cells("C3:C4")


def hidden(made: Workbook) -> None:
    made.worksheets[0].row_dimensions[3].hidden = True


def full_sheet() -> bytes:
    content = with_sheet_text(
        book(sheet_row("1"), sheet_row("2")), '<row r="3">', '<row r="1048576">'
    )
    for letter in "ABCDEF":
        content = with_sheet_text(content, f'r="{letter}3"', f'r="{letter}1048576"')
    return content


def protected() -> bytes:
    directory = "EncryptedPackage".encode("utf-16-le").ljust(128, NUL)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, NUL) + directory


def refused(rule: str, name: str, content: str | bytes, line: int | None, *more: str) -> Malformed:
    return Malformed(rule, "refused", {name: content}, (name, line), options=more)


def landed(  # noqa: PLR0917 - a row of the table below
    rule: str, name: str, content: str | bytes, line: int | None, read: int, quarantined: int = 0
) -> Malformed:
    outcome = "quarantined" if quarantined else "finding"
    file = SHEET if name == XLSX else name
    account = {file: (read, read - quarantined, 0, quarantined)}
    return Malformed(rule, outcome, {name: content}, (file, line), account)


CASES = {
    "a file that the profile needs did not come": Malformed(
        "FI-01",
        "refused",
        {name: text for name, text in FILES.items() if text != MOVES},
        ("moves", None),
        options=("--profile", "TINY"),
    ),
    "a file has no bytes": refused("FI-02", CSV, b"", None),
    "a sheet is empty": Malformed(
        "FI-02", "refused", {XLSX: workbook({"mes_consumptions": []})}, (SHEET, None)
    ),
    "a header came without rows": landed("FI-02", CSV, HEAD, None, 0),
    "the last row was cut off": landed("FI-03", CSV, f"{GOOD}2,A,L2,", 3, 2, 1),
    "the last line of JSON was cut off": landed(
        "FI-03", JSONL, '{"consumption_id": "1", "item_code": "A"}\n{"consumption_id": "2', 2, 2, 1
    ),
    "a workbook was cut off": refused("FI-03", XLSX, book(sheet_row("1"))[:-200], None),
    "the bytes were landed before": Malformed("FI-04", "repeated", {CSV: GOOD}, (CSV, None)),
    "a needed column is not there": refused("FI-08", CSV, "consumption_id,lot_code\n1,L\n", 1),
    "a column is there twice": refused("FI-08", CSV, "consumption_id,item_code,Item_Code\n", 1),
    "the header is not in the first row": Malformed(
        "FI-08",
        "refused",
        {XLSX: workbook({"mes_consumptions": [["January"], [], COLUMNS, sheet_row("1")]})},
        (SHEET, 1),
    ),
    "the header is said again": landed("FI-08", CSV, GOOD + GOOD, 3, 3, 1),
    "a row has a field too many": landed(
        "FI-09", CSV, f"{HEAD}1,A,L,1,2026-01-12,scan,x\n{GOOD.splitlines()[1]}\n", 2, 2, 1
    ),
    "a quote is never closed": refused("FI-09", CSV, f'{GOOD}2,A,"L2,1,,\n3,A,L3,1,,\n', 3),
    "the delimiter is another": refused("FI-09", CSV, GOOD.replace(",", ";"), 1),
    "a row is wider than the header of its sheet": landed(
        "FI-09", XLSX, book(sheet_row("1"), [*sheet_row("2"), "checked"]), 3, 2, 1
    ),
    "a line is no JSON": landed(
        "FI-09",
        JSONL,
        '{"consumption_id": "1", "item_code": "A"}\n{"consumption_id": 002, "item_code": "A"}\n'
        '{"consumption_id": "3", "item_code": "A"}\n',
        2,
        3,
        1,
    ),
    "there is a NUL byte": refused("FI-10", CSV, GOOD.encode() + b"2,A\x00,L,1,,\n", 3),
    "the text is GB18030 and nobody said so": refused(
        "FI-11", CSV, GOOD.encode() + "2,面粉,L,1,,\n".encode("gb18030"), 3
    ),
    "the text is not what was named": refused(
        "FI-11",
        CSV,
        GOOD.encode() + "2,面粉厂面粉厂面粉厂面粉厂,L,1,,\n".encode(),
        1,
        "--encoding",
        "gb18030",
    ),
    "characters were lost before": landed("FI-12", CSV, f"{GOOD}2,A\ufffd,L,1,,\n", 3, 2),
    "the text is UTF-16 without its mark": refused("FI-13", CSV, GOOD.encode("utf-16-le"), 1),
    "a sheet is full": landed("FI-15", XLSX, full_sheet(), 1_048_576, 2),
    "a workbook has a password": refused("FI-18", XLSX, protected(), None),
    "a workbook has the old format": refused("FI-18", "mes_consumptions.xls", b"\xd0\xcf", None),
    "a file is no workbook": refused("FI-18", XLSX, HEAD, None),
    "a file is one JSON array": refused("FI-18", JSONL, '[{"consumption_id": "1"}]\n', 1),
    "several sheets have data and no name": Malformed(
        "FI-19",
        "refused",
        {
            XLSX: workbook(
                {"Sheet1": [COLUMNS, sheet_row("1")], "Sheet2": [COLUMNS, sheet_row("2")]}
            )
        },
        (XLSX, None),
    ),
    "cells are merged": landed(
        "FI-20",
        XLSX,
        book(sheet_row("1"), sheet_row("2"), sheet_row("3", lot_code=None), change=merged),
        3,
        3,
    ),
    "rows are hidden": landed(
        "FI-21", XLSX, book(sheet_row("1"), sheet_row("2"), change=hidden), 3, 2
    ),
    "lots are stored as numbers": landed(
        "TY-01", XLSX, book(sheet_row("1"), sheet_row("2", lot_code=123)), 3, 2
    ),
    "lots are stored as fractions": landed(
        "TY-02", JSONL, '{"consumption_id": "1", "item_code": "A", "lot_code": 123.0}\n', 1, 1
    ),
    "lots are in scientific notation": landed("TY-02", CSV, f"{GOOD}2,A,2.02611E+17,1,,\n", 3, 2),
    "lots have lost their last digits": landed(
        "TY-03", XLSX, book(sheet_row("1"), sheet_row("2", lot_code=202_611_000_000_000_000)), 3, 2
    ),
    "a date is a serial number": landed(
        "TY-04", XLSX, book(sheet_row("1"), sheet_row("2", started_at=46034)), 3, 2
    ),
    "a date may be of March or of April": landed(
        "TY-05", CSV, f"{GOOD}2,A,L,1,03/04/2026,scan\n", 3, 2
    ),
    "a lot became a date": landed(
        "TY-06", XLSX, book(sheet_row("1"), sheet_row("2", lot_code=dt.date(2026, 3, 4))), 3, 2
    ),
    "an amount has a comma for thousands": landed("TY-08", CSV, f'{GOOD}2,A,L,"1,250",,\n', 3, 2),
    "a word is none of the contract's": landed("TY-15", CSV, f"{GOOD}2,A,L,1,,guessed\n", 3, 2),
    "a cell holds an error": landed(
        "TY-16", XLSX, book(sheet_row("1"), sheet_row("2", lot_code="#N/A")), 3, 2
    ),
    "a formula was saved without its result": landed(
        "TY-17", XLSX, book(sheet_row("1"), sheet_row("2", lot_code="=B2")), 3, 2
    ),
    "a value is a list": landed(
        "TY-18", JSONL, '{"consumption_id": "1", "item_code": "A", "lot_code": ["L", "M"]}\n', 1, 1
    ),
    "a lot became true or false": landed(
        "TY-19", XLSX, book(sheet_row("1"), sheet_row("2", lot_code=True)), 3, 2
    ),
}
