"""Every list of a case document as a table, for workbooks and CSV: the names and values of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from traceability.services.reports.stamp import Stamp
from traceability.services.reports.workbook import visible_lines, workbook_bytes
from traceability.services.tabulate_trace import cell
from traceability.services.write_json import as_json

Table = tuple[str, tuple[str, ...], list[dict[str, Any]]]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_PLACES: tuple[tuple[str, ...], ...] = (
    ("clock",),
    ("pauses",),
    ("question", "lots"),
    ("actions", "hold"),
    ("actions", "stop_orders"),
    ("actions", "stop_deliveries"),
    ("actions", "call"),
    ("lots",),
    ("work_orders",),
    ("shipments",),
    ("open_deliveries",),
    ("stock",),
    ("customers",),
    ("suppliers",),
    ("origins", "lots"),
    ("origins", "work_orders"),
    ("origins", "suppliers"),
    ("origins", "gaps"),
    ("excluded_by_time",),
    ("exclusions",),
    ("gaps",),
    ("bounds",),
    ("cut_off",),
    ("telephone_answers",),
    ("balances", "raw"),
    ("balances", "orders"),
    ("balances", "semi_finished"),
    ("balances", "finished"),
    ("balances", "totals"),
    ("consignees", "ledger"),
    ("scope", "versions"),
    ("holds",),
    ("actions_to_take",),
    ("files",),
    ("log",),
    ("signatures",),
)
_VALUES = ("case", "first_line", "settings", "machine_seconds", "drill")
"""Parts of the document that are names with values; they come as one list."""


def document_lists(document: dict[str, Any]) -> list[Table]:
    """Title, columns and rows of every list, the empty ones too, and of what is no list."""
    found: list[Table] = [("values", ("part", "name", "value"), list(_values(document)))]
    for path in _PLACES:
        part: Any = document
        for name in path:
            part = (part or {}).get(name)
        rows = list(part or ())
        found.append(_table(path, rows))
    return [*found, *(_table(path, rows) for path, rows in _others(document))]


def _table(path: tuple[str, ...], rows: list[dict[str, Any]]) -> Table:
    columns = dict.fromkeys(name for row in rows for name in row)
    return "_".join(path), tuple(columns), rows


def _others(
    found: dict[str, Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    """Lists of rows that have no place above; whatever a document holds is in the tables."""
    for name, value in found.items():
        path = (*above, name)
        if isinstance(value, dict):
            yield from _others(value, path)
        elif path not in _PLACES and _is_rows(value):
            yield path, value


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def lists_workbook(tables: Sequence[Table], stamp: Stamp) -> bytes:
    """A workbook with one sheet per list, the first of them saying where it comes from."""
    about = [*stamp.rows(), *((f"rows of {title}", len(rows)) for title, _, rows in tables)]
    sheets: list[tuple[str, Sequence[str], Any]] = [("about", ("name", "value"), about)]
    for title, columns, rows in tables:
        sheets.append(
            (title, columns or ("no rows",), [list(map(row.get, columns)) for row in rows])
        )
    keywords = f"{stamp.document_sha256} {stamp.snapshot_id}"
    return workbook_bytes(
        sheets, {"title": f"{stamp.name} {stamp.title}", "creator": "Lotline", "keywords": keywords}
    )


def lists_csv(tables: Sequence[Table], stamp: Stamp) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of one CSV per list that has rows, and of one that tells of them all.

    Every row ends with where it comes from, so that a row that was copied still says so.
    """
    counts = [(f"rows of {title}", str(len(rows))) for title, _, rows in tables]
    yield "about.csv", csv_bytes(("name", "value"), [*stamp.rows(), *counts])
    told = [(name, value) for name, value in stamp.rows() if name != "title"]
    ends = [value for _, value in told]
    for title, columns, rows in tables:
        if rows:
            lines = ([row.get(name) for name in columns] + ends for row in rows)
            yield (
                f"{title}.csv",
                csv_bytes((*columns, *(f"from_{name}" for name, _ in told)), lines),
            )


def csv_bytes(columns: Sequence[str], rows: Any) -> bytes:
    """CSV in UTF-8 with the mark that spreadsheets need; no cell is a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([safe(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def safe(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula: such a text gets an apostrophe before it."""
    if isinstance(value, str):
        text = visible_lines(value) if value.lstrip("\t\r") == value else value
        return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
    return as_json(value) if isinstance(value, list | dict) else cell(value)


def _values(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    snapshot = document["snapshot"]
    for part in _VALUES:
        for name, value in (document.get(part) or {}).items():
            yield {"part": part, "name": name, "value": value}
    for name, value in snapshot.items():
        yield {"part": "snapshot", "name": name, "value": value}
    yield {"part": "case", "name": "elapsed_seconds", "value": document.get("elapsed_seconds")}
    for name, value in ((document.get("balances") or {}).get("marks") or {}).items():
        yield {"part": "marks", "name": name, "value": value}
    consignees = document.get("consignees") or {}
    for part in ("status", "checks"):
        for name, value in (consignees.get(part) or {}).items():
            yield {"part": part, "name": name, "value": value}
    yield {"part": "question", "name": "asked", "value": document["question"].get("asked")}
