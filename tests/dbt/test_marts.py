"""The recall marts of the example factory against the ERP's own tables and the index contract."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from tests.dbt.test_genealogy import done_moves, query, table
from traceability.contracts.recall_marts import MARTS
from traceability.settings import Settings
from traceability.store import snapshots

TYPES = {
    "text": "VARCHAR",
    "quantity": "DECIMAL(18,6)",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "instant": "TIMESTAMP",
}


@pytest.fixture(scope="module")
def warehouse(tryton: Settings) -> Path:
    return snapshots.current(tryton).warehouse


def stored_by_lot() -> dict[str, Decimal]:
    """What the done moves leave of each lot in places of type storage."""
    places = {row["id"]: row["type"] for row in table("stock_location")}
    stock: dict[str, Decimal] = defaultdict(Decimal)
    for move in done_moves():
        if move["lot"]:
            qty = Decimal(move["internal_quantity"])
            stock[move["lot"]] += qty * (places[move["to_location"]] == "storage")
            stock[move["lot"]] -= qty * (places[move["from_location"]] == "storage")
    return dict(stock)


@pytest.mark.parametrize("name", MARTS)
def test_a_mart_has_the_columns_that_the_index_reads(warehouse: Path, name: str) -> None:
    built = query(
        warehouse,
        "select column_name, data_type from information_schema.columns "
        f"where table_schema = 'marts' and table_name = '{name}' order by ordinal_position",
    )

    assert built == [(column, TYPES[kind]) for column, kind in MARTS[name].columns]


def test_what_is_on_hand_is_what_the_moves_left_in_storage(warehouse: Path) -> None:
    rows = query(
        warehouse, "select lot_uid, on_hand_qty from marts.trace_lots where not is_unknown"
    )

    assert {uid: qty for uid, qty in rows if qty is not None} == pytest.approx(stored_by_lot())


def test_the_stock_of_all_places_is_what_is_on_hand(warehouse: Path) -> None:
    differing = query(
        warehouse,
        "select lots.lot_id from marts.trace_lots as lots left join "
        "(select lot_id, sum(qty) as qty from marts.trace_stock group by lot_id) as stock "
        "using (lot_id) where coalesce(lots.on_hand_qty, 0) <> coalesce(stock.qty, 0)",
    )

    assert differing == []


def test_each_delivery_of_a_customer_and_lot_is_listed(warehouse: Path) -> None:
    places = {row["id"]: row["type"] for row in table("stock_location")}
    headers = {row["id"]: row for row in table("stock_shipment_out")}
    expected = []
    for move in done_moves():
        if places[move["to_location"]] == "customer":
            header = headers[move["shipment"].split(",")[1]]
            qty = Decimal(move["internal_quantity"])
            expected.append((move["lot"], header["effective_date"], qty))
    rows = query(
        warehouse,
        "select lots.lot_uid, shipped_at, qty from marts.trace_shipments "
        "inner join marts.trace_lots as lots using (lot_id) where delivery_status = 'shipped'",
    )

    assert len(expected) == 38
    assert sorted(rows) == sorted(expected)


def test_planned_deliveries_are_listed_as_open_and_moved_nothing(warehouse: Path) -> None:
    (found,) = query(
        warehouse,
        "select count(*) from marts.trace_shipments where delivery_status = 'open'",
    )

    assert found == (3,)


def test_a_lot_was_received_or_made_and_both_sum_up(warehouse: Path) -> None:
    places = {row["id"]: row["type"] for row in table("stock_location")}
    sources = {"supplier": "received", "production": "produced"}
    origins: dict[str, str] = {}
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for move in done_moves():
        origin = sources.get(places[move["from_location"]])
        if origin and move["lot"]:
            origins[move["lot"]] = origin
            if places[move["to_location"]] == "storage":
                totals[move["lot"]] += Decimal(move["internal_quantity"])
    rows = query(
        warehouse,
        "select lot_uid, origin, total_qty from marts.trace_lots where not is_unknown",
    )

    assert {uid: origin for uid, origin, _ in rows if origin != "unknown"} == origins
    assert {uid: qty for uid, _, qty in rows if qty is not None} == pytest.approx(dict(totals))


def test_a_source_says_how_fresh_it_is(warehouse: Path) -> None:
    (found,) = query(warehouse, "select source_system, data_as_of from marts.trace_sources")

    last = max(move["effective_date"] for move in done_moves())
    assert found == ("tryton", last)


def test_events_of_a_lot_stand_in_time_order(warehouse: Path) -> None:
    rows = query(warehouse, "select lot_id, occurred_at from marts.trace_events")

    in_order = [(lot, at or "9") for lot, at in rows]
    assert in_order == sorted(in_order)
