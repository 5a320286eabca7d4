"""Writes the rows of one table as numbered Parquet files, each flushed to disk when done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from traceability.store.durable_files import sha256_of, sync_file, sync_folder

ROWS_PER_FILE = 2_000_000
_ROWS_PER_GROUP = 65_536


class ParquetFolder:
    """A folder that grows by `<n>.parquet`; nothing is written while no row comes."""

    def __init__(self, folder: Path, schema: Any) -> None:
        self.folder = folder
        self.row_count = 0
        self.hashes: dict[str, str] = {}
        self._schema = schema
        self._writer: Any = None
        self._path = folder
        self._rows_in_file = 0

    def write(self, table: Any) -> None:
        """Add rows; they must have the folder's schema."""
        if not table.num_rows:
            return
        if self._writer is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._path = self.folder / f"{len(self.hashes)}.parquet"
            self._writer = pq.ParquetWriter(self._path, self._schema, compression="zstd")
        self._writer.write_table(table, row_group_size=_ROWS_PER_GROUP)
        self.row_count += table.num_rows
        self._rows_in_file += table.num_rows
        if self._rows_in_file >= ROWS_PER_FILE:
            self.close()

    def close(self) -> None:
        """Finish the file under way; safe to call twice."""
        if self._writer is None:
            return
        self._writer.close()
        self._writer = None
        self._rows_in_file = 0
        sync_file(self._path)
        sync_folder(self.folder)
        self.hashes[self._path.name] = sha256_of(self._path)
