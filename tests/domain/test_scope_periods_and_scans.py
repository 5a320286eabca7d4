"""Scopes nest, periods never rule out what may lie in them, scans say what is on the label."""

from __future__ import annotations

import pytest

from traceability.domain.periods import parse_period
from traceability.domain.questions import item_and_lot, parse_asked, site_asked
from traceability.domain.scans import Scan, looks_scanned, read_scan
from traceability.domain.scope import Scope, weaker
from traceability.errors import UsageError


def test_each_scope_admits_at_least_what_the_one_before_admits() -> None:
    ranks = [scope.rank for scope in Scope]
    assert ranks == sorted(ranks) == [0, 1, 2, 2]


def test_a_chain_is_as_sure_as_its_weakest_link() -> None:
    assert weaker("confirmed", "possible") == "possible"
    assert weaker("probable", "confirmed") == "probable"


@pytest.mark.parametrize(
    ("started", "ended", "may"),
    [
        ("2026-01-12", "2026-01-12", True),
        ("2026-01-11", "2026-01-11", False),
        ("2026-01-14", "2026-01-14", False),
        ("2026-01-13T23:59:59Z", None, True),
        ("2026-01-14T00:00:00Z", None, False),
        (None, "2026-01-11T23:59:59Z", False),
        (None, None, True),
        ("2026-01-01", "2026-02-01", True),
        ("2026-01-14T01:00:00+02:00", None, True),
    ],
)
def test_a_period_of_days_holds_its_whole_days(
    started: str | None, ended: str | None, may: bool
) -> None:
    assert parse_period("2026-01-12..2026-01-13").may_hold(started, ended) is may


@pytest.mark.parametrize(
    "text", ["", "2026-01-12", "yesterday..", "2026-13-01..", "2026-01-13..2026-01-12"]
)
def test_a_text_that_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_period(text)


@pytest.mark.parametrize(
    "text",
    [
        "(01)04012345678901(10)AB-1(21)S9",
        "010401234567890110AB-1\x1d21S9",
        "]d2010401234567890110AB-1\x1d21S9",
        "https://example.com/01/04012345678901/10/AB-1/21/S9",
    ],
)
def test_every_form_of_a_scan_says_the_same(text: str) -> None:
    assert looks_scanned(text)
    assert read_scan(text) == Scan("04012345678901", "AB-1", "S9")


@pytest.mark.parametrize("text", ["AB-1", "10AB", "20260131", "批次", "(a)b", "01/04"])
def test_a_printed_code_does_not_look_scanned(text: str) -> None:
    assert not looks_scanned(text)


def test_a_scan_that_is_none_is_nothing() -> None:
    assert read_scan("]C1") is None
    assert read_scan("(99)x") is None


def test_words_before_a_colon_are_kinds_only_when_they_are_known() -> None:
    assert parse_asked("order:W1").kind == "order"
    assert parse_asked("ORDER:W1").kind == "code"
    assert parse_asked("A:B").kind == "code"
    assert parse_asked("machine:M@X@2026-01-01..").code == "M@X"
    assert item_and_lot("A:B:C") == [("A", "B:C"), ("A:B", "C")]


def test_the_one_condition_is_a_site() -> None:
    assert site_asked([]) is None
    assert site_asked(["site= S=1"]) == "S=1"
    for wrong in (["site="], ["colour=red"], ["site=a", "site=b"], ["site"]):
        with pytest.raises(UsageError):
            site_asked(wrong)
