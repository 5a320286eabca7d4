"""Runs the dbt project over a warehouse that is being built, and reads its verdict."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dbt_project
from traceability.errors import IntegrityError
from traceability.services.publish_snapshot import Transform, Transformation
from traceability.settings import Settings, child_environment

PROJECT = Path(dbt_project.__file__).parent
_SILENCE = {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DO_NOT_TRACK": "1"}


def dbt_transform(settings: Settings, tell: Callable[[str], None] = lambda _: None) -> Transform:
    """Return the transformer for `publish_snapshot`; `tell` gets dbt's own lines.

    It raises IntegrityError naming the models or tests that failed.
    """

    def transform(warehouse: Path, work: Path) -> Transformation:
        code = _run_dbt(settings, warehouse, work, tell)
        results = _results(work / "target" / "run_results.json")
        if code:
            raise _failure(results, work / "logs" / "dbt.log")
        statuses = Counter(str(result["status"]) for result in results)
        return Transformation(_models_hash(work / "target" / "manifest.json"), dict(statuses))

    return transform


def _run_dbt(settings: Settings, warehouse: Path, work: Path, tell: Callable[[str], None]) -> int:
    command = [
        *(sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "build"),
        *("--exclude-resource-type", "unit_test"),  # they test the models, not the data
        *("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)),
        *("--target-path", str(work / "target"), "--log-path", str(work / "logs")),
        *(
            "--vars",
            json.dumps(
                {"timezone": settings.timezone, "tolerance_minutes": settings.tolerance_minutes}
            ),
        ),
    ]
    environment = child_environment(
        _SILENCE
        | {
            "LOTLINE_WAREHOUSE": str(warehouse),
            "LOTLINE_THREADS": str(settings.threads),
            "LOTLINE_MEMORY_LIMIT": settings.memory_limit,
        }
    )
    with subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            tell(line.rstrip())
    return process.returncode


def _results(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    results: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["results"]
    return results


def _failure(results: list[dict[str, Any]], log: Path) -> IntegrityError:
    failed = [result for result in results if result["status"] in {"error", "fail"}]
    lines = [f"{result['unique_id']}: {(result['message'] or '').strip()}" for result in failed]
    what = "\n".join(lines) or "dbt stopped before it ran a model."
    return IntegrityError(
        f"The build did not pass its own checks, so nothing was published:\n{what}",
        hint=f"The whole log is {log}; the snapshot in force is unchanged.",
    )


def _models_hash(manifest: Path) -> str:
    """Hash over the checksums of all models and tests: equal projects have equal hashes."""
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
    lines = [f"{name} {node['checksum']['checksum']}" for name, node in nodes.items()]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
