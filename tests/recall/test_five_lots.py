"""The plant of five lots gives the answer that stands beside its data."""

from __future__ import annotations

from typing import Any

from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings


def test_forward_of_a_raw_lot_is_the_answer_beside_the_data(
    five_lots: Settings, five_lots_answer: dict[str, Any]
) -> None:
    expected = five_lots_answer["forward RAW-2"]
    answer = trace_lot(five_lots, ["RAW-2"], direction="forward").as_document()
    roles = {(row["work_order_code"], row["role"]) for row in answer["work_orders"]}

    assert sorted(lot["lot_code"] for lot in answer["lots"]) == expected["lots"]
    assert sorted(code for code, role in roles if role == "made") == expected["made"]
    assert sorted(code for code, role in roles if role == "used") == expected["used"]
    assert sorted(row["customer_name"] for row in answer["customers"]) == expected["customers"]
    assert {lot["lot_code"]: lot["on_hand_qty"] for lot in answer["lots"]} == expected["on_hand"]
    assert [row["delivery_code"] for row in answer["open_deliveries"]] == expected[
        "open_deliveries"
    ]


def test_backward_of_a_bar_names_its_suppliers_and_the_film_without_lot(
    five_lots: Settings, five_lots_answer: dict[str, Any]
) -> None:
    expected = five_lots_answer["backward BAR-2"]
    answer = trace_lot(five_lots, ["BAR-2"], direction="backward").as_document()
    unknown = [lot for lot in answer["lots"] if lot["lot_code"] is None]

    assert sorted(lot["lot_code"] for lot in answer["lots"] if lot["lot_code"]) == expected["lots"]
    assert [lot["item_code"] for lot in unknown] == expected["unknown_items"]
    assert sorted({row["supplier_name"] for row in answer["suppliers"]}) == expected["suppliers"]
    assert [(gap["rule_id"], gap["work_order_code"]) for gap in answer["gaps"]] == [
        ("LK-01", "WO-3")
    ]


def test_berlin_wall_times_are_told_in_utc(five_lots: Settings) -> None:
    answer = trace_lot(five_lots, ["BAR-1"], direction="forward").as_document()

    assert [row["shipped_at"] for row in answer["shipments"]] == ["2026-03-05T05:00:00Z"]


def test_a_planned_order_is_in_no_answer(five_lots: Settings) -> None:
    answers = [
        trace_lot(five_lots, [lot], direction="both").as_document()
        for lot in ("RAW-1", "RAW-2", "MIX-1", "BAR-1", "BAR-2")
    ]

    assert "WO-4" not in {row["work_order_code"] for one in answers for row in one["work_orders"]}


def test_links_of_a_backward_answer_are_the_records_behind_the_lot(five_lots: Settings) -> None:
    answer = trace_lot(five_lots, ["BAR-2"], direction="backward", with_parts=("links",))
    links = answer.as_document()["links"]

    assert sorted((link["source_file"], link["source_row"]) for link in links) == [
        ("mes_consumptions.csv", 2),
        ("mes_consumptions.csv", 3),
        ("mes_consumptions.csv", 5),
        ("mes_consumptions.csv", 6),
        ("mes_outputs.csv", 2),
        ("mes_outputs.csv", 4),
    ]
