"""Finds the rows of a mart that stand for given source records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from traceability.index.reader import MartTable

Record = tuple[str | None, int | None]
"""File and line of a source record."""


def rows_of_records(table: MartTable, records: Iterable[Record]) -> NDArray[np.int64]:
    """Rows of a mart whose source_file and source_row are among these, ascending.

    One pass over the mart per file, whatever the number of lines.
    """
    lines: dict[str, set[int]] = {}
    for file, line in records:
        if file is not None and line is not None:
            lines.setdefault(file, set()).add(line)
    if not lines or not len(table):
        return np.empty(0, np.int64)
    files, numbers = table.numbers("source_file"), table.numbers("source_row")
    found = []
    for file, wanted in lines.items():
        code = table.text_pool("source_file").code_of(file)
        rows = np.flatnonzero(files == code) if code >= 0 else np.empty(0, np.int64)
        told = zip(rows, numbers[rows].tolist(), strict=True)
        kept = [row for row, line in told if line in wanted]
        found.append(np.array(kept, np.int64))
    return np.sort(np.concatenate(found))


def record_of(table: MartTable, rows: NDArray[np.int64]) -> list[Record]:
    """File and line behind each of these rows."""
    return list(zip(table.take("source_file", rows), table.take("source_row", rows), strict=True))
