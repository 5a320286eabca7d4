"""Verify everything Lotline wrote: loads and their counts, every snapshot, the state database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from traceability.domain.examination import Examination
from traceability.errors import LotlineError
from traceability.services.compare_builds import compare_builds
from traceability.services.examine_state import examine_state
from traceability.store import snapshots
from traceability.store.durable_files import sha256_of
from traceability.store.manifests import LoadManifest, broken_links, read_manifests

if TYPE_CHECKING:
    from traceability.settings import Settings


def examine_house(settings: Settings) -> list[Examination]:
    """Check chain, row balance, kept bytes, tables, snapshots and state; never raises on damage."""
    try:
        loads = read_manifests(settings)
    except LotlineError as error:
        return [Examination("load manifests", 0, (error.message,)), *examine_state(settings)]
    files = [(load, file) for load in loads for file in load.document["files"]]
    tables = [(load, name) for load in loads for name in _tables(load)]
    return [
        Examination("chain of load manifests", len(loads), tuple(broken_links(loads))),
        Examination(
            "row balance of files (read = used + set aside + quarantined)",
            len(files),
            tuple(fault for load, file in files for fault in _unbalanced(load, file)),
        ),
        Examination(
            "kept bytes",
            len(files),
            tuple(fault for _, file in files for fault in _changed_bytes(settings, file)),
        ),
        Examination(
            "landed tables",
            len(tables),
            tuple(fault for load in loads for fault in _landed_faults(settings, load)),
        ),
        Examination(
            "quarantined rows",
            len(loads),
            tuple(fault for load in loads for fault in _quarantine_faults(settings, load)),
        ),
        _snapshots(settings),
        compare_builds(settings),
        *examine_state(settings),
    ]


def _tables(load: LoadManifest) -> list[str]:
    return [name for told in load.document["contracts"].values() for name in told["files"]]


def _unbalanced(load: LoadManifest, file: dict[str, Any]) -> Iterator[str]:
    set_aside = sum(file["set_aside"].values())
    quarantined = sum(file["quarantined"].values())
    if file["read"] != file["used"] + set_aside + quarantined:
        yield (
            f"load {load.load_id}, {file['name']}: read {file['read']} rows, but used "
            f"{file['used']}, set aside {set_aside} and quarantined {quarantined}."
        )


def _changed_bytes(settings: Settings, file: dict[str, Any]) -> Iterator[str]:
    kept = settings.landing / "files" / file["sha256"]
    if not kept.exists():
        yield f"The kept bytes of {file['name']} are missing: {kept}."
    elif sha256_of(kept) != file["sha256"]:
        yield f"The kept bytes of {file['name']} were changed: {kept}."


def _landed_faults(settings: Settings, load: LoadManifest) -> Iterator[str]:
    for contract, told in load.document["contracts"].items():
        faults = [
            _table_fault(settings.landing / name, told["sha256"][name]) for name in told["files"]
        ]
        found = [fault for fault in faults if fault]
        yield from (f"load {load.load_id}: {fault}" for fault in found)
        if not found:
            rows = _row_count(settings.landing / name for name in told["files"])
            if rows != told["rows"]:
                yield f"load {load.load_id}, {contract}: {told['rows']} rows told, {rows} there."


def _quarantine_faults(settings: Settings, load: LoadManifest) -> Iterator[str]:
    paths = [settings.home / name for name in load.document.get("quarantine_files", ())]
    missing = [path for path in paths if not path.exists()]
    yield from (f"load {load.load_id}: {path} is missing." for path in missing)
    told = sum(sum(file["quarantined"].values()) for file in load.document["files"])
    if not missing and _row_count(paths) < told:
        yield f"load {load.load_id}: {told} rows quarantined, {_row_count(paths)} are kept."


def _table_fault(path: Path, sha256: str) -> str:
    if not path.exists():
        return f"{path} is missing."
    return "" if sha256_of(path) == sha256 else f"{path} was changed after it landed."


def _row_count(paths: Iterator[Path] | list[Path]) -> int:
    return sum(int(pq.ParquetFile(path).metadata.num_rows) for path in paths)


def _snapshots(settings: Settings) -> Examination:
    faults: list[str] = []
    try:
        published = snapshots.published(settings)
        faults += [fault for snapshot in published for fault in snapshots.damage(snapshot)]
        if settings.pointer.exists():
            snapshots.current(settings)
    except LotlineError as error:
        return Examination("snapshots", 0, (*faults, error.message))
    return Examination("snapshots", len(published), tuple(faults))
