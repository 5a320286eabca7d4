"""Pages run in this process, as a visitor with a given address would see them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

import app
from tests.app.case_page import SENTENCE, Who, entered
from tests.app.page import Page
from tests.index_plant import Plant, jam_factory
from tests.services.drills.conftest import House, copy_house
from tests.store.state.case_house import opened, people
from tests.store.state.case_house import publish as publish_bakery
from traceability.services import sign_in
from traceability.settings import Settings

MAIN = Path(app.__file__).parent / "main.py"
Visit = Callable[..., Page]
Publish = Callable[..., Settings]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open a page of a home; keyword arguments are the address, `page` is trace, health or cases.

    Each run would read the metadata of every installed package for components; ours is inline.
    """

    def open_page(settings: Settings, *, page: str = "trace", **address: str) -> Page:
        monkeypatch.setenv("LOTLINE_HOME", str(settings.home))
        monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)
        opened = Page(AppTest.from_file(str(MAIN), default_timeout=60), page)
        return opened.go(**address)

    return open_page


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Publish a plant written out in a test, with what a real manifest says beside it."""

    def make(plant: Plant, snapshot: str = "20260101T000000-abcdef", **said: Any) -> Settings:
        home = plant.publish(tmp_path / "home", snapshot)
        complete_manifest(home, **said)
        return Settings(home=home)

    return make


def complete_manifest(home: Path, **said: Any) -> None:
    """Add to the manifest of the snapshot in force what a real build says beside it."""
    current = json.loads((home / "current.json").read_text(encoding="utf-8"))["snapshot"]
    path = home / "snapshots" / current / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest |= {"last_load": {"load_id": "00000001", "sha256": ""}, **said}
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture(scope="session")
def jam(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The jam factory of tests/index_plant.py; read only."""
    home = jam_factory().publish(tmp_path_factory.mktemp("jam"))
    complete_manifest(home)
    return Settings(home=home)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Settings, Who]:
    """The bakery with its people; nobody has a case yet."""
    settings = Settings(home=tmp_path / "home")
    publish_bakery(settings)
    complete_manifest(settings.home)
    # Hashing passwords takes most of a test's time, and has tests of its own.
    monkeypatch.setattr(sign_in, "is_right", lambda _, given: given == SENTENCE)
    return settings, people(settings)


@pytest.fixture
def settings(house: tuple[Settings, Who]) -> Settings:
    return house[0]


@pytest.fixture
def who(house: tuple[Settings, Who]) -> Who:
    return house[1]


@pytest.fixture
def case(visit: Visit, settings: Settings, who: Who) -> Page:
    """An investigation about flour A, with Ann signed in on its page."""
    number = opened(settings, who["ann"])
    return entered(visit(settings, page="cases", case=f"C-{number}"))


@pytest.fixture
def food(tryton: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A copy of the example food factory, with Ann and Bob."""
    monkeypatch.setattr(sign_in, "is_right", lambda _, given: given == SENTENCE)
    return copy_house(tryton, tmp_path / "food")
