"""The schedule that builds every night what was landed since, and takes what the sensor missed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dagster import RunRequest, ScheduleDefinition, SkipReason

from orchestration.deliveries import look_into_drop_folder
from orchestration.drop_folder import request_for
from orchestration.instance import run_config
from orchestration.schedule_by_clock import PlannedTime, schedule_by_clock
from traceability import __version__
from traceability.errors import DataMissingError
from traceability.store import snapshots
from traceability.store.manifests import read_manifests

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import (
        UnresolvedAssetJobDefinition,
    )

    from traceability.settings import Settings

SCHEDULE = "nightly"


def nightly_schedule(settings: Settings, job: UnresolvedAssetJobDefinition) -> ScheduleDefinition:
    """Every night by the clock of the plant; on from the start.

    Raises UsageError when the settings name no such time.
    """

    def requests() -> Iterator[RunRequest | SkipReason]:
        deliveries = look_into_drop_folder(settings, time.time()).complete
        for delivery in deliveries:
            yield request_for(delivery)
        reason = reason_to_rest(settings)
        if reason is None:
            yield RunRequest(run_config=run_config())
        elif not deliveries:
            yield SkipReason(reason)

    night = PlannedTime(
        settings.nightly_at,
        does="Lands what is complete in the drop folder and builds.",
        what="The nightly build",
        where="LOTLINE_NIGHTLY_AT",
        example="0 2 * * *",
    )
    return schedule_by_clock(settings, SCHEDULE, job, requests, night)


def reason_to_rest(settings: Settings) -> str | None:
    """Why a build would make nothing new; None when it would."""
    loads = read_manifests(settings)
    if not loads:
        return "Nothing is landed yet."
    try:
        snapshot = snapshots.current(settings)
    except DataMissingError:
        return None
    told = snapshot.manifest
    if told["last_load"]["load_id"] != loads[-1].load_id or told["code_version"] != __version__:
        return None
    return f"Nothing was landed since snapshot {snapshot.id}."
