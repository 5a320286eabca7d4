"""Readers by file ending; a new format is one more module and one more line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingestion import rules
from ingestion.readers.csv_file import CsvFile
from ingestion.readers.json_lines_file import JsonLinesFile
from ingestion.readers.parquet_file import ParquetFile
from ingestion.readers.reader import (
    CHUNK_ROWS,
    Chunk,
    DamagedFileError,
    Note,
    ReadOptions,
    RejectedRow,
    SourceTable,
    repeated_header,
)
from ingestion.readers.workbook import Sheet, row_count, sheets_of
from ingestion.readers.xlsx_file import XlsxFile

__all__ = [
    "CHUNK_ROWS",
    "NOT_READ",
    "READERS",
    "WORKBOOKS",
    "Chunk",
    "DamagedFileError",
    "Note",
    "ReadOptions",
    "RejectedRow",
    "Sheet",
    "SourceTable",
    "open_table",
    "repeated_header",
    "row_count",
    "sheets_in",
    "table_names",
]

READERS: dict[str, Callable[[Path, ReadOptions], SourceTable]] = {
    ".csv": CsvFile,
    ".parquet": ParquetFile,
    ".xlsx": XlsxFile,
    ".xlsm": XlsxFile,
    ".jsonl": JsonLinesFile,
    ".ndjson": JsonLinesFile,
}
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
"""Endings of files that may hold several tables, one per sheet."""

NOT_READ = {
    ".xls": "Open it and save it as .xlsx.",
    ".xlsb": "Open it and save it as .xlsx.",
    ".ods": "Open it and save it as .xlsx.",
    ".json": "Export JSON lines (.jsonl): one object per line.",
}
"""Endings of tables that no reader takes, with the way out; such a file is never passed over."""


def open_table(path: Path, suffix: str, options: ReadOptions) -> SourceTable:
    """Open a file with the reader for `suffix` ('.csv'); KeyError where there is none.

    Raises DamagedFileError where the content cannot be trusted, or the format is not read.
    """
    if suffix in NOT_READ:
        raise DamagedFileError(
            rules.NOT_ITS_FORMAT,
            None,
            f"Files that end in {suffix} are not read.",
            hint=NOT_READ[suffix],
        )
    return READERS[suffix](path, options)


def sheets_in(path: Path, suffix: str) -> tuple[Sheet, ...]:
    """Sheets of a workbook in their order, () for other formats; DamagedFileError as above."""
    return sheets_of(path) if suffix in WORKBOOKS else ()


def table_names(path: Path, suffix: str) -> list[str]:
    """Titles of the sheets of a workbook that hold data; [] for formats of one table a file."""
    return [sheet.title for sheet in sheets_in(path, suffix) if not sheet.is_aside]
