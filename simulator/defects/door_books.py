"""Defects of workbooks and JSON, which must be seen at the door."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from simulator.defects.door import CONTRACT, Bring, Brought, table
from simulator.records import Records

XLSX = f"{CONTRACT}.xlsx"
JSONL = f"{CONTRACT}.jsonl"
_LAST_ROW = 1_048_576
_ROWS = 8


def _book(records: Records, change: Callable[[Worksheet], None]) -> bytes:
    """The first rows of the plant in a workbook, changed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = CONTRACT
    for row in table(records)[: _ROWS + 1]:
        sheet.append([cell or None for cell in row])
    change(sheet)
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def in_a_book(change: Callable[[Worksheet], None]) -> Bring:
    """Something is wrong in a workbook."""
    return lambda records: Brought({XLSX: _book(records, change)})


def with_book_cell(column: str, value: Any) -> Bring:
    """One cell of a workbook, in its fifth row, holds something else."""

    def change(sheet: Worksheet) -> None:
        names = [cell.value for cell in sheet[1]]
        sheet.cell(5, names.index(column) + 1, value)

    return in_a_book(change)


def in_json(column: str, value: Any) -> Bring:
    """One value of a JSON line is something else."""

    def bring(records: Records) -> Brought:
        names, *rows = table(records)[: _ROWS + 1]
        told = [{name: cell for name, cell in zip(names, row, strict=True) if cell} for row in rows]
        told[3][column] = value
        return Brought({JSONL: "".join(f"{json.dumps(row)}\n" for row in told).encode()})

    return bring


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[4].hidden = True


def _two_sheets(sheet: Worksheet) -> None:
    """Neither sheet has the name of a contract."""
    book = sheet.parent
    assert isinstance(book, Workbook)
    sheet.title = "Sheet1"
    copy = book.copy_worksheet(sheet)
    copy.title = "Sheet2"


def _full(records: Records) -> Brought:
    """The last row of the sheet is the last that a sheet can have."""
    content, file = _book(records, lambda _: None), io.BytesIO()
    part = "xl/worksheets/sheet1.xml"
    last = str(_ROWS + 1)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == part:
                text = data.decode().replace(f'<row r="{last}"', f'<row r="{_LAST_ROW}"')
                data = re.sub(rf'r="([A-Z]+){last}"', rf'r="\g<1>{_LAST_ROW}"', text).encode()
            new.writestr(entry.filename, data)
    return Brought({XLSX: file.getvalue()})


def _no_workbook(_: Records) -> Brought:
    return Brought({XLSX: b"consumption_id,item_code\n1,A\n"})


DEFECTS: dict[str, Bring] = {
    "FI-15": _full,
    "FI-18": _no_workbook,
    "FI-19": in_a_book(_two_sheets),
    "FI-20": in_a_book(lambda sheet: sheet.merge_cells("G3:G4")),
    "FI-21": in_a_book(_hide),
    "TY-04": with_book_cell("started_at", 46034),
    "TY-16": with_book_cell("lot_code", "#N/A"),
    "TY-17": with_book_cell("lot_code", "=B2"),
    "TY-18": in_json("lot_code", ["L-1", "L-2"]),
    "TY-19": with_book_cell("lot_code", value=True),
}
"""Check -> what makes its files: workbooks and JSON lines."""
