"""Run as a child process: an ingest or a build that kills itself at a named step.

python -m tests.crash.dying_step STEP HOME [EXTRACTS]
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from tests.rebuild import rebuild
from traceability.services import publish_snapshot as publishing
from traceability.settings import Settings
from traceability.store import snapshots


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def in_landing(settings: Settings, extracts: Path) -> None:
    """Die when the first landed table is written and no manifest is."""
    from ingestion.ingest import ingest
    from ingestion.landing import manifest

    manifest.write_manifest = lambda *_args, **_kwargs: die()
    ingest([extracts], settings)


def in_dbt(settings: Settings) -> None:
    """Die while dbt, a child of ours, is amid its models: those of staging are there."""
    from orchestration.run_build import run_build

    def tell(line: str) -> None:
        if "OK created" in line and "identity" in line:
            die()

    run_build(settings, tell=tell)


def in_expectations(settings: Settings) -> None:
    """Die when the tables are judged and the first result is being kept."""
    from expectations import judge
    from expectations.suites import CHECKS
    from orchestration import dbt_assets
    from orchestration.run_build import run_build
    from tests.orchestration.copied_models import CopiedModels
    from tests.orchestration.few_models import few_dbt_assets
    from traceability.store import check_results

    dbt_assets.dbt_assets = few_dbt_assets  # type: ignore[attr-defined]
    judge._run_suites = lambda *_: dict.fromkeys((check.check_id for check in CHECKS), 1)
    check_results._keep_rows = lambda *_args, **_kwargs: die()
    run_build(settings, models=CopiedModels(snapshots.current(settings)))


def after_the_pointer(settings: Settings) -> None:
    """Die as soon as the pointer names the new snapshot, before anything is tidied."""
    point = publishing.snapshots.point_to

    def point_and_die(*arguments: object) -> None:
        point(*arguments)  # type: ignore[arg-type]
        die()

    publishing.snapshots.point_to = point_and_die  # type: ignore[assignment]
    rebuild(settings)


def main(step: str, home: str, path: str) -> None:
    settings = Settings(home=Path(home))
    if step == "landing":
        in_landing(settings, Path(path))
    elif step == "dbt":
        in_dbt(settings)
    elif step == "expectations":
        in_expectations(settings)
    elif step == "after pointer":
        after_the_pointer(settings)
    else:
        dying = {"before pointer": "point"}.get(step, step)
        rebuild(settings, lambda name: die() if name == dying else None)


if __name__ == "__main__":
    main(*sys.argv[1:4])
