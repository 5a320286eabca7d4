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
    """One list: its title, its columns, and a function that reads its rows anew."""

    title: str
    fields: tuple[Field, ...]
    read: Callable[[], Iterable[Row]]

    def rows(self) -> Iterator[list[Any]]:
        """Rows of cells: text, exact numbers, ISO dates as text."""
        for row in self.read():
            yield [_plain(row[field.key]) for field in self.fields]

    def missing(self) -> Iterator[tuple[str, int, str, str, str]]:
        """For each row that lacks something required: where it is, and what it lacks."""
        for number, row in enumerate(self.read(), 2):
            lacks = [f.name for f in self.fields if f.is_required and row[f.key] in {None, ""}]
            if lacks:
                code = row["lot_code"] or "(no lot)"
                yield self.title, number, row["document_code"] or "", code, ", ".join(lacks)


MISSING = ("sheet", "row", "reference number", "lot", "missing")


def digest_rows(sheets: Sequence[ListSheet]) -> tuple[dict[str, int], str]:
    """Number of rows of each list, and the SHA-256 over all rows as JSON lines, in order."""
    digest = hashlib.sha256()
    counts: dict[str, int] = {}
    for sheet in sheets:
        counts[sheet.title] = 0
        for cells in sheet.rows():
            digest.update(f"{as_json([sheet.title, *cells])}\n".encode())
            counts[sheet.title] += 1
    return counts, digest.hexdigest()


def write_lists(
    path: Path, sheets: Sequence[ListSheet], told: dict[str, Any], says: Sequence[str]
) -> dict[str, Any]:
    """Write the file and its provenance; the ending says which kind.

    says: sentences that a reader must know. Raises UsageError for another ending, RefusedError
    when the file cannot be written.
    """
    check_ending(path)
    counts, digest = digest_rows(sheets)
    lacking = sum(1 for sheet in sheets for _ in sheet.missing())
    told = {
        **told,
        "rows": counts,
        "rows_lacking_something": lacking,
        "rows_sha256": digest,
        "says": list(says),
    }
    with whole_file(path) as draft:
        if path.suffix.lower() == ".csv":
            _write_csv(draft, sheets)
        else:
            _write_workbook(draft, sheets, told)
    return write_stamp(path, told)


def check_ending(path: Path) -> None:
    """Raise UsageError before any work when a file of this kind cannot be written."""
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise UsageError(
            f"{path.name}: the ending says no known kind of file.",
            hint="Use -o FILE.xlsx or -o FILE.csv.",
        )


def _write_workbook(draft: Path, sheets: Sequence[ListSheet], told: dict[str, Any]) -> None:
    glossary = [
        (sheet.title, field.name, field.meaning, "yes" if field.is_required else "")
        for sheet in sheets
        for field in sheet.fields
    ]
    write_workbook(
        draft,
        [
            *((s.title, [field.name for field in s.fields], s.rows()) for s in sheets),
            ("Glossary", ("sheet", "column", "meaning", "asked for by the rule"), glossary),
            ("Missing", MISSING, (row for sheet in sheets for row in sheet.missing())),
            ("Provenance", ("name", "value"), stamp_rows(told)),
        ],
        {"title": str(told["kind"]), "description": f"snapshot {told['snapshot_id']}"},
    )


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
