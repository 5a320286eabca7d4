"""The job as the scheduler's page finds it again: by module, name and what it is called with."""

from __future__ import annotations

from pathlib import Path

from dagster import JobDefinition

from orchestration.assemble import assemble, build_job
from tests.orchestration.copied_models import CopiedModels
from traceability.settings import Settings
from traceability.store import snapshots


def job_of(home: str) -> JobDefinition:
    """The build of a home, with copied tables."""
    settings = Settings(home=Path(home))
    return build_job(assemble(settings, models=CopiedModels(snapshots.current(settings))))
