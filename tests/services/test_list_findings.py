"""Findings come with their records, rules without any with zeros, and silence as silence."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.index_plant import jam_factory
from traceability.cli.tabulate_checks import check_lines, check_tables
from traceability.contracts.check_results import CheckResult
from traceability.contracts.finding_rules import FINDING_RULES
from traceability.contracts.findings_marts import FINDING_CAUSES, FINDING_RECORDS, FINDINGS
from traceability.errors import DataMissingError, UsageError
from traceability.services.list_findings import (
    failed_checks,
    is_refused,
    list_findings,
    summarise_checks,
)
from traceability.services.write_json import as_json
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.check_results import write_check_results

Row = dict[str, Any]
CONTRACT = CheckResult(
    "links.every_end", "links", "links.ends", "Each end is a node.", None, None, "blocking",
    "passed", 0, 9, "2026-01-01T00:00:00Z",
)  # fmt: skip


def finding(name: str, rule: str, kind: str, severity: str, **more: object) -> Row:
    told = {"finding_id": name, "rule_id": rule, "subject_kind": kind, "severity": severity}
    cause = f"C-{rule}-{kind}-{severity}"
    return told | {"cause_id": cause, "message": f"{name} is wrong.", "record_count": 1} | more


PLANT = [
    finding("F1", "LK-01", "consumption", "S1", item_code="NUT", occurred_at="2026-01-03"),
    finding("F2", "LK-01", "consumption", "S2", item_code="FILM", occurred_at="2026-01-02"),
    finding("F3", "LK-01", "consumption", "S2", item_code="FILM", occurred_at="2026-01-01"),
    finding("F4", "LK-14", "lot", "S3", lot_code="A", record_count=2, qty=Decimal("1.5")),
]
RECORDS = [
    {"finding_id": one["finding_id"], "contract": "mes_consumptions", "source_system": "mes",
     "source_file": "used.csv", "source_row": 2 + number}
    for number, one in enumerate([*PLANT, PLANT[3]])
] + [
    {"finding_id": "F1", "contract": "erp_receipts", "source_system": "erp",
     "source_file": "came.csv", "source_row": 1, "note": "compared with: received"},
]  # fmt: skip


def fill(home: Path, *, findings: bool = True, checks: tuple[CheckResult, ...] | None) -> Settings:
    """A home whose snapshot has these findings, or none looked for, and these check results."""
    settings = Settings(home=jam_factory().publish(home))
    with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
        if findings:
            connection.execute("create schema marts")
            _table(connection, "findings", FINDINGS, PLANT)
            _table(connection, "finding_records", FINDING_RECORDS, RECORDS)
            _table(connection, "finding_causes", FINDING_CAUSES, _causes())
        if checks is not None:
            write_check_results(connection, checks)
    return settings


def _causes() -> list[Row]:
    counted: dict[str, Row] = {}
    for one in PLANT:
        cause = counted.setdefault(
            one["cause_id"],
            {name: one[name] for name in ("cause_id", "rule_id", "subject_kind", "severity")}
            | {"cause": "c", "remedy": "r", "finding_count": 0, "record_count": 0},
        )
        cause["finding_count"] += 1
        cause["record_count"] += one["record_count"]
    return [*counted.values()]


def _table(
    connection: Any, name: str, columns: tuple[tuple[str, str], ...], rows: list[Row]
) -> None:
    body = ", ".join(f"{column} {kind}" for column, kind in columns)
    connection.execute(f"create table marts.{name} ({body})")
    marks = ", ".join("?" for _ in columns)
    for row in rows:
        connection.execute(
            f"insert into marts.{name} values ({marks})", [row.get(column) for column, _ in columns]
        )


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A snapshot with findings that was judged; read only."""
    return fill(tmp_path_factory.mktemp("judged"), checks=(CONTRACT,))


def ids(settings: Settings, **asked: Any) -> list[str]:
    return [one.finding_id for one in list_findings(settings, **asked).findings]


def test_findings_come_worst_first_then_by_rule_and_time(judged: Settings) -> None:
    assert ids(judged) == ["F1", "F3", "F2", "F4"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"rule": "LK-01"}, ["F1", "F3", "F2"]),
        ({"severity": "S3"}, ["F4"]),
        ({"item": "NUT"}, ["F1"]),
        ({"cause_id": "C-LK-01-consumption-S2"}, ["F3", "F2"]),
        ({"rule": "LK-01", "item": "FILM", "severity": "S1"}, []),
        ({"limit": 2, "offset": 1}, ["F3", "F2"]),
        ({"limit": 0}, []),
    ],
)
def test_only_what_is_asked_is_told(judged: Settings, asked: Row, found: list[str]) -> None:
    assert ids(judged, **asked) == found


def test_a_page_says_how_many_there_are(judged: Settings) -> None:
    page = list_findings(judged, rule="LK-01", limit=1, offset=1)

    assert (page.total, page.offset, len(page.findings)) == (3, 1, 1)


def test_a_finding_leads_to_its_records_and_last_to_those_it_is_compared_with(
    judged: Settings,
) -> None:
    first, *_, last = list_findings(judged).findings

    assert [(one.source_file, one.source_row) for one in first.records] == [
        ("used.csv", 2),
        ("came.csv", 1),
    ]
    assert [one.source_row for one in last.records] == [5, 6]


def test_every_rule_is_listed_with_zeros_where_it_found_nothing(judged: Settings) -> None:
    rules = {(one.rule_id, one.subject_kind): one for one in summarise_checks(judged).rules}

    assert list(rules) == [(rule.rule_id, rule.subject_kind) for rule in FINDING_RULES]
    used, loop, early = (
        rules["LK-01", "consumption"],
        rules["LK-14", "lot"],
        rules["TM-02", "shipment"],
    )
    assert (used.finding_count, used.s1, used.s2, used.s3, used.record_count) == (3, 1, 2, 0, 3)
    assert (loop.s3, loop.record_count) == (1, 2)
    assert (early.finding_count, early.s1, early.record_count) == (0, 0, 0)


def test_causes_come_by_severity_then_by_number_of_findings(judged: Settings) -> None:
    causes = summarise_checks(judged).causes

    assert [(one.severity, one.finding_count) for one in causes] == [
        ("S1", 1),
        ("S2", 2),
        ("S3", 1),
    ]


def test_a_severity_narrows_rules_and_causes(judged: Settings) -> None:
    summary = summarise_checks(judged, severity="S1")

    assert [one.severity for one in summary.causes] == ["S1"]
    assert {one.s2 for one in summary.rules} == {0}
    assert all("S1" in one.severities for one in summary.rules)


@pytest.mark.parametrize("asked", [{"rule": "XX-99"}, {"severity": "S4"}])
def test_a_rule_or_severity_that_does_not_exist_is_refused(judged: Settings, asked: Row) -> None:
    for service in (list_findings, summarise_checks):
        with pytest.raises(UsageError, match=r"There is no (rule XX-99|severity S4)\."):
            service(judged, **asked)


def test_a_snapshot_that_was_not_looked_at_is_never_called_clean(tmp_path: Path) -> None:
    settings = fill(tmp_path, findings=False, checks=None)

    summary = summarise_checks(settings)

    assert (summary.looked, summary.judged) == (False, False)
    assert {one.finding_count for one in summary.rules} == {None}
    assert is_refused(summary, "S1")
    assert not is_refused(summary, "none")
    assert sum("Unchecked" in line for line in check_lines(summary, None)) == 2
    with pytest.raises(DataMissingError, match="without looking for findings"):
        list_findings(settings)


def test_findings_without_checks_are_told_and_not_judged(tmp_path: Path) -> None:
    summary = summarise_checks(fill(tmp_path, checks=None))

    assert (summary.looked, summary.judged) == (True, False)
    assert is_refused(summarise_checks(Settings(home=tmp_path), severity="S3"), "S1")


@pytest.mark.parametrize(
    ("severity", "fail_on", "refused"),
    [
        (None, "S1", True),
        ("S2", "S1", False),
        ("S2", "S2", True),
        ("S3", "S2", False),
        ("S3", "S3", True),
        (None, "none", False),
    ],
)
def test_the_command_fails_on_findings_that_are_as_grave_as_asked(
    judged: Settings, severity: str | None, fail_on: str, refused: bool
) -> None:
    assert is_refused(summarise_checks(judged, severity=severity), fail_on) is refused


def changed(check_id: str, **fields: Any) -> CheckResult:
    values = {name: getattr(CONTRACT, name) for name in CheckResult.__slots__}
    return CheckResult(**values | {"check_id": check_id} | fields)


@pytest.mark.parametrize(
    "check",
    [
        changed("links.broken", status="failed", failing_count=3),
        changed("links.died", status="error", failing_count=None),
        changed(
            "findings.TM-02.shipment.S1", status="error", rule_id="TM-02",
            subject_kind="shipment", severity="S1", failing_count=None,
        ),
    ],
    ids=lambda check: check.check_id,
)  # fmt: skip
def test_a_broken_contract_or_a_check_that_did_not_run_fails_always(
    tmp_path: Path, check: CheckResult
) -> None:
    summary = summarise_checks(fill(tmp_path, checks=(CONTRACT, check)))

    assert failed_checks(summary) == [check]
    assert is_refused(summary, "none")
    (table,) = [one for one in check_tables(summary, None) if one.title == "Failed checks"]
    assert [row[0] for row in table.rows] == [check.check_id]


def test_a_failed_check_of_findings_fails_no_more_than_its_findings(tmp_path: Path) -> None:
    check = changed(
        "findings.LK-14.lot.S3", status="failed", rule_id="LK-14", subject_kind="lot",
        severity="S3", failing_count=1,
    )  # fmt: skip
    summary = summarise_checks(fill(tmp_path, checks=(check,)), severity="S3")

    assert not is_refused(summary, "S1")


def test_all_of_it_can_be_written_as_json(judged: Settings) -> None:
    document = json.loads(
        as_json(summarise_checks(judged).as_document() | list_findings(judged).as_document())
    )

    assert document["checks"][0]["check_id"] == "links.every_end"
    assert document["findings"][3]["qty"] == 1.5
    assert document["findings"][0]["records"][1]["note"] == "compared with: received"


def test_the_list_for_people_says_when_it_is_not_whole(judged: Settings) -> None:
    summary = summarise_checks(judged, rule="LK-01")

    whole = check_lines(summary, list_findings(judged, rule="LK-01"))
    part = check_lines(summary, list_findings(judged, rule="LK-01", limit=1))

    assert not any("Listed" in line for line in whole)
    assert "Listed: 1 of 3 findings; `--rows 3` lists all." in part
