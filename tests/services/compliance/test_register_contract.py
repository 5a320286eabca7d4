"""The register is in our own words, whole in both languages, and every evidence has a source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Table

from tests.architecture.test_docs import table_headed
from tests.architecture.tree import ROOT, text_of
from traceability.contracts.compliance import (
    MEASURES,
    STATE_EVIDENCE,
    Basis,
    Requirement,
    Unit,
    query_of,
)
from traceability.contracts.compliance_register import REQUIREMENTS, STANDARDS
from traceability.services.compliance import list_archived
from traceability.services.compliance.executive_words import _WORDS as PAGE_WORDS
from traceability.services.compliance.judge_register import _READERS
from traceability.services.compliance.read_house_rules import TILES
from traceability.services.compliance.report_words import _WORDS as REPORT_WORDS
from traceability.store.state.audit import AUDIT_ROWS

MODEL = Path("dbt_project/models/marts/compliance/compliance_measures.sql")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_standard_has_requirements_and_no_requirement_is_named_twice() -> None:
    assert {one.standard for one in REQUIREMENTS} == set(STANDARDS)
    names = [one.requirement_id for one in REQUIREMENTS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("one", REQUIREMENTS, ids=lambda one: one.requirement_id)
def test_a_requirement_says_itself_in_both_languages_where_it_is_from_and_what_shows_it(
    one: Requirement,
) -> None:
    assert one.says
    assert not CHINESE.search(one.says)
    assert CHINESE.search(one.says_zh)
    assert "paraphrased" in one.source
    assert one.evidence
    assert set(one.evidence) <= MEASURES.keys() | STATE_EVIDENCE.keys()
    assert all(query_of(name) for name in one.evidence)


def test_only_what_was_read_at_the_source_has_a_threshold_of_the_rule() -> None:
    for one in REQUIREMENTS:
        assert (one.threshold.basis is not Basis.RULE) or one.source.startswith(
            "paraphrased from the text of the rule"
        )


def test_every_evidence_of_the_register_is_read_by_somebody() -> None:
    assert set(_READERS) == set(STATE_EVIDENCE)
    used = {name for one in REQUIREMENTS for name in one.evidence}
    assert used == MEASURES.keys() | STATE_EVIDENCE.keys()


def test_time_is_asked_of_drills_alone_and_months_of_what_was_landed() -> None:
    units = {(name, one.threshold.unit) for one in REQUIREMENTS for name in one.evidence}
    assert {name for name, unit in units if unit is Unit.MINUTES} == {
        "drill_in_time",
        "drill_done_in_time",
        "drill_hold_in_time",
    }
    assert {name for name, unit in units if unit is Unit.MONTHS} == {"records_reach_back"}


def test_the_model_counts_the_measures_that_the_register_knows_and_no_other() -> None:
    text = text_of(MODEL)
    listed = re.findall(r"^    '(\w+)': \(", text, re.MULTILINE)
    written = re.findall(r"'(\w+)' as measure", text)

    assert {*listed, *written} - {"measure"} == set(MEASURES)


def test_nothing_here_says_that_a_house_obeys_a_standard() -> None:
    pages = [Path("docs/compliance.md")]
    pages += [
        path.relative_to(ROOT)
        for folder in ("contracts", "services/compliance", "cli")
        for path in (ROOT / "traceability" / folder).glob("*compliance*.py")
    ]
    pages += [
        path.relative_to(ROOT)
        for path in (ROOT / "traceability" / "services" / "compliance").glob("*.py")
    ]
    assert len(pages) > 20
    word = re.compile(r"\bcompliant\b", re.IGNORECASE)
    assert [page for page in pages if word.search(text_of(page))] == []


def test_every_word_of_the_pages_is_there_in_both_languages() -> None:
    for words in (PAGE_WORDS, REPORT_WORDS):
        gaps = {
            key: [sorted(re.findall(r"\{(\w+)\}", text)) for text in texts]
            for key, texts in words.items()
        }
        assert [key for key, (english, chinese) in gaps.items() if english != chinese] == []
    assert all(f"{tile}.definition" in PAGE_WORDS for tile in TILES)
    assert len(TILES) <= 7


def test_the_columns_of_the_trail_in_an_archive_are_those_of_the_trail() -> None:
    assert isinstance(AUDIT_ROWS, Table)
    assert tuple(column.name for column in AUDIT_ROWS.columns) == list_archived.TRAIL_COLUMNS


def test_the_page_lists_every_requirement_and_evidence_as_the_register_has_it() -> None:
    page = "docs/compliance.md"
    heading = ("Requirement", "Standard", "Clause", "Asks, in our words", "中文", "Source")
    told = table_headed(page, *heading, "Evidence", "Threshold")
    evidence = table_headed(page, "Evidence", "Numerator / denominator", "中文")

    assert told == [
        [
            f"`{one.requirement_id}`",
            STANDARDS[one.standard],
            one.clause,
            one.says,
            one.says_zh,
            one.source,
            ", ".join(f"`{name}`" for name in one.evidence),
            one.threshold.says,
        ]
        for one in REQUIREMENTS
    ]
    assert evidence == [
        [f"`{name}`", *says] for name, says in {**MEASURES, **STATE_EVIDENCE}.items()
    ]
