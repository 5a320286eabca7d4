"""Another company's Tryton database, unseen by the profile, answers like its own played moves."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from simulator.defects.forged import sought_forgeries
from tests.recall.lots_by_uid import lot_ids_by_uid
from tests.recall.second_factory.factory import Factory
from tests.recall.second_factory.truth import Truth
from traceability.services.examine_house import examine_house
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse

ROUNDED = Decimal("0.0002")
"""What decimal(18,6) may lose on a lot: millionths per move."""


@pytest.fixture(scope="module")
def factory() -> Factory:
    return Factory(seed=15).play(250)


@pytest.fixture(scope="module")
def truth(factory: Factory) -> Truth:
    return Truth(factory)


@pytest.fixture(scope="module")
def house(strangers: Settings) -> Settings:
    """The factory as an old Tryton with few modules exports it, among strangers."""
    return strangers


def rows(house: Settings, query: str) -> list[tuple[Any, ...]]:
    with open_warehouse(snapshots.current(house).warehouse, house) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def codes(house: Settings) -> dict[str, dict[int, str]]:
    """What the profile called each record, found by the line of its file, not by its rules."""
    found = {}
    for table, staged, column in (
        ("production", "stg_erp__work_orders", "work_order_code"),
        ("party_party", "stg_erp__partners", "partner_code"),
    ):
        ids = ids_by_line(house.home / "tables" / f"{table}.csv")
        query = f"select source_row, {column} from staging.{staged} where source_system = 'tryton'"
        found[table] = {ids[line]: code for line, code in rows(house, query)}
    return found


def ids_by_line(path: Path) -> dict[int, int]:
    """The line each record begins on; a quoted line break makes a record longer."""
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        position = next(reader).index("id")
        found, line = {}, reader.line_num
        for record in reader:
            found[line + 1] = int(record[position])
            line = reader.line_num
    return found


def answers(house: Settings, direction: str) -> dict[int, dict[str, Any]]:
    """The trace of every lot, by the id of the lot."""
    return {
        int(uid): trace_lot(house, [lot], direction=direction, scope="confirmed").as_document()
        for uid, lot in lot_ids_by_uid(house).items()
    }


def told(answer: dict[str, Any], part: str, column: str) -> set[str]:
    return {row[column] for row in answer[part]} - {None}


def test_the_factory_has_what_the_example_lacks(factory: Factory) -> None:
    types = Counter(row["type"] for row in factory.tables["production"])
    numbers = Counter(row["number"] for row in factory.tables["production"])
    kinds = {move.shipment[0] for move in factory.moves if move.shipment}

    assert types["disassembly"] > 0
    assert any(row["routing"] == 2 for row in factory.tables["production"])
    assert max(numbers.values()) > 1
    assert None in numbers
    assert {"stock.shipment.drop", "stock.shipment.internal", "stock.shipment.in.return"} <= kinds
    assert any(move.lot is None and move.used_by for move in factory.moves)
    assert any("\n" in code for _, code in factory.lots.values())


def test_every_lot_goes_where_its_moves_went(
    house: Settings, truth: Truth, codes: dict[str, dict[int, str]]
) -> None:
    found = answers(house, "forward")

    assert set(found) == set(truth.factory.lots)
    for lot, answer in found.items():
        expected = truth.forward(lot)
        assert told(answer, "lots", "lot_uid") == set(map(str, expected["lots"])), lot
        assert told(answer, "work_orders", "work_order_code") == {
            codes["production"][order] for order in expected["orders"]
        }, lot
        assert told(answer, "customers", "customer_code") == {
            codes["party_party"][party] for party in expected["parties"]
        }, lot


def test_every_lot_comes_from_where_its_moves_came(
    house: Settings, truth: Truth, codes: dict[str, dict[int, str]]
) -> None:
    for lot, answer in answers(house, "backward").items():
        expected = truth.backward(lot)
        assert told(answer, "lots", "lot_uid") == set(map(str, expected["lots"])), lot
        assert told(answer, "work_orders", "work_order_code") == {
            codes["production"][order] for order in expected["orders"]
        }, lot
        assert told(answer, "suppliers", "supplier_code") == {
            codes["party_party"][party] for party in expected["parties"]
        }, lot


def test_quantities_on_hand_shipped_and_returned_are_those_of_the_moves(
    house: Settings, truth: Truth
) -> None:
    columns = "on_hand_qty, shipped_qty, returned_qty"
    query = f"select lot_uid, {columns} from marts.trace_lots where lot_uid is not null"

    for uid, *quantities in rows(house, query):
        lot = int(uid)
        expected = (truth.held[lot], truth.shipped[lot], truth.returned[lot])
        for quantity, wanted in zip(quantities, expected, strict=True):
            assert abs((quantity or 0) - wanted) <= ROUNDED, (lot, quantities, expected)


def test_every_done_delivery_is_told_once_with_its_quantity(house: Settings, truth: Truth) -> None:
    moves = ids_by_line(house.home / "tables" / "stock_move.csv")
    sent: dict[int, Decimal] = defaultdict(Decimal)
    for line, quantity in rows(
        house,
        "select source_row, qty from marts.trace_shipments inner join marts.trace_lots "
        "using (lot_id) where lot_uid is not null and delivery_status = 'shipped'",
    ):
        sent[moves[line]] += quantity

    assert set(sent) == set(truth.sent)
    assert all(abs(sent[move] - truth.sent[move]) <= ROUNDED for move in sent)


def test_what_did_not_happen_is_in_no_link(house: Settings, factory: Factory) -> None:
    moves = ids_by_line(house.home / "tables" / "stock_move.csv")
    query = "select source_row from marts.trace_edges where source_system = 'tryton'"
    linked = {moves[line] for (line,) in rows(house, query)}

    assert all(factory.moves[move - 1].state == "done" for move in linked)


def test_no_row_is_rejected_and_the_house_is_sound(house: Settings) -> None:
    assert rows(house, "select count(*) from staging.stg_quarantine") == [(0,)]
    forged = {
        f'{table} {{"correction_no":{number}}} was not written through Lotline.'
        for table in ("corrections", "correction_decisions")
        for number in range(1, len(sought_forgeries()) + 1)
    }
    assert forged
    faults = [fault for part in examine_house(house) for fault in part.faults]
    assert sorted(faults) == sorted(forged)  # corrections that somebody wrote past the guards
