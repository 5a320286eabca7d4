"""Puts a staged load in place; its manifest, written last and in one step, makes it exist."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ingestion.landing import manifest
from ingestion.landing.load import StagedLoad
from ingestion.landing.parquet_files import ParquetFolder
from traceability.store.durable_files import sync_folder
from traceability.store.manifests import LoadManifest

if TYPE_CHECKING:
    from traceability.settings import Settings

WORK_FOLDER = ".work"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def publish(load: StagedLoad, settings: Settings, previous_hash: str) -> None:
    """Move the load's files into landing and quarantine, then write its manifest.

    A crash before the manifest leaves files that no manifest names; `sweep` removes them.
    """
    name = f"load={load.stamp.load_id}"
    for contract, folder in load.contracts.items():
        _move(folder, settings.landing / contract / name)
    for contract, folder in load.quarantine.items():
        _move(folder, settings.quarantine / contract / name)
    manifest.write_manifest(load, settings, previous_hash)


def sweep(settings: Settings, manifests: list[LoadManifest]) -> None:
    """Remove what an ingest that died left behind: everything that no manifest names."""
    shutil.rmtree(settings.landing / WORK_FOLDER, ignore_errors=True)
    known = {f"load={load.load_id}" for load in manifests}
    for area in (settings.landing, settings.quarantine):
        for folder in area.glob("*/load=*"):
            if folder.name not in known:
                shutil.rmtree(folder)
    for draft in (settings.landing / "manifests").glob("*.draft"):
        draft.unlink()
    named = {file["sha256"] for load in manifests for file in load.document["files"]}
    for path in (settings.landing / "files").glob("*"):
        is_unnamed = _SHA256.fullmatch(path.name) and path.name not in named
        if is_unnamed or path.suffix == ".draft":
            path.unlink()


def _move(folder: ParquetFolder, target: Path) -> None:
    if not folder.hashes:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    folder.folder.replace(target)
    sync_folder(target.parent)
