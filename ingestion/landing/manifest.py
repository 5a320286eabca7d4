"""The manifest of a load: what landed, from which bytes, chained to the load before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traceability
from ingestion.landing.load import StagedLoad
from ingestion.landing.parquet_files import ParquetFolder
from ingestion.report import FileReport, Finding
from traceability.store.durable_files import write_json

if TYPE_CHECKING:
    from traceability.settings import Settings


def write_manifest(load: StagedLoad, settings: Settings, previous_hash: str) -> None:
    """Write the manifest in one step; from then on the load exists.

    previous_hash: SHA-256 of the bytes of the manifest before it, "" for the first.
    """
    path = settings.landing / "manifests" / f"{load.stamp.load_id}.json"
    write_json(path, manifest_of(load, previous_hash))


def manifest_of(load: StagedLoad, previous_hash: str) -> dict[str, Any]:
    """The manifest document; paths of contracts are relative to landing, others to the home."""
    profile = load.plan.profile
    name = f"load={load.stamp.load_id}"
    rejected = {
        f"quarantine/{contract}/{name}/{file}": sha256
        for contract, folder in sorted(load.quarantine.items())
        for file, sha256 in folder.hashes.items()
    }
    return {
        "load_id": load.stamp.load_id,
        "previous_hash": previous_hash,
        "landed_at": f"{load.stamp.landed_at.isoformat(timespec='microseconds')}Z",
        "code_version": traceability.__version__,
        "profile": profile.name,
        "profile_digest": profile.digest,
        "source_system": profile.source_system,
        "mode": load.plan.mode,
        "covers": list(load.plan.covers) if load.plan.covers else None,
        "lot_scope": profile.lot_scope,
        "timezone": profile.timezone,
        "history_from": profile.history_from,
        "files": [_file_entry(file) for file in load.files],
        "contracts": {
            contract: _contract_entry(f"{contract}/{name}", folder)
            for contract, folder in sorted(load.contracts.items())
        },
        "quarantine_files": list(rejected),
        "quarantine_sha256": rejected,
        "findings": [_finding_entry(finding) for finding in load.findings],
    }


def _finding_entry(finding: Finding) -> dict[str, Any]:
    """What every finding has, and of the rest what is there."""
    entry: dict[str, Any] = {
        "rule_id": finding.rule_id,
        "file": finding.file,
        "row": finding.row,
        "message": finding.message,
    }
    if finding.column:
        entry |= {"column": finding.column, "rows": list(finding.rows)}
    if finding.severity:
        entry["severity"] = finding.severity
    return entry


def _file_entry(file: FileReport) -> dict[str, Any]:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "bytes": file.bytes,
        "table": file.table,
        "sheet": file.sheet,
        "read": file.read,
        "used": file.used,
        "set_aside": dict(file.set_aside),
        "quarantined": dict(file.quarantined),
    }


def _contract_entry(place: str, folder: ParquetFolder) -> dict[str, Any]:
    hashes = {f"{place}/{file}": sha256 for file, sha256 in folder.hashes.items()}
    return {"rows": folder.row_count, "files": list(hashes), "sha256": hashes}
