"""Shared read-only homes: each is ingested and built once per test run, whoever asks first."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from ingestion.ingest import ingest
from orchestration.transform import dbt_transform
from traceability.services.publish_snapshot import publish_snapshot
from traceability.settings import Settings, child_environment

ROOT = Path(__file__).parent.parent
PLANTS = ROOT / "tests" / "plants"
TRYTON = ROOT / "examples" / "tryton_food"
LOTLINE = str(Path(sys.executable).parent / "lotline")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder for all workers of this run."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def build_once(shared_folder: Path) -> Callable[[str, Callable[[Settings], Any]], Settings]:
    """Make a named home by a function, the first time anybody asks for it."""

    def make(name: str, fill: Callable[[Settings], Any]) -> Settings:
        settings = Settings(home=shared_folder / name)
        done = shared_folder / f"{name}.done"
        with FileLock(shared_folder / f"{name}.lock"):
            if not done.exists():
                fill(settings)
                done.touch()
        return settings

    return make


@pytest.fixture(scope="session")
def tryton(build_once: Any) -> Settings:
    """The example food factory as `lotline demo` leaves it; read only."""

    def fill(settings: Settings) -> None:
        demo = subprocess.run(
            [LOTLINE, "demo"],
            env=child_environment({"LOTLINE_HOME": str(settings.home)}),
            check=False,
            capture_output=True,
            text=True,
        )
        assert demo.returncode == 0, demo.stderr
        (settings.home / "demo.txt").write_text(demo.stdout, encoding="utf-8")

    return build_once("tryton", fill)


@pytest.fixture(scope="session")
def five_lots(build_once: Any) -> Settings:
    """The plant of five lots, landed and published; read only."""

    def fill(settings: Settings) -> None:
        ingest([PLANTS / "five_lots" / "extracts"], settings)
        publish_snapshot(settings, dbt_transform(settings))

    return build_once("five_lots", fill)


@pytest.fixture(scope="session")
def five_lots_answer() -> dict[str, Any]:
    """What a trace of the plant of five lots must say."""
    answer: dict[str, Any] = json.loads((PLANTS / "five_lots" / "answer.json").read_text())
    return answer
