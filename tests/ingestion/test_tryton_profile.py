"""The example food factory through the `tryton` profile, against its tables read with csv alone."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from tests.conftest import TRYTON
from tests.ingestion.tryton_landing import MOVE_CONTRACTS, Landed, Row, land

IDS = {
    "erp_deliveries": "line_no",
    "erp_receipts": "line_no",
    "mes_consumptions": "consumption_id",
    "mes_outputs": "output_id",
    "wms_movements": "movement_id",
}
FACTS = tuple(IDS)
DATES = {
    "erp_deliveries": "shipped_at",
    "erp_receipts": "received_at",
    "mes_consumptions": "started_at",
    "mes_outputs": "started_at",
    "wms_movements": "occurred_at",
}


@pytest.fixture(scope="module")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Landed:
    """The example, landed once."""
    return land(TRYTON / "tables", tmp_path_factory.mktemp("factory"))


def contract_of(move: dict[str, str], kinds: dict[str, str]) -> str:
    """The contract a move of the example belongs to, told from its own row and its locations."""
    way = kinds[move["from_location"]], kinds[move["to_location"]]
    if move["state"] != "done":
        if move["state"] == "cancelled":
            return "cancelled"
        if move["production_input"]:
            return "erp_work_order_components"
        return "erp_deliveries" if way[1] == "customer" else "draft_or_reserved"
    if move["production_input"] or move["production_output"]:
        return "mes_consumptions" if move["production_input"] else "mes_outputs"
    return {("supplier", "storage"): "erp_receipts", ("storage", "customer"): "erp_deliveries"}.get(
        way, "wms_movements"
    )


def facts(factory: Landed) -> list[tuple[str, str, Row]]:
    """(contract, move id, row) of everything landed as having happened."""
    return [
        (contract, row[key], row)
        for contract, key in IDS.items()
        for row in factory.rows(contract)
        if row.get("delivery_status") != "open"
    ]


def test_no_row_of_any_table_is_lost(factory: Landed) -> None:
    files = factory.manifest["files"]

    assert {file["name"] for file in files} == {p.name for p in (TRYTON / "tables").iterdir()}
    for file in files:
        native = factory.native(file["name"].removesuffix(".csv"))
        assert file["read"] == len(native), file["name"]
        assert file["read"] == file["used"] + sum(file["set_aside"].values()), file["name"]
    assert factory.quarantine() == []


def test_every_move_goes_where_its_state_and_locations_say(factory: Landed) -> None:
    kinds = {uid: row["type"] for uid, row in factory.native("stock_location").items()}
    told = {u: contract_of(row, kinds) for u, row in factory.native("stock_move").items()}

    landed = factory.contracts_of_moves()

    assert {u: contracts for u, contracts in landed.items() if contracts} == {
        uid: {contract} for uid, contract in told.items() if contract in MOVE_CONTRACTS
    }
    assert factory.file("stock_move")["set_aside"] == Counter(
        rule for rule in told.values() if rule not in MOVE_CONTRACTS
    )


def test_a_done_move_is_one_fact_of_one_contract(factory: Landed) -> None:
    done = [uid for uid, row in factory.native("stock_move").items() if row["state"] == "done"]

    assert Counter(uid for _, uid, _ in facts(factory)) == Counter(done)


def test_items_lots_quantities_and_days_are_those_of_the_move(factory: Landed) -> None:
    moves, lots = factory.native("stock_move"), factory.native("stock_lot")
    products = factory.native("product_product")

    for contract, uid, row in facts(factory):
        move = moves[uid]
        assert row["item_code"] == products[move["product"]]["code"]
        assert (row["lot_uid"] or "") == move["lot"]
        assert (row["lot_code"] or "") == (lots[move["lot"]]["number"] if move["lot"] else "")
        assert abs(row["qty"]) == Decimal(move["quantity"])
        assert row[DATES[contract]].date().isoformat() == move["effective_date"]


def test_only_stock_that_a_count_missed_is_negative(factory: Landed) -> None:
    kinds = {uid: row["type"] for uid, row in factory.native("stock_location").items()}
    missed = {
        uid
        for uid, move in factory.native("stock_move").items()
        if move["origin"].startswith("stock.inventory.line")
        and kinds[move["to_location"]] == "lost_found"
    }

    assert {uid for _, uid, row in facts(factory) if row["qty"] < 0} == missed
    assert missed


def test_planned_reserved_and_cancelled_moves_are_no_facts(factory: Landed) -> None:
    moves = factory.native("stock_move")
    open_lines = [r for r in factory.rows("erp_deliveries") if r["delivery_status"] == "open"]
    components = factory.rows("erp_work_order_components")

    assert {moves[uid]["state"] for _, uid, _ in facts(factory)} == {"done"}
    assert {moves[row["line_no"]]["state"] for row in open_lines} == {"draft"}
    assert {row["shipped_at"] for row in open_lines} == {None}
    assert {moves[row["line_no"]]["state"] for row in components} == {"draft", "assigned"}
    assert all((r["allocated_lot_uid"] or "") == moves[r["line_no"]]["lot"] for r in components)


def test_every_lot_keeps_its_id(factory: Landed) -> None:
    lots = factory.native("stock_lot")

    assert {row["lot_uid"]: row["lot_code"] for row in factory.rows("wms_lots")} == {
        uid: row["number"] for uid, row in lots.items()
    }


def test_consumptions_and_outputs_name_the_order_of_the_move(factory: Landed) -> None:
    moves, orders = factory.native("stock_move"), factory.native("production")

    for contract, uid, row in facts(factory):
        if contract.startswith("mes_"):
            order = orders[moves[uid]["production_input"] or moves[uid]["production_output"]]
            assert row["work_order_code"] == order["number"]


def test_receipts_and_deliveries_name_the_party_of_the_shipment(factory: Landed) -> None:
    moves, parties = factory.native("stock_move"), factory.native("party_party")
    names = {row["partner_code"]: row["partner_name"] for row in factory.rows("erp_partners")}
    shipments = {
        "erp_receipts": (factory.native("stock_shipment_in"), "supplier"),
        "erp_deliveries": (factory.native("stock_shipment_out"), "customer"),
    }

    for contract, (table, role) in shipments.items():
        for row in factory.rows(contract):
            shipment = table[moves[row["line_no"]]["shipment"].split(",")[1]]
            assert names[row[f"{role}_code"]] == parties[shipment[role]]["name"]
            assert (
                row["receipt_code" if role == "supplier" else "delivery_code"]
                == (shipment["number"])
            )


def test_machines_and_persons_are_those_of_the_cycles(factory: Landed) -> None:
    works, orders = factory.native("production_work"), factory.native("production")
    machines = factory.native("production_work_center")
    employees, parties = factory.native("company_employee"), factory.native("party_party")

    assert {
        (r["operation_run_id"], r["work_order_code"], r["equipment_code"], r["operator_code"])
        for r in factory.rows("mes_operations")
    } == {
        (
            uid,
            orders[works[cycle["work"]]["production"]]["number"],
            machines[works[cycle["work"]]["work_center"]]["name"],
            parties[employees[cycle["done_by"]]["party"]]["name"],
        )
        for uid, cycle in factory.native("production_work_cycle").items()
        if cycle["state"] in {"done", "running"}
    }


def test_orders_of_a_routing_with_a_supplier_are_subcontracted(factory: Landed) -> None:
    routings = factory.native("production_routing")
    handed_out = {
        row["number"]
        for row in factory.native("production").values()
        if row["routing"] and routings[row["routing"]]["supplier"]
    }
    types = {r["work_order_code"]: r["order_type"] for r in factory.rows("erp_work_orders")}

    assert {code for code, kind in types.items() if kind == "subcontract"} == handed_out
    assert set(types.values()) == {"subcontract", "standard"}


def test_every_time_is_a_day_and_none_is_when_it_was_typed(factory: Landed) -> None:
    for contract in (*FACTS, "erp_work_orders", "mes_operations", "wms_stock"):
        for row in factory.rows(contract):
            for name in [name for name in row if name.endswith("_at_trust") and row[name[:-6]]]:
                assert row[name] == "date_only"
                assert row[name.replace("_trust", "_precision")] == "day"
            assert row.get("recorded_at") is None


def test_a_move_between_warehouses_leaves_one_site_and_enters_the_other(factory: Landed) -> None:
    kinds = Counter((r["movement_type"], r["site_code"]) for r in factory.rows("wms_movements"))

    assert kinds[("transfer_out", "WH")] == kinds[("transfer_in", "WH2")] == 2
