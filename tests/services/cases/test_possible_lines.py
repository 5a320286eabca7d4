"""What is only possible names the record that decides on it, on every list."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant, column, scope_of
from traceability.services.cases.first_line import first_line

GAP = "Work order WO2 used item FLOUR without a lot number (1 record)."


def bakery() -> CasePlant:
    """FLOUR lots A and B; WO1 used A and made BUN1; of WO2, which made BUN2, nobody knows the lot.

    B was in stock as well, so A and B are candidates. BUN1 and BUN2 lie in stock and were shipped
    to CUST1; BUN2 also to CUST2, and WO3 is baking BUN3 of BUN2.
    """
    plant = Plant().lots("A B", item_code="FLOUR", item_type="raw")
    plant.lots("BUN1 BUN2 BUN3", item_code="BUN", item_type="finished")
    plant.lot("missing", lot_code=None, item_code="FLOUR")
    plant.pool("flour", item_code="FLOUR")
    plant.order("WO1", "A", "BUN1", order_status="closed")
    plant.order("WO2", "", "BUN2", order_status="closed")
    plant.order("WO3", "BUN2", "BUN3", order_status="in_progress", site_code="S1")
    for lot in "AB":
        plant.edge(f"L-{lot}", "S-flour", "possible", edge_kind="candidate")
    plant.edge("S-flour", "L-missing", "possible", edge_kind="gap", work_order_code="WO2")
    plant.edge("L-missing", "R-WO2", work_order_code="WO2")
    plant.add(
        "trace_gaps", node_id="L-missing", rule_id="LK-01", message=GAP, record_count=1
    )  # fmt: skip
    for lot in ("BUN1", "BUN2"):
        plant.add("trace_stock", lot_id=f"L-{lot}", site_code="S1", qty=Decimal(5), uom="kg")
        plant.ship(lot, f"D-{lot}", "CUST1")
    plant.ship("BUN2", "D-MORE", "CUST2")
    plant.ship("BUN2", "D-OPEN", "CUST3", delivery_status="open")
    return CasePlant(plant)


def test_each_possible_line_names_the_missing_record(tmp_path: Path) -> None:
    actions = scope_of(bakery().publish(tmp_path), "A")["actions"]

    assert column(actions["hold"], "lot_code", "location", "evidence", "missing_record") == [
        ("BUN2", "order WO3", "possible", GAP),
        ("BUN1", None, "confirmed", None),
        ("BUN2", None, "possible", GAP),
    ]
    assert column(actions["stop_orders"], "work_order_code", "missing_records") == [("WO3", [GAP])]
    assert column(actions["stop_deliveries"], "delivery_code", "missing_record") == [
        ("D-OPEN", GAP)
    ]
    assert column(actions["call"], "customer_code", "evidence", "missing_record") == [
        ("CUST1", "confirmed", None),
        ("CUST2", "possible", GAP),
    ]


def test_the_first_line_says_what_the_missing_records_decide_on(tmp_path: Path) -> None:
    told = scope_of(bakery().publish(tmp_path), "A")["first_line"]

    assert told["says"] == (
        "Hold 1 lot now. Call 1 customer now. 1 missing record decides on 1 more customer, "
        "1 more lot, 1 more order and 1 more delivery: check it first."
    )
    assert told["says_zh"] == (
        "立即冻结1个批次。立即致电1家客户。1条缺失记录决定另外1家客户、另外1个批次、"
        "另外1个工单、另外1个交货单：请先核查。"
    )


def test_the_first_line_stops_what_runs_and_what_leaves() -> None:
    line = {"evidence": "confirmed", "missing_records": []}
    told = first_line(
        {
            "hold": [],
            "stop_orders": [line | {"work_order_code": code} for code in ("WO1", "WO2")],
            "stop_deliveries": [line | {"delivery_code": "D1"}],
            "call": [],
        }
    )

    assert told["says"] == (
        "Hold 0 lots now. Stop 2 orders and 1 delivery now. Call 0 customers now."
    )
    assert told["says_zh"] == ("立即冻结0个批次。立即停止2个工单和1个交货单。立即致电0家客户。")


def test_the_missing_record_is_one_that_the_list_of_gaps_has(tmp_path: Path) -> None:
    found = scope_of(bakery().publish(tmp_path), "A")

    assert GAP in column(found["gaps"], "message")


def test_a_gap_that_is_not_on_record_is_told_by_its_link(tmp_path: Path) -> None:
    case = bakery()
    del case.plant.rows["trace_gaps"]

    actions = scope_of(case.publish(tmp_path), "A")["actions"]

    assert actions["call"][1]["missing_record"] == (
        "It is not recorded which lot of FLOUR order WO2 used."
    )


def test_a_doubt_that_no_gap_stands_behind_is_told_as_one(tmp_path: Path) -> None:
    case = bakery()
    case.plant.add(
        "trace_stock", lot_id="L-A", site_code="S1", qty=Decimal(1), evidence="possible"
    )  # fmt: skip

    held = scope_of(case.publish(tmp_path), "A")["actions"]["hold"]

    (line,) = [line for line in held if line["lot_code"] == "A"]
    assert line["missing_record"] == "No record says for sure that lot FLOUR:A belongs here."


def line(evidence: str, number: int, **more: Any) -> dict[str, Any]:
    records = [f"gap {number % 3}"] if evidence == "possible" else []
    known = {"evidence": evidence, "missing_records": records, "lot_id": f"L{number}"}
    return known | {"customer_code": f"C{number}"} | more


def test_lines_that_were_left_out_do_not_count() -> None:
    lines = [line("confirmed", 1), line("possible", 2), line("confirmed", 3, is_left_out=True)]
    actions = {"hold": lines, "call": [], "stop_orders": [], "stop_deliveries": []}

    told = first_line(actions)

    assert (told["hold_lots"], told["undecided_lots"], told["missing_records"]) == (1, 1, 1)


def test_a_lot_that_is_surely_in_one_place_is_not_undecided_in_another() -> None:
    lines = [line("probable", 1), line("possible", 1)]
    told = first_line({"hold": lines, "call": [], "stop_orders": [], "stop_deliveries": []})

    assert (told["hold_lots"], told["undecided_lots"]) == (1, 0)


def test_goods_that_left_for_nobody_named_are_said() -> None:
    lines = [line("confirmed", 1, customer_code=None)]
    told = first_line({"hold": [], "call": lines, "stop_orders": [], "stop_deliveries": []})

    assert told["call_customers"] == 0
    assert told["says"].endswith("Goods left for nobody who is named: find out who got them.")
