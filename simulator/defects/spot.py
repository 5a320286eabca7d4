"""The records of one plant under the hand of a defect: how it finds the rows it wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from copy import copy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from simulator.records import Fact, Row
from simulator.truth import Lot

if TYPE_CHECKING:
    from simulator.defects.defect import Delivery
    from simulator.plant import Observed

_BOOKED = ("mes_consumptions", "mes_outputs", "erp_receipts", "erp_deliveries", "wms_movements")


class Spot:
    """One plant. code: prefix of all its codes. deliveries: what comes in loads of its own."""

    def __init__(self, observed: Observed) -> None:
        self.code = observed.code
        self.records = observed.records
        self.deliveries: list[Delivery] = []

    def named(self, short: str) -> str:
        """A code of this plant, as its items and sites have."""
        return f"{self.code}-{short}"

    def rows(self, contract: str, **columns: object) -> list[Row]:
        """Rows of a contract that hold these values, in the order in which they were told."""
        return [
            row
            for row in self.records[contract]
            if all(row.get(name) == value for name, value in columns.items())
        ]

    def row(self, contract: str, **columns: object) -> Row:
        """The first of those rows; a plant without any cannot have the defect."""
        return self.rows(contract, **columns)[0]

    def facts(self, contract: str, item: str = "", **columns: object) -> list[Fact]:
        """Facts of a contract about an item, each with the rows that all systems tell of it."""
        if item:
            columns["item_code"] = self.named(item)
        told: dict[str, list[Row]] = {}
        for name in _BOOKED:
            for row in self.records[name]:
                told.setdefault(row["_fact"], []).append(row)
        return [tuple(told[row["_fact"]]) for row in self.rows(contract, **columns)]

    def uses(self, item: str) -> list[Fact]:
        """Uses of an item, MES first, without what went back."""
        return self.facts("mes_consumptions", item, consumption_kind="standard")

    def made(self, item: str) -> list[Fact]:
        """Outputs of an item, MES first."""
        return self.facts("mes_outputs", item)

    def receipts(self, item: str) -> list[Fact]:
        """Receipts of an item, ERP first."""
        return self.facts("erp_receipts", item)

    def shipments(self) -> list[Fact]:
        """Shipments, ERP first."""
        return self.facts("erp_deliveries")

    def order(self, item: str) -> Row:
        """The first order that makes an item."""
        return self.row("erp_work_orders", item_code=self.named(item))

    def card(self, row: Row) -> Row:
        """The warehouse's card of the lot of a row."""
        return self.row("wms_lots", item_code=row["item_code"], lot_code=row["lot_code"])

    def lot(self, row: Row) -> Lot:
        """The lot of a row."""
        return row["item_code"], row["lot_code"]

    def remove(self, *facts: Iterable[Row]) -> None:
        """Take rows out of the records."""
        gone = {id(row) for fact in facts for row in fact}
        for rows in self.records.tables.values():
            rows[:] = [row for row in rows if id(row) not in gone]

    def remove_uses(self, order: str, item: str = "") -> None:
        """Take all uses of an order out, of one item or of all, and what went back of them."""
        for contract in ("mes_consumptions", "wms_movements"):
            kept = {"production_receipt"} if contract == "wms_movements" else set()
            self.remove(
                [
                    row
                    for row in self.rows(contract, work_order_code=order)
                    if row.get("movement_type") not in kept
                    and (not item or row["item_code"] == self.named(item))
                ]
            )

    def change(self, rows: Iterable[Row], **columns: Any) -> None:
        """Set columns; None empties a cell, and what can be called is given the value before."""
        for row in rows:
            for name, value in columns.items():
                row[name] = value(row.get(name)) if callable(value) else value

    def add(self, contract: str, like: Row, **columns: Any) -> Row:
        """A row more: as another is, but for these columns."""
        row = {**like, **columns}
        self.records[contract].append(row)
        return row

    def rename(self, lot: Lot, code: str, *contracts: str) -> None:
        """Write a lot under another code: wherever it stands, or in these contracts alone."""
        for contract, rows in self.records.tables.items():
            if contracts and contract not in contracts:
                continue
            for row in rows:
                if (row.get("item_code"), row.get("lot_code")) == lot:
                    row["lot_code"] = code
                if (row.get("to_item_code"), row.get("to_lot_code")) == lot:
                    row["to_lot_code"] = code

    def use(self, lot: Lot, order: Row, qty: Decimal | int, like: Row, **columns: Any) -> Fact:
        """One more use by an order, told by both systems, at the time and place of another."""
        fact = self.records.consumption(
            lot, Decimal(qty), columns.pop("uom", like["uom"]),
            columns.pop("at", like["started_at"]), order["work_order_code"], order["site_code"],
            like["place_code"],
        )  # fmt: skip
        mes = fact[-1]
        self.change([mes], **columns)
        return mes, *fact[:-1]

    def small_orders(self, item: str, count: int) -> list[tuple[Row, Fact]]:
        """Orders of the day that each use a hundred of an item, of one lot that came for them."""
        like = self.uses(item)[0][0]
        order = self.row("erp_work_orders", work_order_code=like["work_order_code"])
        lot, early = (self.named(item), self.named("LARGE")), dt.timedelta(days=1)
        supplier = self.receipts(item)[0][0]["supplier_code"]
        self.records.receipt(
            lot, Decimal(100 * count), like["uom"], like["started_at"] - early, order["site_code"],
            supplier, supplier_lot=self.named("LARGE-S"),
        )  # fmt: skip
        found = []
        for _ in range(count):
            code = self.records.number("WO")
            new = self.add(
                "erp_work_orders", order, work_order_code=code, order_status="in_progress",
                closed_at=None,
            )  # fmt: skip
            found.append((new, self.use(lot, new, 100, like)))
        return found

    def deliver_apart(self, delivery: Delivery) -> None:
        """Send rows in a load of their own."""
        self.deliveries.append(delivery)


def hours(number: float) -> Callable[[dt.datetime], dt.datetime]:
    """Moves an instant; a cell that is empty stays so."""
    return lambda before: before and before + dt.timedelta(hours=number)


def times(factor: str) -> Callable[[Decimal], Decimal]:
    """Multiplies an amount."""
    return lambda before: before * Decimal(factor)


def twin(row: Row) -> Row:
    """The same row once more, for a later load."""
    return copy(row)


__all__ = ["Spot", "hours", "times", "twin"]
