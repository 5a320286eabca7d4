"""Balances to the digit, their lines, the records behind them, and what cannot be assessed."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.balance_plant import Balanced, golden_toy
from tests.index_plant import Plant
from traceability.cli.tabulate_balance import balance_lines, balance_tables
from traceability.domain.balance import Balance, Balances
from traceability.errors import DataMissingError, NotFoundError, RefusedError, UsageError
from traceability.services import balance_lot as service
from traceability.services.balance_lot import balance_lot
from traceability.services.write_json import as_json
from traceability.settings import Settings
from traceability.store import snapshots


def published(plant: Balanced, folder: Path) -> Settings:
    """A home with the lots and orders of a plant in its index, and their balances."""
    index = Plant()
    for lot in plant.rows.get("lots", ()):
        index.lot(lot["lot_code"], item_code=lot["item_code"])
    for order in plant.rows.get("work_orders", ()):
        index.run(order["work_order_code"])
    settings = Settings(home=index.publish(folder))
    with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
        plant.build(connection)
    return settings


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return published(golden_toy(), tmp_path_factory.mktemp("toy"))


def one(found: Balances) -> Balance:
    (balance,) = found.balances
    return balance


def figures(balance: Balance) -> tuple[Decimal | None, ...]:
    return (
        balance.in_qty,
        balance.accounted_qty,
        balance.residual_qty,
        balance.accounted_percent,
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("R1", (100, 99, 1, 99)),
        ("R2", (50, 50, 0, 100)),
        ("F1", (76, 76, 0, 100)),
        ("F2", (30, 30, 0, 100)),
        ("F3", (34, 34, 0, 100)),
        ("order:WO1", (80, 80, 0, 100)),
        ("order:WO2", (30, 30, 0, 100)),
        ("order:WO3", (35, 35, 0, 100)),
    ],
)
def test_the_golden_toy_balances_to_the_digit(
    toy: Settings, asked: str, expected: tuple[int, ...]
) -> None:
    balance = one(balance_lot(toy, asked))

    assert figures(balance) == expected
    assert (balance.uom, balance.reason) == ("kg", None)


def test_the_golden_toys_shipments_are_its_exposure(toy: Settings) -> None:
    shipped = [
        line.balance_qty or Decimal(0)
        for lot in ("F1", "F2", "F3")
        for line in one(balance_lot(toy, lot)).lines
        if line.line == "shipped"
    ]

    assert sum(shipped) == 114


def test_book_and_count_are_both_kept_and_the_count_is_what_is_accounted(toy: Settings) -> None:
    balance = one(balance_lot(toy, "R1"))

    held = {line.line: (line.side, line.qty) for line in balance.lines if "hand" in line.line}
    assert held == {
        "on_hand": ("accounted", 8),
        "on_hand_by_book": ("shown", 9),
        "on_hand_by_count": ("shown", 8),
    }
    assert balance.on_hand_basis == "counted"
    assert "never counted" in one(balance_lot(toy, "F2")).explanation


def test_every_line_names_its_files_and_on_request_its_records(toy: Settings) -> None:
    plain = balance_lot(toy, "R1")
    full = balance_lot(toy, "R1", with_parts=("records",))

    consumed = next(line for line in one(plain).lines if line.line == "consumed")
    assert [(one.source_file, one.row_count) for one in consumed.sources] == [("moves.csv", 2)]
    assert (consumed.record_count, consumed.records) == (2, ())
    consumed = next(line for line in one(full).lines if line.line == "consumed")
    assert [(record.qty, record.source_row) for record in consumed.records] == [(60, 4), (30, 7)]
    assert (plain.records_listed, full.records_listed, full.record_count) == (None, 5, 5)


def test_records_are_bounded_and_what_is_left_out_is_said(
    toy: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_RECORDS", 2)
    found = balance_lot(toy, "R1", with_parts=("records",))

    assert (found.records_listed, found.record_count) == (2, 5)
    assert any("2 of 5 records" in line for line in balance_lines(found))


def test_another_unit_changes_the_figures_and_never_the_percentage(toy: Settings) -> None:
    balance = one(balance_lot(toy, "R1", unit="g"))

    assert figures(balance) == (100_000, 99_000, 1_000, 99)
    assert {line.uom for line in balance.lines} == {"kg"}
    apart = one(balance_lot(toy, "R1", unit="l"))
    assert (apart.reason, apart.uom, apart.accounted_percent) == ("no_common_unit", None, None)
    assert "RAW1 in kg" in apart.explanation


def test_what_cannot_be_assessed_says_why(tmp_path: Path) -> None:
    plant = Balanced().item("NUT", "kg").item("LID", "pcs").item("JAR", "pcs")
    plant.item("BAG", "pcs", kg=0.5)  # two kilograms a piece
    for lot, origin in (("old", "before_history"), ("none", "unknown"), ("vague", "received")):
        plant.lot(lot, "NUT", origin)
    plant.lot("still", "NUT").lot("over", "NUT")
    plant.move("consumption", "old", "NUT", -5).move("consumption", "none", "NUT", -5)
    plant.move("receipt", "vague", "NUT", None).move("receipt", "over", "NUT", 10)
    plant.move("consumption", "over", "NUT", -12)
    plant.order("pieces", "JAR").used("pieces", "x", "LID", 8, "pcs")
    plant.made("pieces", "y", "JAR", 8, "pcs")
    plant.order("open", "NUT", "in_progress").used("open", "over", "NUT", 0)
    plant.order("mixed", "NUT").used("mixed", "z", "BAG", 1, "pcs").made("mixed", "w", "NUT", 2)
    home = published(plant, tmp_path)

    asked = ("old", "none", "vague", "still", "over", "order:pieces", "order:open", "order:mixed")
    found = {text: one(balance_lot(home, text)) for text in asked}

    assert {text: balance.reason for text, balance in found.items()} == {
        "old": "before_history",
        "none": "nothing_in",
        "vague": "unknown_amount",
        "still": "no_records",
        "over": None,
        "order:pieces": "no_common_unit",
        "order:open": "not_closed",
        "order:mixed": None,
    }
    assert all(
        balance.accounted_percent is None and balance.residual_qty is None
        for balance in found.values()
        if balance.reason
    )
    # More was used than came in: a book below zero accounts for nothing, and nothing is clipped.
    assert figures(found["over"]) == (10, 12, -2, 120)
    assert figures(found["order:mixed"]) == (2, 2, 0, 100)


def random_plant(seed: int) -> Balanced:
    """Lots with all kinds of movements, some of unknown amount, some counted."""
    draw = random.Random(seed)
    plant = Balanced().item("A", "kg", g=0.001, bag=12.5).item("B", "l").item("C", None)
    kinds = [
        "receipt", "output", "customer_return", "split_to", "merge_to", "relabel_to",
        "return_from_order", "adjustment", "-adjustment", "-consumption", "-shipment", "-scrap",
        "-sample", "-supplier_return", "-split_from", "-merge_from", "-relabel_from",
        "-transfer_out", "transfer_in",
    ]  # fmt: skip
    for number in range(30):
        lot, item = f"{number}", draw.choice("ABC")
        unit = {"A": "kg", "B": "l", "C": "bag"}[item]
        plant.lot(lot, item)
        for _ in range(draw.randrange(8)):
            kind = draw.choice(kinds)
            qty = Decimal(draw.randrange(1, 10**8)).scaleb(-draw.randrange(7))
            signed = None if draw.random() < 0.03 else -qty if kind.startswith("-") else qty
            plant.move(
                kind.lstrip("-"),
                lot,
                item,
                signed,
                draw.choice([unit] * 25 + ["bag"]),
                site_code=draw.choice(["S1", "S2"]),
                occurred_at=f"2026-01-{draw.randrange(1, 29):02} 08:00:00",
            )
        if draw.random() < 0.4:
            plant.count(lot, item, Decimal(draw.randrange(10**6)).scaleb(-3), unit)
    return plant


@pytest.mark.parametrize("seed", [1])
def test_the_lines_of_a_balance_add_up_to_what_came_in_less_the_rest(
    tmp_path: Path, seed: int
) -> None:
    home = published(random_plant(seed), tmp_path)
    units = (None, "kg", "g")
    found = [balance_lot(home, f"item:{item}", unit=unit) for item in "ABC" for unit in units]
    balances = [balance for answer in found for balance in answer.balances]
    assert sum(balance.residual_qty is not None for balance in balances) > 20

    for balance in balances:
        assert (balance.residual_qty is None) == (balance.reason is not None)
        sums = {
            side: sum((line.balance_qty or 0 for line in balance.lines if line.side == side), 0)
            for side in ("in", "accounted")
        }
        if balance.residual_qty is not None:
            assert (balance.in_qty, balance.accounted_qty) == (sums["in"], sums["accounted"])
            assert sums["in"] - sums["accounted"] == balance.residual_qty
        told = sum(source.row_count for line in balance.lines for source in line.sources)
        assert told == sum(line.record_count for line in balance.lines)


def test_a_question_that_cannot_be_answered_says_so(
    toy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="no detail colour"):
        balance_lot(toy, "R1", with_parts=("colour",))
    with pytest.raises(NotFoundError, match="no order WO9"):
        balance_lot(toy, "order:WO9")
    monkeypatch.setattr(service, "MOST_SUBJECTS", 0)
    with pytest.raises(RefusedError, match="at most 0"):
        balance_lot(toy, "item:RAW1")
    home = Settings(home=Plant().lot("A").publish(tmp_path))
    duckdb.connect(str(snapshots.current(home).warehouse)).close()
    monkeypatch.undo()
    with pytest.raises(DataMissingError, match="without balances"):
        balance_lot(home, "A")


def test_the_document_and_the_page_say_the_same(toy: Settings) -> None:
    found = balance_lot(toy, "R1", with_parts=("records",))
    document = json.loads(as_json(found.as_document()))
    lines = balance_lines(found)
    balance_table, record_table = balance_tables(found)

    assert document["balances"][0]["residual_qty"] == 1
    assert "Lot RAW1:R1: 99 % accounted for (99 of 100 kg), unaccounted 1 kg." in lines
    assert len(balance_table.rows) == len(document["balances"][0]["lines"]) == 7
    assert len(record_table.rows) == 5
    assert ("in", "received", "RAW1", "100", "kg", "100", "1", "", "moves.csv (1)") in (
        balance_table.rows
    )


def test_a_unit_that_nothing_converts_to_is_named_in_the_reason(toy: Settings) -> None:
    told = one(balance_lot(toy, "R1", unit="l")).explanation
    assert told.startswith("Not assessable: not all amounts convert to l. Counted are RAW1 in kg;")
    with pytest.raises(UsageError, match="No unit was named"):
        balance_lot(toy, "R1", unit=" ")


def test_balances_come_by_item_and_lot_and_not_by_id() -> None:
    names = {"1": ("JAM", "B"), "2": ("JAM", "A"), "3": ("BOX", "C"), "4": (None, None)}
    empty = dict.fromkeys(set(Balance.__slots__) - {"explanation", "lines"})
    rows = [
        empty | {"subject_id": one, "item_code": item, "lot_code": lot}
        for one, (item, lot) in names.items()
    ]
    told = service._assembled(rows, [], [], None)
    assert [balance.subject_id for balance in told] == ["4", "3", "2", "1"]
