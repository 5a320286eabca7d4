"""Write lists of rows as a workbook or as one CSV, each with what it lacks and where it is from."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.errors import UsageError
from traceability.services.exports.stamp_export import stamp_rows, whole_file, write_stamp
from traceability.services.reports.workbook import write_workbook
from traceability.services.write_json import as_json, decimal_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a list: its title, what it means, where its value is, whether a rule asks it."""

    name: str
    meaning: str
    key: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One list: its title, its columns, and a function that reads its rows anew.

    is_beside: rows that stand beside the record of another lot or partner; without any, no sheet.
    """

    title: str
    fields: tuple[Field, ...]
    read: Callable[[], Iterable[Row]]
    is_beside: bool = False

    def rows(self) -> Iterator[list[Any]]:
        """Rows of cells: text, exact numbers, ISO dates as text."""
        for row in self.read():
            yield self.cells(row)

    def cells(self, row: Row) -> list[Any]:
        """One row of cells."""
        return [_plain(row[field.key]) for field in self.fields]

    def lacks(self, row: Row) -> list[str]:
        """The columns that the rule asks for and that this row leaves empty.

        What stands beside a record lacks nothing of its own: that record is what is asked for.
        """
        if self.is_beside:
            return []
        return [f.name for f in self.fields if f.is_required and row[f.key] in {None, ""}]


@dataclass(frozen=True, slots=True)
class Survey:
    """What one reading of all lists found: rows of each, their hash, and what they lack."""

    counts: dict[str, int]
    sha256: str
    missing: list[tuple[str, int, str, str, str]]


_BESIDE = (
    "Partners listed beside a record of another lot or partner, because nothing says which of them "
    "was meant: {count} rows on sheets of their own, without an amount."
)
MISSING = ("sheet", "row", "reference number", "lot", "missing")


def beside(title: str, fields: tuple[Field, ...], read: Callable[[], Iterable[Row]]) -> ListSheet:
    """The sheet of those listed beside what the sheet of this title records."""
    return ListSheet(f"{title} listed beside", fields, read, is_beside=True)


def survey_rows(sheets: Sequence[ListSheet]) -> Survey:
    """Read all rows once: the SHA-256 is over them as JSON lines, in order."""
    digest = hashlib.sha256()
    counts: dict[str, int] = {}
    missing = []
    for sheet in sheets:
        number = 1
        for number, row in enumerate(sheet.read(), 2):
            digest.update(f"{as_json([sheet.title, *sheet.cells(row)])}\n".encode())
            if lacks := sheet.lacks(row):
                code = row["lot_code"] or "(no lot)"
                document = row["document_code"] or ""
                missing.append((sheet.title, number, document, code, ", ".join(lacks)))
        counts[sheet.title] = number - 1
    return Survey(counts, digest.hexdigest(), missing)


def write_lists(
    path: Path, sheets: Sequence[ListSheet], told: dict[str, Any], says: Sequence[str]
) -> dict[str, Any]:
    """Write the file and its provenance; the ending says which kind.

    says: sentences that a reader must know. Raises UsageError for another ending, RefusedError
    when the file cannot be written.
    """
    check_ending(path)
    found = survey_rows(sheets)
    sheets = [sheet for sheet in sheets if found.counts[sheet.title] or not sheet.is_beside]
    beside = sum(found.counts[sheet.title] for sheet in sheets if sheet.is_beside)
    told = {
        **told,
        "rows": {sheet.title: found.counts[sheet.title] for sheet in sheets},
        "rows_lacking_something": len(found.missing),
        "rows_sha256": found.sha256,
        "says": [*says, *([_BESIDE.format(count=beside)] if beside else [])],
    }
    with whole_file(path) as draft:
        if path.suffix.lower() == ".csv":
            _write_csv(draft, sheets)
        else:
            _write_workbook(draft, sheets, found, told)
    return write_stamp(path, told)


def check_ending(path: Path) -> None:
    """Raise UsageError before any work when a file of this kind cannot be written."""
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise UsageError(
            f"{path.name}: the ending says no known kind of file.",
            hint="Use -o FILE.xlsx or -o FILE.csv.",
        )


def _write_workbook(
    draft: Path, sheets: Sequence[ListSheet], found: Survey, told: dict[str, Any]
) -> None:
    glossary = [
        (sheet.title, field.name, field.meaning, _asked_for(sheet, field))
        for sheet in sheets
        for field in sheet.fields
    ]
    write_workbook(
        draft,
        [
            *((s.title, [field.name for field in s.fields], s.rows()) for s in sheets),
            ("Glossary", ("sheet", "column", "meaning", "asked for by the rule"), glossary),
            ("Missing", MISSING, found.missing),
            ("Provenance", ("name", "value"), stamp_rows(told)),
        ],
        {"title": str(told["kind"]), "description": f"snapshot {told['snapshot_id']}"},
    )


def _asked_for(sheet: ListSheet, field: Field) -> str:
    return "yes" if field.is_required and not sheet.is_beside else ""


def _write_csv(draft: Path, sheets: Sequence[ListSheet]) -> None:
    """One header; the first column names the list. Columns of the same title stand together."""
    names: dict[str, None] = {}
    for sheet in sheets:
        names.update(dict.fromkeys(field.name for field in sheet.fields))
    with draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["list", *names])
        for sheet in sheets:
            own = [field.name for field in sheet.fields]
            for cells in sheet.rows():
                told = dict(zip(own, cells, strict=True))
                writer.writerow([sheet.title, *(_cell(told.get(name)) for name in names)])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula: such a text gets an apostrophe before it."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text
