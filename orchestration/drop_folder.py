"""The sensor that turns each complete delivery of the drop folder into one run of the job."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dagster import (
    DefaultSensorStatus,
    RunRequest,
    SensorDefinition,
    SensorEvaluationContext,
    SkipReason,
)

from orchestration.dead_runs import end_dead_runs
from orchestration.deliveries import Delivery, look_into_drop_folder
from orchestration.instance import run_config

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import (
        UnresolvedAssetJobDefinition,
    )

    from traceability.settings import Settings

SENSOR = "drop_folder"
_SECONDS_BETWEEN_LOOKS = 30


def drop_folder_sensor(settings: Settings, job: UnresolvedAssetJobDefinition) -> SensorDefinition:
    """Look into the drop folder again and again; on from the start."""

    def look(context: SensorEvaluationContext) -> Iterator[RunRequest | SkipReason]:
        end_dead_runs(context.instance, settings)
        if not settings.drop_folder.is_dir():
            yield SkipReason(f"There is no drop folder {settings.drop_folder}.")
            return
        found = look_into_drop_folder(settings, time.time())
        if not found.complete:
            yield SkipReason(" ".join(found.waiting) or "Nothing new in the drop folder.")
        for delivery in found.complete:
            yield request_for(delivery, run_key=delivery.fingerprint)

    return SensorDefinition(
        name=SENSOR,
        job=job,
        evaluation_fn=look,
        minimum_interval_seconds=_SECONDS_BETWEEN_LOOKS,
        default_status=DefaultSensorStatus.RUNNING,
        description=f"Lands complete deliveries of {settings.drop_folder} and builds.",
    )


def request_for(delivery: Delivery, run_key: str | None = None) -> RunRequest:
    """A run of the whole job that begins by landing this delivery."""
    return RunRequest(
        run_key=run_key,
        run_config=run_config(landing_config(delivery)),
        tags={"lotline/delivery": delivery.folder or "drop folder"},
    )


def landing_config(delivery: Delivery) -> dict[str, Any]:
    """The delivery as step `landing` is told of it."""
    return {
        "profile": delivery.profile,
        "folder": delivery.folder,
        "paths": [str(path) for path in delivery.paths],
        "fingerprint": delivery.fingerprint,
    }
