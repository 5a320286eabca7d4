"""Run as a child process: an ingest or a build that kills itself at a named step.

python -m tests.crash.dying_step STEP HOME [EXTRACTS or PREPARED WAREHOUSE]
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import NoReturn

from orchestration.transform import dbt_transform
from traceability.services import publish_snapshot as publishing
from traceability.settings import Settings


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def in_landing(settings: Settings, extracts: Path) -> None:
    """Die when the first landed table is written and no manifest is."""
    from ingestion.ingest import ingest
    from ingestion.landing import manifest

    manifest.write_manifest = lambda *_args, **_kwargs: die()
    ingest([extracts], settings)


def in_dbt(settings: Settings, _: Path) -> None:
    """Die while dbt, a child of ours, is half way through its models."""

    def tell(line: str) -> None:
        if "OK created" in line and "events" in line:
            die()

    publishing.publish_snapshot(settings, dbt_transform(settings, tell))


def at_announced(step: str, settings: Settings, prepared: Path) -> None:
    """Die as a step of the build begins; the transformer's work is copied, not repeated."""

    def copy(warehouse: Path, _: Path) -> publishing.Transformation:
        shutil.copy(prepared, warehouse)
        return publishing.Transformation("copied", {})

    publishing.publish_snapshot(settings, copy, lambda name: die() if name == step else None)


def after_the_pointer(settings: Settings, prepared: Path) -> None:
    """Die as soon as the pointer names the new snapshot, before anything is tidied."""
    point = publishing.snapshots.point_to

    def point_and_die(*arguments: object) -> None:
        point(*arguments)  # type: ignore[arg-type]
        die()

    publishing.snapshots.point_to = point_and_die  # type: ignore[assignment]
    at_announced("never", settings, prepared)


def main(step: str, home: str, path: str) -> None:
    settings = Settings(home=Path(home))
    if step == "landing":
        in_landing(settings, Path(path))
    elif step == "dbt":
        in_dbt(settings, Path(path))
    elif step == "after pointer":
        after_the_pointer(settings, Path(path))
    else:
        at_announced({"before pointer": "point"}.get(step, step), settings, Path(path))


if __name__ == "__main__":
    main(*sys.argv[1:4])
