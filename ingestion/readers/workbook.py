"""An .xlsx workbook as a package: which sheets it has, its number formats, and its parts.

The package is read by `workbook_parts`; the cells are read by `sheet_rows`, which keeps what a
number looked like, tells a formula without result from an empty cell, and holds one row at a time.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self
from xml.etree.ElementTree import ParseError

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from ingestion import rules
from ingestion.readers.number_formats import NumberFormats, read_formats
from ingestion.readers.reader import DamagedFileError
from ingestion.readers.shared_texts import SharedTexts
from ingestion.readers.sheet_rows import SheetRows
from ingestion.readers.workbook_parts import SheetEntry, part_info, read_parts

ABOUT_SHEETS = frozenset({"about", "lists", "说明"})
"""Titles of sheets that explain a template; they hold no data. See `lotline template`."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODD = (KeyError, ValueError, IndexError, TypeError, AttributeError, OSError, ParseError)

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, ParseError),
    *(ValueError, LookupError, NotImplementedError),
)
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; aside: rule under which it holds no data, "" for one that may."""

    title: str
    part: str
    aside: str

    @property
    def is_aside(self) -> bool:
        """Whether a rule sets the whole sheet aside."""
        return bool(self.aside)


class Workbook:
    """An open workbook; close it, or use it as a context."""

    def __init__(self, path: Path) -> None:
        """Open it; DamagedFileError where it is no whole workbook that can be read."""
        self._file = path.open("rb")
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        with told_as_damage():
            _refuse_other_formats(self._file)
            self._archive = zipfile.ZipFile(self._file)
            try:
                self._parts = read_parts(self._archive)
            except _ODD as error:
                raise _no_workbook() from error
            if not self._parts.sheets:
                raise _no_workbook()
            is_1904 = self._parts.counts_from_1904
            self.epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
            self.formats = self._read_formats()
            self.texts = SharedTexts(self._stream_of(self._parts.texts))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and what was spilled of its texts."""
        self.texts.close()
        self._archive.close()
        self._file.close()

    def sheets(self, title: str | None = None) -> tuple[Sheet, ...]:
        """Sheets in their order, or those of a title; hidden, empty and chart sheets say so."""
        return tuple(
            Sheet(entry.title, entry.part, self._aside(entry))
            for entry in self._parts.sheets
            if title is None or entry.title == title
        )

    def rows(self, part: str) -> SheetRows:
        """The rows of a sheet, one at a time; they must be read before the workbook closes."""
        info = part_info(self._archive, part)
        return SheetRows(self._archive.open(info), info.file_size)

    def _aside(self, entry: SheetEntry) -> str:
        if entry.title.strip().casefold() in ABOUT_SHEETS:
            return rules.ABOUT_SHEET
        if entry.kind != "worksheet":
            return rules.CHART_SHEET
        if not entry.is_visible:
            return rules.HIDDEN_SHEET
        with told_as_damage():
            return rules.EMPTY_SHEET if self._is_empty(entry.part) else ""

    def _is_empty(self, part: str) -> bool:
        with self.rows(part) as rows:
            return not any(cell.is_filled for row in rows for cell in row.cells)

    def _read_formats(self) -> NumberFormats:
        stream = self._stream_of(self._parts.styles)
        if stream is None:
            return NumberFormats((), ())
        with stream:
            return read_formats(stream.read())

    def _stream_of(self, part: str) -> IO[bytes] | None:
        return self._archive.open(part_info(self._archive, part)) if part else None


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """All sheets of a workbook file."""
    with Workbook(path) as book:
        return book.sheets()


def row_count(path: Path, title: str) -> int:
    """Filled rows of a sheet below its first; 0 for a chart."""
    with Workbook(path) as book, told_as_damage():
        (sheet,) = book.sheets(title)
        if sheet.aside == rules.CHART_SHEET:
            return 0
        with book.rows(sheet.part) as rows:
            filled = sum(any(cell.is_filled for cell in row.cells) for row in rows)
    return max(filled - 1, 0)


@contextmanager
def told_as_damage() -> Iterator[None]:
    """Turn what zip and XML say of a broken file into one sentence."""
    try:
        yield
    except _BROKEN as error:
        raise DamagedFileError(
            rules.CUT_FILE,
            None,
            f"The file is not a whole workbook: {str(error).splitlines()[0] or 'it was cut'}.",
            hint="Save or copy it again; nothing of it was loaded.",
        ) from error
    except RuntimeError as error:  # what zipfile raises where an entry needs a password
        raise _protected() from error


def _refuse_other_formats(file: IO[bytes]) -> None:
    start = file.read(len(_OLE))
    if not start:
        raise DamagedFileError(rules.NO_ROWS, None, "The file has no bytes.", hint="Save it again.")
    if start == _OLE:
        raise _protected() if _holds(file, _ENCRYPTED) else _old_format()
    if not start.startswith(b"PK"):
        raise _no_workbook()
    file.seek(0)


def _holds(file: IO[bytes], wanted: bytes) -> bool:
    """Whether the rest of a file holds some bytes; a directory may lie anywhere in it."""
    tail = b""
    while block := file.read(_BLOCK):
        if wanted in tail + block:
            return True
        tail = block[-len(wanted) :]
    return False


def _protected() -> DamagedFileError:
    return DamagedFileError(
        rules.NOT_ITS_FORMAT,
        None,
        "The workbook is protected with a password.",
        hint="Save it without a password and ingest it again.",
    )


def _old_format() -> DamagedFileError:
    return DamagedFileError(
        rules.NOT_ITS_FORMAT,
        None,
        "The file is a workbook of the old .xls format.",
        hint="Open it and save it as .xlsx.",
    )


def _no_workbook() -> DamagedFileError:
    return DamagedFileError(
        rules.NOT_ITS_FORMAT,
        None,
        "The file is no .xlsx workbook, whatever its name says.",
        hint="Open it in a spreadsheet program and save it as .xlsx, or name it as what it is.",
    )
