"""A trace costs little more than starting Python with its parser and NumPy."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys

import pytest

from tests.cli.conftest import LOTLINE
from traceability.settings import Settings, child_environment

MOST = 1.6
PAIRS = 7
HEAVY = {
    *("duckdb", "pandas", "pydantic", "pyarrow", "dagster", "dbt", "rich", "biip"),
    *("sqlalchemy", "alembic", "psycopg", "argon2"),
}
SPY = """
import atexit, sys
atexit.register(lambda: sys.stderr.write(" ".join(sorted(sys.modules))))
sys.argv = ["lotline", *{words}]
from traceability.cli import main
main()
"""


def cpu_seconds(command: list[str], home: Settings) -> float:
    """CPU time, user and system, of one child process that must succeed."""
    before = os.times()
    subprocess.run(
        command,
        env=child_environment({"LOTLINE_HOME": str(home.home)}),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def test_a_trace_costs_at_most_1_6_times_importing_numpy_and_typer(jam: Settings) -> None:
    trace = [*LOTLINE, "trace", "forward", "SUGAR", "--json"]
    bare = [sys.executable, "-c", "import numpy, typer"]
    cpu_seconds(trace, jam)
    pairs = [(cpu_seconds(bare, jam), cpu_seconds(trace, jam)) for _ in range(PAIRS)]
    ratio = statistics.median(ours for _, ours in pairs) / statistics.median(
        base for base, _ in pairs
    )
    assert ratio <= MOST, pairs


@pytest.mark.parametrize(
    "words",
    [
        ["trace", "forward", "SUGAR", "--json"],
        [
            "trace",
            "both",
            "JAM",
            "--with",
            "operations,parameters,inspections,events,links,candidates",
        ],
        ["why", "SUGAR", "BOX"],
        ["find", "JAM", "--json"],
        ["common", "JAM", "JAM2", "BOX"],
    ],
)
def test_questions_import_none_of_the_heavy_libraries(jam: Settings, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPY.format(words=json.dumps(words))],
        env=child_environment({"LOTLINE_HOME": str(jam.home)}),
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "numpy" in loaded
    assert "numpy.ma" not in done.stderr.split()
    assert loaded & HEAVY == set()


def test_listing_the_verbs_imports_no_verb_of_another_package(jam: Settings) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPY.format(words=json.dumps(["--help"]))],
        env=child_environment({"LOTLINE_HOME": str(jam.home)}),
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert loaded & {"ingestion", "orchestration", "app", "numpy"} == set()
