"""`lotline check` as a user types it: what it prints and how it ends."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

from tests.cli.conftest import LOTLINE
from tests.services.test_list_findings import CONTRACT, fill
from traceability.contracts.finding_rules import FINDING_RULES
from traceability.settings import child_environment

Check = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """Run `lotline check` with these words over findings that were judged."""
    home = fill(tmp_path_factory.mktemp("judged"), checks=(CONTRACT,)).home

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*LOTLINE, "check", *words],
            env=child_environment({"LOTLINE_HOME": str(home)}),
            check=False,
            capture_output=True,
            encoding="utf-8",
        )

    return run


def test_it_counts_findings_by_rule_and_cause_and_fails_on_the_gravest(check: Check) -> None:
    done = check()

    assert done.returncode == 1
    told = f"4 findings by {len(FINDING_RULES)} rules: 1 S1, 2 S2, 1 S3."
    assert told in done.stdout
    assert "1 checks: 0 contracts between layers do not hold, 0 checks did not run." in done.stdout
    assert "used.csv" not in done.stdout


def test_with_a_rule_it_leads_to_file_and_line(check: Check) -> None:
    done = check("--rule", "LK-14")

    assert done.returncode == 0
    assert "used.csv:5" in done.stdout
    assert "used.csv:2" not in done.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--fail-on", "none"), 0),
        (("--severity", "S2"), 0),
        (("--severity", "S2", "--fail-on", "S2"), 1),
        (("--rule", "XX-99"), 2),
        (("--fail-on", "S9"), 2),
        (("--snapshot", "never"), 3),
    ],
)
def test_how_it_ends(check: Check, words: tuple[str, ...], code: int) -> None:
    assert check(*words).returncode == code


def test_its_document_holds_rules_causes_checks_and_on_demand_findings(check: Check) -> None:
    plain = json.loads(check("--json").stdout)
    of_rule = json.loads(check("--rule", "LK-01", "--rows", "1", "--json").stdout)

    assert list(plain) == [
        "schema_version", "snapshot", "looked", "judged", "rules", "causes", "checks",
    ]  # fmt: skip
    assert list(of_rule) == [*plain, "total", "offset", "findings"]
    assert (of_rule["total"], len(of_rule["findings"])) == (3, 1)
