"""The dbt project as a child of ours is told to run it, and what `dbt parse` understands of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

import dbt_project
from orchestration.bounds_file import read_bounds
from traceability.errors import IntegrityError
from traceability.settings import child_environment

if TYPE_CHECKING:
    from traceability.settings import Settings

PROJECT = Path(dbt_project.__file__).parent
LAYERS = ("staging", "identity", "events", "links", "genealogy", "marts")
FINDING_THRESHOLDS = (
    "balance_tolerance_percent",
    "yield_low_percent",
    "yield_high_percent",
    "use_outlier_percent",
    "scrap_silent_weeks",
    "go_live",
    "scan_latency_minutes",
    "entry_latency_hours",
    "scans_per_minute",
)
"""Settings that say where a quantity or a time begins to be a finding."""
LOG_OPTIONS = ("--log-level-file", "info")
"""What dbt writes to its log file; debug costs seconds."""
_PROJECT_OPTIONS = ("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT))
_READ_BY_DBT = {".sql", ".yml", ".md"}


def dbt_environment(settings: Settings, warehouse: Path) -> dict[str, str]:
    """What dbt reads from its environment."""
    return {
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
        "LOTLINE_WAREHOUSE": str(warehouse),
        "LOTLINE_THREADS": str(settings.threads),
        "LOTLINE_MEMORY_LIMIT": settings.memory_limit,
    }


def dbt_options(settings: Settings) -> list[str]:
    """Options of a dbt command over a warehouse; RefusedError for a bad bounds file."""
    bounds = read_bounds(settings.bounds_file)
    told = {
        "timezone": settings.timezone,
        "tolerance_minutes": settings.tolerance_minutes,
        "entry_delay_minutes": settings.entry_delay_minutes,
        "late_booking_hours": settings.late_booking_hours,
        "need_tolerance_percent": settings.need_tolerance_percent,
        **{name: getattr(settings, name) for name in FINDING_THRESHOLDS},
        "site_bounds": bounds.sites,
        "place_bounds": bounds.places,
    }
    return [*_PROJECT_OPTIONS, "--vars", json.dumps(told)]


@contextmanager
def parsing_project(settings: Settings) -> Iterator[Callable[[], Path]]:
    """Parse the project beside what the caller does, if a file of it changed.

    Yields a function that waits for the end of it and returns the folder with dbt's manifest; it
    raises IntegrityError when dbt does not understand the project.
    """
    folder = settings.runs / "models" / _fingerprint()
    settings.runs.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.runs / "models.lock")  # the scheduler's processes start at once
    lock.acquire()
    draft = folder.with_name(f"{folder.name}.draft")
    child = None if folder.exists() else _begin_parsing(settings, draft)

    def finish() -> Path:
        if child is not None and not folder.exists():
            said, _ = child.communicate()
            _refuse_failure(child.returncode, said)
            draft.rename(folder)
        lock.release()
        return folder

    try:
        yield finish
    finally:
        if child is not None and child.returncode is None:  # nobody waited for it
            child.kill()
            child.communicate()
        lock.release()


def parsed_project(settings: Settings) -> Path:
    """Folder with dbt's manifest of the project as it stands; parsed when a file changed."""
    with parsing_project(settings) as finish:
        return finish()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest that dbt wrote, every data test tied to one model or source.

    dbt ties a test of its own SQL to no model; here it belongs to the highest layer it reads.
    """
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name, node in manifest["nodes"].items():
        if name.startswith("test.") and not node.get("attached_node"):
            models = [one for one in node["depends_on"]["nodes"] if one in manifest["nodes"]]
            if models:
                owner = max(models, key=lambda one: (_layer_no(manifest, one), one))
                reference = {"name": manifest["nodes"][owner]["name"]}
                node["config"]["meta"] = {"dagster": {"ref": reference}}
    return manifest


def _layer_no(manifest: dict[str, Any], name: str) -> int:
    return LAYERS.index(manifest["nodes"][name]["config"]["group"])


def _begin_parsing(settings: Settings, folder: Path) -> subprocess.Popen[str]:
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "parse"]
    command += [*_PROJECT_OPTIONS, "--target-path", str(folder), "--log-path", str(folder)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        command,
        env=child_environment(dbt_environment(settings, folder / "none.duckdb")),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _refuse_failure(code: int, said: str) -> None:
    if code:
        raise IntegrityError(
            f"dbt does not understand the models in {PROJECT}:\n{said.strip()}",
            hint="Install Lotline anew, or take back what was changed there.",
        )


def _fingerprint() -> str:
    """Hash of dbt's version and of every file of the project."""
    digest = hashlib.sha256(f"{PROJECT} {version('dbt-core')} {version('dbt-duckdb')}".encode())
    for path in sorted(PROJECT.rglob("*")):
        if path.suffix in _READ_BY_DBT:
            digest.update(path.relative_to(PROJECT).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
