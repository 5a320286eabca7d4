"""The command line in a child process, as a user starts it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.index_plant import jam_factory
from traceability.settings import Settings, child_environment

Run = Callable[..., subprocess.CompletedProcess[str]]
LOTLINE = [sys.executable, "-m", "traceability.cli"]


@pytest.fixture(scope="session")
def jam(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with the jam factory of tests/index_plant.py; read only."""
    return Settings(home=jam_factory().publish(tmp_path_factory.mktemp("jam")))


@pytest.fixture(scope="session")
def lotline(jam: Settings) -> Run:
    """Run `lotline` with these words in the jam factory's home."""

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*LOTLINE, *words],
            env=child_environment({"LOTLINE_HOME": str(jam.home), **environment}),
            check=False,
            capture_output=True,
            encoding="utf-8",
        )

    return run
