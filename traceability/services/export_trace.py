"""Write an answer to a file: JSON as printed, one CSV with every list, a workbook, a PDF."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from traceability.errors import RefusedError, UsageError
from traceability.services.tabulate_trace import cell
from traceability.services.write_json import as_json

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.domain.trace import Trace

_LISTS = (
    "customers",
    "shipments",
    "open_deliveries",
    "stock",
    "lots",
    "work_orders",
    "suppliers",
    "excluded_by_time",
    "gaps",
    "bounds",
)
_KINDS = (".csv", ".json", ".xlsx", ".pdf")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def check_export(path: Path) -> None:
    """Raise before any work when a file of this kind cannot be written."""
    kind = path.suffix.lower()
    if kind not in _KINDS:
        raise UsageError(
            f"{path.name}: the ending says no known kind of file.",
            hint=f"Use -o FILE with one of the endings {', '.join(_KINDS)}.",
        )
    if kind == ".pdf":
        from traceability.services.reports.typeset import check_typeset  # noqa: PLC0415 - heavy

        check_typeset()


def export_trace(trace: Trace, path: Path) -> None:
    """Write the file; UTF-8, and for CSV with the mark that spreadsheets need.

    Raises RefusedError when it cannot be written.
    """
    check_export(path)
    document = trace.as_document()
    lists = (*_LISTS, *trace.details)
    try:
        if path.suffix.lower() in {".xlsx", ".pdf"}:
            path.write_bytes(_printed(document, lists, path.suffix.lower()))
            return
        if path.suffix.lower() == ".json":
            path.write_text(as_json(document) + "\n", encoding="utf-8", newline="\n")
            return
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(_csv_rows(document, lists))
    except OSError as error:
        raise RefusedError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another file."
        ) from error


def _printed(document: dict[str, Any], lists: tuple[str, ...], kind: str) -> bytes:
    # Imported here: a trace that is not printed must cost little more than its parser.
    from traceability.services.reports import trace_sheets  # noqa: PLC0415

    write = trace_sheets.trace_pdf if kind == ".pdf" else trace_sheets.trace_workbook
    return write(document, lists)


def _csv_rows(document: dict[str, Any], lists: tuple[str, ...]) -> list[list[str]]:
    """A header of all columns, then the rows of every list, the list's name first."""
    columns: dict[str, None] = {}
    for name in lists:
        for row in document[name]:
            columns.update(dict.fromkeys(row))
    rows = [["list", *columns]]
    for name in lists:
        rows += [[name, *(_safe(row.get(column)) for column in columns)] for row in document[name]]
    return rows


def _safe(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula: such a text gets an apostrophe before it."""
    if isinstance(value, list):
        return as_json(value)
    text = cell(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text
