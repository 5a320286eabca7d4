"""Begin a build, and go on with one: lock, clean folder, room on the disk, landing, ownership.

A build is a row of steps that keep their state in `build/draft.json`, so each may be called by
itself. Everything is made under `build/`, which nobody reads: a build that dies leaves the snapshot
in force, and the next one starts clean.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from traceability.errors import DataMissingError, RefusedError
from traceability.services.export_corrections import export_corrections
from traceability.store import snapshots
from traceability.store.drafts import (
    Draft,
    draft_folder,
    draft_warehouse,
    read_draft,
    write_draft,
)
from traceability.store.landing import register_landing
from traceability.store.manifests import read_manifests
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from traceability.settings import Settings

STEPS = ("landing", "models", "expectations", "index", "snapshot")
"""The steps of a build, in the one order that makes a snapshot."""

_MEBIBYTE = 1 << 20
_ROOM_PER_LANDED_BYTE = 32
"""Twice what was measured: 16 bytes of warehouse and index per landed Parquet byte, beside 28 MiB
that every snapshot takes (example plant: 0.2 MB landed, 29 MB; 18,000 moves: 1.9 MB, 55 MB).
"""
WHOLE = "Launch the job `build` with all its steps, or run `lotline build`."
"""What to do when a part of a build was asked for."""


def hold_build(settings: Settings, *, is_patient: bool) -> BaseFileLock:
    """Take the lock of the home's builds; the caller releases it.

    is_patient: wait for the build that holds it. Raises RefusedError when another build runs.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.home / "build.lock", thread_local=False)
    try:
        lock.acquire(timeout=-1 if is_patient else 0)
    except Timeout:
        raise RefusedError(
            f"Another build is running in {settings.home}.", hint="Wait for it, then try again."
        ) from None
    return lock


def begin_draft(settings: Settings, owner: str) -> Draft:
    """Clear what a dead build left and show the landed extracts to a new warehouse.

    With them go the corrections approved by now; those approved later wait for the next build. The
    caller holds the lock. Raises DataMissingError when nothing is landed or the disk is too
    full.
    """
    loads = read_manifests(settings)
    if not loads:
        raise DataMissingError(
            f"Nothing is landed in {settings.home} yet.",
            hint="Run `lotline ingest PATH` with the extracts first.",
        )
    shutil.rmtree(settings.build, ignore_errors=True)
    _check_room(settings)
    exported = export_corrections(settings)
    built_at = datetime.now(UTC)
    draft = Draft(
        id=snapshots.new_id(built_at),
        owner=owner,
        built_at=built_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        last_load=loads[-1].load_id,
        corrections=exported.pin,
    )
    draft_folder(settings, draft).mkdir(parents=True)
    with open_warehouse(draft_warehouse(settings, draft), settings, read_only=False) as connection:
        register_landing(connection, settings, loads, exported.corrections)
    return finish_step(settings, draft, "landing")


def resume_draft(settings: Settings, owner: str, step: str) -> Draft:
    """The draft that `owner` began, ready for `step`; what followed this step counts as undone.

    Raises RefusedError when the draft is another's, is gone, or lacks an earlier step.
    """
    draft = read_draft(settings)
    if draft is None or draft.owner != owner:
        raise RefusedError(
            f"There is no draft of this run in {settings.build}: a snapshot is built whole.",
            hint=WHOLE,
        )
    before = STEPS[: STEPS.index(step)]
    if draft.done[: len(before)] != before:
        lacking = next(name for name in before if name not in draft.done)
        raise RefusedError(
            f"The draft of this run lacks the step {lacking}, which comes before {step}.",
            hint=WHOLE,
        )
    return replace(draft, done=before)


def finish_step(settings: Settings, draft: Draft, step: str, **told: Any) -> Draft:
    """Note that a step is done, with what it tells about the draft."""
    finished = replace(draft, done=(*draft.done, step), **told)
    write_draft(settings, finished)
    return finished


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
