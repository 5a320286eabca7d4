"""Tiny snapshots with all that alerts are made of: a plant's index and its warehouse."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from tests.index_plant import Plant
from traceability.contracts.findings_marts import FINDING_CAUSES, FINDING_RECORDS, FINDINGS
from traceability.settings import Settings
from traceability.store import snapshots

TABLES = {
    "marts.trace_lots": "lot_id varchar, item_code varchar, lot_code varchar, lot_status varchar",
    "marts.trace_runs": "work_order_code varchar, order_type varchar",
    "marts.trace_inspections": "lot_id varchar, inspection_type varchar, characteristic varchar, "
    "result_value varchar, unit varchar, verdict varchar, inspected_at varchar",
    "events.lot_statuses": "lot_id varchar, lot_status varchar, given_at timestamp, "
    "source_file varchar, source_row bigint",
    "events.lot_events": "lot_id varchar, event_kind varchar, occurred_at timestamp, "
    "occurred_at_text varchar, work_order_code varchar, from_location varchar, "
    "to_location varchar, source_file varchar, source_row bigint",
    **{
        f"marts.{name}": ", ".join(f"{column} {kind}" for column, kind in columns)
        for name, columns in (
            ("findings", FINDINGS),
            ("finding_records", FINDING_RECORDS),
            ("finding_causes", FINDING_CAUSES),
        )
    },
}


def bakery() -> Plant:
    """FLOUR becomes DOUGH in WO1 and BREAD in WO2; bread went to SHOP1. SALT goes nowhere."""
    plant = Plant()
    plant.lot("FLOUR", item_code="FL").lot("SALT", item_code="SA")
    plant.lot("DOUGH", item_code="DO").lot("BREAD", item_code="BR", item_type="finished")
    plant.order("WO1", "FLOUR", "DOUGH").order("WO2", "DOUGH", "BREAD", order_type="standard")
    return plant.ship("BREAD", "D1", "SHOP1", item_code="BR")


def publish(settings: Settings, day: int, plant: Plant, **rows: list[dict[str, Any]]) -> str:
    """A snapshot of that day; rows by name of table, `trace_lots` come from the plant as well.

    statuses: lot name -> status, for lots of the plant.
    """
    snapshot = f"202601{day:02}T000000-abcdef"
    plant.publish(settings.home, snapshot)
    manifest = settings.snapshots / snapshot / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["sources"] = rows.pop("sources", [])
    manifest.write_text(json.dumps(told), "utf-8")
    with duckdb.connect(str(snapshots.named(settings, snapshot).warehouse)) as connection:
        connection.execute("create schema marts; create schema events")
        for table, columns in TABLES.items():
            connection.execute(f"create table {table} ({columns})")
            short = table.partition(".")[2]
            for row in rows.get(short, []):
                marked = ", ".join(f"? as {name}" for name in row)
                query = f"insert into {table} by name (select {marked})"
                connection.execute(query, [*row.values()])
    return snapshot


def lot(name: str, item: str, status: str | None) -> dict[str, Any]:
    """A row of trace_lots."""
    return {"lot_id": f"L-{name}", "item_code": item, "lot_code": name, "lot_status": status}


def finding(name: str, **values: Any) -> dict[str, Any]:
    """A row of findings, S1 about a lot unless told otherwise."""
    told = {"finding_id": name, "rule_id": "LK-01", "subject_kind": "consumption"}
    told |= {"severity": "S1", "cause_id": "C1", "message": f"{name} is wrong."}
    return told | {"record_count": 1} | values
