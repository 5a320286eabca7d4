"""What counts as a fact: sources of record, signs, reversals, documents; on a plant by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

Fact = tuple[object, ...]


@pytest.fixture(scope="module")
def warehouse(first_build: Path) -> Path:
    """All layers over the plants."""
    return first_build


def facts(warehouse: Path, columns: str, table: str, condition: str) -> list[Fact]:
    """Rows of a table of facts, with the printed codes of their lots, in a total order."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(
            f"select {columns} from {table} as facts "
            f"left join identity.lots using (lot_id) where {condition} order by all"
        ).fetchall()


def used(warehouse: Path, order: str) -> list[Fact]:
    columns = "lot_code, booked_qty, is_returned, evidence"
    return facts(warehouse, columns, "events.consumptions", f"work_order_code = '{order}'")


def shipped(warehouse: Path, delivery: str) -> list[Fact]:
    columns = "lot_code, booked_qty, customer_code, evidence"
    return facts(warehouse, columns, "events.shipments", f"delivery_code = '{delivery}'")


def test_the_mes_tells_amounts_and_the_wms_adds_lots_it_alone_names(warehouse: Path) -> None:
    assert used(warehouse, "RECORD") == [
        ("A", Decimal(5), False, "confirmed"),
        ("B", None, False, "probable"),
        ("C", None, False, "possible"),
    ]


def test_an_issue_less_its_return_is_the_record_where_the_mes_is_silent(warehouse: Path) -> None:
    assert used(warehouse, "WMS ALONE") == [("A", Decimal(7), False, "confirmed")]


def test_a_lot_that_came_back_whole_keeps_its_link(warehouse: Path) -> None:
    assert used(warehouse, "BACK") == [("A", Decimal(0), True, "confirmed")]


def test_a_negative_consumption_is_a_return(warehouse: Path) -> None:
    assert used(warehouse, "NEGATIVE") == [("A", Decimal(7), False, "confirmed")]


@pytest.mark.parametrize(
    ("order", "left"), [("REVERSED", []), ("PART", [6]), ("TWICE", [6]), ("ORPHAN", [10])]
)
def test_a_reversal_cancels_once_and_up_to_its_amount(
    warehouse: Path, order: str, left: list[int]
) -> None:
    assert used(warehouse, order) == [("A", Decimal(qty), False, "confirmed") for qty in left]


def test_a_row_without_amount_keeps_its_edge(warehouse: Path) -> None:
    assert used(warehouse, "NO AMOUNT") == [("A", None, False, "confirmed")]


def test_amounts_are_in_the_base_unit_where_there_is_a_path(warehouse: Path) -> None:
    columns = "work_order_code, base_qty, base_uom, booked_qty, booked_uom"
    condition = "work_order_code in ('GRAMS', 'BUCKETS')"

    assert facts(warehouse, columns, "events.consumptions", condition) == [
        ("BUCKETS", None, None, Decimal(2), "bucket"),
        ("GRAMS", Decimal("0.5"), "kg", Decimal("0.5"), "kg"),
    ]


def test_rows_of_an_order_and_item_without_lot_share_one_unknown_lot(warehouse: Path) -> None:
    (gap,) = facts(
        warehouse,
        "rule_id, message, record_count",
        "(select node_id as lot_id, * from marts.trace_gaps)",
        "work_order_code = 'NO LOT' and rule_id = 'LK-01'",
    )

    sentence = "Work order NO LOT used item RYE without a lot number (2 records)."
    assert gap == ("LK-01", sentence, 2)


def test_a_backflushed_lot_is_a_guess_of_the_system(warehouse: Path) -> None:
    assert used(warehouse, "FLUSHED") == [("A", Decimal(1), False, "probable")]


def test_a_lot_that_only_a_change_of_lots_names_was_used(warehouse: Path) -> None:
    assert used(warehouse, "CHANGED") == [
        ("H-1", Decimal(1), False, "confirmed"),
        ("H-2", None, False, "probable"),
    ]


def test_a_pallet_stands_for_the_lot_in_its_box_until_it_is_unpacked(warehouse: Path) -> None:
    assert shipped(warehouse, "ON PALLET") == [("H-9", Decimal(5), None, "confirmed")]
    assert shipped(warehouse, "UNPACKED") == [(None, Decimal(5), None, "confirmed")]


def test_wms_lots_replace_the_erp_lot_and_what_one_side_alone_names_stays(warehouse: Path) -> None:
    assert shipped(warehouse, "BOTH") == [
        ("X", Decimal(4), "CU", "confirmed"),
        ("Z", None, "CU", "probable"),
    ]


def test_a_delivery_that_the_wms_shipped_is_shipped_to_its_customer(warehouse: Path) -> None:
    assert shipped(warehouse, "OPEN AT ERP") == [("Y", Decimal(1), "CU", "confirmed")]


def test_a_shipment_without_lot_is_an_unknown_lot(warehouse: Path) -> None:
    assert shipped(warehouse, "ERP ALONE") == [(None, Decimal(5), "CU", "confirmed")]


def test_a_cancelled_delivery_is_nowhere_and_a_planned_one_is_open(warehouse: Path) -> None:
    columns = "delivery_code, delivery_status, qty"
    told = "delivery_code in ('CANCELLED', 'NO STATUS', 'PLANNED')"

    assert facts(warehouse, columns, "marts.trace_shipments", told) == [
        ("NO STATUS", "shipped", Decimal(5)),
        ("PLANNED", "open", Decimal(5)),
    ]


def test_a_receipt_has_the_lots_of_the_wms_and_the_supplier_lot_of_the_erp(warehouse: Path) -> None:
    columns = "lot_code, booked_qty, supplier_code, supplier_lot_code"

    assert facts(warehouse, columns, "events.receipts", "facts.item_code = 'RYE'") == [
        ("IN-1", Decimal(60), "SU", "MILL-7"),
        ("IN-2", Decimal(40), "SU", "MILL-7"),
    ]


def test_the_book_counts_each_movement_once_and_shows_what_is_on_the_way(warehouse: Path) -> None:
    columns = "lot_code, site_code, location, qty"
    mart = "(select * exclude (lot_code) from marts.trace_stock)"

    assert facts(warehouse, columns, mart, "lot_code in ('IN-1', 'IN-2', 'NEW')") == [
        ("IN-1", "S1", None, Decimal(47)),
        ("IN-1", "S2", None, Decimal(8)),
        ("IN-1", None, "in transit", Decimal(2)),
        ("NEW", "S1", None, Decimal(40)),
    ]


def test_a_lot_on_hand_is_what_came_less_what_went(warehouse: Path) -> None:
    mart = "(select * exclude (lot_code) from marts.trace_lots)"
    columns = "lot_code, total_qty, on_hand_qty, returned_qty, origin"

    assert facts(warehouse, columns, mart, "lot_code in ('IN-1', 'NEW', 'X')") == [
        ("IN-1", Decimal(60), Decimal(57), Decimal(0), "received"),
        ("NEW", Decimal(40), Decimal(40), Decimal(0), "produced"),
        ("X", None, Decimal(-8), Decimal(1), "unknown"),
    ]
