"""A house with cases: people of every role, and a bakery where records lack and clocks cut."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant, write_facts
from tests.services.test_answers_in_time import at
from traceability.domain.actors import Person, Program
from traceability.domain.cases import CaseKind, Outcome
from traceability.domain.roles import Role
from traceability.services.cases.open_case import NewCase, open_case
from traceability.services.cases.sign_case import approve_closing, close_case
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.state import open_state
from traceability.store.state.accounts import insert_user

FIRST, LATER = "20260101T000000-aaaaaa", "20260102T000000-bbbbbb"
ROLES = {
    "ann": Role.QUALITY,
    "dan": Role.DATA,
    "bob": Role.APPROVER,
    "cleo": Role.APPROVER,
    "vic": Role.VIEWER,
    "root": Role.ADMIN,
}
Row = dict[str, Any]


def bakery(*, with_more: bool = False) -> CasePlant:
    """FLOUR A or B is in BUN2, nobody knows which; A is in BUN1, and by the clock not in BUN4.

    with_more: another delivery of BUN1, to CUST9, became known.
    """
    plant = Plant().lots("A B", item_code="FLOUR", item_type="raw")
    plant.lots("BUN1 BUN2 BUN4", item_code="BUN", item_type="finished", site_code="S1")
    plant.lot("missing", lot_code=None, item_code="FLOUR").pool("flour", item_code="FLOUR")
    plant.order("WO1", "A", "BUN1", order_status="closed")
    plant.order("WO2", "", "BUN2", order_status="closed")
    for lot in "AB":
        plant.edge(f"L-{lot}", "S-flour", "possible", edge_kind="candidate")
    plant.edge("S-flour", "L-missing", "possible", edge_kind="gap", work_order_code="WO2")
    plant.edge("L-missing", "R-WO2", work_order_code="WO2")
    there = {"work_order_code": "WO4", "place_code": "HOPPER"}
    plant.run("WO4", order_status="closed")
    plant.edge("L-A", "R-WO4", from_at=at("10:20"), **there)
    plant.edge("R-WO4", "L-BUN4", until_at=at("10:03"), closes_at=at("10:13"), **there)
    for lot in ("BUN1", "BUN2", "BUN4"):
        plant.add("trace_stock", lot_id=f"L-{lot}", site_code="S1", uom="kg")
        plant.ship(lot, f"D-{lot}", f"CUST-{lot}")
    if with_more:
        plant.ship("BUN1", "D-LATE", "CUST9")
    return CasePlant(plant)


def publish(
    settings: Settings,
    snapshot: str = FIRST,
    *,
    with_more: bool = False,
    made: CasePlant | None = None,
) -> None:
    """Put the bakery, or another plant, in force in this home."""
    source = _published(with_more) if made is None else write_plant(made, settings.home / "made")
    folder = settings.snapshots / snapshot
    shutil.copytree(source, folder)
    told = json.loads((folder / "manifest.json").read_text("utf-8")) | {"id": snapshot}
    (folder / "manifest.json").write_text(json.dumps(told), "utf-8")
    settings.pointer.write_text(json.dumps({"snapshot": snapshot}), "utf-8")


def write_plant(made: CasePlant, home: Path) -> Path:
    """A published snapshot of a plant; returns its folder."""
    settings = Settings(home=made.plant.publish(home, FIRST))
    with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
        write_facts(connection, made.rows)
    return settings.snapshots / FIRST


@cache
def _published(with_more: bool) -> Path:
    """The bakery, made once per run and copied by every test."""
    return write_plant(bakery(with_more=with_more), Path(_MADE.name) / str(with_more))


_MADE = TemporaryDirectory(prefix="lotline-bakery-")


def people(settings: Settings) -> dict[str, Person]:
    """Users of every role, two approvers among them, who have just signed in."""
    with open_state(settings).write(Program("test")) as write:
        for name, role in ROLES.items():
            insert_user(write, name, name.title(), role, "no password", is_own=True)
        at_once = write.at
    return {name: Person(name, name.title(), role, at_once) for name, role in ROLES.items()}


def opened(
    settings: Settings, actor: Person, kind: CaseKind = CaseKind.INVESTIGATION, **values: Any
) -> int:
    """A case about flour A."""
    return open_case(settings, actor, NewCase(kind, "Stones in it.", ("A",), **values))


def signed(settings: Settings, who: dict[str, Person], case_no: int) -> None:
    """Close it by Ann and Bob; what time excludes is held too."""
    from traceability.services.cases.hold_too import hold_too

    hold_too(settings, who["ann"], case_no, all_by_time=True)
    close_case(settings, who["ann"], case_no, Outcome.NO_DEFECT, "No stone was found.")
    approve_closing(settings, who["bob"], case_no)
