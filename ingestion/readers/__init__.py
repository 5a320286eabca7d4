"""Readers by file ending; a new format is one more module and one more line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingestion.readers.csv_file import CsvFile
from ingestion.readers.parquet_file import ParquetFile
from ingestion.readers.reader import (
    CHUNK_ROWS,
    Chunk,
    DamagedFileError,
    Note,
    ReadOptions,
    RejectedRow,
    SourceTable,
)

__all__ = [
    "CHUNK_ROWS",
    "READERS",
    "Chunk",
    "DamagedFileError",
    "Note",
    "ReadOptions",
    "RejectedRow",
    "SourceTable",
    "open_table",
]

READERS: dict[str, Callable[[Path, ReadOptions], SourceTable]] = {
    ".csv": CsvFile,
    ".parquet": ParquetFile,
}


def open_table(path: Path, suffix: str, options: ReadOptions) -> SourceTable:
    """Open a file with the reader for `suffix` ('.csv'); KeyError where there is none."""
    return READERS[suffix](path, options)
