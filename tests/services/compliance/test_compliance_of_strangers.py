"""The measures over all plants of strangers, counted again in Python from the events."""

from __future__ import annotations

from collections import Counter
from typing import Any

import duckdb
import pytest

from traceability.contracts.compliance import COMPLIANCE_MEASURES, MEASURES
from traceability.services.compliance.judge_register import judge_register
from traceability.settings import Settings
from traceability.store import snapshots

Row = dict[str, Any]
Told = dict[tuple[str, str], tuple[int, int]]


def fetched(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    found = connection.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def counted_again(connection: duckdb.DuckDBPyConnection) -> Told:
    """Measure and site -> numerator and denominator, record by record."""
    items = {row["item_code"]: row for row in fetched(connection, "select * from identity.items")}
    orders = {
        row["work_order_code"]: row["order_type"]
        for row in fetched(connection, "select * from identity.work_orders")
    }
    serials = {
        row["lot_id"]
        for row in fetched(connection, "select lot_id, lot_kind from identity.lots")
        if row["lot_kind"] == "serial"
    }
    parts: Counter[tuple[str, str]] = Counter()
    wholes: Counter[tuple[str, str]] = Counter()

    def count(measure: str, row: Row, holds: object) -> None:
        key = (measure, row["site_code"] or "")
        wholes[key] += 1
        parts[key] += bool(holds)

    def known(row: Row) -> bool:
        return not row["is_unknown_lot"] and row["evidence"] != "possible"

    for row in fetched(connection, "select * from events.receipts where not is_listed_only"):
        count("supplier_known", row, row["supplier_code"] and row["occurred_at"])
        count("supplier_lot_known", row, row["supplier_lot_code"])
        count("received_lot_known", row, known(row))
    for row in fetched(connection, "select * from events.shipments where not is_listed_only"):
        count("customer_known", row, row["customer_code"] and row["occurred_at"])
        count("shipped_lot_known", row, known(row))
        if items.get(row["item_code"], {}).get("is_serial_managed"):
            count("serial_known", row, known(row) and row["lot_id"] in serials)
    for table, kind in (("consumptions", "consumption_kind"), ("outputs", "output_kind")):
        for row in fetched(connection, f"select * from events.{table} where not is_returned"):
            item = items.get(row["item_code"], {})
            count("used_lot_known" if kind[0] == "c" else "made_lot_known", row, known(row))
            if "rework" in {orders.get(row["work_order_code"]), row[kind]}:
                count("rework_lot_known", row, known(row))
            if kind[0] == "c" and item.get("item_type") == "packaging":
                count("packaging_lot_known", row, known(row))
            if kind[0] == "o" and item.get("is_serial_managed"):
                count("serial_known", row, known(row) and row["lot_id"] in serials)
    return {key: (parts[key], whole) for key, whole in wholes.items()}


@pytest.fixture(scope="module")
def built(strangers: Settings) -> tuple[Told, Told, list[tuple[str, str]]]:
    """The mart, the same counted again, and the columns of the mart."""
    path = str(snapshots.current(strangers).warehouse)
    with duckdb.connect(path, read_only=True) as connection:
        rows = fetched(connection, "select * from marts.compliance_measures")
        again = counted_again(connection)
        columns = connection.execute(
            "select column_name, lower(data_type) from information_schema.columns "
            "where table_schema = 'marts' and table_name = 'compliance_measures' "
            "order by ordinal_position"
        ).fetchall()
    mart = {
        (row["measure"], row["site_code"]): (row["numerator"], row["denominator"]) for row in rows
    }
    return mart, again, columns


def test_the_mart_counts_every_record_once(
    built: tuple[Told, Told, list[tuple[str, str]]],
) -> None:
    mart, again, _ = built
    others = {"status_known", "customer_reachable"}

    assert {key: told for key, told in mart.items() if key[0] not in others} == again
    assert {measure for measure, _ in mart} <= MEASURES.keys()
    assert len({measure for measure, _ in again}) == 10  # no item of theirs is a listed food


def test_the_mart_has_the_columns_that_the_register_reads(
    built: tuple[Told, Told, list[tuple[str, str]]],
) -> None:
    assert built[2] == list(COMPLIANCE_MEASURES)


def test_a_house_of_strangers_without_drills_is_not_told_that_it_is_ready(
    strangers: Settings,
) -> None:
    register = judge_register(strangers)
    told = {one.requirement_id: one for one in register.requirements}

    assert str(told["brcgs-test"].verdict) == "no evidence yet"
    assert str(told["brcgs-chain"].verdict) == "not met"
    assert str(told["fsma-receiving"].verdict) == "no evidence yet"
    assert str(told["iatf-records"].verdict) == "not met"  # one was decided by who proposed it
