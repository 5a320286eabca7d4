"""Parquet: every value as text without loss; columns stored as numbers are named as such."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingestion import rules
from ingestion.readers.reader import (
    CHUNK_ROWS,
    Chunk,
    DamagedFileError,
    Note,
    ReadOptions,
    checked_header,
)


class ParquetFile:
    """One Parquet file as a table of text; rows are numbered from 1. See `SourceTable`."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        del options  # a Parquet file knows its own encoding
        self._path = path
        self.notes: list[Note] = []
        schema = self._schema()
        self.columns = checked_header(list(schema.names))
        self.number_columns = {
            name: str(field.type)
            for name, field in zip(self.columns, schema, strict=True)
            if pa.types.is_integer(field.type) or pa.types.is_floating(field.type)
        }

    def chunks(self) -> Iterator[Chunk]:
        """All rows, `CHUNK_ROWS` at a time."""
        size = self._path.stat().st_size
        with pq.ParquetFile(self._path) as file:
            total = max(int(file.metadata.num_rows), 1)
            done = 0
            for chunk in _chunks(file):
                arrays = [_as_text(column) for column in chunk.columns]
                rows = list(range(done + 1, done + chunk.num_rows + 1))
                done += chunk.num_rows
                table = pa.Table.from_arrays(arrays, names=list(self.columns))
                yield Chunk(table, rows, (), size * done // total)

    def _schema(self) -> Any:
        if self._path.stat().st_size == 0:
            raise DamagedFileError(
                rules.NO_ROWS, None, "The file has no bytes.", hint="Export it again."
            )
        try:
            with pq.ParquetFile(self._path) as file:
                return file.schema_arrow
        except (pa.ArrowInvalid, OSError) as error:
            raise _damaged(error) from error


def _chunks(file: Any) -> Iterator[Any]:
    chunks = file.iter_batches(CHUNK_ROWS)
    while True:
        try:
            yield next(chunks)
        except StopIteration:
            return
        except (pa.ArrowException, OSError) as error:
            raise _damaged(error) from error


def _damaged(error: Exception) -> DamagedFileError:
    return DamagedFileError(
        rules.CUT_FILE,
        None,
        f"The file is not a whole Parquet file: {str(error).splitlines()[0]}",
        hint="Export or copy it again; nothing of it was loaded.",
    )


def _as_text(column: Any) -> Any:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _as_text(column.dictionary_decode())
    if pa.types.is_nested(kind):
        return pa.array([_as_json(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_timestamp(kind) and kind.tz:
        column = column.cast(pa.timestamp(kind.unit, "UTC"))
    if pa.types.is_floating(kind):
        # repr keeps the ".0" by which a lot code stored as a float shows.
        texts = [None if value is None else str(value) for value in _floats(column)]
        return pa.array(texts, pa.string())
    try:
        text = column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        text = pa.array([_as_json(value) for value in column.to_pylist()], pa.string())
    return pa.array([value or None for value in text.to_pylist()], pa.string())


def _floats(column: Any) -> list[float | None]:
    """Floats whose text is the shortest that reads back, also for 32 bits and fewer."""
    if column.type == pa.float64():
        return list(column.to_pylist())
    return [None if text is None else float(text) for text in column.cast(pa.string()).to_pylist()]


def _as_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str)
