"""The two sheets of a template: one to be filled in, one that explains every column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ingestion.wording.example_rows import example_rows, template_words
from ingestion.wording.words import BOOLEAN_WORDS, Language, contract_words, words_of
from traceability.contracts.column import Column
from traceability.contracts.extracts import EXTRACTS

LAST_ROW = 1_048_576
"""Last row of a sheet; drop-downs reach down to it."""

_TEXT = "@"
_FORMATS = {"date": "yyyy-mm-dd", "instant": "yyyy-mm-dd hh:mm:ss"}
_NUMBERS = {"quantity": "General", "number": "General", "integer": "0"}
_NEEDED = PatternFill("solid", fgColor="FFF2CC")
_HEADER = PatternFill("solid", fgColor="E7E6E6")
_GREY = Font(color="7F7F7F", italic=True)
_NARROW, _WIDE = 12, 60
_COMMENT_WIDTH, _COMMENT_HEIGHT = 320, 110


def template_workbook(contract: str, language: Language) -> Workbook:
    """A workbook with the data sheet, named as the contract, and the sheet about it."""
    book = Workbook()
    data = book.worksheets[0]
    data.title = contract
    _fill_data_sheet(data, contract, language)
    about = book.create_sheet(template_words()["about"][language])
    _fill_about_sheet(about, contract, language)
    return book


def allowed_words(contract: str, column: Column, language: Language) -> tuple[str, ...]:
    """The words that a drop-down offers; () for a column that takes any."""
    if column.kind == "boolean":
        return BOOLEAN_WORDS[language]
    if language == "zh":
        return tuple(words_of(contract)[column.name].choices.values())
    return column.choices


def _fill_data_sheet(sheet: Worksheet, contract: str, language: Language) -> None:
    columns = EXTRACTS[contract].columns
    words = words_of(contract)
    told = template_words()
    marker = write_text(sheet.cell(1, 1), told["marker"][language])
    _explain(marker, told["marker_meaning"][language])
    _shape(sheet, 1, _TEXT)
    for number, column in enumerate(columns, start=2):
        header = write_text(sheet.cell(1, number), words[column.name].headers[language])
        meaning = words[column.name].meanings[language]
        allowed = allowed_words(contract, column, language)
        _explain(header, _sentences(meaning, column, allowed, language))
        if column.is_required:
            header.font = Font(bold=True)
            header.fill = _NEEDED
        _shape(sheet, number, _format_of(column))
        if allowed:
            _offer(sheet, number, allowed, language)
    for line, row in enumerate(example_rows(contract, language), start=2):
        write_text(sheet.cell(line, 1), told["example"][language]).font = _GREY
        for number, column in enumerate(columns, start=2):
            cell = sheet.cell(line, number)
            cell.number_format = _format_of(column)
            if column.name in row:
                _write_value(cell, row[column.name])
                cell.font = _GREY
    sheet.freeze_panes = "B2"


def _fill_about_sheet(sheet: Worksheet, contract: str, language: Language) -> None:
    told = template_words()
    title = contract_words(contract).title_zh if language == "zh" else contract
    write_text(sheet.cell(1, 1), f"{title} ({contract})" if title != contract else title)
    sheet.cell(1, 1).font = Font(bold=True)
    lines = [contract_words(contract).meanings[language], *told["how_to"][language]]
    for line, sentence in enumerate(lines, start=2):
        write_text(sheet.cell(line, 1), sentence)
    first = len(lines) + 3
    rows: list[Iterable[str]] = [told["headings"][language]]
    rows += _column_lines(contract, language)
    for line, texts in enumerate(rows, start=first):
        for number, text in enumerate(texts, start=1):
            cell = write_text(sheet.cell(line, number), text)
            cell.alignment = Alignment(vertical="top", wrap_text=line > first and number > 1)
            if line == first:
                cell.font = Font(bold=True)
                cell.fill = _HEADER
    for number, width in enumerate((24, _WIDE, 28, 10, 40, 24), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _column_lines(contract: str, language: Language) -> Iterator[Iterable[str]]:
    told, words = template_words(), words_of(contract)
    yes, no = BOOLEAN_WORDS[language]
    yield (
        told["marker"][language],
        told["marker_meaning"][language],
        told["kinds"]["text"][language],
        no,
        told["example"][language],
        told["example"][language],
    )
    rows = example_rows(contract, language)
    for column in EXTRACTS[contract].columns:
        values = [row[column.name] for row in rows if column.name in row]
        yield (
            words[column.name].headers[language],
            words[column.name].meanings[language],
            told["kinds"][column.kind][language],
            yes if column.is_required else no,
            ", ".join(allowed_words(contract, column, language)),
            str(values[0]) if values else "",
        )


def write_text(cell: Any, text: str) -> Cell:
    """Write text as text, even where it looks like a formula or a number."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = _TEXT
    cell.quotePrefix = text[:1] in {"=", "+", "-", "@"}
    written: Cell = cell
    return written


def _write_value(cell: Any, value: str | float | dt.date) -> None:
    if isinstance(value, str):
        write_text(cell, value)
        return
    shown = cell.number_format
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        shown = _FORMATS["date"]
    cell.value = value
    cell.number_format = shown


def _format_of(column: Column) -> str:
    """Number format: whatever is not a number or a time is text, so no leading zero is lost."""
    return _FORMATS.get(column.kind) or _NUMBERS.get(column.kind, _TEXT)


def _shape(sheet: Worksheet, number: int, shown: str) -> None:
    """Format a whole column, also the cells below that nobody has written yet."""
    letter = get_column_letter(number)
    header = str(sheet.cell(1, number).value)
    sheet.column_dimensions[letter].number_format = shown
    wide = sum(2 if ord(character) > 0x2E80 else 1 for character in header) + 2
    sheet.column_dimensions[letter].width = max(
        wide, 20 if shown == _FORMATS["instant"] else _NARROW
    )


def _explain(header: Cell, text: str) -> None:
    comment = Comment(text, "Lotline", height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH)
    header.comment = comment
    header.fill = _HEADER


def _sentences(meaning: str, column: Column, allowed: tuple[str, ...], language: Language) -> str:
    told = template_words()
    sentences = [meaning, told["required"][language]] if column.is_required else [meaning]
    kind = told["kinds"][column.kind][language]
    return "\n".join([*sentences, ", ".join(allowed) or kind])


def _offer(sheet: Worksheet, number: int, words: tuple[str, ...], language: Language) -> None:
    """A drop-down over the whole column; another word is refused by the spreadsheet program."""
    offer = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    offer.error = template_words()["not_in_list"][language]
    offer.showErrorMessage = True
    letter = get_column_letter(number)
    offer.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(offer)
