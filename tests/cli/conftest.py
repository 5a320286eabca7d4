"""The command line in a child process, as a user starts it, and in this one, with passwords."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index_plant import jam_factory
from traceability import cli
from traceability.services import sign_in
from traceability.settings import Settings, child_environment

Run = Callable[..., subprocess.CompletedProcess[str]]
Told = Callable[..., tuple[int, str, str]]
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


@pytest.fixture
def in_process(
    home: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Told:
    """Run `lotline` in this process on the `home` of a test; by: who signs in."""
    sentence = "a sentence only I know"
    password = tmp_path / "password.txt"
    password.write_text(f"{sentence}\n", "utf-8")
    # Hashing passwords takes most of a test's time, and has tests of its own.
    monkeypatch.setattr(sign_in, "is_right", lambda _, given: given == sentence)
    monkeypatch.setenv("LOTLINE_HOME", str(home.home))
    monkeypatch.setenv("LOTLINE_PASSWORD_FILE", str(password))

    def run(*words: str, by: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["lotline", *words, *(["--as", by] if by else [])])
        with pytest.raises(SystemExit) as left:
            cli.main()
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return run
