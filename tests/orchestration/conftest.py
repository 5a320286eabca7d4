"""Homes that tests of the pipeline may change, and a build that is over at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dagster import Definitions

from expectations.suites import CHECKS, Check
from orchestration import dbt_assets as assets
from orchestration import expectation_checks
from orchestration.assemble import assemble
from orchestration.run_build import run_build
from tests.orchestration.copied_models import CopiedModels
from tests.orchestration.few_models import few_dbt_assets
from traceability.contracts.check_results import CheckResult, Status
from traceability.settings import Settings
from traceability.store import snapshots

Build = Callable[..., snapshots.Snapshot]


@pytest.fixture(scope="session")
def pipeline(five_lots: Settings) -> Definitions:
    """The pipeline over the plant of five lots; nothing of it is run."""
    return assemble(five_lots)


@pytest.fixture
def home(five_lots: Settings, tmp_path: Path) -> Settings:
    """A copy of the plant of five lots whose files are taken as soon as they are dropped."""
    shutil.copytree(five_lots.home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home" / "drop")
    return replace(five_lots, home=tmp_path / "home", drop_settle_seconds=0)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> dict[str, int | None]:
    """Failing rows of each check that does not pass, None = it did not run; the judge is not asked.

    Empty at first: every check passes.
    """
    told: dict[str, int | None] = {}

    def judge(*_: object) -> tuple[CheckResult, ...]:
        return tuple(_verdict(check, told) for check in CHECKS)

    monkeypatch.setattr(expectation_checks, "judge_and_record", judge)
    monkeypatch.setattr(expectation_checks, "write_report", lambda *_, **__: None)
    return told


def _verdict(check: Check, told: dict[str, int | None]) -> CheckResult:
    count = told.get(check.check_id, 0)
    status: Status = "error" if count is None else "failed" if count else "passed"
    subject = (check.rule_id, check.subject_kind, check.severity)
    facts = (check.suite, check.relation, check.statement, *subject, status, count, 9, "2026")
    return CheckResult(check.check_id, *facts)


@pytest.fixture
def few_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline shows the models that its other steps name, and one of each layer.

    Tests of how a run goes need no more; those of what the pipeline is made of have it whole.
    """
    monkeypatch.setattr(assets, "dbt_assets", few_dbt_assets)


@pytest.fixture
def build_at_once(failing: dict[str, int | None], few_models: None) -> Build:
    """The job with few models, with copied tables for dbt's and with `failing` for the judge's."""
    del failing, few_models

    def build(home: Settings, **named: Any) -> snapshots.Snapshot:
        return run_build(home, models=CopiedModels(snapshots.current(home)), **named)

    return build
