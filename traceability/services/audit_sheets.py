"""The sheet of an audit: written for a person to fill in beside paper or screen, and read back."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from traceability.domain.record_audits import AuditEntry

COLUMNS = (
    *("entry_no", "order", "line", "shift", "record", "field", "recorded", "verdict", "seen"),
    *("source_file", "source_row"),
)
_NEEDED = ("entry_no", "verdict", "seen")


def write_sheet(path: Path, entries: Iterable[AuditEntry]) -> int:
    """Write the entries nobody answered yet, with empty verdict and seen; returns how many.

    A value that a spreadsheet would run as a formula gets an apostrophe in front. Raises UsageError
    where the file cannot be written, or is there already.
    """
    rows = [
        (
            str(one.entry_no),
            one.work_order_code,
            one.line_code or "",
            one.shift_code or "",
            one.record,
            one.field,
            one.recorded or "",
            "",
            "",
            one.source_file or "",
            "" if one.source_row is None else str(one.source_row),
        )
        for one in entries
        if one.verdict is None
    ]
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows([_safe(cell) for cell in row] for row in rows)
    except FileExistsError:
        raise UsageError(f"{path} is there already.", hint="Name another file.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    return len(rows)


def read_sheet(path: Path) -> list[dict[str, str]]:
    """The rows of a filled sheet. Raises UsageError for a file that is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [{name: value or "" for name, value in row.items() if name} for row in reader]
            names = reader.fieldnames or ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(
            f"{path} cannot be read: {error}.", hint="Save it as CSV in UTF-8, with its headers."
        ) from error
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise UsageError(
            f"{path} has no column {', '.join(missing)}.",
            hint="Take the headers of `lotline audit sheet`, separated by commas.",
        )
    return rows


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
