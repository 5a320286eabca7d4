"""Results and failing rows come back from a warehouse as they were written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from traceability.contracts.check_results import CheckResult, FailingQuery
from traceability.settings import Settings
from traceability.store.check_results import (
    failing_rows,
    read_check_results,
    write_check_results,
)
from traceability.store.warehouse import open_warehouse

FAILED = CheckResult(
    check_id="links.it's_one",
    suite="links",
    relation="links.lot_run_links",
    statement='One link; 物料 "quoted".',
    rule_id=None,
    subject_kind=None,
    severity="blocking",
    status="failed",
    failing_count=5_000_000_000,
    examined_count=None,
    checked_at="2026-11-23T00:00:00Z",
)
QUERY = (
    "select '=1+1' as lot_code, 1.5::decimal(18,6) as qty, null as gone, 'a b.csv' as source_file, "
    "10 - range as source_row from range(3)"
)


@pytest.fixture
def connection(tmp_path: Path) -> Any:
    with open_warehouse(
        tmp_path / "w.duckdb", Settings(home=tmp_path), read_only=False
    ) as connection:
        yield connection


def test_a_warehouse_that_was_never_judged_says_so(connection: Any) -> None:
    assert read_check_results(connection) is None
    assert failing_rows(connection, FAILED.check_id) == []


def test_results_come_back_in_their_order(connection: Any) -> None:
    written = [
        CheckResult(f"a.{number}", "a", "r", "S.", "LK-01", "lot", "S1", "passed", 0, number, "t")
        for number in (3, 1, 2)
    ]

    write_check_results(connection, [*written, FAILED])

    assert read_check_results(connection) == [*written, FAILED]


def test_failing_rows_come_back_sorted_and_by_page(connection: Any) -> None:
    write_check_results(connection, [FAILED], [FailingQuery(FAILED.check_id, QUERY, None)])

    kept = failing_rows(connection, FAILED.check_id)

    assert [(row.row_no, row.source_file, row.source_row) for row in kept] == [
        (1, "a b.csv", 8),
        (2, "a b.csv", 9),
        (3, "a b.csv", 10),
    ]
    assert json.loads(kept[0].row_text) == {
        "lot_code": "=1+1",
        "qty": 1.5,
        "gone": None,
        "source_file": "a b.csv",
        "source_row": 8,
    }
    assert failing_rows(connection, FAILED.check_id, limit=1, offset=1) == kept[1:2]


def test_no_more_rows_are_kept_than_the_cap_says(connection: Any) -> None:
    write_check_results(connection, [FAILED], [FailingQuery(FAILED.check_id, QUERY, 2)])

    assert len(failing_rows(connection, FAILED.check_id)) == 2


def test_a_row_of_no_file_is_kept_without_place(connection: Any) -> None:
    query = FailingQuery(FAILED.check_id, "select 'W1' as work_order_code", None)

    write_check_results(connection, [FAILED], [query])

    (row,) = failing_rows(connection, FAILED.check_id)
    assert (row.source_file, row.source_row) == (None, None)


def test_a_second_judgement_replaces_the_first(connection: Any) -> None:
    write_check_results(connection, [FAILED], [FailingQuery(FAILED.check_id, QUERY, None)])

    write_check_results(connection, [])

    assert read_check_results(connection) == []
    assert failing_rows(connection, FAILED.check_id) == []


def test_a_judgement_is_kept_whole_or_not_at_all(connection: Any) -> None:
    write_check_results(connection, [FAILED])
    broken = FailingQuery("x", "select * from nowhere", None)

    with pytest.raises(Exception, match="nowhere"):
        write_check_results(connection, [], [broken])

    assert read_check_results(connection) == [FAILED]
