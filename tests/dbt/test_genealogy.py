"""The genealogy of the example factory, counted off the ERP's own tables by plain Python."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import TRYTON
from traceability.settings import Settings
from traceability.store import snapshots

Move = dict[str, str]
Link = tuple[str | None, ...]
Links = Counter[Link]


def table(name: str) -> list[Move]:
    with (TRYTON / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def done_moves() -> list[Move]:
    return [move for move in table("stock_move") if move["state"] == "done"]


def item_codes() -> dict[str, str]:
    """Item code by the id of the product."""
    codes = {row["id"]: row["code"] for row in table("product_template")}
    return {row["id"]: codes[row["template"]] for row in table("product_product")}


def moved_links(side: str) -> Links:
    """Order number, item and lot of every done move into or out of an order."""
    orders = {row["id"]: row["number"] for row in table("production")}
    items = item_codes()
    return Counter(
        (orders[move[side]], items[move["product"]], move["lot"] or None)
        for move in done_moves()
        if move[side]
    )


@pytest.fixture(scope="module")
def warehouse(tryton: Settings) -> Path:
    return snapshots.current(tryton).warehouse


def query(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def built_links(warehouse: Path, kind: str, lot_end: str) -> Links:
    """The same triples from the edges of a kind."""
    return Counter(
        query(
            warehouse,
            "select edges.work_order_code, lots.item_code, lots.lot_uid from marts.trace_edges "
            f"as edges inner join marts.trace_lots as lots on edges.{lot_end} = lots.lot_id "
            f"where edges.edge_kind = '{kind}'",
        )
    )


def test_every_done_input_is_one_edge_from_its_lot_to_its_order(warehouse: Path) -> None:
    expected = moved_links("production_input")

    assert sum(expected.values()) == 201
    assert built_links(warehouse, "consumption", "from_node_id") == expected


def test_every_done_output_is_one_edge_from_its_order_to_its_lot(warehouse: Path) -> None:
    expected = moved_links("production_output")

    assert sum(expected.values()) == 90
    assert built_links(warehouse, "output", "to_node_id") == expected


def test_every_recorded_edge_is_confirmed_with_an_open_window(warehouse: Path) -> None:
    seen = query(
        warehouse,
        "select evidence, rule_id, time_basis, from_at, until_at, count(*) "
        "from marts.trace_edges where rule_id = 'recorded' group by all",
    )

    assert seen == [("confirmed", "recorded", "posted", None, None, 291)]


def test_every_other_edge_is_possible_and_stands_for_a_missing_record(warehouse: Path) -> None:
    seen = query(
        warehouse,
        "select distinct evidence, rule_id from marts.trace_edges "
        "where rule_id <> 'recorded' order by all",
    )

    assert seen == [("possible", "candidate_of_gap"), ("possible", "count_loss")]


def test_every_lot_of_the_nut_paste_that_was_there_may_stand_for_a_missing_one(
    warehouse: Path,
) -> None:
    candidates = query(
        warehouse,
        "select distinct coalesce(lots.lot_code, '(unknown)') from marts.trace_candidates "
        "as candidates inner join marts.trace_lots as lots using (lot_id) "
        "where lots.item_code = 'S-NUT' order by all",
    )
    items = item_codes()
    lots = {row["number"] for row in table("stock_lot") if items[row["product"]] == "S-NUT"}

    assert {code for (code,) in candidates} == lots | {"(unknown)"}


def test_receipts_without_lot_are_the_candidates_of_items_never_recorded_by_lot(
    warehouse: Path,
) -> None:
    candidates = query(
        warehouse,
        "select lots.item_code, count(*) from marts.trace_candidates as candidates "
        "inner join marts.trace_lots as lots using (lot_id) "
        "inner join marts.trace_supplies as supplies using (lot_id) "
        "where lots.is_unknown and supplies.supplier_code is not null group by all order by all",
    )
    items = item_codes()
    places = {row["id"]: row["type"] for row in table("stock_location")}
    received = Counter(
        items[move["product"]]
        for move in done_moves()
        if places[move["from_location"]] == "supplier" and not move["lot"]
    )

    assert dict(candidates) == received


def test_the_amount_of_each_edge_is_that_of_its_move_in_the_base_unit(warehouse: Path) -> None:
    moved = {int(row["id"]): Decimal(row["internal_quantity"]) for row in table("stock_move")}
    lines = {number: int(row["id"]) for number, row in enumerate(table("stock_move"), start=2)}
    edges = query(
        warehouse, "select source_row, qty from marts.trace_edges where rule_id = 'recorded'"
    )

    wrong = [row for row, qty in edges if abs(qty - moved[lines[row]]) > Decimal("0.000001")]

    assert wrong == []


def test_an_item_without_lot_is_one_unknown_lot_per_order_and_side(warehouse: Path) -> None:
    sides = ("production_input", "production_output")
    missing = [
        (order, item) for side in sides for order, item, lot in moved_links(side) if lot is None
    ]
    gaps = query(
        warehouse,
        "select work_order_code, item_code from marts.trace_gaps "
        "where work_order_code is not null and rule_id in ('LK-01', 'ID-01')",
    )

    assert len(missing) == 44
    assert sorted(gaps) == sorted(missing)


def test_every_lot_of_the_erp_is_a_node_even_if_nothing_happened_to_it(warehouse: Path) -> None:
    (found,) = query(
        warehouse,
        "select list(lot_uid order by lot_uid) from marts.trace_lots where not is_unknown",
    )

    assert sorted(found[0]) == sorted(row["id"] for row in table("stock_lot"))


def test_an_order_that_repacks_a_lot_under_its_own_number_is_a_self_loop(warehouse: Path) -> None:
    loops = query(
        warehouse,
        "select distinct inputs.work_order_code from marts.trace_edges as inputs "
        "inner join marts.trace_edges as outputs on inputs.to_node_id = outputs.from_node_id "
        "and inputs.from_node_id = outputs.to_node_id order by all",
    )

    orders = {row["id"]: row["number"] for row in table("production")}
    assert [code for (code,) in loops] == sorted([orders["37"], orders["61"]])
