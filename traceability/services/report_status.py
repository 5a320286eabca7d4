"""What is in force, how old each source is, and what lies unbuilt or rejected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.services.judge_age import stale_sources
from traceability.store import snapshots
from traceability.store.manifests import read_manifests

if TYPE_CHECKING:
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class SourceAge:
    """One source system: when its last fact happened, when it last delivered, days since.

    is_stale: its last load is older than the house allows (GV-06).
    """

    source_system: str
    data_as_of: str | None
    landed_at: str | None
    age_days: int | None
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """The state of one LOTLINE_HOME in numbers.

    counts: lots, runs, edges and the like of the snapshot. unbuilt_loads: ids of loads that no
    snapshot holds yet. rejected: quarantined rows by contract. findings: what the door said.
    """

    snapshot_id: str
    built_at: str
    data_as_of: str | None
    verdict: str
    counts: dict[str, Any]
    sources: tuple[SourceAge, ...]
    load_count: int
    unbuilt_loads: tuple[str, ...]
    rejected: dict[str, int]
    findings: tuple[dict[str, Any], ...]


def report_status(settings: Settings) -> Status:
    """Read manifests and pointer; raises DataMissingError when nothing was built yet."""
    snapshot = snapshots.current(settings)
    manifest = snapshot.manifest
    loads = read_manifests(settings)
    rejected: Counter[str] = Counter()
    for load in loads:
        for file in load.document["files"]:
            rejected[file["table"] or file["name"]] += sum(file["quarantined"].values())
    return Status(
        snapshot_id=snapshot.id,
        built_at=manifest["built_at"],
        data_as_of=manifest["data_as_of"],
        verdict=manifest["verdict"],
        counts=manifest["counts"],
        sources=tuple(_age(source, settings) for source in manifest["sources"]),
        load_count=len(loads),
        unbuilt_loads=tuple(
            load.load_id for load in loads if load.load_id > manifest["last_load"]["load_id"]
        ),
        rejected={table: count for table, count in sorted(rejected.items()) if count},
        findings=tuple(finding for load in loads for finding in load.document.get("findings", ())),
    )


def _age(source: dict[str, Any], settings: Settings) -> SourceAge:
    as_of = source["data_as_of"]
    age = None
    if as_of:
        then = datetime.fromisoformat(as_of)
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        age = (datetime.now(UTC) - then).days
    is_stale = bool(stale_sources([source], settings, datetime.now(UTC)))
    return SourceAge(source["source_system"], as_of, source["landed_at"], age, is_stale)
