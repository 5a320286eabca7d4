"""Every check of the catalogue catches the defect it is there for, and is silent on clean plants.

Checks of rows are judged in the home that all share, those of files by landing alone, those of
Lotline's own work by their own functions.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from ingestion.ingest import ingest
from ingestion.report import RefusedLoadError
from simulator.defects.door import Brought, as_csv, table
from simulator.defects.forged import sought_forgeries
from simulator.defects.judge import DOOR, Shown, about, judge_rows, sought_in_rows
from simulator.defects.land_files import write_files
from simulator.defects.plants import CLEAN, PLANTS, plant
from simulator.industries import INDUSTRIES
from simulator.prove.make_plants import EXTRACTS as EXTRACTS_FOLDER
from simulator.records import Records
from tests.proof.catalogue_page import PAGE, page
from tests.proof.platform_defects import TRIED
from traceability.contracts.catalogue import CATALOGUE
from traceability.contracts.extracts import EXTRACTS
from traceability.services.list_findings import list_findings
from traceability.settings import Settings

REPEATED = "FI-04"
UNMAPPED = {"unmapped": "FI-17"}


@pytest.fixture(scope="module")
def findings(strangers: Settings) -> dict[str, list[Any]]:
    """Findings of the shared home by check."""
    told: dict[str, list[Any]] = defaultdict(list)
    for found in list_findings(strangers).findings:
        told[found.rule_id].append(found)
    return told


@pytest.fixture(scope="module")
def clean() -> dict[str, Records]:
    """Small clean plants of all industries."""
    return {
        name: make(name[:1].upper(), 3, days=2).run().records for name, make in INDUSTRIES.items()
    }


def rules_at_the_door(folder: Path, brought: Brought) -> set[str]:
    """Land files in a home of their own; returns the checks that spoke."""
    settings = Settings(home=folder / "home")
    profile = "contracts"
    if brought.profile:
        profile = str(write_files(folder / "profile", brought.profile))
    told: set[str] = set()
    for name, files in (("first", brought.files), ("then", brought.then)):
        if files:
            told |= _land(write_files(folder / name, files), settings, profile)
    return told


def _land(folder: Path, settings: Settings, profile: str) -> set[str]:
    try:
        report = ingest([folder], settings, profile=profile)
    except RefusedLoadError as refused:
        return {found.rule_id for found in refused.findings}
    told = {found.rule_id for found in report.findings}
    told |= {found.rule_id for load in report.loads for found in load.findings}
    files = [file for load in report.loads for file in load.files]
    told |= {key for file in files for key, count in file.quarantined.items() if count}
    return {UNMAPPED.get(key, key) for key in told} | ({REPEATED} if report.repeated else set())


@pytest.fixture(scope="module")
def at_the_door(clean: dict[str, Records], tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    """Lines of the checks of files."""
    spoke: set[str] = set()
    for name, records in clean.items():
        folder = tmp_path_factory.mktemp(name)
        files = {f"{one}.csv": as_csv(table(records, one)) for one in EXTRACTS if records[one]}
        spoke |= rules_at_the_door(folder, Brought(files))
    return [
        Shown(
            check,
            check in rules_at_the_door(tmp_path_factory.mktemp("door"), bring(clean["food"])),
            check not in spoke,
        )
        for check, bring in DOOR.items()
    ]


@pytest.fixture(scope="module")
def shown(
    strangers: Settings,
    findings: dict[str, list[Any]],
    at_the_door: list[Shown],
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Shown]:
    """The whole table."""
    rows = judge_rows(findings, sought_in_rows() | sought_forgeries(), CLEAN)
    own = [tried(strangers, tmp_path_factory.mktemp("own")) for tried in TRIED]
    return [*rows, *at_the_door, *own]


def test_every_check_that_is_made_is_in_the_table(shown: list[Shown]) -> None:
    made = {check.check_id for check in CATALOGUE if check.place != "omitted"}

    assert {line.check_id for line in shown} == made


def test_every_check_catches_its_defect(shown: list[Shown]) -> None:
    assert [line.check_id for line in shown if not line.is_caught] == []


def test_no_check_speaks_of_a_clean_plant(shown: list[Shown]) -> None:
    assert [line.check_id for line in shown if not line.is_silent] == []


def test_the_page_of_the_checks_says_what_was_shown(
    shown: list[Shown], tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = tmp_path_factory.mktemp("page") / PAGE.name
    found.write_text(page(shown), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page(shown), f"copy {found} to docs/{PAGE.name}"


def test_nothing_at_all_is_said_of_clean_plants(findings: dict[str, list[Any]]) -> None:
    every = [found for told in findings.values() for found in told]

    assert [(one.rule_id, one.message) for one in about(every, CLEAN)] == []


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_the_clean_plants_are_there(strangers: Settings, industry: str) -> None:
    (order,) = [one for one in CLEAN if one.industry == industry]
    folders = (strangers.home / "drops" / "clean", strangers.home / EXTRACTS_FOLDER)
    files = [file for folder in folders for file in folder.glob("erp_items*.csv")]

    assert any(f"{order.code}-" in file.read_text("utf-8") for file in files)


def test_a_defect_is_one_plants_own_and_always_the_same() -> None:
    assert len({wanted.code for wanted in PLANTS}) == len(PLANTS)
    first, again = plant(PLANTS[0]), plant(PLANTS[0])

    assert first.records.tables == again.records.tables
    assert first.sought == again.sought
