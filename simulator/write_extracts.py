"""Writes what plants recorded as extract files that Lotline ingests."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

from simulator.records import Records
from traceability.contracts.extracts import EXTRACTS


def write_extracts(plants: Iterable[Records], folder: Path) -> dict[str, int]:
    """Write one CSV file per contract that any plant has rows of; returns rows per contract.

    The same records give the same bytes. Plants are taken one after the other, so that an
    iterable that runs each when it is asked for keeps but one in memory.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    writers: dict[str, Any] = {}
    with ExitStack() as files:
        for records in plants:
            for contract in EXTRACTS.values():
                rows = records.tables.get(contract.name, [])
                if not rows:
                    continue
                if contract.name not in writers:
                    path = folder / f"{contract.name}.csv"
                    file = files.enter_context(path.open("w", encoding="utf-8", newline=""))
                    writers[contract.name] = csv.writer(file, lineterminator="\n")
                    writers[contract.name].writerow(contract.column_names)
                writers[contract.name].writerows(
                    [cell_text(row.get(name)) for name in contract.column_names] for row in rows
                )
                counts[contract.name] = counts.get(contract.name, 0) + len(rows)
    return counts


def cell_text(value: Any) -> str:
    """A value as its cell: instants with their offset, to the second; nothing as an empty cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dt.datetime():
            return value.isoformat(timespec="seconds")
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)
