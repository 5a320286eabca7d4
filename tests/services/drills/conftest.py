"""Homes in which drills are run: copies whose snapshots are the shared ones, linked."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.store.state.conftest import add_person
from traceability.domain.actors import Person
from traceability.domain.cases import Outcome
from traceability.domain.roles import Role
from traceability.errors import RefusedError
from traceability.services.cases.leave_out import decide_exclusions, leave_out
from traceability.services.cases.sign_case import approve_closing, close_case
from traceability.services.reports import archive_reports
from traceability.settings import Settings
from traceability.store.state import open_state


@dataclass(frozen=True)
class House:
    """A home with a lead and an approver."""

    settings: Settings
    lead: Person
    approver: Person

    def write_plan(self, text: str) -> None:
        (self.settings.home / "drills.yml").write_text(text, encoding="utf-8")

    def end(self, case_no: int) -> None:
        """Decide on what time excludes, close, approve."""
        try:
            numbers = leave_out(
                self.settings, self.lead, case_no, [], "The clocks are trusted.", all_by_time=True
            )
            decide_exclusions(self.settings, self.approver, case_no, numbers, is_approved=True)
        except RefusedError:  # time excludes nothing
            pass
        close_case(self.settings, self.lead, case_no, Outcome.NO_DEFECT, "It was a drill.")
        approve_closing(self.settings, self.approver, case_no)

    def build_again(self) -> str:
        """Put another snapshot in force: the same data, published later."""
        (old,) = (one for one in self.settings.snapshots.iterdir() if one.is_dir())
        later = f"99991231T000000-{old.name[-6:]}"
        shutil.copytree(old, old.with_name(later), copy_function=os.link)
        pointer = f'{{"snapshot": "{later}"}}'
        self.settings.pointer.unlink()
        self.settings.pointer.write_text(pointer, encoding="utf-8")
        manifest = old.with_name(later) / "manifest.json"
        text = manifest.read_text(encoding="utf-8").replace(old.name, later)
        manifest.unlink()
        manifest.write_text(text, encoding="utf-8")
        return later


def copy_house(built: Settings, home: Path, migrated: Path | None = None) -> House:
    """A home of one's own over the snapshots of a built one."""
    home.mkdir(parents=True)
    shutil.copytree(built.snapshots, home / "snapshots", copy_function=os.link)
    for pins in home.glob("snapshots/pins.json"):
        pins.unlink()
    shutil.copy(built.pointer, home)
    settings = replace(built, home=home)
    if migrated is not None:
        shutil.copy(migrated, home / "state.db")
    state = open_state(settings)
    lead = add_person(state, "ann", Role.QUALITY)
    return House(settings, lead, add_person(state, "bob", Role.APPROVER))


@pytest.fixture(autouse=True)
def _few_reports(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signing sets no PDF files here, which takes seconds; tests that ask for `archived` do."""
    if "archived" not in request.fixturenames:
        monkeypatch.setattr(archive_reports, "archive_reports", lambda *_, **__: False)


@pytest.fixture
def archived() -> None:
    """Signing archives every report."""


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state database with all its tables, to be copied."""
    home = tmp_path_factory.mktemp("migrated")
    open_state(Settings(home=home))
    return home / "state.db"


@pytest.fixture
def house(tryton: Settings, tmp_path: Path, migrated: Path) -> House:
    """The example food factory, built, with nobody's drills yet."""
    return copy_house(tryton, tmp_path / "home", migrated)
