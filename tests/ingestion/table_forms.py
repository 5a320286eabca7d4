"""Writes one table of texts in every format that is read, as a system would export it: typed."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.ingestion.workbooks import saved, with_shared_texts

Tables = Mapping[str, list[list[str]]]
"""Rows of each table by its name, the header first; an empty text is nothing."""

IsText = Callable[[str], bool]
"""Whether a column stays text whatever its values look like, as codes do."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_WORDS = {"true": True, "false": False}


def tables_in(folder: Path) -> Tables:
    """The CSV files of a folder as texts."""
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables[path.stem] = [row for row in csv.reader(file) if row]
    return tables


def value_of(text: str) -> Any:
    """What a typed export has for a text: a number, a date, a time, a boolean; None for nothing.

    A text stays text where the value would not say the same again.
    """
    if not text:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        number = float(text) if "." in text else int(text)
        return number if str(number) == text else text
    for read, write in (
        (dt.date.fromisoformat, dt.date.isoformat),
        (dt.datetime.fromisoformat, lambda moment: moment.isoformat(sep=" ")),
    ):
        try:
            moment = read(text)
        except ValueError:
            continue
        if write(moment) == text:
            return moment
    return text


def as_csv(tables: Tables, folder: Path, encoding: str = "utf-8") -> None:
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def as_parquet(tables: Tables, folder: Path, is_text: IsText) -> None:
    for name, (header, *rows) in tables.items():
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(header)
        arrays = [
            _array(list(values), is_text=is_text(column))
            for column, values in zip(header, columns, strict=True)
        ]
        pq.write_table(pa.Table.from_arrays(arrays, names=header), folder / f"{name}.parquet")


def as_workbook(tables: Tables, path: Path, is_text: IsText) -> None:
    book = openpyxl.Workbook(write_only=True)
    for name, (header, *rows) in tables.items():
        sheet = book.create_sheet(name)
        sheet.append(header)
        for row in rows:
            sheet.append([_cell(text, is_text(c)) for c, text in zip(header, row, strict=True)])
    path.write_bytes(with_shared_texts(saved(book)))


def as_json_lines(tables: Tables, folder: Path, is_text: IsText) -> None:
    """Numbers as they are written; what is nothing is left out of every other row."""
    for name, (header, *rows) in tables.items():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for number, row in enumerate(rows):
                fields = [
                    f"{json.dumps(column)}: {_token(text, is_text(column))}"
                    for column, text in zip(header, row, strict=True)
                    if text or number % 2 == 0
                ]
                file.write("{" + ", ".join(fields) + "}\n")


def _array(texts: list[str], *, is_text: bool) -> Any:
    if not is_text:
        values = [value_of(text) for text in texts]
        kinds = {type(value) for value in values if value is not None}
        if kinds == {int, float}:
            values = [None if value is None else float(value) for value in values]
        if len(kinds) == 1 or kinds == {int, float}:
            return pa.array(values)
    return pa.array([text or None for text in texts], pa.string())


def _cell(text: str, is_text: bool) -> Any:
    value = text if is_text else value_of(text)
    # A sheet keeps milliseconds, and midnight is a date to it.
    is_moment = isinstance(value, dt.datetime)
    if is_moment and (value.microsecond % 1000 or value.time() == dt.time.min):
        return text
    return value if text else None


def _token(text: str, is_text: bool) -> str:
    if not text:
        return "null"
    if not is_text and (text in _WORDS or _NUMBER.fullmatch(text)):
        return text
    return json.dumps(text, ensure_ascii=False)
