"""Attach a file to a case: its bytes are kept under their hash."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from traceability.errors import NotFoundError, UsageError
from traceability.services.cases.work_on_case import head_of, work_on_case

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.domain.actors import Person
    from traceability.settings import Settings

MOST_BYTES = 50_000_000
"""The largest file that goes into the state database."""


def attach_file(settings: Settings, actor: Person, case_no: int, path: Path, note: str = "") -> str:
    """Keep a file with a case; returns its SHA-256.

    Raises UsageError when it cannot be read or is too large, RefusedError, NotFoundError.
    """
    return keep_file(settings, actor, case_no, path.name, _read(path), note)


def keep_file(  # noqa: PLR0917 - what is kept, of which case, by whom
    settings: Settings, actor: Person, case_no: int, name: str, data: bytes, note: str = ""
) -> str:
    """Keep bytes with a case under a name; returns their SHA-256. Raises as `attach_file`."""
    from traceability.store.state.case_documents import (  # noqa: PLC0415 - keeps SQLAlchemy off
        keep_document,
    )
    from traceability.store.state.case_scopes import add_file  # noqa: PLC0415 - same
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    _check_size(f"The file {name}", len(data))
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    with work_on_case(settings, actor, case_no) as (write, _):
        digest = keep_document(write, media_type, data)
        told = {"name": name, "sha256": digest, "byte_count": len(data), "note": note.strip()}
        add_file(write, case_no, told)
        add_log(write, case_no, f"Attached {name} (SHA-256 {digest}).", note.strip())
    return digest


def attached_file(settings: Settings, case_no: int, digest: str) -> bytes:
    """The bytes of an attached file, verified. Raises NotFoundError, IntegrityError."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - same
    from traceability.store.state.case_scopes import read_files  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        head = head_of(read, case_no)
        if digest not in {one["sha256"] for one in read_files(read, case_no)}:
            raise NotFoundError(
                f"{head.name} has no file with the hash {digest}.",
                hint=f"`lotline case show {head.name}` lists its files.",
            )
        return read_document(read, digest)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise UsageError(
            f"The file {path} cannot be read: {error.strerror}.",
            hint="Name a file, such as a laboratory's report.",
        ) from error
    _check_size(f"The file {path}", size)
    return data


def _check_size(what: str, size: int) -> None:
    if size > MOST_BYTES:
        raise UsageError(
            f"{what} has {size} bytes; at most {MOST_BYTES} are kept with a case.",
            hint="Attach its part that matters, and name the place of the whole in --note.",
        )
