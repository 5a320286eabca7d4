"""The periodic audit from the draw to the error rate."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from tests.store.state.alarm_plant import bakery, publish
from tests.store.state.attacks import unrefused
from tests.store.state.conftest import add_person
from traceability.cli.tabulate_audits import report_lines, report_tables
from traceability.domain.actors import Person
from traceability.domain.record_audits import AuditPeriod
from traceability.domain.roles import Role
from traceability.errors import DataMissingError, RefusedError, UsageError
from traceability.services.audit_records import (
    AuditReport,
    draw_audit,
    enter_audit,
    list_audits,
    show_audit,
)
from traceability.services.audit_sheets import read_sheet, write_sheet
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.state import open_state

ROWS = """
create schema staging;
create table staging.stg_erp__work_orders as
    select 'WO' || no as work_order_code, 'L' || (no % 2) as line_code, 'BR' as item_code,
        cast(null as decimal) as planned_qty, 'kg' as uom, state as order_status,
        started_at, 'orders.csv' as source_file, no as source_row
    from (values
        (1, 'closed', timestamp '2026-02-23'), (2, 'closed', timestamp '2026-03-01 23:59'),
        (3, 'closed', timestamp '2026-03-02'), (4, 'cancelled', timestamp '2026-02-24'),
        (5, 'closed', timestamp '2026-02-10'), (6, 'closed', null))
    as t(no, state, started_at);
create table staging.stg_mes__operations as
    select 'WO1' as work_order_code, 'NIGHT' as shift_code, 'T1' as started_at_text;
create table staging.stg_mes__consumptions as
    select 'WO1' as work_order_code, 'DAY' as shift_code, 'T2' as started_at_text,
        'FL' as item_code, '=FLOUR' as lot_code, 10.500 as qty, 'kg' as uom,
        null as reversal_of, 'uses.csv' as source_file, 7 as source_row;
create table staging.stg_mes__outputs as
    select 'WO1' as work_order_code, 'T3' as started_at_text, 'T4' as ended_at_text,
        'BR' as item_code, 'BREAD' as lot_code, 9.0 as qty, 'kg' as uom,
        null as reversal_of, 'outputs.csv' as source_file, 3 as source_row;
"""


def plant(settings: Settings) -> Person:
    """A week of orders, and somebody of quality."""
    publish(settings, 1, bakery())
    with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
        connection.execute(ROWS)
    return add_person(open_state(settings), "quinn", Role.QUALITY)


def drawn(settings: Settings, who: Person, **values: str) -> AuditReport:
    told = {"seed": "spring", "day": "2026-03-04"} | values
    return draw_audit(settings, who, AuditPeriod.WEEKLY, **told)


def test_a_week_is_drawn_from_monday_to_monday_with_every_field(both_settings: Settings) -> None:
    report = drawn(both_settings, plant(both_settings))

    assert (report.audit.period_from, report.audit.period_until) == ("2026-02-23", "2026-03-02")
    assert report.audit.population_count == 2
    told = [
        (one.record, one.field, one.recorded, one.line_code, one.shift_code)
        for one in report.entries
        if one.work_order_code == "WO1"
    ]
    assert [one[:3] for one in told] == [
        ("order 1", "item", "BR"),
        ("use 1", "item", "FL"),
        ("use 1", "lot", "=FLOUR"),
        ("use 1", "amount", "10.5 kg"),
        ("use 1", "time", "T2"),
        ("output 1", "item", "BR"),
        ("output 1", "lot", "BREAD"),
        ("output 1", "amount", "9 kg"),
        ("output 1", "time", "T3"),
    ]
    assert {one[3:] for one in told} == {("L1", "NIGHT")}


def test_the_seed_draws_the_same_again_and_is_made_where_none_is_given(settings: Settings) -> None:
    who = plant(settings)
    first, second = drawn(settings, who), drawn(settings, who)
    made = draw_audit(settings, who, AuditPeriod.MONTHLY, day="2026-03-04")

    assert [one.recorded for one in first.entries] == [one.recorded for one in second.entries]
    assert len(made.audit.seed) == 16
    assert (made.audit.period_from, made.audit.population_count) == ("2026-02-01", 2)
    assert [audit.audit_no for audit, _ in list_audits(settings)] == [3, 2, 1]


def test_a_filled_sheet_becomes_an_error_rate_with_its_interval(
    settings: Settings, tmp_path: Path
) -> None:
    who = plant(settings)
    drawn(settings, who)
    sheet = tmp_path / "sheet.csv"
    assert write_sheet(sheet, show_audit(settings, 1).entries) == 10
    rows = read_sheet(sheet)
    assert [row["recorded"] for row in rows if row["field"] == "lot"] == ["'=FLOUR", "BREAD"]
    fill(sheet, rows)

    report = enter_audit(settings, who, 1, read_sheet(sheet))

    assert report_lines(report)[2:] == [
        "Error rate of the records: 22.2 % (2 of 9), 95 % interval 6.3 % to 54.7 %.",
        "1 fields have no paper or screen to compare with.",
        "1 fields are still to be compared.",
    ]
    rates, errors = report_tables(report)
    assert ("field", "lot", "2", "3") in {row[:4] for row in rates.rows}
    assert [row[2:6] for row in errors.rows] == [
        ("use 1", "lot", "=FLOUR", "FLOUR-2"),
        ("use 2", "lot", "(nothing)", "FLOUR-3"),
    ]
    with pytest.raises(UsageError, match="was answered by quinn before"):
        enter_audit(settings, who, 1, read_sheet(sheet))


def fill(sheet: Path, rows: list[dict[str, str]]) -> None:
    """WO1: its lot differs, its time has no paper, one use is on paper alone; WO2 stays open."""
    for row in rows:
        if row["order"] == "WO2":
            continue
        row["verdict"] = "same"
        if (row["record"], row["field"]) == ("use 1", "lot"):
            row |= {"verdict": "differs", "seen": "FLOUR-2"}
        elif (row["record"], row["field"]) == ("use 1", "time"):
            row["verdict"] = "no_paper"
    alone = {"order": "WO1", "record": "use 2", "field": "lot", "seen": "FLOUR-3"}
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows([*rows, alone])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"entry_no": "99", "verdict": "same"}, "Row 2 of the sheet: entry 99"),
        ({"entry_no": "1", "verdict": "fine"}, "verdict 'fine'"),
        ({"entry_no": "1", "verdict": "unrecorded"}, "verdict 'unrecorded'"),
        ({"entry_no": "1", "verdict": "differs"}, "column seen is empty"),
        ({"order": "WO9", "field": "lot", "seen": "X"}, "no order of the audit"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_and_nothing_is_kept(
    settings: Settings, row: dict[str, str], words: str
) -> None:
    who = plant(settings)
    drawn(settings, who)

    with pytest.raises(UsageError, match=words):
        enter_audit(settings, who, 1, [row, {"entry_no": "2", "verdict": "same"}])
    assert show_audit(settings, 1).rates[0].compared_count == 0


def test_what_was_drawn_and_found_cannot_be_changed(both_settings: Settings) -> None:
    who = plant(both_settings)
    drawn(both_settings, who)
    enter_audit(both_settings, who, 1, [{"entry_no": "1", "verdict": "same"}])

    attacks: list[str | list[str]] = [
        "update record_audits set seed = 'other'",
        "delete from record_audit_entries",
        "update record_audit_answers set verdict = 'differs', seen = 'x'",
    ]
    assert unrefused(open_state(both_settings), attacks) == []


def test_only_who_works_with_records_audits_and_only_where_orders_ran(settings: Settings) -> None:
    who = plant(settings)
    with pytest.raises(DataMissingError, match="No order started from 2019-12-30"):
        drawn(settings, who, day="2020-01-08")
    viewer = add_person(open_state(settings), "eve", Role.VIEWER)
    with pytest.raises(RefusedError, match="may not enter an audit"):
        drawn(settings, viewer)
