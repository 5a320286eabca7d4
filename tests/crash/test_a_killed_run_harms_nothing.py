"""kill -9 at every named step: the old snapshot is served, the next build is as if undisturbed."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from orchestration.run_build import run_build
from tests.conftest import ROOT
from traceability.services.examine_house import examine_house
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse


def killed_at(step: str, home: Path, path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "tests.crash.dying_step", step, str(home), str(path)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr


def tables(settings: Settings) -> dict[str, list[Any]]:
    """Every table of the snapshot in force, rows sorted, without the instants it was made at."""
    found = {}
    with open_warehouse(snapshots.current(settings).warehouse, settings) as connection:
        names = connection.execute(
            "select table_schema, table_name from information_schema.tables order by all"
        ).fetchall()
        for schema, name in names:
            columns = [
                column
                for (column,) in connection.execute(
                    "select column_name from information_schema.columns where table_schema = ?"
                    " and table_name = ? and column_name not like '%landed_at%'"
                    " and column_name <> 'checked_at' order by all",
                    [schema, name],
                ).fetchall()
            ]
            listed = ", ".join(f'"{column}"' for column in columns)
            found[f"{schema}.{name}"] = connection.execute(
                f'select {listed} from "{schema}"."{name}" order by all'
            ).fetchall()
    return found


@pytest.fixture(scope="module")
def survivor(five_lots: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A copy of the built plant of five lots that may be maltreated."""
    home = tmp_path_factory.mktemp("survivor") / "home"
    shutil.copytree(five_lots.home, home)
    return Settings(home=home)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later extract: one more delivery."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "erp_deliveries_later.csv").write_text(
        "delivery_code,line_no,item_code,customer_code,lot_code,qty,uom,shipped_at,site_code\n"
        "D-4,1,BAR,C1,BAR-2,10,pcs,2026-03-06 06:00:00,B\n"
    )
    return folder


def test_kills_at_every_step_leave_the_old_snapshot_and_no_trace_in_the_next(
    survivor: Settings, five_lots: Settings, news: Path
) -> None:
    old = snapshots.current(survivor)

    killed_at("landing", survivor.home, news)
    for step in ("dbt", "expectations", "index", "publish", "before pointer"):
        killed_at(step, survivor.home, news)
        assert snapshots.current(survivor).id == old.id, step
        assert customers(survivor) == ["C1", "C2"], step

    killed_at("after pointer", survivor.home, news)
    assert snapshots.current(survivor).id != old.id
    assert customers(survivor) == ["C1", "C2"]

    run_build(survivor)
    assert tables(survivor) == tables(five_lots)
    assert sorted(path.name for path in survivor.build.glob("*")) == []
    assert not [fault for check in examine_house(survivor) for fault in check.faults]


def customers(settings: Settings) -> list[str]:
    answer = trace_lot(settings, ["BAR-2", "BAR-1"], direction="forward", scope="confirmed")
    return sorted({row["customer_code"] for row in answer.as_document()["customers"]})
