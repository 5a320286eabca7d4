"""Small plants whose balances are made by the very models, over tables in memory: no dbt run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import jinja2

MODELS = Path(__file__).parent.parent / "dbt_project" / "models"
PLACES = ("genealogy/balances", "marts/balances", "genealogy", "identity")
FACT = (
    "item_code varchar, occurred_at timestamp, occurred_at_text varchar, contract varchar, "
    "source_system varchar, source_file varchar, source_row bigint, event_month varchar"
)
GIVEN = {
    "stock_movements": "lot_id varchar, site_code varchar, work_order_code varchar, "
    "flow_kind varchar, "
    "flow_qty decimal(18, 6), flow_uom varchar, is_transfer boolean, is_unknown_lot boolean, "
    + FACT,
    "counts": "lot_id varchar, site_code varchar, location varchar, lot_code varchar, "
    "stock_status varchar, qty decimal(18, 6), uom varchar, booked_qty decimal(18, 6), "
    "booked_uom varchar, time_basis varchar, " + FACT,
    "int_facts_less_returns": "work_order_code varchar, fact_type varchar, posting_kind varchar, "
    "net_qty decimal(18, 6), booked_uom varchar, rule_id varchar, evidence varchar, " + FACT,
    "int_postings_standing": "lot_id varchar, site_code varchar, fact_type varchar, "
    "posting_kind varchar, contract varchar, work_order_code varchar, "
    "signed_qty decimal(18, 6), occurred_at timestamp",
    "items": "item_code varchar, base_uom varchar",
    "int_item_units": "item_code varchar, from_uom varchar",
    "int_unit_steps": "item_code varchar, from_uom varchar, to_uom varchar, factor double, "
    "step_rank integer",
    "lots": "lot_id varchar, item_code varchar, lot_code varchar, is_current boolean",
    "lot_origins": "lot_id varchar, origin varchar",
    "int_listed_shipments": "lot_id varchar",
    "work_orders": "work_order_code varchar, item_code varchar, order_status varchar, "
    "closed_at timestamp",
}
"""What the models read of the layers before them: the columns they use."""


@dataclass
class Balanced:
    """Rows of the tables that the balances are made of; a lot is its item and its code."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **values: Any) -> Balanced:
        self.rows.setdefault(table, []).append(values)
        return self

    def item(self, code: str, uom: str | None, **factors: float) -> Balanced:
        """An item with its unit; factors: what one other unit is in that unit."""
        self.add("items", item_code=code, base_uom=uom)
        for unit, factor in factors.items():
            steps = ((unit, uom, factor, 1), (uom, unit, 1 / factor, 2))
            for start, end, number, rank in steps:
                self.add(
                    "int_unit_steps",
                    item_code=code,
                    from_uom=start,
                    to_uom=end,
                    factor=number,
                    step_rank=rank,
                )
        return self

    def lot(self, lot: str, item: str, origin: str = "received") -> Balanced:
        self.add("lots", lot_id=f"L-{lot}", item_code=item, lot_code=lot, is_current=True)
        return self.add("lot_origins", lot_id=f"L-{lot}", origin=origin)

    def move(
        self, kind: str, lot: str, item: str, qty: Any, uom: str = "kg", **more: Any
    ) -> Balanced:
        """A stock movement: + into the stock, - out of it."""
        return self.add(
            "stock_movements",
            **self._fact(item, "moves.csv", "stock_movements"),
            **{
                "lot_id": f"L-{lot}",
                "site_code": "S1",
                "flow_kind": kind,
                "flow_qty": qty,
                "flow_uom": uom,
                "is_transfer": kind.startswith("transfer"),
                "is_unknown_lot": False,
                "occurred_at": "2026-01-02 08:00:00",
                **more,
            },
        )

    def count(self, lot: str, item: str, qty: Any, uom: str = "kg", **more: Any) -> Balanced:
        return self.add(
            "counts",
            **self._fact(item, "stock.csv", "counts"),
            **{
                "lot_id": f"L-{lot}",
                "site_code": "S1",
                "location": "A1",
                "booked_qty": qty,
                "booked_uom": uom,
                "occurred_at": "2026-01-20 08:00:00",
                **more,
            },
        )

    def used(self, order: str, lot: str, item: str, qty: Any, uom: str = "kg") -> Balanced:
        """An order took this from the stock."""
        self._of_order("consumption", "standard", order, item, qty, uom)
        return self.move("consumption", lot, item, None if qty is None else -qty, uom)

    def made(
        self, order: str, lot: str, item: str, qty: Any, uom: str = "kg", *, kind: str = "product"
    ) -> Balanced:
        """An order made this; scrap and samples never come into stock."""
        self._of_order("output", kind, order, item, qty, uom)
        if kind in {"scrap", "sample"}:
            return self
        return self.move("output", lot, item, qty, uom)

    def order(self, code: str, item: str, status: str | None = "closed") -> Balanced:
        return self.add("work_orders", work_order_code=code, item_code=item, order_status=status)

    def _of_order(self, fact: str, kind: str, order: str, item: str, *amount: Any) -> None:
        self.add(
            "int_facts_less_returns",
            **self._fact(item, f"{fact}s.csv", "int_facts_less_returns"),
            work_order_code=order,
            fact_type=fact,
            posting_kind=kind,
            net_qty=amount[0],
            booked_uom=amount[1],
        )

    def _fact(self, item: str, file: str, table: str) -> dict[str, Any]:
        row = len(self.rows.get(table, ())) + 2
        return {
            "item_code": item,
            "contract": file.removesuffix(".csv"),
            "source_system": "erp",
            "source_file": file,
            "source_row": row,
        }

    def build(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the given tables, then every model in the order in which they read one another."""
        connection.execute("create schema marts")
        for table, columns in GIVEN.items():
            connection.execute(f"create table {table} ({columns})")
            for row in self.rows.get(table, ()):
                marks = ", ".join("?" * len(row))
                connection.execute(
                    f"insert into {table} ({', '.join(row)}) values ({marks})", [*row.values()]
                )
        for name, path, sql in _ordered():
            schema = "marts." if path.parts[-3] == "marts" else ""
            connection.execute(f"create table {schema}{name} as {sql}")


def _ordered() -> Iterator[tuple[str, Path, str]]:
    """Models with their SQL, each after all it reads; what is given is not made."""
    files = {path.stem: path for place in PLACES for path in sorted((MODELS / place).glob("*.sql"))}
    wanted = [path.stem for place in PLACES[:2] for path in sorted((MODELS / place).glob("*.sql"))]
    done = set(GIVEN)

    def make(name: str) -> Iterator[tuple[str, Path, str]]:
        if name in done:
            return
        done.add(name)
        text = files[name].read_text(encoding="utf-8")
        for parent in re.findall(r"ref\('(\w+)'\)", text):
            yield from make(parent)
        template = jinja2.Environment(autoescape=False).from_string(text)
        sql = template.render(ref=lambda model: model, month_of=lambda _: "null")
        yield name, files[name], sql

    for name in wanted:
        yield from make(name)


def golden_toy() -> Balanced:
    """Two raw lots, three orders with rework, a sample and counts that miss one kilogram.

    R1 100, R2 50; WO1: 60 R1 + 20 R2 -> F1 76 + scrap 4; WO2: 30 R1 -> F2 30; WO3: 25 R2 + 10 F1
    -> F3 34 + scrap 1; on hand R1 8, R2 5, F1 16; a sample of 1 of R1; shipped F1 50, F2 30, F3 34.
    """
    plant = Balanced()
    for item in ("RAW1", "RAW2", "FIN1", "FIN2", "FIN3"):
        plant.item(item, "kg", g=0.001)
    plant.lot("R1", "RAW1").lot("R2", "RAW2")
    plant.lot("F1", "FIN1", "produced").lot("F2", "FIN2", "produced").lot("F3", "FIN3", "produced")
    plant.order("WO1", "FIN1").order("WO2", "FIN2").order("WO3", "FIN3")
    plant.move("receipt", "R1", "RAW1", 100).move("receipt", "R2", "RAW2", 50)
    plant.used("WO1", "R1", "RAW1", 60).used("WO1", "R2", "RAW2", 20)
    plant.made("WO1", "F1", "FIN1", 76).made("WO1", "", "FIN1", 4, kind="scrap")
    plant.used("WO2", "R1", "RAW1", 30).made("WO2", "F2", "FIN2", 30)
    plant.used("WO3", "R2", "RAW2", 25).used("WO3", "F1", "FIN1", 10)
    plant.made("WO3", "F3", "FIN3", 34).made("WO3", "", "FIN3", 1, kind="scrap")
    plant.move("sample", "R1", "RAW1", -1)
    plant.count("R1", "RAW1", 8).count("R2", "RAW2", 5).count("F1", "FIN1", 16)
    plant.move("shipment", "F1", "FIN1", -50).move("shipment", "F2", "FIN2", -30)
    plant.move("shipment", "F3", "FIN3", -20).move("shipment", "F3", "FIN3", -14)
    return plant
