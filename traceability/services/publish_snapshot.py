"""Build a warehouse from the landing, write its index and put it in force; crash-safe.

Everything is made under `build/`, which nobody reads. Only two steps are seen from outside: the
rename of the finished folder into `snapshots/`, and the replacement of `current.json`. A build
that dies before the second leaves the old snapshot in force; the next build starts clean.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from traceability import __version__
from traceability.errors import DataMissingError, RefusedError
from traceability.index.writer import IndexCounts, write_index
from traceability.services.fingerprint_environment import installed_packages_hash
from traceability.store import snapshots
from traceability.store.durable_files import sync_file, write_json
from traceability.store.landing import register_landing, remove_landing
from traceability.store.manifests import LoadManifest, read_manifests
from traceability.store.marts import WarehouseMarts
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.settings import Settings

_MEBIBYTE = 1 << 20
_ROOM_PER_LANDED_BYTE = 32
"""Twice what was measured: 16 bytes of warehouse and index per landed Parquet byte, beside 28 MiB
that every snapshot takes (example plant: 0.2 MB landed, 29 MB; 18,000 moves: 1.9 MB, 55 MB).
"""


@dataclass(frozen=True, slots=True)
class Transformation:
    """What the transformer reports: hash of its models, and the verdict of its checks."""

    models_hash: str
    checks: dict[str, int]


Transform = Callable[[Path, Path], Transformation]
"""Fill the warehouse at the first path, keeping working files under the second."""
Announce = Callable[[str], None]
"""Called with the name of each step as it begins: landing, transform, index, publish, point."""


def publish_snapshot(
    settings: Settings, transform: Transform, announce: Announce = lambda _: None
) -> snapshots.Snapshot:
    """Build, check, publish and point; returns the snapshot now in force.

    Raises DataMissingError when nothing is landed or the disk is too full, RefusedError when
    another build runs. Whatever `transform` raises leaves the old snapshot in force.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.home / "build.lock")
    try:
        with lock.acquire(timeout=0):
            return _publish(settings, transform, announce)
    except Timeout:
        raise RefusedError(
            f"Another build is running in {settings.home}.", hint="Wait for it, then try again."
        ) from None


def _publish(settings: Settings, transform: Transform, announce: Announce) -> snapshots.Snapshot:
    loads = read_manifests(settings)
    if not loads:
        raise DataMissingError(
            f"Nothing is landed in {settings.home} yet.",
            hint="Run `lotline ingest PATH` with the extracts first.",
        )
    shutil.rmtree(settings.build, ignore_errors=True)
    _check_room(settings)
    built_at = datetime.now(UTC)
    draft = settings.build / snapshots.new_id(built_at)
    draft.mkdir(parents=True)

    announce("landing")
    warehouse = draft / "warehouse.duckdb"
    with open_warehouse(warehouse, settings, read_only=False) as connection:
        register_landing(connection, settings, loads)
    announce("transform")
    transformation = transform(warehouse, draft.with_suffix(".work"))
    announce("index")
    with open_warehouse(warehouse, settings, read_only=False) as connection:
        remove_landing(connection)
        connection.execute("checkpoint")
        marts = WarehouseMarts(connection)
        counts = write_index(draft / "index", marts)
        sources = _sources(marts)
    sync_file(warehouse)
    write_json(
        draft / "manifest.json",
        {
            "id": draft.name,
            "built_at": built_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "data_as_of": max(
                (row["data_as_of"] for row in sources if row["data_as_of"]), default=None
            ),
            "sources": sources,
            "code_version": __version__,
            "models_hash": transformation.models_hash,
            "packages_hash": installed_packages_hash(),
            "correction_no": 0,
            "checks": transformation.checks,
            "verdict": _verdict(transformation, loads, counts),
            "last_load": {"load_id": loads[-1].load_id, "sha256": loads[-1].sha256},
            "counts": counts.as_document(),
            "files": snapshots.checksums(draft),
        },
    )
    announce("publish")
    snapshot = snapshots.publish(settings, draft)
    announce("point")
    snapshots.point_to(settings, snapshot)
    shutil.rmtree(settings.build, ignore_errors=True)
    return snapshot


def _check_room(settings: Settings) -> None:
    landed = _size(settings.landing.glob("*/load=*/*.parquet"))
    need = landed * _ROOM_PER_LANDED_BYTE + 100 * _MEBIBYTE
    free = shutil.disk_usage(settings.home).free
    if free < need:
        raise DataMissingError(
            f"A build in {settings.home} needs {need // _MEBIBYTE} MiB of free disk; "
            f"{free // _MEBIBYTE} MiB are left.",
            hint="Free some disk, or `lotline snapshot prune` to drop old snapshots.",
        )


def _size(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def _sources(marts: WarehouseMarts) -> list[dict[str, Any]]:
    return [
        row
        for batch in marts.batches("trace_sources", ("source_system",))
        for row in batch.to_pylist()
    ]


def _verdict(transformation: Transformation, loads: list[LoadManifest], counts: IndexCounts) -> str:
    """`incomplete` when rows were rejected, a check warned or records are missing."""
    rejected = any(load.document.get("quarantine_files") for load in loads)
    gaps = counts.rows.get("trace_gaps")
    return "incomplete" if rejected or gaps or transformation.checks.get("warn") else "complete"
