"""The findings of the example factory, counted again off the tables of the ERP by plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from string import ascii_letters, digits
from typing import Any

import pytest

from tests.dbt.test_genealogy import item_codes, query, table
from traceability.services.list_findings import Finding, list_findings, summarise_checks
from traceability.settings import Settings
from traceability.store import snapshots

Move = dict[str, str]
ON_LABELS = {*ascii_letters, *digits, *"!\"%&'()*+,-./:;<=>?_"}
"""The characters that GS1 allows in a lot code (AI 10)."""


def done_moves() -> list[Move]:
    """Done moves, each with its line in stock_move.csv, its item and its kinds of places."""
    items = item_codes()
    places = {row["id"]: row["type"] for row in table("stock_location")}
    return [
        move
        | {
            "line": str(line),
            "item": items[move["product"]],
            "from": places[move["from_location"]],
            "to": places[move["to_location"]],
        }
        for line, move in enumerate(table("stock_move"), start=2)
        if move["state"] == "done"
    ]


def tracked_items() -> set[str]:
    """Items whose master demands lots, or of which a lot was ever written down."""
    items = item_codes()
    demanding = {row["code"] for row in table("product_template") if row["lot_required"]}
    named = {items[row["product"]] for row in table("stock_lot")}
    named |= {items[row["product"]] for row in table("stock_move") if row["lot"]}
    return demanding | named


def without_lot(side: str) -> Counter[tuple[str, str, int]]:
    """Severity, item and line of the done moves of one kind that name no lot."""
    tracked = tracked_items()
    return Counter(
        ("S1" if move["item"] in tracked else "S2", move["item"], int(move["line"]))
        for move in done_moves()
        if move[side] and not move["lot"]
    )


@pytest.fixture(scope="module")
def findings(tryton: Settings) -> tuple[Finding, ...]:
    return list_findings(tryton).findings


def of_rule(found: tuple[Finding, ...], rule: str, kind: str) -> list[Finding]:
    return [one for one in found if (one.rule_id, one.subject_kind) == (rule, kind)]


def lines_of(found: list[Finding], **note: str | None) -> list[int]:
    """Lines of stock_move.csv that findings lead to, in order; only those of a note if asked."""
    return sorted(
        record.source_row
        for one in found
        for record in one.records
        if record.source_file == "stock_move.csv" and (not note or record.note == note["note"])
    )


@pytest.mark.parametrize(
    ("side", "rule", "kind", "counts"),
    [
        ("production_input", "LK-01", "consumption", {"S1": 4, "S2": 37}),
        ("production_output", "ID-01", "output", {"S1": 3}),
    ],
)
def test_what_went_in_or_out_of_orders_without_lot_is_found(
    findings: tuple[Finding, ...], side: str, rule: str, kind: str, counts: dict[str, int]
) -> None:
    found = of_rule(findings, rule, kind)
    rows = Counter(
        (one.severity, one.item_code, record.source_row) for one in found for record in one.records
    )

    assert rows == without_lot(side)
    assert Counter(one.severity for one in found) == counts


def test_the_only_tracked_item_used_without_lot_is_the_nut_paste(
    findings: tuple[Finding, ...],
) -> None:
    grave = {
        one.item_code for one in of_rule(findings, "LK-01", "consumption") if one.severity == "S1"
    }

    assert grave == {"S-NUT"}


def test_what_was_received_without_lot_is_found(findings: tuple[Finding, ...]) -> None:
    missing = [
        int(move["line"]) for move in done_moves() if move["from"] == "supplier" and not move["lot"]
    ]

    assert len(missing) == 5
    assert lines_of(of_rule(findings, "ID-01", "receipt")) == missing


def test_one_code_stands_for_three_lots_and_no_other_code_for_two(
    findings: tuple[Finding, ...],
) -> None:
    borne = defaultdict(list)
    for line, lot in enumerate(table("stock_lot"), start=2):
        borne[lot["number"].strip().casefold()].append(line)
    shared = {code: lines for code, lines in borne.items() if len(lines) > 1}

    (found,) = of_rule(findings, "ID-02", "lot_code")

    assert {found.lot_code: [record.source_row for record in found.records]} == shared
    assert found.lot_code == "20260131"
    assert found.record_count == 3


def test_two_orders_gave_a_lot_out_that_they_took_in(findings: tuple[Finding, ...]) -> None:
    taken = defaultdict(set)
    given = defaultdict(set)
    for move in done_moves():
        if move["lot"] and move["production_input"]:
            taken[move["production_input"], move["lot"]].add(int(move["line"]))
        if move["lot"] and move["production_output"]:
            given[move["production_output"], move["lot"]].add(int(move["line"]))
    loops = taken.keys() & given.keys()

    found = of_rule(findings, "LK-14", "lot")

    assert len(found) == len(loops) == 2
    assert lines_of(found, note="taken in") == sorted(line for at in loops for line in taken[at])
    assert lines_of(found, note="given out") == sorted(line for at in loops for line in given[at])


def test_two_deliveries_left_before_their_lots_were_made(findings: tuple[Finding, ...]) -> None:
    first: dict[str, str] = {}
    for move in done_moves():
        if move["from"] in {"supplier", "production"} and move["lot"]:
            earliest = min(move["effective_date"], first.get(move["lot"], "9"))
            first[move["lot"]] = earliest
    numbers = {
        f"stock.shipment.out,{row['id']}": row["number"] for row in table("stock_shipment_out")
    }
    early = {
        numbers[move["shipment"]]: int(move["line"])
        for move in done_moves()
        if move["to"] == "customer" and move["effective_date"] < first[move["lot"]]
    }

    found = of_rule(findings, "TM-02", "shipment")

    assert {one.delivery_code: one.records[0].source_row for one in found} == early
    assert [one.record_count for one in found] == [1, 1]
    assert all((one.records[-1].note or "").startswith("compared with: made") for one in found)


def test_no_lot_was_used_before_it_was_received_or_made(findings: tuple[Finding, ...]) -> None:
    born: dict[str, str] = {}
    for move in done_moves():
        if move["from"] in {"supplier", "production"} and move["lot"]:
            born[move["lot"]] = min(move["effective_date"], born.get(move["lot"], "9"))
    early = [
        move["id"]
        for move in done_moves()
        if move["production_input"] and move["lot"] and move["effective_date"] < born[move["lot"]]
    ]

    assert of_rule(findings, "TM-01", "consumption") == early == []


def test_each_adjustment_that_takes_stock_away_is_found(findings: tuple[Finding, ...]) -> None:
    lost = [
        int(move["line"])
        for move in done_moves()
        if move["origin"].startswith("stock.inventory.line") and move["to"] == "lost_found"
    ]

    assert lines_of(of_rule(findings, "QT-12", "count")) == lost


def test_lots_whose_code_no_label_carries_are_found_wherever_a_row_names_them(
    findings: tuple[Finding, ...],
) -> None:
    lots = dict(enumerate(table("stock_lot"), start=2))
    odd = {line: row["id"] for line, row in lots.items() if set(row["number"]) - ON_LABELS}
    moves = enumerate(table("stock_move"), start=2)
    records = {
        (record.source_file, record.source_row)
        for one in of_rule(findings, "TY-14", "file")
        for record in one.records
    }

    assert odd
    assert records == {("stock_lot.csv", line) for line in odd} | {
        ("stock_move.csv", line) for line, move in moves if move["lot"] in odd.values()
    }


def test_nothing_else_is_found_and_all_counts_agree(
    tryton: Settings, findings: tuple[Finding, ...]
) -> None:
    summary = summarise_checks(tryton)
    counted: Any = {(one.rule_id, one.subject_kind): one.finding_count for one in summary.rules}

    assert counted == dict.fromkeys(counted, 0) | {
        ("LK-01", "consumption"): 41,
        ("ID-01", "output"): 3,
        ("ID-01", "receipt"): 5,
        ("ID-02", "lot_code"): 1,
        ("LK-14", "lot"): 2,
        ("TM-02", "shipment"): 2,
        ("QT-12", "count"): 4,
        ("TY-14", "file"): 5,
    }
    assert sum(cause.finding_count for cause in summary.causes) == len(findings)


def test_the_gaps_of_a_trace_are_findings_of_the_same_rule(tryton: Settings) -> None:
    gaps = query(
        snapshots.current(tryton).warehouse,
        "select rule_id, message, record_count from marts.trace_gaps order by all",
    )
    found = [
        (one.rule_id, one.message, one.record_count)
        for one in list_findings(tryton).findings
        if one.rule_id in {"LK-01", "ID-01", "QT-12"}
    ]

    assert sorted(found) == gaps
