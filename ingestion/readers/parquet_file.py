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
        self._path = path
        self._options = options
        self.header_at: int | None = None
        schema = self._schema()
        self.columns = checked_header(list(schema.names))
        self.notes: list[Note] = [
            note
            for name, field in zip(self.columns, schema, strict=True)
            for note in _notes(name, field.type, options)
        ]

    def chunks(self) -> Iterator[Chunk]:
        """All rows, `CHUNK_ROWS` at a time."""
        size = self._path.stat().st_size
        with pq.ParquetFile(self._path) as file:
            total = max(int(file.metadata.num_rows), 1)
            done = 0
            for chunk in _chunks(file):
                arrays = [
                    self._column(name, column)
                    for name, column in zip(self.columns, chunk.columns, strict=True)
                ]
                rows = list(range(done + 1, done + chunk.num_rows + 1))
                done += chunk.num_rows
                table = pa.Table.from_arrays(arrays, names=list(self.columns))
                yield Chunk(table, rows, (), size * done // total)

    def _column(self, name: str, column: Any) -> Any:
        """A column as text; refused where bytes that are no UTF-8 would be taken for a value."""
        kind = column.type
        if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            try:
                return _as_text(column.cast(pa.string()))
            except pa.ArrowInvalid as error:
                if name.casefold() in self._options.known:
                    raise DamagedFileError(
                        rules.WRONG_ENCODING,
                        None,
                        f"Column {name} holds bytes that are not UTF-8; they would be garbled.",
                        hint="Export the column as text.",
                    ) from error
        return _as_text(column)

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


def _notes(name: str, kind: Any, options: ReadOptions) -> Iterator[Note]:
    """What the type of a column has done to its values."""
    if name.casefold() in options.codes:
        rule_id, lost = _harm_to_codes(kind.value_type if pa.types.is_dictionary(kind) else kind)
        if rule_id:
            sentence = f"Column {name} holds codes but is stored as {kind}{lost}."
            yield Note(rule_id, None, f"{sentence} Export it as text.")
    if name.casefold() in options.known and pa.types.is_nested(kind):
        yield Note(
            rules.NESTED,
            None,
            f"Column {name} holds a list or an object instead of one value ({kind}). "
            "Export one column per value, or use a profile.",
        )


def _harm_to_codes(kind: Any) -> tuple[str, str]:
    """Rule that a column of codes breaks by its type, and what is lost; "" for none."""
    lost = ": leading zeros and long codes are lost"
    if pa.types.is_integer(kind) or (pa.types.is_decimal(kind) and kind.scale <= 0):
        return rules.WHOLE_NUMBER_CODES, lost
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return rules.FRACTION_CODES, lost
    if pa.types.is_temporal(kind):
        return rules.DATE_CODES, ""
    return (rules.BOOLEAN_CODES, "") if pa.types.is_boolean(kind) else ("", "")


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
