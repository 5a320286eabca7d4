"""Reads the headers and the first rows of files of any readable format, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ingestion import rules
from ingestion.readers import (
    NOT_READ,
    READERS,
    DamagedFileError,
    ReadOptions,
    SourceTable,
    open_table,
    table_names,
)
from traceability.errors import NotFoundError, RefusedError

SAMPLE_ROWS = 200
"""Most rows of a file that are looked at."""

_OTHER_DELIMITERS = (";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Sample:
    """The columns of one file or sheet, and the texts of its first rows, "" for an empty cell.

    file: its name. table: stem of the file, or title of the sheet where there are several.
    """

    file: str
    table: str
    columns: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]]
    delimiter: str = ","

    @property
    def is_csv(self) -> bool:
        """Whether the delimiter means anything."""
        return self.file.lower().endswith(".csv")


def read_samples(paths: Iterable[Path], encoding: str) -> Iterator[Sample]:
    """One sample per file, or per sheet of a workbook that has several.

    Raises NotFoundError for a file that is not there, RefusedError for one that cannot be read.
    """
    for path in paths:
        if not path.is_file():
            hint = f"Name its files, as in {path}/*.csv." if path.is_dir() else "Check the path."
            raise NotFoundError(f"There is no file {path}.", hint=hint)
        suffix = path.suffix.lower()
        if suffix not in READERS:
            raise RefusedError(
                f"{path}: no reader for '{suffix}' files.",
                hint=NOT_READ.get(suffix, f"Readable are {', '.join(READERS)}."),
            )
        try:
            yield from _samples_of(path, suffix, ReadOptions(encoding))
        except DamagedFileError as error:
            place = f"{path}, row {error.row}" if error.row else str(path)
            raise RefusedError(f"{place}: {error.message}", hint=error.hint) from error


def _samples_of(path: Path, suffix: str, options: ReadOptions) -> Iterator[Sample]:
    sheets = table_names(path, suffix)
    if len(sheets) < 2:
        yield _sample(path, suffix, options, path.stem)
        return
    for sheet in sheets:
        yield _sample(path, suffix, replace(options, sheet=sheet), sheet)


def _sample(path: Path, suffix: str, options: ReadOptions, table: str) -> Sample:
    opened, delimiter = _opened(path, suffix, options)
    chunk = next(opened.chunks(), None)
    rows = chunk.table.slice(0, SAMPLE_ROWS) if chunk else None
    texts = {
        name: tuple(text or "" for text in rows.column(name).to_pylist()) if rows else ()
        for name in opened.columns
    }
    return Sample(path.name, table, opened.columns, texts, delimiter)


def _opened(path: Path, suffix: str, options: ReadOptions) -> tuple[SourceTable, str]:
    """The file with the delimiter that splits its header; the usual one is tried first."""
    try:
        return open_table(path, suffix, options), options.delimiter
    except DamagedFileError as error:
        if suffix != ".csv" or error.rule_id != rules.RAGGED:
            raise
        for delimiter in _OTHER_DELIMITERS:
            with suppress(DamagedFileError):
                opened = open_table(path, suffix, replace(options, delimiter=delimiter))
                if len(opened.columns) > 1:
                    return opened, delimiter
        raise
