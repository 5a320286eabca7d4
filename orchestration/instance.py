"""The scheduler's own folder inside the home: its settings, and the history of runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dagster import DagsterInstance
from dagster._core.instance.ref import InstanceRef

from traceability.settings import lent_environment

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.settings import Settings

JOB = "build"
"""Name of the one job."""
_CONFIG = """\
# Written by Lotline at every start; changes are lost.
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
"""


def run_config(landing: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """How every run is launched: what to land first, and nothing on the terminal.

    The history of a run keeps every event; beside our own lines they would only be noise.
    """
    silent = {"console": {"config": {"log_level": "CRITICAL"}}}
    steps = {"landing": {"config": dict(landing)}} if landing else {}
    return {"loggers": silent, "ops": steps}


def prepare_runs_folder(settings: Settings) -> Path:
    """Make the folder and its settings; returns it. Runs are queued, one at a time."""
    folder = settings.runs
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "dagster.yaml"
    if not config.exists() or config.read_text(encoding="utf-8") != _CONFIG:
        config.write_text(_CONFIG, encoding="utf-8")
    return folder


def scheduler_environment(settings: Settings) -> dict[str, str]:
    """What every process that runs the scheduler is told by its environment."""
    return {
        "DAGSTER_HOME": str(settings.runs),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
    }


@contextmanager
def open_instance(settings: Settings) -> Iterator[DagsterInstance]:
    """The home's instance for a run in this process; what it prints goes where we print."""
    folder = prepare_runs_folder(settings)
    reference = InstanceRef.from_dir(str(folder), overrides=_of_one_process(folder))
    with (
        lent_environment(scheduler_environment(settings)),
        DagsterInstance.from_ref(reference) as instance,
    ):
        yield instance


def _of_one_process(folder: Path) -> dict[str, Any]:
    """Nothing captured, and the usual files of runs and events with quicker writing."""
    return {
        "compute_logs": {
            "module": "dagster._core.storage.noop_compute_log_manager",
            "class": "NoOpComputeLogManager",
        },
        "event_log_storage": {
            "module": "orchestration.run_history",
            "class": "OpenEventLog",
            "config": {"base_dir": str(folder / "history" / "runs")},
        },
    }
