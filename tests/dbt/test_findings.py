"""The rules of the findings on small plants: what each must find, and where it must be silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.finding_case import Case
from tests.dbt.findings_plant import CASES
from tests.dbt.governance_cases import GOVERNANCE_CASES
from traceability.contracts.finding_rules import FINDING_RULES
from traceability.contracts.findings_marts import FINDING_CAUSES, FINDING_RECORDS, FINDINGS

CODES = (
    *("item_code", "lot_code", "work_order_code", "delivery_code", "receipt_code"),
    *("partner_code", "site_code"),
)
FED = {
    ("ID-12", "receipt"),
    ("ID-14", "partner"),
    ("ID-14", "site"),
    ("ID-14", "place"),
    ("ID-17", "item"),
    ("LK-09", "shipment"),
    ("QT-05", "work_order"),
    ("QT-08", "fact"),
    ("TM-07", "column"),
    ("MD-01", "work_order"),
}
"""Rules that judge a feed: one case delivers a master, and the codes of all others lack a row. Or
amounts and dates of the others: most cases are not about them and leave them as they come."""
WITHOUT_CODES = {"file", "load", "record"}
"""What no case can name, since it has no code: tried by the unit tests of the models in files."""


def query(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def found_in(warehouse: Path, case: Case, columns: str) -> list[tuple[Any, ...]]:
    """Columns of the findings in which a code of the case stands."""
    of_case = " or ".join(
        f"{code} = '{case.name}' or starts_with({code}, '{case.name}.')" for code in CODES
    )
    return query(warehouse, f"select {columns} from marts.findings where {of_case} order by all")


def told_of(warehouse: Path, name: str, columns: str) -> list[tuple[Any, ...]]:
    """Columns of the findings that the case must have."""
    case = case_named(name)
    wanted = " or ".join(
        f"(rule_id = '{one[0]}' and subject_kind = '{one[1]}')" for one in case.finds
    )
    of_case = found_in(warehouse, case, f"({wanted}), {columns}")
    return [tuple(rest) for is_wanted, *rest in of_case if is_wanted]


def case_named(name: str) -> Case:
    (case,) = [case for case in CASES if case.name == name]
    return case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_has_the_findings_that_it_must_have_and_no_other(
    first_build: Path, case: Case
) -> None:
    found = found_in(first_build, case, "rule_id, subject_kind, severity, record_count")

    wanted = {one[:2] for one in case.finds}
    judged = [one for one in found if one[:2] not in FED or one[:2] in wanted]
    assert judged == sorted(case.finds)


def test_every_rule_is_tried_by_a_case_that_it_must_find() -> None:
    cases = (*CASES, *GOVERNANCE_CASES)
    tried = {
        (rule, kind)
        for case in cases
        for rule, kind, _, _ in case.finds
        if kind not in WITHOUT_CODES
    }

    assert tried == {
        (rule.rule_id, rule.subject_kind)
        for rule in FINDING_RULES
        if rule.subject_kind not in WITHOUT_CODES
    }


SENTENCES = {
    "used before received": "Work order used before received.W used lot used before received.A of "
    "item used before received on 2026-01-12, before it was received on 2026-01-13 (1 record).",
    "two lines": "Delivery two lines.D shipped 2 lots before they were received or made, the first "
    "on 2026-01-12 (2 records).",
    "two items": "Lot code two items.A stands for 2 lots of the items two items and "
    "two items.other.",
    "repacked": "Work order repacked.W took lot repacked.A of item repacked in and gave it out "
    "under the same number (2 records).",
}


@pytest.mark.parametrize(("name", "message"), SENTENCES.items())
def test_a_finding_says_what_is_wrong(first_build: Path, name: str, message: str) -> None:
    assert told_of(first_build, name, "message") == [(message,)]


def test_a_finding_leads_to_its_rows_and_to_those_it_is_compared_with(first_build: Path) -> None:
    led_to = [
        query(
            first_build,
            "select records.note, staged.lot_code from marts.finding_records as records "
            "inner join marts.findings as findings using (finding_id) "
            f"inner join staging.stg_{table} as staged on records.contract = staged.contract "
            "and records.source_file = staged.source_file "
            "and records.source_row = staged.source_row "
            "and findings.item_code = staged.item_code "
            "where findings.item_code = 'used before received' and findings.rule_id = 'TM-01'",
        )
        for table in ("mes__consumptions", "erp__receipts")
    ]

    lot = "used before received.A"
    assert led_to == [
        [("on 2026-01-12", lot)],
        [("compared with: received on 2026-01-13", lot)],
    ]


def test_what_came_from_nowhere_is_told_once_of_each_lot(first_build: Path) -> None:
    told = query(
        first_build,
        "select rule_id, lot_code from marts.findings "
        "where rule_id in ('ID-09', 'QT-01', 'QT-02') order by all",
    )
    twice = query(
        first_build,
        "select lot_code from marts.findings where rule_id in ('ID-09', 'QT-01', 'QT-02') "
        "group by lot_id, lot_code having count(*) > 1",
    )

    assert ("QT-01", "more gone than came.A") in told
    assert ("QT-02", "more shipped than came.A") in told
    assert ("ID-09", "nobody brought it.B") in told
    assert twice == []


def test_what_left_too_much_leads_to_what_brought_it_too(first_build: Path) -> None:
    notes = query(
        first_build,
        "select records.note from marts.finding_records as records "
        "inner join marts.findings as findings using (finding_id) "
        "where findings.lot_code = 'more gone than came.A' and findings.rule_id = 'QT-01' "
        "order by all",
    )

    assert notes == [("compared with: received",), ("consumed",)]


def test_the_findings_marts_have_the_columns_that_are_written_down(first_build: Path) -> None:
    for name, columns in (
        ("findings", FINDINGS),
        ("finding_records", FINDING_RECORDS),
        ("finding_causes", FINDING_CAUSES),
    ):
        built = query(
            first_build,
            "select column_name, lower(data_type) from information_schema.columns "
            f"where table_schema = 'marts' and table_name = '{name}' order by ordinal_position",
        )
        assert built == list(columns)


def test_causes_count_their_findings_and_records(first_build: Path) -> None:
    (told,) = query(
        first_build, "select sum(finding_count), sum(record_count) from marts.finding_causes"
    )
    (real,) = query(first_build, "select count(*), sum(record_count) from marts.findings")

    assert told == real


def test_findings_of_one_rule_severity_and_item_have_one_cause(first_build: Path) -> None:
    causes = told_of(first_build, "two orders", "cause_id")

    assert len(causes) > 1
    assert len({*causes}) == 1


def test_dbt_reads_every_rule_with_its_words_from_the_registry(first_build: Path) -> None:
    told = query(first_build, "select * from staging.stg_finding_rules order by all")

    assert told == sorted(
        (
            *(rule.rule_id, rule.subject_kind, words.severity),
            *(words.before_item, words.after_item, rule.remedy, rule.clear),
        )
        for rule in FINDING_RULES
        for words in rule.causes
    )


def test_a_cause_says_what_would_clear_it_in_the_words_of_its_rule(first_build: Path) -> None:
    rules = {rule.check_key: rule.clear for rule in FINDING_RULES}

    told = query(
        first_build,
        "select rule_id || '.' || subject_kind, item_code, clear from marts.finding_causes",
    )

    assert told
    for key, item, clear in told:
        start, _, _ = rules[key].replace("{item}", item or "(each item)").partition("{")
        assert clear.startswith(start)
        assert "{" not in clear
