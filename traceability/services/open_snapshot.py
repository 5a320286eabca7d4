"""Open a published snapshot for questions: its stamp and its index, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.trace import SnapshotStamp, SourceStamp
from traceability.index.reader import GenealogyIndex
from traceability.services.judge_age import say_stale
from traceability.store import snapshots

if TYPE_CHECKING:
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class OpenSnapshot:
    """What every question is asked of.

    stale: the sentence on sources that are out of date now (GV-06), or "". Of a snapshot asked for
    by name nothing is said: it is old on purpose, and its answers stay the same.
    """

    stamp: SnapshotStamp
    index: GenealogyIndex
    stale: str = ""


def open_snapshot(settings: Settings, snapshot_id: str | None = None) -> OpenSnapshot:
    """Open the snapshot in force, or the one of that id.

    Raises DataMissingError when nothing is built, NotFoundError when there is no such snapshot,
    IntegrityError when its files are damaged.
    """
    found = snapshots.named(settings, snapshot_id) if snapshot_id else snapshots.current(settings)
    sources = () if snapshot_id else found.manifest["sources"]
    stale = say_stale(sources, settings, datetime.now(UTC))
    return OpenSnapshot(_stamp(found.manifest), GenealogyIndex(found.index), stale)


def _stamp(manifest: dict[str, Any]) -> SnapshotStamp:
    sources = sorted(
        (SourceStamp(row["source_system"], row.get("data_as_of")) for row in manifest["sources"]),
        key=lambda source: source.source_system,
    )
    return SnapshotStamp(
        manifest["id"],
        manifest["built_at"],
        manifest.get("data_as_of"),
        manifest["code_version"],
        tuple(sources),
    )
