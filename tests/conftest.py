"""Shared read-only homes: each is ingested and built once per test run, whoever asks first."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.network_record import recorded_environment
from traceability.settings import Settings

ROOT = Path(__file__).parent.parent
PLANTS = ROOT / "tests" / "plants"
TRYTON = ROOT / "examples" / "tryton_food"
LOTLINE = str(Path(sys.executable).parent / "lotline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--homes",
        type=Path,
        help="Keep built homes in this folder, and take those that lie there: for two runs of one "
        "gate. By default they are made anew in the run's temporary folder.",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in an order in which two workers do not wait for the same home.

    First one file of the home that takes longest, beside it all that need none; then one file of
    each other home; then the rest. The order within a file stays.
    """
    homes = {"strangers", "tryton", "five_lots", "first_build", "later_build"}
    of_file: dict[str, set[str]] = {}
    for item in items:
        names = getattr(item, "fixturenames", [])
        of_file.setdefault(item.nodeid.split("::")[0], set()).update(homes.intersection(names))
    firsts: dict[str, str] = {}
    for file, asked in of_file.items():
        if len(asked) == 1:
            firsts.setdefault(next(iter(asked)), file)
    longest = firsts.pop("strangers", None)

    def turn(item: pytest.Item) -> int:
        file = item.nodeid.split("::")[0]
        if file == longest:
            return 0
        if not of_file[file]:
            return 1
        return 2 if file in firsts.values() else 3

    items.sort(key=turn)


@pytest.fixture(scope="session")
def shared_folder(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Path:
    """One folder for all workers of this run."""
    kept: Path | None = pytestconfig.getoption("--homes")
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        return kept.absolute()
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def build_once(shared_folder: Path) -> Callable[[str, Callable[[Settings], Any]], Settings]:
    """Make a named home by a function, the first time anybody asks for it."""

    def make(name: str, fill: Callable[[Settings], Any]) -> Settings:
        settings = Settings(home=shared_folder / name)
        done = shared_folder / f"{name}.done"
        with FileLock(shared_folder / f"{name}.lock"):
            if not done.exists():
                fill(settings)
                done.touch()
        return settings

    return make


@pytest.fixture(scope="session")
def tryton(build_once: Any) -> Settings:
    """The example food factory as `lotline demo` leaves it; read only.

    Whatever went online meanwhile stands in `network.txt` of the home.
    """

    def fill(settings: Settings) -> None:
        settings.home.mkdir(parents=True)
        demo = subprocess.run(
            [LOTLINE, "demo", "--no-serve"],
            env=recorded_environment(
                settings.home / "network.txt", {"LOTLINE_HOME": str(settings.home)}
            ),
            check=False,
            capture_output=True,
            text=True,
        )
        assert demo.returncode == 0, demo.stderr
        (settings.home / "demo.txt").write_text(demo.stdout, encoding="utf-8")

    return build_once("tryton", fill)


@pytest.fixture(scope="session")
def strangers(build_once: Any) -> Settings:
    """Companies that know nothing of one another in one home, landed and published; read only.

    One exports an old Tryton with few modules (its tables lie in `tables`), others are the plants
    of the small proof, those written by hand, and those that have a defect each for the checks
    (`drops`).
    """

    def fill(settings: Settings) -> None:
        from ingestion.ingest import ingest
        from simulator.defects.forged import forge_corrections
        from simulator.defects.plants import CLEAN, write_drops
        from simulator.prove.make_plants import EXTRACTS, make_plants
        from simulator.prove.pipeline import build_home
        from tests.hand_plants.write_plants import land_plants
        from tests.proof.small_proof import REQUEST, silent
        from tests.recall.second_factory.factory import Factory
        from tests.recall.second_factory.print_tables import print_tables

        print_tables(Factory(seed=15).play(250), settings.home / "tables", old=True)
        ingest([settings.home / "tables"], settings, profile="tryton")
        for drop in write_drops(settings.home / "drops", CLEAN[1:]):
            told = drop.delivery
            ingest([drop.folder], settings, source=told.source, full=told.is_full,
                   covers=told.covers)  # fmt: skip
        forge_corrections(settings)
        make_plants(REQUEST.groups(), settings.home, workers=1, tell=silent)
        land_plants(settings)
        build_home(settings, settings.home / EXTRACTS, silent)

    return build_once("strangers", fill)


@pytest.fixture(scope="session")
def five_lots(build_once: Any) -> Settings:
    """The plant of five lots, dropped, found complete by the sensor, landed and published."""

    def fill(settings: Settings) -> None:
        from orchestration.run_build import run_build
        from tests.orchestration.sensor_ticks import requests_of_a_tick

        shutil.copytree(PLANTS / "five_lots" / "extracts", settings.drop_folder)
        (request,) = requests_of_a_tick(replace(settings, drop_settle_seconds=0))
        run_build(settings, landing=request.run_config["ops"]["landing"]["config"])

    return build_once("five_lots", fill)


@pytest.fixture(scope="session")
def five_lots_answer() -> dict[str, Any]:
    """What a trace of the plant of five lots must say."""
    answer: dict[str, Any] = json.loads((PLANTS / "five_lots" / "answer.json").read_text())
    return answer
