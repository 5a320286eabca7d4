"""Write the audit archive of a period: all that an auditor checks, and how to do it without us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traceability.domain.periods import Period, parse_period
from traceability.errors import UsageError
from traceability.services.compliance import list_archived as lists
from traceability.services.compliance.archive_notes import VERIFY
from traceability.services.compliance.evidence_ground import read_ground
from traceability.services.compliance.judge_register import judge_ground
from traceability.services.compliance.write_archive import (
    Entry,
    check_free,
    csv_entry,
    json_entry,
    text_entry,
    write_archive,
)
from traceability.services.fingerprint_code import code_version
from traceability.store.manifests import read_manifests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.services.compliance.evidence_ground import Ground
    from traceability.services.compliance.judge_register import Register
    from traceability.services.compliance.write_archive import WrittenArchive
    from traceability.settings import Settings

_SCRIPT = Path(__file__).with_name("verify_archive.py")


@dataclass(frozen=True, slots=True)
class AuditArchive:
    """An archive that was written. counts: what it holds."""

    file: str
    sha256: str
    byte_count: int
    file_count: int
    begins: str
    ends: str
    counts: dict[str, int]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {name: getattr(self, name) for name in type(self).__slots__}


def write_audit_archive(settings: Settings, period: str, path: Path) -> AuditArchive:
    """Write one ZIP about `FROM..TO`; the same state of the home gives the same bytes.

    Raises UsageError for a period that is open or not over yet and for another kind of file,
    RefusedError where the file cannot be written or is there already.
    """
    if path.suffix.lower() != ".zip":
        raise UsageError(f"{path.name}: an audit archive is a ZIP.", hint="Use -o FILE.zip.")
    check_free(path)
    begins, ends = _checked(parse_period(period), period)
    ground = read_ground(settings, ends)
    register = judge_ground(ground)
    counts: dict[str, int] = {}
    written = write_archive(path, _entries(ground, register, begins, counts))
    return _told(written, begins, ends, counts)


def _checked(told: Period, text: str) -> tuple[datetime, datetime]:
    if told.begins is None or told.ends is None:
        raise UsageError(f"{text} has an open end.", hint="Name both days: 2026-01-01..2026-03-31.")
    tomorrow = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if told.ends > tomorrow + timedelta(days=1):
        raise UsageError(
            f"{text} ends in the future.", hint="The last day of the period is today at the latest."
        )
    return told.begins.astimezone(UTC), told.ends.astimezone(UTC)


def _entries(
    ground: Ground, register: Register, begins: datetime, counts: dict[str, int]
) -> Iterator[Entry]:
    """The files in their order. Every list is told its rows once, so that nothing is read twice."""
    settings = ground.settings
    cases = [one for one in ground.cases if one.closed_at >= begins]
    yield text_entry("VERIFY.txt", VERIFY)
    yield Entry("verify.py", [_SCRIPT.read_bytes()])
    counts["cases"] = len(cases)
    if damaged := sum(sha256(one.content).hexdigest() != one.sha256 for one in cases):
        counts["records_that_are_not_what_was_kept"] = damaged
    yield csv_entry("cases.csv", lists.CASE_COLUMNS, lists.case_rows(cases))
    yield csv_entry("balances.csv", lists.BALANCE_COLUMNS, lists.balance_rows(cases))
    yield json_entry("compliance.json", register.as_document())
    yield csv_entry("compliance.csv", lists.REGISTER_COLUMNS, lists.register_rows(register))
    builds = [one for one in ground.builds if str(one.manifest["built_at"]) >= begins.isoformat()]
    for build in reversed(builds):
        counts["snapshots"] = counts.get("snapshots", 0) + 1
        data = (build.folder / "manifest.json").read_bytes()
        yield Entry(f"manifests/snapshots/{build.id}.json", [data])
    manifests = lists.loads_between(read_manifests(settings), begins, ground.as_of)
    for manifest in manifests:
        yield Entry(f"manifests/landing/{manifest.path.name}", [manifest.path.read_bytes()])
    counts["loads"] = len(manifests)
    yield csv_entry("landing_files.csv", lists.FILE_COLUMNS, lists.file_rows(manifests))
    if settings.state_url or settings.state_file.exists():
        yield from _state_entries(ground, begins, cases, counts)
    else:
        yield csv_entry("audit_trail.csv", lists.TRAIL_COLUMNS, [])
    about = {
        "begins": begins,
        "ends": ground.as_of,
        "snapshot_id": register.snapshot_id,
        "data_as_of": ground.builds[0].manifest.get("data_as_of") if ground.builds else None,
        "code_version": code_version(),
        "counts": counts,
    }
    yield json_entry("about.json", about)


def _state_entries(
    ground: Ground, begins: datetime, cases: list[Any], counts: dict[str, int]
) -> Iterator[Entry]:
    from traceability.services.compliance import state_lists as state  # noqa: PLC0415
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    with open_state(ground.settings).read() as read:
        for name, data in state.case_files(read, cases, ground.as_of):
            yield Entry(name, [data])
        for name, columns, rows in state.lists(read, ground, begins):
            counts[name] = len(rows)
            yield csv_entry(f"{name}.csv", columns, rows)
        trail = lists.Counted(state.trail_rows(read, begins, ground.as_of))
        yield csv_entry("audit_trail.csv", lists.TRAIL_COLUMNS, trail)
        counts["audit_rows"] = trail.count


def _told(
    written: WrittenArchive, begins: datetime, ends: datetime, counts: dict[str, int]
) -> AuditArchive:
    return AuditArchive(
        str(written.path),
        written.sha256,
        written.byte_count,
        written.file_count,
        begins.isoformat(),
        ends.isoformat(),
        counts,
    )
