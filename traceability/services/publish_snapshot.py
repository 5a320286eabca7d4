"""Write the index of a finished draft, put the draft among the snapshots and in force; crash-safe.

Only two acts are seen from outside: the rename of the finished folder into `snapshots/`, and the
replacement of `current.json`. A build that dies before the second leaves the old snapshot in force.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from traceability import __version__
from traceability.index.writer import write_index
from traceability.services.begin_draft import finish_step
from traceability.services.fingerprint_environment import installed_packages_hash
from traceability.services.fingerprint_settings import settings_hash
from traceability.store import snapshots
from traceability.store.drafts import Draft, draft_folder, draft_warehouse
from traceability.store.durable_files import sync_file, write_json
from traceability.store.findings import count_by_severity
from traceability.store.landing import remove_landing
from traceability.store.manifests import LoadManifest, read_manifests
from traceability.store.marts import WarehouseMarts
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.index.writer import IndexCounts
    from traceability.settings import Settings

Announce = Callable[[str], None]
"""Called with the name of what begins: a step, or `publish` and `point` within the last one."""


def write_draft_index(settings: Settings, draft: Draft) -> Draft:
    """Take the landing out of the draft's warehouse, write its index and its manifest."""
    folder, warehouse = draft_folder(settings, draft), draft_warehouse(settings, draft)
    shutil.rmtree(folder / "index", ignore_errors=True)
    with open_warehouse(warehouse, settings, read_only=False) as connection:
        remove_landing(connection)
        connection.execute("checkpoint")
        marts = WarehouseMarts(connection)
        counts = write_index(folder / "index", marts)
        sources = _sources(marts)
        findings = count_by_severity(connection)
    sync_file(warehouse)
    loads = [load for load in read_manifests(settings) if load.load_id <= draft.last_load]
    write_json(
        folder / "manifest.json",
        {
            "id": draft.id,
            "built_at": draft.built_at,
            "data_as_of": max(
                (row["data_as_of"] for row in sources if row["data_as_of"]), default=None
            ),
            "sources": sources,
            "code_version": __version__,
            "models_hash": draft.models_hash,
            "packages_hash": installed_packages_hash(),
            "settings_hash": settings_hash(settings),
            "correction_no": 0,
            **draft.corrections,
            "checks": draft.checks,
            "findings": findings,
            "verdict": _verdict(draft, loads, counts, findings),
            "last_load": {"load_id": loads[-1].load_id, "sha256": loads[-1].sha256},
            "counts": counts.as_document(),
            "files": snapshots.checksums(folder),
        },
    )
    return finish_step(settings, draft, "index")


def publish_draft(
    settings: Settings, draft: Draft, announce: Announce = lambda _: None
) -> snapshots.Snapshot:
    """Move the finished draft among the snapshots and put it in force; returns the snapshot."""
    announce("publish")
    if (settings.snapshots / draft.id).is_dir():  # an earlier try ended between the two acts
        snapshot = snapshots.named(settings, draft.id)
    else:
        snapshot = snapshots.publish(settings, draft_folder(settings, draft))
    announce("point")
    snapshots.point_to(settings, snapshot)
    shutil.rmtree(settings.build, ignore_errors=True)
    return snapshot


def _sources(marts: WarehouseMarts) -> list[dict[str, Any]]:
    return [
        row
        for batch in marts.batches("trace_sources", ("source_system",))
        for row in batch.to_pylist()
    ]


def _verdict(
    draft: Draft, loads: list[LoadManifest], counts: IndexCounts, findings: dict[str, int]
) -> str:
    """`incomplete` when rows were rejected, records are missing or contradict, or a check failed.

    Contracts between layers never get here broken; a check that fails here judges the records.
    """
    told = [status for judge in draft.checks.values() for status, count in judge.items() if count]
    is_incomplete = (
        any(load.document.get("quarantine_files") for load in loads)
        or counts.rows.get("trace_gaps")
        or {"warn", "failed", "error"} & set(told)
        or findings.get("S1")
    )
    return "incomplete" if is_incomplete else "complete"
