"""Wall time of all checks and metrics over a million movements; names the slowest models.

    python -m benchmarks.checks_cost [HOME] [MOVEMENTS]

HOME is made and built if it is not there, which takes far longer than what is timed. Counted are
all models of marts/completeness (checks and metrics, the lives of findings read them), all that
Great Expectations judges, the layers below the findings too, and the metrics read from the index.
Not counted are ingestion, the models of the genealogy, the data tests of dbt, dbt's own start and
the index. The peak is that of the largest process. Exit 1 = more than a minute.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.many_plants import write_many
from expectations.judge import judge_warehouse
from orchestration.dbt_project_files import (
    LOG_OPTIONS,
    PROJECT,
    dbt_environment,
    dbt_options,
)
from simulator.prove.pipeline import build_home
from traceability.services.measure_build import measure_build
from traceability.settings import Settings, child_environment
from traceability.store import snapshots
from traceability.store.landing import register_landing
from traceability.store.manifests import read_manifests
from traceability.store.state import open_state
from traceability.store.warehouse import Connection, open_warehouse

_MODELS = "path:models/marts/completeness"
_NAMED = 10
_MOST_SECONDS = 60
_MOVEMENTS = 1_000_000


def main(home: str = "var/bench", movements: str = str(_MOVEMENTS)) -> int:
    """Build if needed, time, print."""
    settings = Settings(home=Path(home).absolute())
    if not settings.home.exists():
        _build(settings, int(movements))
    with tempfile.TemporaryDirectory() as folder:
        models, seconds = _run_models(settings, Path(folder))
        began = time.perf_counter()
        judge_warehouse(Path(folder) / "warehouse.duckdb", settings)
        judged = time.perf_counter() - began
    began = time.perf_counter()
    with open_state(settings).read() as read:
        measure_build(settings, snapshots.current(settings), read)
    measured = time.perf_counter() - began
    whole = seconds + judged + measured
    _tell(
        f"all checks and metrics: {whole:.1f} s ({len(models)} models {seconds:.1f} s, Great "
        f"Expectations {judged:.1f} s, metrics of the index {measured:.1f} s)"
    )
    for name, took in sorted(models.items(), key=lambda one: -one[1])[:_NAMED]:
        _tell(f"  {took:6.2f} s  {name}")
    _tell(f"  {_peak_gb():.1f} GB at most in one process")
    return 0 if whole <= _MOST_SECONDS else 1


def _build(settings: Settings, movements: int) -> None:
    extracts = settings.home / "extracts"
    _tell(f"{write_many(extracts, movements)} movements written")
    build_home(settings, extracts, _tell)


def _run_models(settings: Settings, folder: Path) -> tuple[dict[str, float], float]:
    """Run the models of the checks over a copy; seconds of each, and from first to last."""
    warehouse = Path(shutil.copy(snapshots.current(settings).warehouse, folder))
    with open_warehouse(warehouse, settings, read_only=False) as connection:
        connection.execute("drop schema if exists checks cascade")
        _drop_models(connection)
        register_landing(connection, settings, read_manifests(settings))
    os.sync()  # a build has no copy to write to the disk beside its models
    command = [sys.executable, "-m", "dbt.cli.main", "--quiet", *LOG_OPTIONS, "run"]
    command += ["--select", _MODELS]
    command += [*dbt_options(settings), "--target-path", str(folder / "target")]
    command += ["--log-path", str(folder / "logs")]
    subprocess.run(  # noqa: S603 - our own interpreter and arguments
        command, env=child_environment(dbt_environment(settings, warehouse)), check=True
    )
    document = json.loads((folder / "target" / "run_results.json").read_text("utf-8"))
    spans = [span for result in document["results"] for span in _spans(result)]
    models = {
        result["unique_id"].rpartition(".")[2]: float(result["execution_time"])
        for result in document["results"]
    }
    return models, (max(end for _, end in spans) - min(begin for begin, _ in spans)).total_seconds()


def _drop_models(connection: Connection) -> None:
    """A build begins with a new file: nothing of an earlier one is there to be put aside."""
    models = {file.stem for file in (PROJECT / _MODELS.removeprefix("path:")).rglob("*.sql")}
    found = connection.execute(
        "select table_type, table_name from information_schema.tables where table_schema = 'marts'"
    ).fetchall()
    for kind, name in found:
        if name in models:
            connection.execute(f"drop {kind.removeprefix('BASE ')} marts.{name}")


def _peak_gb() -> float:
    """Most memory that this process or a child of it held; Linux tells it in KiB."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in whose) / 2**20


def _spans(result: dict[str, Any]) -> list[tuple[datetime, datetime]]:
    return [
        (datetime.fromisoformat(step["started_at"]), datetime.fromisoformat(step["completed_at"]))
        for step in result["timing"]
        if step["name"] == "execute"
    ]


def _tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
