"""Builds without dbt: the tables of a snapshot once more, through the steps of a build."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from traceability.services.begin_draft import begin_draft, hold_build
from traceability.services.publish_snapshot import publish_draft, write_draft_index
from traceability.services.record_checks import accept_expectations, record_models
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.drafts import Draft, draft_warehouse
from traceability.store.landing import register_landing
from traceability.store.manifests import read_manifests
from traceability.store.warehouse import open_warehouse


def copy_tables(settings: Settings, draft: Draft, source: snapshots.Snapshot) -> None:
    """Fill the draft with the tables of a snapshot, beside the landing they were made of."""
    warehouse = draft_warehouse(settings, draft)
    shutil.copy(source.warehouse, warehouse)
    last = source.manifest["last_load"]["load_id"]
    loads = [load for load in read_manifests(settings) if load.load_id <= last]
    with open_warehouse(warehouse, settings, read_only=False) as connection:
        connection.execute("drop schema if exists checks cascade")
        register_landing(connection, settings, loads)


def rebuild(
    settings: Settings,
    announce: Callable[[str], None] = lambda _: None,
    statuses: dict[str, int] | None = None,
) -> snapshots.Snapshot:
    """Publish the tables of the snapshot in force once more, with these statuses of models."""
    source = snapshots.current(settings)
    lock = hold_build(settings, is_patient=False)
    try:
        announce("landing")
        draft = begin_draft(settings, "rebuild")
        announce("models")
        copy_tables(settings, draft, source)
        draft = record_models(settings, draft, "copied", statuses or {})
        draft = accept_expectations(settings, draft, ())
        announce("index")
        draft = write_draft_index(settings, draft)
        return publish_draft(settings, draft, announce)
    finally:
        lock.release()
