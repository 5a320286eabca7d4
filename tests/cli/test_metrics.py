"""`lotline metrics` and `lotline check --open` as a user types them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import LOTLINE
from tests.metrics_plant import publish_toy
from traceability.cli.tabulate_metrics import open_lines, open_tables, percent_text
from traceability.services.list_open_gaps import OpenGap, OpenGaps, list_open_gaps
from traceability.settings import Settings, child_environment


def published(home: Path) -> Path:
    publish_toy(home, 1)
    return home


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*LOTLINE, *words],
        env=child_environment({"LOTLINE_HOME": str(home)}),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("ratio", "shown"), [(1.0, "100.00"), (0.99999, "99.99"), (0.00001, "0.01"), (0.0, "0.00")]
)
def test_nearly_all_never_reads_as_all(ratio: float, shown: str) -> None:
    assert percent_text(ratio) == f"{shown} %"


def test_open_deliveries_are_called_so(tmp_path: Path) -> None:
    stamp = list_open_gaps(Settings(home=published(tmp_path))).snapshot
    one = OpenGap("delivery", "D1", None, None, "F", "LK-08", "S1", "It goes without a lot.")
    found = OpenGaps(stamp, (one, replace(one, subject_code="D2")))

    assert "2 deliveries" in open_lines(found)[1]
    assert [table.title for table in open_tables(found)] == ["Open deliveries"]


@pytest.mark.parametrize(("gaps", "code"), [(0, 0), (2, 1)])
def test_check_open_fails_where_something_would_stay_open(
    tmp_path: Path, gaps: int, code: int
) -> None:
    publish_toy(tmp_path, 1, gaps=gaps)
    done = run(tmp_path, "check", "--open")
    assert (done.returncode, done.stderr) == (code, "")
    assert f"{gaps} gaps would stay" in done.stdout
    assert ("WO9" in done.stdout) == bool(gaps)


def test_what_would_stay_open_is_a_document_too(tmp_path: Path) -> None:
    publish_toy(tmp_path, 1, gaps=1)
    done = run(tmp_path, "check", "--open", "--json", "--fail-on", "none")
    assert done.returncode == 0
    (gap,) = json.loads(done.stdout)["open_gaps"]
    assert (gap["subject_code"], gap["rule_id"], gap["severity"]) == ("WO9", "LK-05", "S1")


def test_a_figure_says_how_much_of_it_could_be_assessed(tmp_path: Path) -> None:
    publish_toy(tmp_path, 1)
    done = run(tmp_path, "metrics")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("Link coverage")]
    assert "75.00 %" in line
    assert "4 of 6" in line


def test_figures_by_site_are_a_document_too(tmp_path: Path) -> None:
    publish_toy(tmp_path, 1)
    told = json.loads(run(tmp_path, "metrics", "--json", "--by", "site").stdout)
    assert told["by"] == "site"
    assert {one["dimension_value"] for one in told["metrics"]} == {"S1"}
