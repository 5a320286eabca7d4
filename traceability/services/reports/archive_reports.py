"""Archive the reports of a signed case: rendered once, kept as bytes, given out as kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from traceability.domain.actors import Program
from traceability.domain.cases import CaseState
from traceability.services.cases.read_scope import read_scope
from traceability.services.cases.show_case import kept_document
from traceability.services.cases.work_on_case import head_of
from traceability.services.fingerprint_code import code_version
from traceability.services.reports.render_reports import (
    MANIFEST,
    PARTS,
    PLAIN_PARTS,
    ReportFile,
    ReportOptions,
    check_parts,
    manifest,
    part_of,
    report_files,
    write_files,
)
from traceability.services.reports.typeset import can_typeset

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.settings import Settings

_PROGRAM = Program("reports")
_TYPES = {".csv": "text/csv", ".json": "application/json"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def archive_reports(
    settings: Settings, case_no: int, *, progress: Callable[[str], None] | None = None
) -> bool:
    """Render and keep every report of a signed case that is not kept yet, in one transaction.

    Returns whether all are kept now: without the packages that set PDF files, only the others are,
    and the next call with them keeps the rest. Raises RefusedError for a case that is not signed.
    """
    kept = kept_reports(settings, case_no)
    if MANIFEST in kept:
        return True
    _, record = kept_document(settings, case_no)
    made: list[tuple[str, bytes]] = []
    for name, data in archived_files(read_scope(record)):
        made.append((name, data))
        if progress is not None:
            progress(name)
    _keep(settings, case_no, [(name, data) for name, data in made if name not in kept])
    return made[-1][0] == MANIFEST


def archived_files(document: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of everything that is archived of a case, the list of hashes last.

    That list is missing where PDF files cannot be set: then so are they.
    """
    is_whole = can_typeset()
    listed = []
    for name, data in report_files(
        document, ReportOptions(parts=PARTS if is_whole else PLAIN_PARTS)
    ):
        listed.append(ReportFile(name, len(data), sha256(data).hexdigest()))
        yield name, data
    if is_whole:
        yield MANIFEST, manifest(listed)


def needs_typesetter(name: str) -> bool:
    """Whether an archived file cannot be made where PDF files cannot be set."""
    return not can_typeset() and (name.endswith(".pdf") or name == MANIFEST)


def kept_reports(settings: Settings, case_no: int) -> dict[str, str]:
    """Name and SHA-256 of every archived report of a case; empty while there is none."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_reports import list_reports  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        return {row["name"]: row["sha256"] for row in list_reports(read, case_no)}


def write_archived(
    settings: Settings,
    case_no: int,
    folder: Path,
    options: ReportOptions | None = None,
    *,
    progress: Callable[[str], None] | None = None,
) -> list[ReportFile] | None:
    """Write the archived bytes of these parts into a new folder, each compared with its hash.

    What was not archived when the case was signed is archived now. None where no archive holds
    this: the case is not signed, the language or the callers are other ones, or PDF files were
    never set. Raises UsageError and RefusedError as `write_reports`, NotFoundError, IntegrityError
    for bytes that were changed.
    """
    chosen = options or ReportOptions()
    check_parts(chosen.parts)
    if replace(chosen, parts=PARTS) != ReportOptions() or not _is_signed(settings, case_no):
        return None
    is_whole = archive_reports(settings, case_no, progress=progress)
    if not is_whole and set(chosen.parts) - set(PLAIN_PARTS):
        return None
    kept = kept_reports(settings, case_no)
    wanted = {name: one for name, one in kept.items() if part_of(name) in chosen.parts}
    return write_files(_read(settings, wanted), folder, progress=progress) if wanted else None


def _is_signed(settings: Settings, case_no: int) -> bool:
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    with open_state(settings).read() as read:
        return head_of(read, case_no).state is CaseState.SIGNED


def _read(settings: Settings, kept: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        for name, digest in kept.items():
            yield name, read_document(read, digest)


def _keep(settings: Settings, case_no: int, made: list[tuple[str, bytes]]) -> None:
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_reports import keep_report  # noqa: PLC0415 - same

    with open_state(settings).write(_PROGRAM) as write:
        for name, data in made:
            keep_report(write, case_no, name, _media_type(name), data, code_version())


def _media_type(name: str) -> Any:
    ending = name[name.rfind(".") :] if "." in name else ""
    if ending == ".xlsx":
        return _XLSX
    return _TYPES.get(ending) or guess_type(name)[0] or "text/plain"
