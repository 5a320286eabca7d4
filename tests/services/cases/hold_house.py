"""A jam factory with a case about its sugar: stock, an order that runs, customers."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant
from tests.store.state import case_house
from traceability.domain.actors import Person
from traceability.domain.cases import CaseKind
from traceability.services.cases.open_case import NewCase, open_case
from traceability.settings import Settings
from traceability.store import snapshots

MOVES = (
    "fact_id varchar, lot_id varchar, event_kind varchar, occurred_at timestamp, "
    "occurred_at_text varchar, site_code varchar, from_location varchar, to_location varchar, "
    "booked_qty decimal(18, 6), booked_uom varchar, work_order_code varchar, "
    "delivery_code varchar, source_system varchar, source_file varchar, source_row bigint"
)
TABLES = {
    "events.lot_events": MOVES,
    "events.lot_statuses": "lot_id varchar, lot_status varchar, given_at timestamp, "
    "source_file varchar, source_row bigint",
    "marts.trace_lots": "lot_id varchar, item_code varchar, lot_code varchar, lot_status varchar",
    "marts.trace_runs": "work_order_code varchar, order_type varchar",
    "marts.trace_inspections": "lot_id varchar, inspection_type varchar, characteristic varchar, "
    "result_value varchar, unit varchar, verdict varchar, inspected_at varchar",
    "staging.stg_landed_files": "load_id varchar, source_file varchar",
    "staging.stg_loads": "load_id varchar, landed_at timestamp, source_system varchar, "
    "contract varchar",
}


def jam_factory(*, jar_site: str = "S1", with_more: bool = False) -> CasePlant:
    """SUGAR is in JAR1 and JAR2; WO3 runs on SUGAR; D9 has not left; JAR1 lies at two sites.

    with_more: JAR3 was made of it too, and is on stock.
    """
    plant = Plant().lots("SUGAR", item_code="SUGAR", item_type="raw")
    plant.lots("JAR1 JAR2", item_code="JAR", item_type="finished", site_code="S1")
    plant.order("WO1", "SUGAR", "JAR1", order_status="closed", site_code="S1")
    plant.order("WO2", "SUGAR", "JAR2", order_status="closed", site_code="S1")
    plant.order("WO3", "SUGAR", "", order_status="in_progress", site_code="S1", line_code="L1")
    _stock(plant, "SUGAR", "S1", "A-01", "40")
    _stock(plant, "JAR1", jar_site, "B-01", "12.5")
    _stock(plant, "JAR1", "S2", "C-01", "3")
    plant.ship("JAR1", "D1", "CUST1", item_code="JAR", qty=Decimal(100), ship_to_code="SHOP1")
    plant.ship("JAR2", "D2", "CUST1", item_code="JAR", qty=Decimal(50), ship_to_code="SHOP2")
    plant.ship("JAR2", "D3", "CUST2", item_code="JAR", qty=Decimal("20.5"))
    plant.ship("JAR1", "D4", "CUST3", item_code="JAR", qty=None)
    plant.ship("JAR2", "D9", "CUST2", item_code="JAR", delivery_status="open")
    for code, email in (("CUST1", "one@shop.example"), ("CUST2", None), ("CUST3", "a b@x")):
        plant.add("trace_partners", partner_code=code, partner_name=f"{code} Ltd", email=email)
    if with_more:
        plant.lot("JAR3", item_code="JAR", item_type="finished", site_code="S1")
        plant.order("WO5", "SUGAR", "JAR3", order_status="closed", site_code="S1")
        _stock(plant, "JAR3", "S1", "B-03", "7")
    return CasePlant(plant)


def _stock(plant: Plant, lot: str, site: str, location: str, qty: str) -> None:
    plant.add(
        "trace_stock",
        lot_id=f"L-{lot}",
        site_code=site,
        location=location,
        qty=Decimal(qty),
        uom="kg",
        basis="counted",
    )


def published(
    settings: Settings, made: CasePlant | None = None, snapshot: str = case_house.FIRST
) -> None:
    """Put a factory in force."""
    home = settings.home / f"made-{snapshot}"
    source = case_house.write_plant(made or jam_factory(), home)
    folder = settings.snapshots / snapshot
    folder.parent.mkdir(exist_ok=True)
    source.rename(folder)
    text = (folder / "manifest.json").read_text("utf-8")
    (folder / "manifest.json").write_text(text.replace(case_house.FIRST, snapshot), "utf-8")
    settings.pointer.write_text(f'{{"snapshot": "{snapshot}"}}', "utf-8")


def opened(settings: Settings, actor: Person, kind: CaseKind = CaseKind.INVESTIGATION) -> int:
    """A case about the sugar."""
    return open_case(settings, actor, NewCase(kind, "Glass in it.", ("SUGAR",)))


def with_moves(settings: Settings, *rows: dict[str, Any], landed_at: str = "2099-01-01") -> None:
    """Give the snapshot in force what an alert reads, and these events of a file."""
    with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
        for table, columns in TABLES.items():
            connection.execute(f"create schema if not exists {table.partition('.')[0]}")
            connection.execute(f"create or replace table {table} ({columns})")
        for name in ("SUGAR", "JAR1", "JAR2"):
            item = "SUGAR" if name == "SUGAR" else "JAR"
            lot = [f"L-{name}", item, name]
            connection.execute("insert into marts.trace_lots values (?, ?, ?, null)", lot)
        connection.execute("insert into staging.stg_landed_files values ('load', 'later.csv')")
        connection.execute(
            "insert into staging.stg_loads values ('load', ?, 'wms', '')", [landed_at]
        )
        for number, row in enumerate(rows, 2):
            at = row["at"]
            told = {
                "fact_id": f"F{number}",
                "site_code": "S1",
                "source_file": "later.csv",
                "source_row": number,
                "occurred_at": at,
                "occurred_at_text": at,
                **{name: value for name, value in row.items() if name != "at"},
            }
            marks = ", ".join(f"? as {name}" for name in told)
            connection.execute(
                f"insert into events.lot_events by name (select {marks})", [*told.values()]
            )


def read_requests(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of every file that lies there, by its name."""
    found = {}
    for path in sorted(folder.iterdir()):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.name] = list(csv.DictReader(file))
    return found
