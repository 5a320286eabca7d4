"""Puts the pipeline together: assets, checks, the one job, its sensor and schedule; drills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dagster import (
    AssetKey,
    AssetSelection,
    Definitions,
    JobDefinition,
    define_asset_job,
    in_process_executor,
)

from expectations.suites import CHECKS
from orchestration.alert_assets import alerts
from orchestration.build_metrics import build_metrics
from orchestration.dbt_assets import model_assets
from orchestration.dbt_models import DbtModels
from orchestration.dbt_project_files import parsed_project, read_manifest
from orchestration.drill_schedules import drill_job, drill_schedule
from orchestration.drop_folder import drop_folder_sensor
from orchestration.expectation_checks import TABLES, expectation_assets
from orchestration.finding_lives import finding_lives
from orchestration.house import House, house_resource
from orchestration.instance import JOB, run_config
from orchestration.landing_assets import landing
from orchestration.nightly import nightly_schedule
from orchestration.snapshot_assets import index_asset, snapshot

if TYPE_CHECKING:
    from traceability.settings import Settings


def assemble(
    settings: Settings, house: House | None = None, models: DbtModels | None = None
) -> Definitions:
    """The whole pipeline of one home.

    house: the run at work, where it is in this process. models: what fills the draft, dbt unless
    something else is given.
    """
    made = model_assets(read_manifest(parsed_project(settings)))
    known: set[AssetKey] = {*landing.keys, *made.keys}
    job = define_asset_job(
        JOB,
        selection=AssetSelection.all() | AssetSelection.all_asset_checks(),
        description="From landed extracts to the snapshot in force.",
        config=run_config(),
    )
    return Definitions(
        assets=[
            landing,
            made,
            expectation_assets(CHECKS, known),
            index_asset(TABLES),
            snapshot,
            finding_lives,
            build_metrics,
            alerts,
        ],
        jobs=[job, drill_job],
        sensors=[drop_folder_sensor(settings, job)],
        schedules=[nightly_schedule(settings, job), drill_schedule(settings, drill_job)],
        resources={
            "house": house_resource(house or House(settings)),
            "models": models or DbtModels(),
        },
        executor=in_process_executor,
    )


def build_job(definitions: Definitions) -> JobDefinition:
    """The one job, ready to run."""
    return definitions.resolve_job_def(JOB)
