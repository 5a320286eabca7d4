"""A bakery that is ready for an audit: measures in its warehouse, and a signed drill."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import duckdb

from tests.store.state.case_house import FIRST, opened, people, publish, signed
from traceability.contracts.compliance import COMPLIANCE_MEASURES, MEASURES
from traceability.domain.actors import Person, Program
from traceability.domain.cases import CaseKind, ClockEvent
from traceability.services.cases.attach_file import attach_file
from traceability.services.cases.log_clock import log_clock
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.state import open_state
from traceability.store.state.case_reports import keep_report

EVIL = "=1+1"
"""A title that a spreadsheet must not reckon."""
SHEET = "hold sheets/../批次 S1.csv"
"""The name of an archived report that is no name of a file everywhere."""
HARD_TEXTS = (EVIL, "'quoted", "two\r\nlines, a comma and 批次", "@sum", "\ttab")
ALL_WELL = {name: [("S1", 5, 5)] for name in MEASURES}


def add_measures(
    settings: Settings, told: dict[str, list[tuple[str, int, int]]], snapshot: str | None = None
) -> None:
    """Write the mart of evidence into a snapshot: measure -> (site, numerator, denominator)."""
    found = snapshots.named(settings, snapshot) if snapshot else snapshots.current(settings)
    body = ", ".join(f"{name} {kind}" for name, kind in COMPLIANCE_MEASURES)
    rows = [
        (measure, *figure, "2024-01-02", "2026-01-05")
        for measure, figures in told.items()
        for figure in figures
    ]
    with duckdb.connect(str(found.warehouse)) as connection:
        connection.execute("create schema if not exists marts")
        connection.execute("create schema if not exists identity")
        connection.execute(f"create table marts.compliance_measures ({body})")
        connection.executemany(
            "insert into marts.compliance_measures values (?, ?, ?, ?, ?, ?)", rows
        )
        add_families(connection)


def add_families(connection: duckdb.DuckDBPyConnection) -> None:
    """What the question for families reads: there are buns, of one family."""
    lot = "'BUN' as item_code, 'finished' as item_type, false as is_unknown"
    connection.execute(f"create table marts.trace_lots as select {lot}")
    item = "'BUN' as item_code, 'BUNS' as product_family"
    connection.execute(f"create or replace table identity.items as select {item}")


def land_a_file(settings: Settings) -> None:
    """The manifest of a load whose one file has a name that a spreadsheet would reckon."""
    folder = settings.landing / "manifests"
    folder.mkdir(parents=True)
    manifest = {
        "load_id": "00000001",
        "previous_hash": "",
        "landed_at": datetime.now(UTC).isoformat(),
        "source_system": "erp",
        "mode": "delta",
        "files": [{"name": EVIL, "sha256": "ab" * 32, "bytes": 3, "read": 1}],
    }
    (folder / "00000001.json").write_text(json.dumps(manifest))


def audited_house(settings: Settings, measures: dict[str, Any] | None = None) -> dict[str, Person]:
    """Fill an empty home: published, with people, a drill signed as C-1, and hard texts."""
    who = people(settings)
    publish(settings, FIRST)
    add_measures(settings, ALL_WELL if measures is None else measures)
    number = opened(settings, who["ann"], CaseKind.DRILL, title=EVIL)
    for event in (ClockEvent.T1, ClockEvent.T2):
        log_clock(settings, who["ann"], number, event, "")
    paper = settings.home / "paper.txt"
    paper.write_text("What the driver said.", encoding="utf-8")
    attach_file(settings, who["ann"], number, paper, "The driver's words.")
    signed(settings, who, number)
    land_a_file(settings)
    with open_state(settings).write(Program("build")) as write:
        keep_report(write, number, SHEET, "text/csv", b"a sheet", "0.1.0")
        for reason in HARD_TEXTS:
            write.note("export", {"no": 1}, {"what": reason}, why=reason)
        write.note("export", {"no": 2}, None, why="nothing new")
    return who
