"""Write marts of a snapshot as Parquet files into a folder of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.errors import NotFoundError, RefusedError
from traceability.services.exports.choose_extent import Extent
from traceability.services.exports.stamp_export import stamp
from traceability.store import snapshots
from traceability.store.durable_files import sha256_of, write_json
from traceability.store.exported_marts import copy_marts, mart_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from traceability.settings import Settings

PROVENANCE = "provenance.json"


def export_parquet(
    settings: Settings, folder: Path, *, marts: Sequence[str] = (), snapshot_id: str | None = None
) -> dict[str, Any]:
    """Write the named marts, or all; the provenance names each file with its SHA-256.

    Raises NotFoundError for a mart that is none, RefusedError for a folder that holds something,
    DataMissingError where nothing is built.
    """
    snapshot = (
        snapshots.named(settings, snapshot_id) if snapshot_id else snapshots.current(settings)
    )
    known = mart_names(snapshot.warehouse, settings)
    unknown = sorted(set(marts) - set(known))
    if unknown:
        raise NotFoundError(
            f"There is no mart {unknown[0]}.", hint=f"There are {', '.join(known)}."
        )
    chosen = [name for name in known if not marts or name in marts]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise RefusedError(f"{folder} is not empty.", hint="Name a new folder.")
        files = [
            _told(folder / f"{name}.parquet", rows)
            for name, rows in copy_marts(snapshot.warehouse, settings, chosen, folder)
        ]
        told = stamp(Extent(snapshot, None, (None, None), {"marts": chosen}), "parquet")
        document = {**told, "files": files}
        write_json(folder / PROVENANCE, document)
    except OSError as error:
        raise RefusedError(
            f"{folder} cannot be written: {error.strerror}.", hint="Name another folder."
        ) from error
    return document


def _told(path: Path, rows: int) -> dict[str, Any]:
    return {
        "name": path.name,
        "rows": rows,
        "sha256": sha256_of(path),
        "bytes": path.stat().st_size,
    }
