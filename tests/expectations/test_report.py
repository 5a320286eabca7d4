"""The report stands alone, says what the tables say, and shows hostile text as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from expectations.report import write_report
from expectations.wording import verdict_of
from traceability.contracts.check_results import CheckResult, FailingQuery, Severity, Status
from traceability.errors import DataMissingError
from traceability.settings import Settings
from traceability.store.check_results import write_check_results
from traceability.store.warehouse import open_warehouse

HOSTILE = "<b>x</b><script>alert(1)</script>"
FORMULA = "=1+1"
STAMP = {"snapshot_id": "20261123T000000-abcdef", "built_at": "2026-11-23T00:00:00Z"}


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def result(
    check_id: str,
    severity: Severity,
    status: Status,
    failing: int | None,
    statement: str = "It is.",
) -> CheckResult:
    suite, _, rest = check_id.partition(".")
    rule, _, kind = rest.partition(".")
    is_rule = suite == "findings"
    return CheckResult(
        check_id=check_id,
        suite=suite,
        relation="marts.findings" if is_rule else f"{suite}.{rest}",
        statement=statement,
        rule_id=rule if is_rule else None,
        subject_kind=kind.partition(".")[0] if is_rule else None,
        severity=severity,
        status=status,
        failing_count=failing,
        examined_count=None,
        checked_at="2026-11-23T00:00:05Z",
    )


@pytest.fixture
def page(draft: Path, tmp_path: Path) -> str:
    """The report on a warehouse whose rows try to be more than text."""
    settings = Settings(home=tmp_path)
    results = [
        result("links.edges", "blocking", "failed", 4_321, f"Every {HOSTILE} is one."),
        result("links.gone", "blocking", "error", None),
        result("findings.LK-01.consumption.S1", "S1", "failed", 1),
    ]
    row = f"'{HOSTILE}' as lot_code, '{FORMULA}' as item_code, '物料' as item_name"
    place = "'<i>a&b</i>.csv' as source_file, 7 as source_row"
    with open_warehouse(draft, settings, read_only=False) as connection:
        connection.execute(f"update marts.finding_causes set cause = '{HOSTILE}'")
        write_check_results(
            connection,
            results,
            [
                FailingQuery("links.edges", f"select {row}, {place}", None),
                FailingQuery(
                    "findings.LK-01.consumption.S1",
                    f"select '{HOSTILE}' as message, '{FORMULA}' as note, {place}",
                    None,
                ),
            ],
        )
    path = tmp_path / "checks.html"
    write_report(draft, settings, path, **STAMP)
    return path.read_text(encoding="utf-8")


def test_nothing_in_the_report_comes_from_or_leads_outside(page: str) -> None:
    parsed = Page(page)

    assert not {"script", "link", "img", "iframe", "object", "embed", "a", "form"} & parsed.tags
    assert not {"src", "href", "action", "srcset", "style"} & parsed.attributes
    assert not [name for name in parsed.attributes if name.startswith("on")]
    assert not re.search(r"(https?:)?//\w|url\(|@import", page)


def test_hostile_text_is_shown_as_it_stands(page: str) -> None:
    parsed = Page(page)

    assert not {"b", "i"} & parsed.tags
    assert parsed.text.count(HOSTILE) >= 4  # statement, cause, row and message
    assert f"item_code {FORMULA}" in parsed.text
    assert "物料" in parsed.text


def test_the_report_tells_verdict_snapshot_counts_and_places(page: str) -> None:
    text = Page(page).text

    assert STAMP["snapshot_id"] in text
    assert STAMP["built_at"] in text
    assert "2026-11-23T00:00:05Z" in text
    assert "2 of 2 contracts between layers do not hold" in text
    assert "4321" in text
    assert "<i>a&b</i>.csv:7" in text


def test_the_same_build_has_the_same_report(page: str, draft: Path, tmp_path: Path) -> None:
    write_report(draft, Settings(home=tmp_path), tmp_path / "again.html", **STAMP)

    assert (tmp_path / "again.html").read_text(encoding="utf-8") == page


def test_a_build_without_results_has_no_report(draft: Path, tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="have not run"):
        write_report(draft, Settings(home=tmp_path), tmp_path / "checks.html", **STAMP)

    assert not (tmp_path / "checks.html").exists()


@pytest.mark.parametrize(
    ("kind", "results"),
    [
        (
            "clean",
            [result("a.a", "blocking", "passed", 0), result("findings.a", "S1", "passed", 0)],
        ),
        (
            "found",
            [result("a.a", "blocking", "passed", 0), result("findings.a", "S3", "failed", 2)],
        ),
        ("unjudged", [result("findings.a", "S3", "error", None)]),
        ("broken", [result("a.a", "blocking", "failed", 1)]),
        ("broken", [result("a.a", "blocking", "error", None)]),
    ],
)
def test_a_verdict_is_clean_only_if_all_was_judged_and_nothing_found(
    kind: str, results: list[CheckResult]
) -> None:
    told, sentences = verdict_of(results)

    assert told == kind
    assert ("No rule found anything in the records." in sentences) == (kind == "clean")
