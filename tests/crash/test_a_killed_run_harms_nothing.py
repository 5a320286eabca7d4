"""kill -9 at every named step: the old snapshot is served, the next build is as if undisturbed.

That build has a correction too, so that a drill signed before is replayed after both.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from orchestration.run_build import run_build
from tests.conftest import ROOT
from tests.store.state.conftest import add_person
from traceability.domain.actors import Person
from traceability.domain.cases import Outcome
from traceability.domain.corrections import Action, Decision
from traceability.domain.roles import Role
from traceability.services.cases.scope_document import scope_document
from traceability.services.cases.show_case import case_document
from traceability.services.cases.sign_case import approve_closing, close_case, sign_lists
from traceability.services.decide_correction import decide_correction
from traceability.services.drills.draw_lot import choose_lot
from traceability.services.drills.replay_drill import replay_drill
from traceability.services.drills.start_drill import run_unattended, start_drill
from traceability.services.examine_house import examine_house
from traceability.services.list_snapshots import prune_snapshots
from traceability.services.propose_correction import Proposal, propose_correction
from traceability.services.reports import archive_reports
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.landed_rows import RowQuestion
from traceability.store.state import open_state
from traceability.store.warehouse import open_warehouse

STEPS = (
    *("landing", "dbt", "expectations", "index", "publish", "before pointer"),
    "after pointer",
)
NEW_PHONE = Proposal(
    Action.SET_VALUE,
    RowQuestion("erp_partners", key="C2"),
    column="phone",
    value="+49 30 22",
    reason_code="other",
    reason="They moved.",
)
CORRECTED = {
    *("staging.stg_corrections", "staging.int_correction_rows", "staging.int_correction_states"),
    *("staging.int_mended_values", "staging.stg_erp__partners", "identity.partners"),
    *("marts.corrections", "marts.trace_partners", "checks.results"),
}
"""Tables that a phone that was put right changes; every other is that of an undisturbed build."""


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


@pytest.fixture(scope="module")
def signed(survivor: Settings) -> int:
    """A drill, run and signed on the snapshot before anything happens; nobody sets its reports."""
    ann, bob = (open_state(survivor), "ann"), (open_state(survivor), "bob")
    lead, approver = add_person(*ann, Role.QUALITY), add_person(*bob, Role.APPROVER)
    case_no = start_drill(survivor, lead, choose_lot(survivor, lead, "RAW-2"))
    run_unattended(survivor, lead, case_no)
    sign_lists(survivor, lead, case_no)
    close_case(survivor, lead, case_no, Outcome.NO_DEFECT, "It was a drill.")
    with patch.object(archive_reports, "archive_reports", lambda *_, **__: False):
        approve_closing(survivor, approver, case_no)
    return case_no


@pytest.fixture(scope="module")
def rebuilt(survivor: Settings, signed: int, news: Path) -> list[tuple[str, str, list[str]]]:
    """The home killed at every step, then built with a correction that was approved meanwhile.

    Told are, after each kill, the step, the snapshot in force and the customers of two lots.
    """
    del signed
    told = []
    for step in STEPS:
        killed_at(step, survivor.home, news)
        told.append((step, snapshots.current(survivor).id, customers(survivor)))
    dan = add_person(open_state(survivor), "dan", Role.DATA)
    kept, _ = propose_correction(survivor, dan, NEW_PHONE)
    approver = Person("bob", "Bob", Role.APPROVER, datetime.now(UTC))
    decide_correction(survivor, approver, kept.correction_no, Decision.APPROVED)
    run_build(survivor)
    prune_snapshots(survivor, keep=0)
    return told


def test_kills_at_every_step_leave_the_old_snapshot_in_force(
    rebuilt: list[tuple[str, str, list[str]]], five_lots: Settings
) -> None:
    old = snapshots.current(five_lots).id
    *before, (last, published, _) = rebuilt

    assert [(step, found) for step, found, _ in before] == [(step, old) for step in STEPS[:-1]]
    assert (last, published != old) == ("after pointer", True)
    assert {tuple(found) for _, _, found in rebuilt} == {("C1", "C2")}


def test_kills_leave_no_trace_in_the_next_build(
    rebuilt: list[tuple[str, str, list[str]]], survivor: Settings, five_lots: Settings
) -> None:
    del rebuilt
    now, undisturbed = tables(survivor), tables(five_lots)

    assert now.keys() == undisturbed.keys()
    assert {name for name, rows in now.items() if rows != undisturbed[name]} == CORRECTED
    assert sorted(path.name for path in survivor.build.glob("*")) == []
    assert not [fault for check in examine_house(survivor) for fault in check.faults]


def test_a_signed_drill_comes_out_again_after_a_correction_and_a_build(
    rebuilt: list[tuple[str, str, list[str]]], survivor: Settings, signed: int
) -> None:
    del rebuilt
    document = case_document(survivor, signed)
    assert document["scope"]["snapshot_id"] != snapshots.current(survivor).id
    assert "+49 30 2" in phones(document)
    assert NEW_PHONE.value in phones(scope_document(survivor, ["RAW-2"]))

    replayed = replay_drill(survivor, signed)
    assert replayed.is_same, [one.differences[:3] for one in replayed.documents]
    assert [one.what for one in replayed.documents] == ["scope v1", f"document of C-{signed}"]


def phones(document: dict[str, Any]) -> set[str | None]:
    return {row["phone"] for row in document["actions"]["call"]}


def customers(settings: Settings) -> list[str]:
    answer = trace_lot(settings, ["BAR-2", "BAR-1"], direction="forward", scope="confirmed")
    return sorted({row["customer_code"] for row in answer.as_document()["customers"]})
