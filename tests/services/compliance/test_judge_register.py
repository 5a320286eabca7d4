"""The register over a home: sites, thresholds of the house, builds that came before."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.services.compliance.audited_house import ALL_WELL, add_measures
from tests.store.state.case_house import FIRST, LATER, publish
from traceability.errors import UsageError
from traceability.services.compliance.figure import Verdict
from traceability.services.compliance.judge_register import Judged, judge_register
from traceability.services.write_json import as_json
from traceability.settings import Settings

LONG_AFTER = datetime(2026, 11, 30, tzinfo=UTC)


def judged(settings: Settings, name: str, **options: Any) -> Judged:
    register = judge_register(settings, **options)
    return next(one for one in register.requirements if one.requirement_id == name)


def house(home: Path, *builds: tuple[str, dict[str, Any]]) -> Settings:
    """A home with these builds and no state database."""
    settings = Settings(home=home)
    for snapshot, measures in builds:
        publish(settings, snapshot)
        add_measures(settings, {**ALL_WELL, **measures})
        manifest = settings.snapshots / snapshot / "manifest.json"
        told = json.loads(manifest.read_text())
        told["built_at"] = f"{snapshot[:4]}-{snapshot[4:6]}-{snapshot[6:8]}T00:00:00Z"
        manifest.write_text(json.dumps(told))
    return settings


def test_a_home_without_a_build_has_no_evidence_and_makes_no_state_database(
    tmp_path: Path,
) -> None:
    settings = Settings(home=tmp_path)

    register = judge_register(settings)

    assert register.counts == {"met": 0, "not met": 0, "no evidence yet": 35}
    assert list(tmp_path.iterdir()) == []


def test_the_audited_house_meets_what_it_has_evidence_for(audited: Settings) -> None:
    register = judge_register(audited)
    told = {one.requirement_id: str(one.verdict) for one in register.requirements}

    assert told["brcgs-chain"] == told["brcgs-time"] == told["brcgs-results"] == "met"
    assert told["iatf-segregate"] == told["fsma-day"] == told["fsma-years"] == "met"
    assert told["brcgs-test"] == "not met"  # its drill was drawn of no family
    assert told["sqf-records"] == told["iatf-records"] == "no evidence yet"
    assert judged(audited, "brcgs-time").last_met_by == "C-1"
    assert judged(audited, "brcgs-chain").last_met_by == FIRST


def test_before_the_drill_was_signed_there_was_none(audited: Settings) -> None:
    one = judged(audited, "brcgs-time", as_of=datetime(2026, 1, 31, tzinfo=UTC))

    assert one.verdict is Verdict.NO_EVIDENCE


def test_a_large_site_does_not_hide_a_small_one(tmp_path: Path) -> None:
    measures = {"supplier_known": [("BIG", 9999, 9999), ("SMALL", 0, 1)]}
    settings = house(tmp_path, (FIRST, measures))
    (tmp_path / "compliance.yml").write_text("thresholds: {sqf-supplier: 99}")

    one = judged(settings, "sqf-supplier")

    assert one.verdict is Verdict.NOT_MET
    assert one.evidence[0].note == "Below the threshold: SMALL."
    assert one.threshold == "at least 99 % (set in compliance.yml)"


def test_one_evidence_that_lacks_keeps_a_requirement_from_being_met(tmp_path: Path) -> None:
    settings = house(tmp_path, (FIRST, {"packaging_lot_known": []}))

    one = judged(settings, "brcgs-chain")

    assert one.verdict is Verdict.NO_EVIDENCE
    assert [figure.note for figure in one.evidence if figure.note] == [
        "Nothing of this kind is on record."
    ]


def test_an_earlier_build_says_when_it_was_last_met(tmp_path: Path) -> None:
    bad = {"supplier_known": [("S1", 4, 5)]}
    settings = house(tmp_path, (FIRST, {}), (LATER, bad))

    now = judged(settings, "sqf-supplier", as_of=LONG_AFTER)
    then = judged(settings, "sqf-supplier", as_of=datetime(2026, 1, 1, 12, tzinfo=UTC))

    assert (now.verdict, now.last_met_on, now.last_met_by) == (
        Verdict.NOT_MET,
        "2026-01-01",
        FIRST,
    )
    assert then.verdict is Verdict.MET


def test_a_build_that_did_not_look_is_no_evidence(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    publish(settings)

    one = judged(settings, "sqf-supplier")

    assert one.verdict is Verdict.NO_EVIDENCE
    assert "did not look for it" in one.evidence[0].note


def test_records_that_do_not_reach_back_far_enough_are_no_evidence_yet(tmp_path: Path) -> None:
    settings = house(tmp_path, (FIRST, {}))

    early = judged(settings, "fsma-years", as_of=datetime(2026, 1, 1, 12, tzinfo=UTC))
    late = judged(settings, "fsma-years", as_of=datetime(2026, 1, 2, 12, tzinfo=UTC))

    assert (early.verdict, early.evidence[0].numerator) == (Verdict.NO_EVIDENCE, 23)
    assert (late.verdict, late.evidence[0].numerator) == (Verdict.MET, 24)


def test_one_standard_alone_is_told_as_a_document(audited: Settings) -> None:
    told = json.loads(as_json(judge_register(audited, standard="eu178").as_document()))

    assert {one["standard"] for one in told["requirements"]} == {"EU 178/2002"}
    assert told["requirements"][0]["queries"] == [
        "select * from marts.compliance_measures where measure = 'supplier_known'"
    ]
    assert sum(told["counts"].values()) == len(told["requirements"])


def test_an_unknown_standard_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no standard haccp"):
        judge_register(Settings(home=tmp_path), standard="haccp")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("thresholds: [1]", "names with values"),
        ("thresholds: {brcgs-chain: 101}", "cannot be 101"),
        ("thresholds: {brcgs-chain: '90'}", "a whole number"),
        ("thresholds: {brcgs-chains: 90}", "not known"),
        ("owners: {gaps: 1}", "text in quotes"),
        ("marks: {}", "nothing else"),
        ("{", "not readable"),
    ],
)
def test_a_bad_file_of_house_rules_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "compliance.yml").write_text(text)

    with pytest.raises(UsageError, match=complaint):
        judge_register(Settings(home=tmp_path))
