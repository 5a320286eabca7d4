"""Makes workbooks for tests, whole ones with openpyxl and broken ones by changing their parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[Any]]
_TEXTS = "xl/sharedStrings.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OVERRIDE = (
    f'<Override PartName="/{_TEXTS}" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def workbook(sheets: Mapping[str, Rows], change: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook with these sheets and rows; `change` has the last word."""
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    book.remove(first)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts changed, as no spreadsheet program would leave it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == name:
                data = change(data.decode()).encode()
            new.writestr(entry.filename, data)
    return file.getvalue()


def with_sheet_text(content: bytes, old: str, new: str) -> bytes:
    """The workbook with a piece of its first sheet replaced."""

    def change(text: str) -> str:
        assert old in text, text
        return text.replace(old, new)

    return with_part(content, "xl/worksheets/sheet1.xml", change)


def with_shared_texts(content: bytes) -> bytes:
    """The workbook as a spreadsheet program saves it: texts in a table of their own."""
    entries: list[str] = []

    def to_number(match: re.Match[str]) -> str:
        entries.append(match[2])
        return f'{match[1]}t="s"><v>{len(entries) - 1}</v></c>'

    pattern = re.compile(r'(<c [^>]*)t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            text = old.read(entry).decode()
            if entry.filename.startswith("xl/worksheets/sheet"):
                text = pattern.sub(to_number, text)
            if entry.filename == "[Content_Types].xml" and _TEXTS not in text:
                text = text.replace("</Types>", f"{_OVERRIDE}</Types>")
            if entry.filename != _TEXTS:
                new.writestr(entry.filename, text)
        table = "".join(f"<si>{entry}</si>" for entry in entries)
        new.writestr(_TEXTS, f'<sst xmlns="{_NAMESPACE}">{table}</sst>')
    return file.getvalue()
