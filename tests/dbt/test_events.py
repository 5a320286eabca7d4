"""What counts as a fact: sources of record, signs, reversals, documents; on a plant by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.dbt.landing_plant import Landing, Row, build

Fact = tuple[object, ...]


def consumption(number: str, order: str, lot: str | None, qty: str | None, **more: str) -> Row:
    row = {"consumption_id": number, "work_order_code": order, "item_code": "OAT", "uom": "kg"}
    return _told(row | {"lot_code": lot, "qty": qty, "started_at": "2026-01-12"} | more)


def movement(number: str, kind: str, lot: str | None, qty: str, **more: str) -> Row:
    row = {"movement_id": number, "movement_type": kind, "item_code": "OAT", "lot_code": lot}
    return _told(row | {"qty": qty, "uom": "kg", "occurred_at": "2026-01-12"} | more)


def _told(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}


def plant() -> Landing:
    """One order or document for each rule."""
    landing = Landing()
    items = [{"item_code": "OAT", "base_uom": "kg"}]
    landing.load("erp_items", items, source="erp")
    grams = {"item_code": "OAT", "from_uom": "g", "to_uom": "kg", "factor": "0.001"}
    landing.load("erp_uom_conversions", [grams], source="erp")
    landing.load("mes_consumptions", _used(), source="mes")
    landing.load("wms_movements", _issued() + _moved(), source="wms")
    landing.load("erp_deliveries", _delivered(), source="erp")
    landing.load("erp_receipts", _bought(), source="erp")
    for load in landing.loads:
        load["landed_at"] = dt.datetime(2026, 1, 20, 6)  # noqa: DTZ001 - UTC without a zone
    return landing


def _used() -> list[Row]:
    return [
        consumption("1", "RECORD", "A", "5"),
        consumption("2", "BACK", "A", "10"),
        consumption("3", "BACK", "A", "10", consumption_kind="return"),
        consumption("4", "REVERSED", "A", "10"),
        consumption("5", "REVERSED", "A", "10", reversal_of="4"),
        consumption("6", "PART", "A", "10"),
        consumption("7", "PART", "A", "4000", uom="g", reversal_of="6"),
        consumption("8", "TWICE", "A", "10"),
        consumption("9", "TWICE", "A", "4", reversal_of="8"),
        consumption("10", "TWICE", "A", "6", reversal_of="8"),
        consumption("11", "ORPHAN", "A", "10"),
        consumption("12", "ORPHAN", "A", "10", reversal_of="no such row"),
        consumption("13", "NO AMOUNT", "A", None),
        consumption("14", "NO LOT", None, "1"),
        consumption("15", "NO LOT", None, "2"),
        consumption("16", "GRAMS", "A", "500", uom="g"),
        consumption("17", "BUCKETS", "A", "2", uom="bucket"),
        consumption("18", "NEGATIVE", "A", "10"),
        consumption("19", "NEGATIVE", "A", "-3"),
    ]


def _issued() -> list[Row]:
    return [
        movement("i1", "issue", "A", "7", work_order_code="RECORD"),
        movement("i2", "issue", "B", "1", work_order_code="RECORD"),
        movement("i3", "issue", "C", "1", work_order_code="RECORD"),
        movement("i4", "return_from_order", "C", "1", work_order_code="RECORD"),
        movement("i5", "issue", "A", "9", work_order_code="WMS ALONE"),
        movement("i6", "return_from_order", "A", "2", work_order_code="WMS ALONE"),
    ]


def _moved() -> list[Row]:
    return [
        movement("s1", "shipment", "X", "4", delivery_code="BOTH"),
        movement("s2", "shipment", "Y", "1", delivery_code="OPEN AT ERP"),
        movement("r1", "receipt", "IN-1", "60", receipt_code="RC", site_code="S1"),
        movement("r2", "receipt", "IN-2", "40", receipt_code="RC", site_code="S1"),
        movement("t1", "transfer_out", "IN-1", "10", site_code="S1"),
        movement("t2", "transfer_in", "IN-1", "8", site_code="S2"),
        movement("a1", "adjustment", "IN-1", "-1", site_code="S1"),
        movement("c1", "scrap", "IN-1", "2", site_code="S1"),
        movement("p1", "putaway", "IN-1", "60", site_code="S1"),
        movement("l1", "relabel", "IN-2", "40", to_lot_code="NEW", site_code="S1"),
        movement("b1", "customer_return", "X", "1", delivery_code="BOTH", site_code="S1"),
    ]


def _delivered() -> list[Row]:
    line = {"item_code": "OAT", "uom": "kg", "qty": "5", "customer_code": "CU", "line_no": "1"}
    shipped = line | {"delivery_status": "shipped", "shipped_at": "2026-01-13"}
    return [
        shipped | {"delivery_code": "BOTH", "lot_code": "X"},
        shipped | {"delivery_code": "BOTH", "lot_code": "Z", "line_no": "2"},
        shipped | {"delivery_code": "ERP ALONE"},
        line | {"delivery_code": "OPEN AT ERP", "delivery_status": "open"},
        line | {"delivery_code": "CANCELLED", "lot_code": "X", "delivery_status": "cancelled"},
        line | {"delivery_code": "NO STATUS", "lot_code": "X", "shipped_at": "2026-01-13"},
        line | {"delivery_code": "PLANNED", "lot_code": "X", "delivery_status": "open"},
    ]


def _bought() -> list[Row]:
    line = {"receipt_code": "RC", "item_code": "OAT", "supplier_code": "SU", "line_no": "1"}
    return [line | {"supplier_lot_code": "MILL-7", "qty": "100", "uom": "kg"}]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All layers over the plant; dbt's own data tests ran over it."""
    layers = ["--select", "events", "links", "genealogy", "marts"]
    folder = tmp_path_factory.mktemp("events")
    return build(plant(), folder, *layers)


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

    sentence = "Work order NO LOT used item OAT without a lot number (2 records)."
    assert gap == ("LK-01", sentence, 2)


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

    assert facts(warehouse, columns, "events.receipts", "true") == [
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
