"""All files of a case's reports, and the folder they are written to."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from traceability.errors import RefusedError, UsageError
from traceability.services.reports.action_sheets import (
    Sheet,
    call_sheets,
    carrier_sheets,
    hold_sheets,
)
from traceability.services.reports.case_report import case_report
from traceability.services.reports.customer_letters import customer_letters
from traceability.services.reports.document_lists import document_lists, lists_csv, lists_workbook
from traceability.services.reports.official_reports import china_food_plan, fda_report
from traceability.services.reports.stamp import Stamp, stamp_case
from traceability.services.reports.status_report import status_report
from traceability.services.reports.typeset import check_typeset, typeset
from traceability.services.reports.words import Language, Words
from traceability.services.write_json import as_json

MANIFEST = "SHA256SUMS"
_UNFINISHED = ".unfinished"
PARTS = (
    *("document", "letters", "report", "hold", "carriers", "calls", "official", "status"),
    *("workbook", "csv"),
)
"""What can be asked for, all of it by default. The many small files are set before the big ones,
which leave the typesetter slower."""
PLAIN_PARTS = ("document", "workbook", "csv")
"""What needs no typesetter."""
_BEGINNINGS = {
    "document": "case.json",
    "letters": "letters/",
    "report": "report.pdf",
    "hold": "hold-sheets/",
    "carriers": "carrier-sheets/",
    "calls": "call-sheets/",
    "official": "authority-",
    "status": "status-report.pdf",
    "workbook": "lists.xlsx",
    "csv": "csv/",
}
"""How the names of a part's files begin."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How reports are written: language of report and sheets, callers, which parts."""

    language: Language = Language.EN
    callers: tuple[str, ...] = ()
    parts: tuple[str, ...] = field(default=PARTS)

    def filters(self, words: Words) -> str:
        """What of this narrows or shares out what the files show."""
        return words("filters.callers", names=", ".join(self.callers)) if self.callers else ""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file of a report: its name below the folder, its size and its hash."""

    name: str
    size: int
    sha256: str


def part_of(name: str) -> str | None:
    """Which part a file belongs to, by its name; None for the list of hashes."""
    parts = (part for part, beginning in _BEGINNINGS.items() if name.startswith(beginning))
    return next(parts, None)


def check_parts(parts: Sequence[str]) -> None:
    """Raises UsageError for a part that is none."""
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise UsageError(
            f"{unknown[0]} is no part of the reports.", hint=f"Parts are {', '.join(PARTS)}."
        )


def report_files(
    document: dict[str, Any], options: ReportOptions | None = None
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file; the same document and options give the same bytes.

    Raises UsageError for a part that is none, RefusedError where PDF files cannot be made.
    """
    chosen = options or ReportOptions()
    check_parts(chosen.parts)
    if set(chosen.parts) - set(PLAIN_PARTS):
        check_typeset()
    for part in PARTS:
        if part in chosen.parts:
            yield from _WRITERS[part](document, chosen)


def write_reports(
    document: dict[str, Any],
    folder: Path,
    options: ReportOptions | None = None,
    *,
    progress: Callable[[str], None] | None = None,
) -> list[ReportFile]:
    """Write all files and the list of their hashes into a folder that is empty or not there.

    Raises RefusedError where the folder holds something, or cannot be written.
    """
    return write_files(report_files(document, options), folder, progress=progress)


def write_files(
    files: Iterable[tuple[str, bytes]],
    folder: Path,
    *,
    progress: Callable[[str], None] | None = None,
) -> list[ReportFile]:
    """Write files as they come, and the list of their hashes: all of them or none.

    They lie in a hidden folder within `folder` until they are all there; one that a killed run left
    is taken away. Raises as `write_reports`.
    """
    draft = folder / _UNFINISHED
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(path != draft for path in folder.iterdir()):
            raise RefusedError(
                f"{folder} is not empty; a report never mixes with other files.",
                hint="Name a new folder.",
            )
        shutil.rmtree(draft, ignore_errors=True)
        written = _write_draft(files, draft, progress)
        for path in sorted(draft.iterdir(), key=lambda one: (one.name == MANIFEST, one.name)):
            path.replace(folder / path.name)
    except OSError as error:
        raise RefusedError(
            f"{folder} cannot be written: {error.strerror}.", hint="Name another folder."
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return written


def _write_draft(
    files: Iterable[tuple[str, bytes]], draft: Path, progress: Callable[[str], None] | None
) -> list[ReportFile]:
    written = []
    for name, data in files:
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written.append(ReportFile(name, len(data), hashlib.sha256(data).hexdigest()))
        if progress is not None:
            progress(name)
    draft.mkdir(exist_ok=True)
    (draft / MANIFEST).write_bytes(manifest(written))
    return written


def manifest(files: Sequence[ReportFile]) -> bytes:
    """The list of hashes, as `sha256sum --check` reads it; no file can hold its own."""
    lines = sorted(f"{one.sha256}  {one.name}\n" for one in files)
    return "".join(sorted(lines, key=lambda line: line.partition("  ")[2])).encode()


def _document(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    del options
    yield "case.json", f"{as_json(document)}\n".encode()


def _report(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    yield _one(document, options, "report", "report.title", case_report)


def _status(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    yield _one(document, options, "status-report", "status.title", status_report)


def _official(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    """Each in the language of its authority."""
    english = ReportOptions(Language.EN, options.callers)
    chinese = ReportOptions(Language.ZH, options.callers)
    yield _one(document, english, "authority-fda", "fda.title", fda_report)
    yield _one(document, chinese, "authority-china-food", "cn.title", china_food_plan)


def _hold(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    words = Words(options.language)
    yield from _sheets(document, options, "hold-sheets", hold_sheets(document, words))


def _carriers(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    words = Words(options.language)
    yield from _sheets(document, options, "carrier-sheets", carrier_sheets(document, words))


def _calls(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    words = Words(options.language)
    sheets = call_sheets(document, words, options.callers)
    yield from _sheets(document, options, "call-sheets", sheets)


def _letters(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    del options
    for language in Language:
        letters = customer_letters(document, Words(language))
        chosen = ReportOptions(language)
        yield from _sheets(document, chosen, f"letters/{language}", letters)


def _workbook(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    yield "lists.xlsx", lists_workbook(document_lists(document), _stamp(document, options)[0])


def _csv(document: dict[str, Any], options: ReportOptions) -> Iterator[tuple[str, bytes]]:
    for name, data in lists_csv(document_lists(document), _stamp(document, options)[0]):
        yield f"csv/{name}", data


_OUTSIDE = ("letters/", "carrier-sheets")
"""What leaves the house: it does not bear the title of the case, which may name anybody."""


def _stamp(document: dict[str, Any], options: ReportOptions) -> tuple[Stamp, Words]:
    words = Words(options.language)
    return stamp_case(document, words, filters=options.filters(words)), words


def _one(
    document: dict[str, Any],
    options: ReportOptions,
    name: str,
    title: str,
    write: Callable[[dict[str, Any], Words], list[dict[str, Any]]],
) -> tuple[str, bytes]:
    stamp, words = _stamp(document, options)
    return f"{name}.pdf", typeset(write(document, words), stamp, words, title=words(title))


def _sheets(
    document: dict[str, Any], options: ReportOptions, folder: str, sheets: Iterator[Sheet]
) -> Iterator[tuple[str, bytes]]:
    stamp, words = _stamp(document, options)
    if folder.startswith(_OUTSIDE):
        stamp = replace(stamp, title="")
    for name, title, blocks in sheets:
        yield f"{folder}/{name}.pdf", typeset(blocks, stamp, words, title=title)


_WRITERS: dict[str, Callable[[dict[str, Any], ReportOptions], Iterator[tuple[str, bytes]]]] = {
    "document": _document,
    "report": _report,
    "hold": _hold,
    "carriers": _carriers,
    "calls": _calls,
    "letters": _letters,
    "official": _official,
    "status": _status,
    "workbook": _workbook,
    "csv": _csv,
}
