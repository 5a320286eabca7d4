"""Write a ZIP whose bytes depend on nothing but what is in it, with the hash of every file."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from traceability.errors import RefusedError
from traceability.services.write_json import as_json, decimal_text
from traceability.store.durable_files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o644 << 16
_LEVEL = 6
_MARK = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: its path in it, and its bytes in parts."""

    name: str
    parts: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class WrittenArchive:
    """An archive that was written: its own hash, and how many files it has."""

    path: Path
    sha256: str
    byte_count: int
    file_count: int


def write_archive(path: Path, entries: Iterable[Entry]) -> WrittenArchive:
    """Write the entries in their order, then the list of their hashes.

    The file is there whole or not at all. Raises RefusedError where it cannot be written, or where
    a file is there already: an archive that was handed over is never replaced.
    """
    check_free(path)
    draft = path.with_name(f"{path.name}.draft")
    try:
        with zipfile.ZipFile(draft, "w") as archive:
            sums = {entry.name: _add(archive, entry) for entry in entries}
            told = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
            _add(archive, Entry(SUMS, [told.encode()]))
        check_free(path)
        draft.replace(path)
    except OSError as error:
        raise RefusedError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another file."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return WrittenArchive(path, sha256_of(path), path.stat().st_size, len(sums) + 1)


def check_free(path: Path) -> None:
    """Raise RefusedError where a file of this name is there."""
    if path.exists():
        raise RefusedError(
            f"{path} is there already and was left as it is.",
            hint="Name another file, or move it away.",
        )


def text_entry(name: str, text: str) -> Entry:
    """A text file."""
    return Entry(name, [text.encode()])


def json_entry(name: str, document: Any) -> Entry:
    """A canonical JSON document."""
    return text_entry(name, f"{as_json(document)}\n")


def csv_entry(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Entry:
    """A CSV file that spreadsheets read as UTF-8, and in which no cell is a formula.

    A text that could be taken for one, or that begins with an apostrophe, gets an apostrophe
    before it: taking the first apostrophe off gives every text back.
    """
    return Entry(name, _csv_parts(columns, rows))


def _csv_parts(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    yield (_MARK + _line(columns)).encode()
    for row in rows:
        yield _line([_cell(value) for value in row]).encode()


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, int | float):
        return str(value)
    text = value if isinstance(value, str) else as_json(value).strip('"')
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _add(archive: zipfile.ZipFile, entry: Entry) -> str:
    """Add a file and return its SHA-256."""
    info = zipfile.ZipInfo(entry.name, _FIXED_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = _UNIX  # the same on every operating system
    info.external_attr = _MODE
    info._compresslevel = _LEVEL  # type: ignore[attr-defined]  # noqa: SLF001 - no public name
    digest = sha256()
    with archive.open(info, "w", force_zip64=True) as file:
        for part in entry.parts:
            digest.update(part)
            file.write(part)
    return digest.hexdigest()
