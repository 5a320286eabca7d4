"""All that one read of a file gives, for tests of readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ingestion.readers import ReadOptions, RejectedRow, open_table

CODES = frozenset({"lot"})


class Reading:
    """Columns, rows with their number, rejected rows and notes."""

    def __init__(self, path: Path, suffix: str, options: ReadOptions) -> None:
        table = open_table(path, suffix, options)
        self.columns = table.columns
        self.rows: list[tuple[int, dict[str, str | None]]] = []
        self.rejected: list[RejectedRow] = []
        for chunk in table.chunks():
            self.rows += zip(chunk.rows, chunk.table.to_pylist(), strict=True)
            self.rejected += chunk.rejected
        self.notes = [(note.rule_id, note.row) for note in table.notes]
        self.sentences = [note.message for note in table.notes]

    def column(self, name: str) -> list[str | None]:
        return [row[name] for _, row in self.rows]


def read(folder: Path, suffix: str, content: str | bytes, **options: Any) -> Reading:
    """Read content as a file of that ending; `lot` is a column of codes."""
    path = folder / "kept"  # kept bytes have no ending
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Reading(path, suffix, ReadOptions(codes=CODES, **options))
