"""Published snapshots: immutable folders, a pointer to the one in force, pins and pruning."""

from __future__ import annotations

import json
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traceability.errors import DataMissingError, IntegrityError, NotFoundError
from traceability.store.durable_files import sha256_of, sync_folder, write_json

if TYPE_CHECKING:
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published snapshot: its folder and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def id(self) -> str:
        """Name of the snapshot; never used twice."""
        return self.folder.name

    @property
    def warehouse(self) -> Path:
        """The read-only DuckDB file."""
        return self.folder / "warehouse.duckdb"

    @property
    def index(self) -> Path:
        """The genealogy index."""
        return self.folder / "index"


def new_id(now: datetime) -> str:
    """Name for a snapshot built at `now` (UTC): sorts by time, never repeats."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def current(settings: Settings) -> Snapshot:
    """The snapshot in force. Raises DataMissingError when none was published yet."""
    try:
        pointer = json.loads(settings.pointer.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataMissingError(
            f"Nothing is built yet in {settings.home}.",
            hint="Run `lotline demo`, or `lotline ingest PATH` and then `lotline build`.",
        ) from None
    return named(settings, str(pointer["snapshot"]))


def named(settings: Settings, snapshot_id: str) -> Snapshot:
    """The snapshot of that name. Raises NotFoundError, or IntegrityError when it is damaged."""
    folder = settings.snapshots / snapshot_id
    if not folder.is_dir() or folder.parent != settings.snapshots:
        raise NotFoundError(
            f"There is no snapshot {snapshot_id} in {settings.snapshots}.",
            hint="`lotline snapshot list` shows those there are.",
        )
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IntegrityError(
            f"The manifest of snapshot {snapshot_id} cannot be read: {error}.",
            hint="Restore the folder from a backup, or build anew with `lotline build`.",
        ) from error
    return Snapshot(folder, manifest)


def published(settings: Settings) -> list[Snapshot]:
    """All snapshots, oldest first."""
    if not settings.snapshots.is_dir():
        return []
    names = sorted(path.name for path in settings.snapshots.iterdir() if path.is_dir())
    return [named(settings, name) for name in names]


def publish(settings: Settings, draft: Path) -> Snapshot:
    """Move a finished draft folder among the snapshots; the pointer still names the old one."""
    settings.snapshots.mkdir(parents=True, exist_ok=True)
    folder = settings.snapshots / draft.name
    draft.rename(folder)
    sync_folder(settings.snapshots)
    return named(settings, folder.name)


def point_to(settings: Settings, snapshot: Snapshot) -> None:
    """Make a published snapshot the one in force, in one step."""
    write_json(settings.pointer, {"snapshot": snapshot.id})


def checksums(folder: Path) -> dict[str, dict[str, Any]]:
    """SHA-256 and size of every file of a draft, by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): {
            "sha256": sha256_of(path),
            "bytes": path.stat().st_size,
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def damage(snapshot: Snapshot) -> list[str]:
    """Sentences on every file that is missing, changed or new since it was published."""
    told = snapshot.manifest.get("files", {})
    found = checksums(snapshot.folder)
    problems = [f"{snapshot.id}: {name} is missing." for name in sorted(told.keys() - found.keys())]
    problems += [
        f"{snapshot.id}: {name} is not in the manifest."
        for name in sorted(found.keys() - told.keys())
    ]
    problems += [
        f"{snapshot.id}: {name} was changed after it was published."
        for name in sorted(told.keys() & found.keys())
        if told[name]["sha256"] != found[name]["sha256"]
    ]
    return problems


def pins(settings: Settings) -> frozenset[str]:
    """Names of snapshots that are never pruned."""
    path = settings.snapshots / "pins.json"
    if not path.exists():
        return frozenset()
    return frozenset(json.loads(path.read_text(encoding="utf-8"))["pinned"])


def pin(settings: Settings, snapshot: Snapshot) -> None:
    """Keep this snapshot for ever."""
    pinned = sorted(pins(settings) | {snapshot.id})
    write_json(settings.snapshots / "pins.json", {"pinned": pinned})


def remove(snapshot: Snapshot) -> None:
    """Delete a snapshot's folder."""
    shutil.rmtree(snapshot.folder)
