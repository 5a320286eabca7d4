"""The Data health page shows what was found, what was checked, and never calls unchecked good."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.components import cause_list, finding_list
from app.components.sheets import shown_range
from tests.app.conftest import Publish, Visit
from tests.index_plant import Plant
from traceability.contracts.check_results import CheckResult
from traceability.contracts.finding_rules import FINDING_RULES
from traceability.services.list_findings import list_findings, summarise_checks
from traceability.settings import Settings
from traceability.store.check_results import write_check_results
from traceability.store.snapshots import current
from traceability.store.warehouse import open_warehouse

RECORDS = "Findings and their records"


def contract(name: str, status: str, failing: int | None = 0) -> CheckResult:
    return CheckResult(
        f"links.{name}",
        "links",
        "links.links",
        f"{name} holds",
        None,
        None,
        "blocking",
        status,
        failing,
        10,
        "2026-01-01T00:00:00Z",  # type: ignore[arg-type]
    )


def judged(settings: Settings, *results: CheckResult) -> Settings:
    """The home with a warehouse that was judged so; without results it was never judged."""
    with open_warehouse(current(settings).warehouse, settings, read_only=False) as connection:
        if results:
            write_check_results(connection, results)
    return settings


@pytest.fixture
def bare(publish: Publish) -> Settings:
    """A snapshot whose warehouse has neither findings nor checks."""
    return judged(publish(Plant().lots("A")))


def test_the_tiles_are_the_findings_by_severity(visit: Visit, tryton: Settings) -> None:
    counted = Counter(one.severity for one in list_findings(tryton).findings)

    tiles = visit(tryton, page="health").tiles

    assert {name: tiles[name] for name in ("S1", "S2", "S3")} == {
        severity: counted[severity] for severity in ("S1", "S2", "S3")
    }


def test_the_example_has_the_findings_that_its_records_hold(visit: Visit, tryton: Settings) -> None:
    rows = visit(tryton, page="health").table("Rules")

    told = {
        (row["Rule"], row["About"]): (int(row["S1"]), int(row["S2"]), int(row["S3"]))
        for row in rows
    }
    assert told["LK-01", "consumption"] == (4, 37, 0)
    assert told["ID-01", "output"] == (3, 0, 0)
    assert told["ID-02", "lot code"] == (1, 0, 0)
    assert told["LK-14", "lot"] == (0, 0, 2)
    assert told["TM-02", "shipment"] == (2, 0, 0)


def test_a_rule_without_findings_is_shown_as_asked(visit: Visit, tryton: Settings) -> None:
    rows = visit(tryton, page="health").table("Rules")

    assert len(rows) == len(FINDING_RULES)
    (silent,) = [row for row in rows if row["Rule"] == "LK-08"]
    assert silent["Result"] == "checked, none found"
    assert silent["Show causes"] is None


def test_every_cause_stands_with_its_next_step_and_its_numbers(
    visit: Visit, tryton: Settings
) -> None:
    page = visit(tryton, page="health")

    causes = summarise_checks(tryton).causes
    assert page.headings["causes"] == str(len(causes))
    assert cause_list.PER_SHEET == 10
    for cause in causes[: cause_list.PER_SHEET]:
        assert cause.cause in page.text
        assert cause.remedy in page.text
        assert cause.clear.partition("`")[0] in page.text
    assert page.text.count("Would clear it:") == min(len(causes), cause_list.PER_SHEET)
    worst = causes[0]
    assert f"{worst.finding_count} findings · {worst.record_count} records" in page.text


def test_a_cause_leads_to_its_records_with_file_and_row(visit: Visit, tryton: Settings) -> None:
    cause = summarise_checks(tryton).causes[0]
    page = visit(tryton, page="health").press(cause.cause_id)

    told = list_findings(tryton, cause_id=cause.cause_id)
    assert page.address["cause"] == cause.cause_id
    assert [(row["File"], row["Row"]) for row in page.table(RECORDS)] == [
        (record.source_file, record.source_row)
        for finding in told.findings
        for record in finding.records
    ]
    assert page.headings["records"] == str(cause.finding_count)

    page.press("all-causes")
    assert "cause" not in page.address
    assert "causes" in page.headings


def test_a_link_to_a_cause_shows_it_at_once(visit: Visit, tryton: Settings) -> None:
    (cause,) = [one for one in summarise_checks(tryton).causes if one.rule_id == "ID-02"]

    page = visit(tryton, page="health", cause=cause.cause_id, rule="ID-02")

    rows = page.table(RECORDS)
    assert {row["Lot"] for row in rows} == {"20260131"}
    assert page.headings["records"] == "1 finding, 3 rows"
    assert {row["Trace"] for row in rows} == {"Trace"}


def test_a_rule_narrows_the_causes(visit: Visit, tryton: Settings) -> None:
    page = visit(tryton, page="health", rule="LK-01")

    causes = [one for one in summarise_checks(tryton).causes if one.rule_id == "LK-01"]
    assert page.headings["causes"] == str(len(causes))
    assert page.tiles["S1"] == visit(tryton, page="health").tiles["S1"]
    page.press("all-rules")
    assert page.headings["causes"] == str(len(summarise_checks(tryton).causes))


@pytest.mark.parametrize(
    ("address", "sentence"),
    [({"rule": "XX-99"}, "There is no rule XX-99"), ({"cause": "C0"}, "This cause is gone")],
)
def test_a_link_to_what_is_not_there_says_so(
    visit: Visit, tryton: Settings, address: dict[str, str], sentence: str
) -> None:
    assert sentence in visit(tryton, page="health", **address).text


def test_long_lists_come_in_sheets_that_say_what_they_show(
    visit: Visit, tryton: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cause_list, "PER_SHEET", 2)
    causes = summarise_checks(tryton).causes

    page = visit(tryton, page="health", sheet="2")

    assert f"Causes 3 to 4 of {len(causes)}" in page.text
    assert {button.key for button in page.test.button} == {one.cause_id for one in causes[2:4]}


def test_the_findings_of_a_cause_come_in_sheets_too(
    visit: Visit, tryton: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding_list, "PER_SHEET", 3)
    cause = max(summarise_checks(tryton).causes, key=lambda one: one.finding_count)
    first = visit(tryton, page="health", cause=cause.cause_id)
    second = visit(tryton, page="health", cause=cause.cause_id, sheet="2")

    assert f"Findings 4 to 6 of {cause.finding_count}" in second.text
    ids = [row["Finding"] for page in (first, second) for row in page.table(RECORDS)]
    told = list_findings(tryton, cause_id=cause.cause_id, limit=6).findings
    assert ids == [one.finding_id for one in told for _ in one.records]


def test_a_snapshot_without_findings_and_checks_is_unchecked(visit: Visit, bare: Settings) -> None:
    page = visit(bare, page="health")

    assert page.text.count("Unchecked:") == 2
    assert page.tiles == {"door": 0}
    assert page.html.count("ll-unchecked") == 4 + 1  # the tiles, and the sheet of styles
    assert {row["Result"] for row in page.table("Rules")} == {"not looked for"}
    assert page.headings["checks"] == "unchecked"
    assert "hold" not in page.text.partition("What to mend")[0]


@pytest.mark.parametrize(("status", "said"), [("failed", "failed"), ("error", "did not run")])
def test_a_check_that_failed_or_did_not_run_comes_first_and_never_counts_as_holding(
    visit: Visit, bare: Settings, status: str, said: str
) -> None:
    judged(bare, contract("a", "passed"), contract("z", status, None), contract("b", "passed"))

    page = visit(bare, page="health")

    rows = page.table("Checks of the build")
    assert [row["Result"] for row in rows] == [said, "holds", "holds"]
    assert "1 check of the build failed." in page.text
    assert "failed, of 3" in page.text


def test_checks_that_hold_are_counted(visit: Visit, bare: Settings) -> None:
    judged(bare, contract("a", "passed"), contract("b", "passed"))

    page = visit(bare, page="health")

    assert page.tiles["checks"] == 2
    assert "of 2 hold" in page.text
    assert "Every check of the build holds." in page.text


def test_every_contract_of_the_example_is_listed(visit: Visit, tryton: Settings) -> None:
    contracts = [one for one in summarise_checks(tryton).checks if one.rule_id is None]

    page = visit(tryton, page="health")

    assert contracts
    assert len(page.table("Checks of the build")) == len(contracts)


def test_the_report_is_named_with_its_path(visit: Visit, bare: Settings) -> None:
    path = current(bare).folder / "checks.html"
    assert str(path) not in visit(bare, page="health").text
    path.write_text("<html>", encoding="utf-8")

    page = visit(bare, page="health")

    assert str(path) in page.text
    assert [button.key for button in page.test.download_button] == ["report-file"]


def test_the_door_tells_what_it_said_and_what_it_rejected(visit: Visit, tryton: Settings) -> None:
    rows = visit(tryton, page="health").table("At the door")

    assert {"production_bom.csv", "production_routing_step.csv"} <= {row["File"] for row in rows}


def test_rejected_rows_are_in_the_verdict(visit: Visit, bare: Settings, tmp_path: Path) -> None:
    manifests = bare.landing / "manifests"
    manifests.mkdir(parents=True)
    (manifests / "00000001.json").write_text(
        '{"load_id": "00000001", "files": [{"table": "moves", "name": "moves.csv", '
        '"quarantined": {"LD-01": 2, "LD-02": 1}}]}',
        encoding="utf-8",
    )

    page = visit(bare, page="health")

    assert "3 rows were rejected at the door." in page.text
    assert page.tiles["door"] == 3
    assert "moves 3 rows" in page.text


@pytest.mark.parametrize(
    ("finding", "question"),
    [
        ({"lot_id": "L1", "work_order_code": "12"}, "L1"),
        ({"work_order_code": "12"}, "order:12"),
        ({"delivery_code": "33"}, "delivery:33"),
        ({"lot_code": "20260131"}, "20260131"),
        ({}, None),
    ],
)
def test_a_finding_leads_to_the_trace_of_what_it_is_about(
    tryton: Settings, finding: dict[str, Any], question: str | None
) -> None:
    (one,) = list_findings(tryton, limit=1).findings
    cleared = dict.fromkeys(
        ("lot_id", "work_order_code", "delivery_code", "receipt_code", "lot_code")
    )
    values = {name: getattr(one, name) for name in type(one).__slots__} | cleared | finding

    assert finding_list.trace_question(type(one)(**values)) == question


@pytest.mark.parametrize(
    ("total", "sheet", "expected"),
    [(0, 1, (0, 0)), (5, 1, (0, 5)), (21, 2, (20, 21)), (20, 9, (0, 20)), (45, 99, (40, 45))],
)
def test_a_sheet_beyond_the_last_is_the_last(
    total: int, sheet: int, expected: tuple[int, int]
) -> None:
    assert shown_range(total, sheet, 20) == expected
