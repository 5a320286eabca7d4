"""Replay a signed case: compute it anew from its snapshot and rows, and compare it byte by byte."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import case_name
from traceability.services.cases.hold_also import hold_also
from traceability.services.cases.read_scope import read_scope
from traceability.services.cases.scope_document import scope_document
from traceability.services.cases.show_case import kept_document, rebuild_document
from traceability.services.fingerprint_code import code_version, what_changed
from traceability.services.write_json import as_json
from traceability.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]
_ABSENT = "(not there)"
_NOT_MADE = "(not made)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two documents differ; a value that is not there is told as such."""

    path: str
    archived: str
    recomputed: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """One document as it was kept and as it came out now. differences: none where bytes agree.

    is_kept_only: not made anew, as the typesetter is not installed; its bytes are whole.
    made_by: the code versions that made what was kept.
    """

    what: str
    archived_sha256: str
    recomputed_sha256: str
    differences: tuple[Difference, ...]
    is_kept_only: bool = False
    made_by: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the bytes are the same."""
        return self.archived_sha256 == self.recomputed_sha256

    def changed(self, now: str) -> tuple[str, ...]:
        """What differs between the code that made it and this one; nothing where it is the same."""
        told = (what_changed(kept, now) for kept in self.made_by)
        return tuple(dict.fromkeys(one for one in told if one is not None))


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of every frozen scope, of the whole document, and of every archived report."""

    case_no: int
    archived_version: str
    code_version: str
    documents: tuple[Replayed, ...]

    @property
    def is_same(self) -> bool:
        """Whether all bytes are the same."""
        return all(one.is_same for one in self.documents)

    def as_document(self) -> Row:
        """Keys of the JSON document."""
        return {
            "case_no": self.case_no,
            "is_same": self.is_same,
            "archived_code_version": self.archived_version,
            "code_version": self.code_version,
            "documents": [
                {
                    "what": one.what,
                    "is_same": one.is_same,
                    "is_kept_only": one.is_kept_only,
                    "made_by": list(one.made_by),
                    "code_changes": list(one.changed(self.code_version)),
                    "archived_sha256": one.archived_sha256,
                    "recomputed_sha256": one.recomputed_sha256,
                    "differences": list(one.differences),
                }
                for one in self.documents
            ],
        }


def replay_drill(settings: Settings, case_no: int) -> Replay:
    """Compute a signed or aborted case anew and compare it with what was kept when it ended.

    Each frozen scope comes from its question, its pinned snapshot and the settings it was frozen
    under, whatever was built, corrected or set since. Clock, log and signatures are rows. Raises
    NotFoundError, RefusedError for a case that has not ended, IntegrityError for damaged bytes.
    """
    digest, kept = kept_document(settings, case_no)
    document = read_scope(kept)
    scopes = [*_scopes(settings, case_no)]
    latest = scopes[-1][1] if scopes else None
    rebuilt = rebuild_document(settings, case_no, latest)
    whole = compare_bytes(
        f"document of {case_name(case_no)}", digest, kept, as_json(rebuilt).encode()
    )
    reports = [*_reports(settings, case_no, document)]
    makers = [made for one in (*(told for told, _ in scopes), *reports) for made in one.made_by]
    whole = replace(whole, made_by=tuple(dict.fromkeys(makers)))
    documents = (*(told for told, _ in scopes), whole, *reports)
    return Replay(case_no, str(document["code_version"]), code_version(), documents)


def compare_bytes(what: str, digest: str, archived: bytes, recomputed: bytes) -> Replayed:
    """Two JSON documents, and where they differ."""
    found: tuple[Difference, ...] = ()
    if archived != recomputed:
        before, now = read_scope(archived), read_scope(recomputed)
        found = tuple(differences(before, now))
    return Replayed(what, digest, sha256(recomputed).hexdigest(), found)


def differences(archived: object, recomputed: object, path: str = "") -> Iterator[Difference]:
    """Every place in which two documents differ, in the order of the first one's keys."""
    if isinstance(archived, dict) and isinstance(recomputed, dict):
        for name in dict.fromkeys((*archived, *recomputed)):
            before, now = archived.get(name, _Absent), recomputed.get(name, _Absent)
            yield from differences(before, now, f"{path}.{name}" if path else name)
    elif isinstance(archived, list) and isinstance(recomputed, list):
        for place in range(max(len(archived), len(recomputed))):
            before = archived[place] if place < len(archived) else _Absent
            now = recomputed[place] if place < len(recomputed) else _Absent
            yield from differences(before, now, f"{path}[{place}]")
    elif archived is _Absent or recomputed is _Absent or archived != recomputed:
        yield Difference(path, _text(archived), _text(recomputed))


class _Absent:
    """Stands for a value that one of two documents does not have."""


def recompute_scope(settings: Settings, row: Row, frozen: Row, *, unit: str | None = None) -> bytes:
    """A frozen scope computed anew: its question, snapshot and moment, the settings of then.

    row: the version as it was frozen. frozen: the document that was kept for it. unit: another one
    for its balances.
    """
    then = replace(settings, **_settings_then(row["settings"]))
    at = datetime.fromisoformat(frozen["asked_at"])
    named = row["snapshot_id"]
    told = scope_document(then, row["asked"], row["item"], named, unit=unit, at=at)
    if row["held_too"]:
        told = hold_also(told, scope_document(then, row["held_too"], None, named, at=at))
    return as_json(told).encode()


def _scopes(settings: Settings, case_no: int) -> Iterator[tuple[Replayed, bytes]]:
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - same
    from traceability.store.state.case_scopes import read_scopes  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        rows = read_scopes(read, case_no)
        kept = [read_document(read, row["document_sha256"]) for row in rows]
    for row, archived in zip(rows, kept, strict=True):
        again = recompute_scope(settings, row, read_scope(archived))
        what = f"scope v{row['version']}"
        told = compare_bytes(what, row["document_sha256"], archived, again)
        yield replace(told, made_by=(row["code_version"],)), again


def _reports(settings: Settings, case_no: int, document: Row) -> Iterator[Replayed]:
    """The archived reports, each made anew from the document that was signed.

    What cannot be made for want of the typesetter is compared with its own hash alone. Raises
    IntegrityError for kept bytes that are not those of their hash.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - same
    from traceability.store.state.case_reports import list_reports  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        archived = list_reports(read, case_no)
        for row in archived:
            read_document(read, row["sha256"])
    if not archived:
        return
    from traceability.services.reports.archive_reports import (  # noqa: PLC0415 - loads typst
        archived_files,
        needs_typesetter,
    )

    wanted, made = {row["name"] for row in archived}, {}
    for name, data in archived_files(document):
        if name in wanted:
            made[name] = sha256(data).hexdigest()
        if len(made) == len(wanted):
            break
    for row in archived:
        name, before, by = row["name"], row["sha256"], (row["code_version"],)
        if name not in made and needs_typesetter(name):
            yield Replayed(f"report {name}", before, before, (), is_kept_only=True, made_by=by)
            continue
        now = made.get(name, _NOT_MADE)
        found = () if before == now else (Difference("bytes", before, now),)
        yield Replayed(f"report {name}", before, now, found, made_by=by)


def _settings_then(told: Row) -> Row:
    """Settings as values of Settings again; a name that this version does not know is left out."""
    found: Row = {}
    for field in fields(Settings):
        value = told.get(field.name, _Absent)
        if value is _Absent:
            continue
        if isinstance(value, list):
            value = tuple(value)
        elif value is not None and "Decimal" in str(field.type):
            value = Decimal(str(value))
        found[field.name] = value
    return found


def _text(value: object) -> str:
    return _ABSENT if value is _Absent else as_json(value)
