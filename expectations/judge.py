"""Judges the warehouse of a build: all checks, through Great Expectations, and what broke them.

Great Expectations runs in a process of its own (`run_suites`): it takes seconds and much memory to
import, keeps state, and must let go of the file before anybody writes to it again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.suites import CHECKS, Check
from traceability.contracts.check_results import ROW_CAP, CheckResult, FailingQuery, Status
from traceability.settings import child_environment
from traceability.store.check_results import count_rows, write_check_results
from traceability.store.findings import read_feeds
from traceability.store.warehouse import connection_limits, open_warehouse

if TYPE_CHECKING:
    from traceability.settings import Settings

_SILENCE = {"GX_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
_GRADES = {"blocking": "critical", "S1": "critical", "S2": "warning", "S3": "info"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checks say, and how to read the rows that broke them.

    results: one per check, in the order of CHECKS. failing: one per failed check; its rows lie in
    the warehouse, and can be read only as long as schema `landing` is there.
    """

    results: tuple[CheckResult, ...]
    failing: tuple[FailingQuery, ...]


def judge_warehouse(
    warehouse: Path, settings: Settings, checks: tuple[Check, ...] = CHECKS
) -> Judgement:
    """Run the checks over a warehouse that still shows its landing; changes nothing.

    Nobody holds the file when this returns. A check that cannot run has status "error"; a rule that
    found nothing because what it needs was never delivered, "not_assessable". Raises
    DataMissingError when the warehouse cannot be opened.
    """
    with open_warehouse(warehouse, settings) as connection:
        sources = {check.source for check in checks}
        sizes = {source: count_rows(connection, source) for source in sources}
        feeds = read_feeds(connection)
    told = _run_suites(warehouse, settings, checks)
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    results = tuple(
        _judged(
            _result(check, told.get(check.check_id, "it was skipped"), sizes[check.source], now),
            feeds,
        )
        for check in checks
    )
    failed = {result.check_id for result in results if result.status == "failed"}
    failing = tuple(
        FailingQuery(check.check_id, check.rows_query, None if check.rule_id else ROW_CAP)
        for check in checks
        if check.check_id in failed
    )
    return Judgement(results, failing)


def judge_and_record(warehouse: Path, settings: Settings) -> tuple[CheckResult, ...]:
    """Judge a warehouse, and keep the results and the failing rows in its schema `checks`."""
    judgement = judge_warehouse(warehouse, settings)
    with open_warehouse(warehouse, settings, read_only=False) as connection:
        write_check_results(connection, judgement.results, judgement.failing)
    return judgement.results


def _run_suites(
    warehouse: Path, settings: Settings, checks: tuple[Check, ...]
) -> dict[str, int | str]:
    """Failing rows of each check, or the reason why they could not be counted."""
    run = subprocess.run(
        [sys.executable, "-P", "-m", "expectations.run_suites"],
        input=json.dumps(_request(warehouse, settings, checks)),
        env=child_environment(_SILENCE | {"PYTHONIOENCODING": "utf-8"}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    try:
        told: dict[str, int | str] = json.loads(run.stdout)
    except ValueError:
        words = [line for line in run.stderr.splitlines() if line.strip()]
        reason = f"the judge stopped with code {run.returncode}: {words[-1] if words else ''}"
        return {check.check_id: reason for check in checks}
    return told


def _request(warehouse: Path, settings: Settings, checks: tuple[Check, ...]) -> dict[str, Any]:
    """What the process of its own reads: the file, its limits, and a suite for each relation."""
    suites: dict[str, list[dict[str, str]]] = {check.source: [] for check in checks}
    for check in checks:
        suites[check.source].append(
            {
                "check_id": check.check_id,
                "query": check.query,
                "statement": check.statement,
                "grade": _GRADES[check.severity],
            }
        )
    limits = connection_limits(settings)
    return {"warehouse": str(warehouse), "limits": limits, "suites": suites}


def _result(check: Check, told: int | str, examined: int | None, now: str) -> CheckResult:
    """told: the number of failing rows, or why there is none."""
    status: Status = "error" if isinstance(told, str) else "failed" if told else "passed"
    reason = f" (It did not run: {told})" if isinstance(told, str) else ""
    return CheckResult(
        check_id=check.check_id,
        suite=check.suite,
        relation=check.relation,
        statement=check.statement + reason,
        rule_id=check.rule_id,
        subject_kind=check.subject_kind,
        severity=check.severity,
        status=status,
        failing_count=None if isinstance(told, str) else told,
        examined_count=examined,
        checked_at=now,
    )


def _judged(result: CheckResult, feeds: dict[tuple[str, str], str]) -> CheckResult:
    """The result, where silence of the rule says nothing as not assessable. feeds: what lacks."""
    why = feeds.get((result.rule_id or "", result.subject_kind or ""))
    if why is None or result.status != "passed":
        return result
    statement = f"{result.statement} (Not assessable: {why})"
    return replace(result, status="not_assessable", statement=statement)
