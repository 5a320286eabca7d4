"""What an ingest tells about itself, as frozen data for the command line, tests and programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from traceability.errors import RefusedError


class Progress(Protocol):
    """Called now and then: what is being done, and how many of how many bytes are read."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show it, or do nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about a file; row is the first line it concerns.

    column: `contract.column` whose values it is about, None where it is about rows or the file.
    rows: the landed rows it names, not always all. severity: where it is not that of its rule.
    """

    rule_id: str
    file: str
    row: int | None
    message: str
    column: str | None = None
    rows: tuple[int, ...] = field(default=(), compare=False)
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """One source file: read = used + sum(set_aside) + sum(quarantined), always.

    table: contract or native table it belongs to, None when the profile knows none. used: rows
    that landed at least one contract row. sheet: title of the sheet of a workbook; bytes and
    sha256 are those of the whole workbook.
    """

    name: str
    sha256: str
    bytes: int
    table: str | None
    read: int
    used: int
    set_aside: Mapping[str, int] = field(default_factory=dict)
    quarantined: Mapping[str, int] = field(default_factory=dict)
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """One load as its manifest tells it; rows: landed rows per contract it speaks for.

    load_id is None in a dry run.
    """

    load_id: str | None
    source_system: str
    profile: str
    mode: str
    covers: tuple[str, str] | None
    files: tuple[FileReport, ...]
    rows: Mapping[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RepeatedFile:
    """A file whose bytes were landed before, by `load_id`, or came twice just now (load_id "").

    same_as: name of the file that holds the same bytes in this ingest, "" otherwise.
    """

    name: str
    load_id: str
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Everything one ingest did: new loads, files that brought nothing new, findings."""

    loads: tuple[LoadReport, ...]
    repeated: tuple[RepeatedFile, ...]
    findings: tuple[Finding, ...]
    is_dry_run: bool = False

    @property
    def is_nothing_new(self) -> bool:
        """Whether every file had been landed before."""
        return not self.loads


class RefusedLoadError(RefusedError):
    """Files that cannot be loaded as they are; `findings` says why, file by file."""

    def __init__(self, message: str, findings: tuple[Finding, ...], *, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.findings = findings
