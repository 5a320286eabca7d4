"""What a dbt build left behind: its statuses, its failures, the hash of its models."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from traceability.errors import IntegrityError

_BAD = {"error", "fail", "runtime error"}


def read_statuses(target: Path) -> dict[str, int]:
    """How many models and tests ended with each status."""
    return dict(Counter(str(result["status"]) for result in _results(target)))


def read_failure(target: Path) -> IntegrityError:
    """Why the build failed, by the names of its models and tests."""
    failed = [result for result in _results(target) if result["status"] in _BAD]
    lines = [f"{result['unique_id']}: {(result['message'] or '').strip()}" for result in failed]
    what = "\n".join(lines) or "dbt stopped before it ran a model."
    return IntegrityError(
        f"The build did not pass its own checks, so nothing was published:\n{what}",
        hint=f"The whole log is {target / 'dbt.log'}; the snapshot in force is unchanged.",
    )


def read_models_hash(target: Path) -> str:
    """Hash over the checksums of all models and tests: equal projects have equal hashes."""
    nodes = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["nodes"]
    lines = [f"{name} {node['checksum']['checksum']}" for name, node in nodes.items()]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _results(target: Path) -> list[dict[str, Any]]:
    path = target / "run_results.json"
    if not path.exists():
        return []
    results: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["results"]
    return results
