"""Say what a LOTLINE_HOME holds before any question: whether anything is landed, or built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from traceability.errors import DataMissingError
from traceability.store import snapshots
from traceability.store.manifests import read_manifests

if TYPE_CHECKING:
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class HomeState:
    """snapshot_id: the snapshot in force, None when nothing was built. load_count: landed loads."""

    snapshot_id: str | None
    load_count: int


def describe_home(settings: Settings) -> HomeState:
    """Read the pointer; the landing is counted only when nothing is in force.

    Raises IntegrityError when the snapshot in force, or a manifest of the landing, is damaged.
    """
    try:
        return HomeState(snapshots.current(settings).id, 0)
    except DataMissingError:
        return HomeState(None, len(read_manifests(settings)))
