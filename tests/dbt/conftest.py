"""The plants of this folder, in one landing; built once whole, and once more with later loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dbt.corrections_plant import load_corrections
from tests.dbt.events_plant import load_events
from tests.dbt.findings_plant import load_findings
from tests.dbt.governance_cases import load_governance
from tests.dbt.identity_plant import load_identity, load_news
from tests.dbt.landing_plant import Landing, build
from traceability.settings import Settings

LAYERS = ("staging", "identity", "events", "links", "genealogy", "marts")


def first_loads() -> Landing:
    """All plants; no code of one is in another."""
    landing = Landing()
    for load in (load_identity, load_events, load_findings, load_corrections, load_governance):
        load(landing)
    return landing


@pytest.fixture(scope="session")
def first_build(build_once: Any) -> Path:
    """Warehouse of all plants, all layers; dbt's data tests and unit tests ran over it."""

    def fill(settings: Settings) -> None:
        settings.home.mkdir()
        build(first_loads(), settings.home, "--select", *LAYERS)

    home: Path = build_once("dbt_first", fill).home
    return home / "warehouse.duckdb"


@pytest.fixture(scope="session")
def later_build(build_once: Any) -> Path:
    """Warehouse of the same and of the news of the identity plant, as far as identity."""

    def fill(settings: Settings) -> None:
        landing = first_loads()
        load_news(landing)
        settings.home.mkdir()
        layers = ("--select", "staging", "identity", "--exclude-resource-type", "unit_test")
        build(landing, settings.home, *layers)

    home: Path = build_once("dbt_later", fill).home
    return home / "warehouse.duckdb"
