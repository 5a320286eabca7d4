"""Tiny plants with all that a case reads: recall marts, balances and the facts beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from tests.balance_plant import Balanced
from tests.index_plant import Plant
from traceability.services.cases.scope_document import scope_document
from traceability.settings import Settings
from traceability.store import snapshots

ASKED_AT = datetime(2026, 1, 1, 6, tzinfo=UTC)
RECORD = "source_system varchar, source_file varchar, source_row bigint"
MOVED = (
    "movement_id varchar, movement_type varchar, site_code varchar, from_location varchar, "
    "to_location varchar, lot_ref varchar, to_lot_ref varchar, qty decimal(18, 6), uom varchar, "
    "handling_unit_code varchar, reversal_of varchar, occurred_at timestamp"
)
TABLES = {
    "identity.sites": "site_code varchar, site_type varchar",
    "identity.work_orders": "work_order_code varchar, item_code varchar, site_code varchar, "
    "line_code varchar, order_status varchar, closed_at_text varchar",
    "identity.lot_references": "lot_ref varchar, lot_id varchar",
    "staging.stg_mes__places": "site_code varchar, place_code varchar, place_type varchar",
    "staging.stg_wms__movements": f"{MOVED}, {RECORD}",
    "staging.stg_wms__handling_units": "parent_code varchar, child_code varchar, "
    f"unpacked_at_until timestamp, {RECORD}",
    "staging.stg_erp__work_order_components": "work_order_code varchar, allocated_lot_ref varchar",
    "staging.stg_loads": "source_system varchar, contract varchar",
    "events.unit_contents": "unit_code varchar, lot_id varchar, qty decimal(18, 6), uom varchar, "
    f"unpacked_at_until timestamp, {RECORD}",
    "events.open_deliveries": "delivery_code varchar, line_no varchar, lot_id varchar, "
    "item_code varchar, customer_code varchar, ship_to_code varchar, site_code varchar, "
    f"occurred_at_text varchar, is_unknown_lot boolean, {RECORD}",
    "events.lot_events": "event_kind varchar, delivery_code varchar, occurred_at timestamp, "
    f"occurred_at_text varchar, {RECORD}",
    "genealogy.common_unit": "uom varchar, is_measure boolean",
    "genealogy.int_measures": "measure varchar",
    "marts.findings": "lot_id varchar, work_order_code varchar, rule_id varchar, "
    "severity varchar, message varchar",
}
"""What a case reads beside the marts of the index: the columns it uses."""


@dataclass
class CasePlant:
    """A plant for the index, one for the balances, and rows of the tables above."""

    plant: Plant
    balanced: Balanced | None = None
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **values: Any) -> CasePlant:
        self.rows.setdefault(table, []).append(values)
        return self

    def reference(self, *lots: str) -> CasePlant:
        """References `ref:NAME` to lots."""
        for lot in lots:
            self.add("identity.lot_references", lot_ref=f"ref:{lot}", lot_id=f"L-{lot}")
        return self

    def move(self, kind: str, lot: str, **values: Any) -> CasePlant:
        number = len(self.rows.get("staging.stg_wms__movements", ()))
        return self.add(
            "staging.stg_wms__movements",
            **{
                "movement_id": f"M{number}",
                "movement_type": kind,
                "site_code": "S1",
                "lot_ref": f"ref:{lot}",
                "uom": "kg",
                "source_system": "wms",
                "occurred_at": f"2026-01-02 08:{number:02d}:00",
                **values,
            },
        )

    def pack(self, unit: str, lot: str, qty: Any, **values: Any) -> CasePlant:
        told = {"unit_code": unit, "lot_id": f"L-{lot}", "qty": qty, "uom": "kg"}
        return self.add("events.unit_contents", source_system="wms", **told | values)

    def publish(self, home: Path, snapshot: str = "20260101T000000-abcdef") -> Settings:
        settings = Settings(home=self.plant.publish(home, snapshot))
        with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
            if self.balanced is not None:
                self.balanced.build(connection)
            write_facts(connection, self.rows)
        return settings


def write_facts(
    connection: duckdb.DuckDBPyConnection, rows: dict[str, list[dict[str, Any]]]
) -> None:
    """Make the tables above and fill them."""
    for table, columns in TABLES.items():
        connection.execute(f"create schema if not exists {table.partition('.')[0]}")
        connection.execute(f"create table {table} ({columns})")
        for row in rows.get(table, ()):
            marks = ", ".join("?" * len(row))
            connection.execute(
                f"insert into {table} ({', '.join(row)}) values ({marks})", [*row.values()]
            )


def scope_of(settings: Settings, *asked: str, **options: Any) -> dict[str, Any]:
    """The scope document of these lots, asked at one moment."""
    return scope_document(settings, asked, **{"at": ASKED_AT, **options})


def column(rows: list[dict[str, Any]], *names: str) -> list[Any]:
    """These columns of rows; one alone is no tuple."""
    if len(names) == 1:
        return [row[names[0]] for row in rows]
    return [tuple(row[name] for name in names) for row in rows]
