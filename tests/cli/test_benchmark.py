"""`make bench` says what it needs instead of breaking off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from traceability.settings import Settings, child_environment

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "trace_cost.py"


@pytest.mark.parametrize("is_built", [False, True])
def test_without_a_built_home_or_its_lot_the_benchmark_says_what_to_run_first(
    jam: Settings, tmp_path: Path, is_built: bool
) -> None:
    home = str(jam.home if is_built else tmp_path)
    done = subprocess.run(
        [sys.executable, str(BENCHMARK), home, "NOPE"],
        env=child_environment({}),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 4
    assert "run `make demo` first" in done.stderr
    assert ("no lot NOPE" if is_built else "Nothing is built yet") in done.stderr
    assert "Traceback" not in done.stderr
