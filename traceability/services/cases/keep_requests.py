"""Keep requests of a case as rows and bytes, and put their files where sites take them."""

from __future__ import annotations

import csv
import io
import os
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from traceability.contracts.request_file import REQUEST_COLUMNS
from traceability.domain.cases import CaseKind, case_name
from traceability.domain.holds import Action, RequestKind
from traceability.domain.instants import utc_text
from traceability.errors import RefusedError
from traceability.services.write_json import decimal_text
from traceability.store.durable_files import sha256_of, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from traceability.domain.cases import CaseHead
    from traceability.domain.holds import RequestLine
    from traceability.settings import Settings
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

MEDIA_TYPE = "text/csv"
_MARKED = ("=", "+", "-", "@", "\t", "\r", "'")
_OWN = (
    *("location", "handling_unit_code", "item_code", "lot_code", "lot_id", "qty", "uom"),
    *("stock_status", "place_kind", "work_order_code", "line_code", "delivery_code"),
    *("delivery_line_no", "customer_code", "evidence"),
)
_LONGEST = 60
_DRAFT = ".draft"


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A file for one site."""

    request_no: int
    kind: RequestKind
    site_code: str | None
    line_count: int
    file_name: str
    sha256: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ToAsk:
    """What a run of requests shares. reasons: for a release, instead of each line's own."""

    head: CaseHead
    version: int
    signature_no: int
    release_no: int | None = None
    reason: str | None = None


def request_folder(settings: Settings, case_no: int) -> Path:
    """Where the files of a case's requests are put."""
    return settings.home / "out" / "holds" / case_name(case_no)


def keep_requests(write: StateWrite, ask: ToAsk, lines: Iterable[RequestLine]) -> list[RequestFile]:
    """Keep one request per site and kind; its file is to be placed when this is committed."""
    from traceability.store.state.case_documents import (  # noqa: PLC0415 - keeps SQLAlchemy off
        keep_document,
    )
    from traceability.store.state.case_holds import add_request, next_request  # noqa: PLC0415

    files = []
    number = next_request(write, ask.head.case_no)
    ordered = sorted(lines, key=lambda line: _group(ask, line))
    for (kind, _, site), found in groupby(ordered, key=lambda line: _group(ask, line)):
        own = list(found)
        data = _csv(write, ask, number, RequestKind(kind), own)
        name = _file_name(ask.head, number, kind, site if own[0].site_code is not None else None)
        digest = keep_document(write, MEDIA_TYPE, data)
        told = {
            "case_no": ask.head.case_no,
            "request_no": number,
            "kind": kind,
            "site_code": own[0].site_code,
            "version": ask.version,
            "line_count": len(own),
            "file_name": name,
            "document_sha256": digest,
            "release_no": ask.release_no,
            "signature_no": ask.signature_no,
        }
        add_request(write, told, own)
        kind_of = RequestKind(kind)
        files.append(RequestFile(number, kind_of, own[0].site_code, len(own), name, digest, data))
        number += 1
    return files


def draft_files(folder: Path, files: Sequence[RequestFile]) -> None:
    """Write the files under names that no site takes. Raises RefusedError, leaving none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in files:
            with _draft(folder, one.file_name).open("wb") as file:
                file.write(one.data)
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        drop_drafts(folder, files)
        raise RefusedError(
            f"The files of the requests cannot be written to {folder}: {error.strerror}.",
            hint="Nothing was asked for. Make room, or give the right to write there; try again.",
        ) from error


def drop_drafts(folder: Path, files: Sequence[RequestFile]) -> None:
    """Take drafts away, as far as the folder lets us: nobody takes a draft for a request."""
    for one in files:
        with suppress(OSError):
            _draft(folder, one.file_name).unlink()


def settle_drafts(read: StateRead, case_no: int, folder: Path) -> list[str]:
    """Finish what a stopped run left: drafts of kept requests become files, others go.

    Call it within a transaction that writes, so that nobody else is about to keep a draft. Returns
    the names of files that are there now. Raises RefusedError as `place_files`.
    """
    from traceability.store.state.case_holds import read_requests  # noqa: PLC0415 - as above

    found = sorted(folder.glob(f".*{_DRAFT}")) if folder.is_dir() else []
    kept = {one.file_name: one.document_sha256 for one in read_requests(read, case_no)}
    placed = []
    try:
        for draft in found:
            name = draft.name.removeprefix(".").removesuffix(_DRAFT)
            if kept.get(name) == sha256_of(draft):
                draft.replace(folder / name)
                placed.append(name)
            else:
                draft.unlink()
    except OSError as error:
        raise _unplaced(folder, error) from error
    return placed


def place_files(folder: Path, files: Sequence[RequestFile]) -> None:
    """Give drafts the names under which sites take them."""
    try:
        for one in files:
            with suppress(FileNotFoundError):  # another run settled it
                _draft(folder, one.file_name).replace(folder / one.file_name)
    except OSError as error:
        raise _unplaced(folder, error) from error
    sync_folder(folder)


def publish_requests(settings: Settings, case_no: int, release_no: int | None = None) -> list[str]:
    """Write the files of a case's requests that are not there; returns their names.

    The bytes are those kept when they were signed. release_no: only those of that release.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - same
    from traceability.store.state.case_holds import read_requests  # noqa: PLC0415 - same

    folder = request_folder(settings, case_no)
    lacking = []
    with open_state(settings).read() as read:
        for one in read_requests(read, case_no):
            path = folder / one.file_name
            is_there = path.exists() and sha256_of(path) == one.document_sha256
            if not is_there and release_no in {None, one.release_no}:
                data = read_document(read, one.document_sha256)
                told = (one.file_name, one.document_sha256, data)
                lacking.append(
                    RequestFile(one.request_no, one.kind, one.site_code, one.line_count, *told)
                )
    draft_files(folder, lacking)
    place_files(folder, lacking)
    return [one.file_name for one in lacking]


def _group(ask: ToAsk, line: RequestLine) -> tuple[str, bool, str]:
    if ask.release_no is not None:
        kind = RequestKind.RELEASE
    else:
        kind = RequestKind.HOLD if line.action is Action.HOLD_STOCK else RequestKind.STOP
    return str(kind), line.site_code is None, line.site_code or ""


def _csv(
    write: StateWrite, ask: ToAsk, number: int, kind: RequestKind, lines: Sequence[RequestLine]
) -> bytes:
    """UTF-8 with the mark that spreadsheets need, columns as the contract has them."""
    head = ask.head
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(name for name, _ in REQUEST_COLUMNS)
    first = [f"{head.name}/{number}", str(kind), _truth(head.kind is CaseKind.DRILL), head.name]
    first += [str(ask.version)]
    last = [_safe(write.actor.name), utc_text(write.at)]
    for line in lines:
        own = [line.line_id, str(line.action), line.site_code]
        own += [getattr(line, name) for name in _OWN]
        reason = line.why if ask.reason is None else ask.reason
        writer.writerow([*first, *map(_cell, own), _safe(reason), *last])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return _safe(value) if isinstance(value, str) else decimal_text(value)


def _safe(text: str) -> str:
    """A text that a spreadsheet would reckon, or that begins with a mark, gets the mark before."""
    return f"'{text}" if text.startswith(_MARKED) else text


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _file_name(head: CaseHead, number: int, kind: str, site: str | None) -> str:
    drill = "DRILL-" if head.kind is CaseKind.DRILL else ""
    place = "no-site"
    if site is not None:
        kept = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in site)
        place = f"site-{kept[:_LONGEST]}"
    return f"{drill}{head.name}-{number:03}-{kind}-{place}.csv"


def _draft(folder: Path, name: str) -> Path:
    return folder / f".{name}{_DRAFT}"


def _unplaced(folder: Path, error: OSError) -> RefusedError:
    return RefusedError(
        f"The requests are kept, but their files cannot be put into {folder}: {error.strerror}.",
        hint="Then write them again: lotline case holds NUMBER --write",
    )
