"""Machines and persons of every order behind ten finished lots equal the ERP's own cycles."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.conftest import TRYTON
from tests.recall.lots_by_uid import lot_ids_by_uid
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings


def table(name: str) -> dict[str, dict[str, str]]:
    path: Path = TRYTON / "tables" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def cycles_by_order() -> dict[str, set[tuple[str, str, str]]]:
    """Order number -> (operation, machine, person) of every cycle that was done, from the CSVs."""
    works, orders = table("production_work"), table("production")
    machines, operations = table("production_work_center"), table("production_routing_operation")
    employees, parties = table("company_employee"), table("party_party")
    found: dict[str, set[tuple[str, str, str]]] = {}
    for cycle in table("production_work_cycle").values():
        if cycle["state"] != "done":
            continue
        work = works[cycle["work"]]
        person = parties[employees[cycle["done_by"]]["party"]]["name"]
        found.setdefault(orders[work["production"]]["number"], set()).add(
            (operations[work["operation"]]["name"], machines[work["work_center"]]["name"], person)
        )
    return found


def finished_lots() -> list[str]:
    """Ten lots of finished products, spread over the seven weeks."""
    finished = {
        uid for uid, row in table("product_product").items() if row["code"].startswith("F-")
    }
    made = {row["lot"] for row in table("stock_move").values() if row["production_output"]}
    lots = [uid for uid, row in table("stock_lot").items() if row["product"] in finished]
    shipped = [uid for uid in lots if uid in made]
    return shipped[:: max(len(shipped) // 10, 1)][:10]


@pytest.mark.parametrize("uid", finished_lots())
def test_operations_of_a_backward_trace_are_the_cycles_of_its_orders(
    tryton: Settings, uid: str
) -> None:
    lot = lot_ids_by_uid(tryton)[uid]
    answer = trace_lot(
        tryton, [lot], direction="backward", scope="confirmed", with_parts=("operations",)
    ).as_document()
    made = {row["work_order_code"] for row in answer["work_orders"] if row["role"] == "made"}
    told: dict[str, set[tuple[str, str, str]]] = {}
    for row in answer["operations"]:
        told.setdefault(row["work_order_code"], set()).add(
            (row["operation_name"], row["equipment_code"], row["operator_code"])
        )

    expected = cycles_by_order()
    assert made
    assert {order: told.get(order, set()) for order in made} == {
        order: expected.get(order, set()) for order in made
    }


def test_ten_finished_lots_are_asked() -> None:
    assert len(set(finished_lots())) == 10
