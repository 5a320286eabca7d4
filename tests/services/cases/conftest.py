"""A home with a migrated state database, as the tests of that database have it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.services.cases.hold_house import opened, published
from tests.store.state.case_house import ROLES, people, publish
from traceability.domain.actors import Person
from traceability.services.cases.request_holds import request_holds
from traceability.settings import Settings
from traceability.store.state import open_state


@pytest.fixture(scope="session")
def state_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated state database, to be copied."""
    home = tmp_path_factory.mktemp("cases")
    open_state(Settings(home=home))
    return home / "state.db"


@pytest.fixture(scope="session")
def factory_home(state_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The jam factory with users of every role, made once and copied by every test."""
    home = tmp_path_factory.mktemp("factory")
    shutil.copy(state_file, home / "state.db")
    published(Settings(home=home))
    people(Settings(home=home))
    return home


@pytest.fixture(scope="session")
def case_home(factory_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a case about the sugar."""
    home = tmp_path_factory.mktemp("case") / "home"
    shutil.copytree(factory_home, home)
    opened(Settings(home=home), signed_in("ann"))
    return home


@pytest.fixture(scope="session")
def held_home(case_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with all that the case asked to hold and to stop."""
    home = tmp_path_factory.mktemp("held") / "home"
    shutil.copytree(case_home, home)
    request_holds(Settings(home=home), signed_in("ann"), 1)
    return home


@pytest.fixture
def factory(factory_home: Path, tmp_path: Path) -> Settings:
    """A home with the jam factory in force."""
    return copied(factory_home, tmp_path)


@pytest.fixture
def case(case_home: Path, tmp_path: Path) -> Settings:
    """A home with a case."""
    return copied(case_home, tmp_path)


@pytest.fixture
def held(held_home: Path, tmp_path: Path) -> Settings:
    """A home with a case that asked to hold and to stop."""
    return copied(held_home, tmp_path)


@pytest.fixture
def bakery(state_file: Path, tmp_path: Path) -> Settings:
    """A home where records lack and clocks cut, and nobody in it."""
    home = tmp_path / "bakery"
    home.mkdir()
    shutil.copy(state_file, home / "state.db")
    publish(Settings(home=home))
    return Settings(home=home)


@pytest.fixture
def who() -> dict[str, Person]:
    """The users, who have just signed in."""
    return {name: signed_in(name) for name in ROLES}


def copied(home: Path, folder: Path) -> Settings:
    """A home of one's own."""
    shutil.copytree(home, folder / "home")
    return Settings(home=folder / "home")


def signed_in(name: str) -> Person:
    """A user who has just given the password."""
    return Person(name, name.title(), ROLES[name], datetime.now(UTC))
