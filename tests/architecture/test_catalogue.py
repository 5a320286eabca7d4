"""The catalogue of checks is whole: every specified id once, in two languages, with its place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tests.architecture.tree import text_of
from traceability.contracts.catalogue import CATALOGUE, PLACES, SPECIFIED
from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.finding_rules import FINDING_RULES, SEVERITIES

FAMILIES = {
    "FI": "files",
    "LD": "files",
    "TY": "types",
    "ID": "identity",
    "LK": "links",
    "QT": "quantities",
    "TM": "times",
    "XS": "systems",
    "MD": "master_data",
    "GV": "governance",
}
WANTED = 110
OF_SPECIFICATION = {
    f"{family}-{number:02d}"
    for family, count in SPECIFIED.items()
    for number in range(1, count + 1)
}
BY_ID = {check.check_id: check for check in CATALOGUE}


def test_every_id_of_the_specification_is_there_and_no_id_stands_twice() -> None:
    assert len(OF_SPECIFICATION) == 128
    assert sorted(OF_SPECIFICATION - BY_ID.keys()) == []
    assert [
        name for name, count in Counter(one.check_id for one in CATALOGUE).items() if count > 1
    ] == []


def test_at_least_as_many_are_done_as_were_promised() -> None:
    done = [name for name in OF_SPECIFICATION if BY_ID[name].place != "omitted"]

    assert len(done) >= WANTED


def test_every_check_says_everything_in_both_languages() -> None:
    for check in CATALOGUE:
        words = (check.title, check.says, check.remedy)
        words_zh = (check.title_zh, check.says_zh, check.remedy_zh)
        assert all(words), check.check_id
        assert all(any("\u4e00" <= letter <= "\u9fff" for letter in one) for one in words_zh), check
        assert check.family == FAMILIES[check.check_id[:2]]
        assert check.place in PLACES, check.check_id
        assert check.severities
        assert set(check.severities) <= set(SEVERITIES), check.check_id


def test_what_is_omitted_names_a_column_that_no_contract_has() -> None:
    for check in CATALOGUE:
        if check.place != "omitted":
            assert not check.missing, check.check_id
            continue
        contract, _, column = check.missing.partition(".")
        assert contract in EXTRACTS, check
        assert column, check
        assert column not in EXTRACTS[contract].column_names, check


def test_a_check_is_done_by_a_findings_model_where_its_rule_says_so() -> None:
    """A rule over files only hands on what the door said of them."""
    by_rule = {rule.rule_id for rule in FINDING_RULES if rule.subject_kind != "file"}
    by_place = {check.check_id for check in CATALOGUE if check.place == "finding"}

    assert by_rule == by_place
    for rule in FINDING_RULES:
        assert set(rule.severities) <= set(BY_ID[rule.rule_id].severities), rule.check_key


def test_what_a_rule_needs_is_a_contract_or_a_column_that_the_build_looks_at() -> None:
    looked_at = text_of(Path("dbt_project/models/marts/completeness/int_filled_columns.sql"))
    needed = {name for rule in FINDING_RULES for need in rule.needs for name in need}
    columns = {(contract, column) for contract, _, column in map(_parted, needed) if column}

    assert {contract for contract, _, _ in map(_parted, needed)} <= EXTRACTS.keys()
    assert all(column in EXTRACTS[contract].column_names for contract, column in columns)
    assert set(re.findall(r"\('(\w+)', '(\w+)'\)", looked_at)) == columns


def _parted(name: str) -> tuple[str, str, str]:
    return name.partition(".")
