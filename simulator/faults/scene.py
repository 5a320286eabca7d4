"""A plant's records under the hand of a fault, and how a fault finds its way in them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Literal

from simulator.records import Records, Row
from simulator.truth import Truth

Side = Literal["both", "mes", "wms"]
"""Whose row of a fact a fault touches."""

_TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "consumption": (("mes_consumptions", ""), ("wms_movements", "issue")),
    "output": (("mes_outputs", ""), ("wms_movements", "production_receipt")),
    "receipt": (("erp_receipts", ""), ("wms_movements", "receipt")),
}
"""By kind of fact: the contracts that tell it, and the type of movement where it is one."""

_COUNTED = {"standard", None}
"""Kinds of consumption that a plain fault touches; returns, rework and top-ups are left alone."""


@dataclass(slots=True)
class Scene:
    """The records of one plant, what truly happened, and the chance that decides."""

    records: Records
    truth: Truth
    rng: Random

    def facts(self, kind: str, side: Side = "both") -> list[tuple[Row, ...]]:
        """Facts of a kind as the rows that tell them, MES first, in the order they were told.

        side: only the rows of one system; a fact it does not tell is left out.
        """
        found: dict[str, list[Row]] = {}
        for contract, movement in _TABLES[kind]:
            if side != "both" and not contract.startswith(side):
                continue
            for row in self.records[contract]:
                is_told = movement in ("", row.get("movement_type"))
                if is_told and row.get("consumption_kind") in _COUNTED:
                    found.setdefault(row["_fact"], []).append(row)
        if kind == "consumption":
            told = {row["_fact"] for row in self.records["mes_consumptions"]}
            kept = {r["_fact"] for r in self.records["mes_consumptions"] if _is_plain(r)}
            return [tuple(rows) for fact, rows in found.items() if fact not in told - kept]
        return [tuple(rows) for rows in found.values()]

    def chosen(self, kind: str, rate: float, side: Side = "both") -> list[tuple[Row, ...]]:
        """Each fact of a kind with this chance."""
        return [fact for fact in self.facts(kind, side) if self.rng.random() < rate]

    def remove(self, doomed: Iterable[Row]) -> None:
        """Take rows out of the records."""
        gone = {id(row) for row in doomed}
        for rows in self.records.tables.values():
            rows[:] = [row for row in rows if id(row) not in gone]

    def with_returns(self, fact: tuple[Row, ...]) -> list[Row]:
        """The rows of a use, and of what of its lot went back from the same order."""
        order, item, lot = _use(fact[0])
        back = [
            row
            for contract in ("mes_consumptions", "wms_movements")
            for row in self.records[contract]
            if _is_return(row) and _use(row) == (order, item, lot)
        ]
        return [*fact, *back]

    def places_of_type(self, *types: str) -> set[str]:
        """Codes of places of these types."""
        return {p["place_code"] for p in self.records["mes_places"] if p["place_type"] in types}


def _is_plain(row: Row) -> bool:
    return row.get("consumption_kind") in _COUNTED


def _is_return(row: Row) -> bool:
    return (
        row.get("consumption_kind") == "return" or row.get("movement_type") == "return_from_order"
    )


def _use(row: Row) -> tuple[object, object, object]:
    return row.get("work_order_code"), row["item_code"], row["_lot"]


def later(row: Row, delay: dt.timedelta, *columns: str) -> None:
    """Move the instants of these columns, where the row has them."""
    for column in columns:
        if column in row:
            row[column] += delay


def minutes(rng: Random, least: float, most: float) -> dt.timedelta:
    """A random time of whole seconds between two numbers of minutes."""
    return dt.timedelta(seconds=round(rng.uniform(least, most) * 60))


def groups(
    facts: Iterable[tuple[Row, ...]], key: Callable[[Row], tuple[object, ...]]
) -> dict[tuple[object, ...], list[tuple[Row, ...]]]:
    """Facts by a key of their first row, each group in the order of its true instants."""
    found: defaultdict[tuple[object, ...], list[tuple[Row, ...]]] = defaultdict(list)
    for fact in facts:
        found[key(fact[0])].append(fact)
    for group in found.values():
        group.sort(key=lambda fact: (fact[0]["_at"], fact[0]["_fact"]))
    return dict(found)


def at_a_place(row: Row) -> tuple[object, ...]:
    """Uses of one item by one order at one place."""
    return row.get("work_order_code"), row["item_code"], row.get("place_code")


class Slack:
    """How much of each component an order recorded beyond its need: what may go unnoticed.

    Alternates of one group count together, each by its share of its own need.
    """

    def __init__(self, scene: Scene) -> None:
        self._groups: dict[tuple[str, str], tuple[str, str]] = {}
        self._needs: dict[tuple[str, str], Decimal] = {}
        self._used: defaultdict[tuple[object, object, object], Decimal] = defaultdict(Decimal)
        self.shares: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        tables = scene.records.tables
        orders = {row["work_order_code"]: row for row in tables["erp_work_orders"]}
        made: defaultdict[str, Decimal] = defaultdict(Decimal)
        for row in tables["mes_outputs"]:
            order = orders.get(row["work_order_code"])
            if order and row["item_code"] == order["item_code"]:
                made[row["work_order_code"]] += row["qty"]
        for row in tables["erp_work_order_components"]:
            code, item = row["work_order_code"], row["item_code"]
            planned = orders[code].get("planned_qty") or Decimal(1)
            self._groups[code, item] = (code, row.get("alternate_group") or item)
            self._needs[code, item] = row["required_qty"] * made[code] / planned
        for row in tables["mes_consumptions"]:
            qty = -row["qty"] if _is_return(row) else row["qty"]
            self._used[_use(row)] += qty
            need = self._needs.get((row["work_order_code"], row["item_code"]))
            if need:
                self.shares[self._group(row)] += qty / need

    def take(self, row: Row) -> bool:
        """Whether the order is short without this lot; if so the lot counts no more."""
        return self._drop(row, lambda left: left < Decimal("0.999"))

    def hides(self, row: Row) -> bool:
        """Whether the order still covers its need without this lot; if so it counts no more."""
        return self._drop(row, lambda left: left >= 1)

    def _group(self, row: Row) -> tuple[str, str]:
        return self._groups[row["work_order_code"], row["item_code"]]

    def _drop(self, row: Row, is_wanted: Callable[[Decimal], bool]) -> bool:
        need = self._needs.get((row.get("work_order_code", ""), row["item_code"]))
        if not need:
            return False
        left = self.shares[self._group(row)] - self._used[_use(row)] / need
        if not is_wanted(left):
            return False
        self.shares[self._group(row)] = left
        return True
