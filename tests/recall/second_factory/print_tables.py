"""The factory as the CSV tables that Tryton would export, of a new version or an old one."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from random import Random
from typing import Any

from tests.recall.second_factory.factory import Factory
from tests.recall.second_factory.world import UNITS, Move, Row, product_id, reference

OLD_ABSENT = {
    "production_work", "production_work_cycle", "production_work_center",
    "stock_shipment_internal",
    "party_address", "production_routing", "production_routing_operation", "product_uom_category",
}  # fmt: skip


def tables_of(factory: Factory) -> dict[str, list[Row]]:
    """Every table as rows of Python values."""
    made = dict(factory.tables)
    made["stock_lot"] = [
        {"id": at, "number": code, "product": product_id(name), "active": True}
        for at, (name, code) in factory.lots.items()
    ]
    made["stock_move"] = [move_row(move) for move in factory.moves]
    return made


def move_row(move: Move) -> Row:
    day = None if move.no_day or move.state != "done" else move.day
    return {
        "id": move.id, "company": move.company, "product": product_id(move.product),
        "lot": move.lot, "quantity": f"{move.qty:f}", "unit": UNITS[move.unit][0],
        "internal_quantity": f"{move.base_qty:f}", "from_location": move.source,
        "to_location": move.target, "state": move.state, "effective_date": day,
        "planned_date": move.day, "shipment": reference(move.shipment),
        "origin": reference(move.origin), "production_input": move.used_by,
        "production_output": move.made_by, "cost_price": "1.2345",
    }  # fmt: skip


def print_tables(factory: Factory, folder: Path, *, old: bool = False) -> None:
    """Print the tables. old: an older version with fewer modules and other spellings."""
    folder.mkdir(parents=True, exist_ok=True)
    absent = OLD_ABSENT if old else set()
    for table, rows in tables_of(factory).items():
        if table not in absent:
            columns = list(dict.fromkeys(name for row in rows for name in row))
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as handle:
                write_table(handle, table, columns, rows, Random(table) if old else None)
    if old:
        (folder / "ir_cron.csv").write_text('id,method\n1,do\n2,"a\nb"\n', encoding="utf-8")


def write_table(
    handle: Any, table: str, columns: list[str], rows: list[Row], old: Random | None
) -> None:
    """One CSV; old: shuffled and unknown columns, `uom`, true/false, days as instants."""
    writer = csv.writer(handle)
    names = {name: name for name in columns}
    if old:
        columns = [*columns, "x_studio_note"]
        old.shuffle(columns)
        names = {
            name: "uom" if name == "unit" and table != "stock_lot" else name for name in columns
        }
        columns = [name for name in columns if name != "internal_quantity"]
    writer.writerow([names.get(name, name) for name in columns])
    writer.writerows(
        [[printed(row.get(name), old is not None) for name in columns] for row in rows]
    )


def printed(value: Any, old: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower() if old else str(int(value))
    if isinstance(value, dt.date):
        return f"{value} 00:00:00" if old else str(value)
    return str(value)
