"""List, pin and prune snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from traceability.errors import DataMissingError
from traceability.services.cases.list_cases import pinned_by_cases
from traceability.store import snapshots

if TYPE_CHECKING:
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class SnapshotLine:
    """One snapshot in a list."""

    id: str
    built_at: str
    data_as_of: str | None
    lot_count: int
    verdict: str
    is_current: bool
    is_pinned: bool


def list_snapshots(settings: Settings) -> list[SnapshotLine]:
    """All snapshots, oldest first."""
    in_force = _id_in_force(settings)
    pinned = snapshots.pins(settings) | pinned_by_cases(settings)
    return [
        SnapshotLine(
            snapshot.id,
            snapshot.manifest["built_at"],
            snapshot.manifest["data_as_of"],
            snapshot.manifest["counts"]["lots"],
            snapshot.manifest["verdict"],
            snapshot.id == in_force,
            snapshot.id in pinned,
        )
        for snapshot in snapshots.published(settings)
    ]


def pin_snapshot(settings: Settings, snapshot_id: str) -> None:
    """Keep a snapshot for ever. Raises NotFoundError when there is none of that name."""
    snapshots.pin(settings, snapshots.named(settings, snapshot_id))


def prune_snapshots(settings: Settings, keep: int | None = None) -> list[str]:
    """Remove the oldest unpinned snapshots beyond `keep` (default: the setting); returns their ids.

    The snapshot in force, pinned ones and those of a case always stay and do not count. Raises
    DataMissingError when nobody can say which ones cases need.
    """
    limit = settings.keep_snapshots if keep is None else keep
    protected = snapshots.pins(settings) | pinned_by_cases(settings) | {_id_in_force(settings)}
    candidates = [one for one in snapshots.published(settings) if one.id not in protected]
    surplus = candidates[: max(len(candidates) - limit, 0)]
    for snapshot in surplus:
        snapshots.remove(snapshot)
    return [snapshot.id for snapshot in surplus]


def _id_in_force(settings: Settings) -> str:
    try:
        return snapshots.current(settings).id
    except DataMissingError:
        return ""
