"""What signed drills show: both ways, in time, balanced, and only while they are fresh enough."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from traceability.contracts.compliance_register import REQUIREMENTS
from traceability.domain.cases import CaseHead, CaseKind, CaseState
from traceability.services.compliance.drill_evidence import drill_figure, results_figure
from traceability.services.compliance.evidence_ground import Ground, KeptCase, months_before
from traceability.services.compliance.figure import Figure, Verdict
from traceability.services.drills.start_drill import _BY_ITSELF
from traceability.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BY_ID = {one.requirement_id: one for one in REQUIREMENTS}
DAY = timedelta(days=1)


class House(Ground):
    """A ground whose families are given."""

    families = ("BUNS", "JAMS")  # type: ignore[assignment]


def drill(number: int, age: int, **told: Any) -> KeptCase:
    """A signed drill that ended so many days ago."""
    told = {
        "family": "BUNS",
        "direction": "forward",
        "minutes": 10,
        "hold": 20,
        "end": 240,
        "is_balanced": True,
        "is_passed": True,
        "is_unattended": False,
        "kind": CaseKind.DRILL,
        "state": CaseState.SIGNED,
    } | told
    head = CaseHead(
        case_no=number,
        kind=told["kind"],
        class_scheme=None,
        class_value=None,
        title="",
        reason="",
        scenario=None,
        state=told["state"],
        is_simulated=False,
        opened_by="ann",
        opened_at=NOW - age * DAY,
        closed_at=NOW - age * DAY,
        outcome=None,
        outcome_reason=None,
    )
    events = {"T1": told["minutes"], "T2": told["hold"], "T4": told["end"], "T5": 300}
    document = {
        "drill": {
            "family": told["family"],
            "direction": told["direction"],
            "score": {"is_passed": told["is_passed"]},
        },
        "clock": [
            {"event": name, "seconds_since_start": 60 * minutes, "note": note(name, told)}
            for name, minutes in events.items()
            if minutes is not None
        ],
        "balances": {"totals": [{"level": "raw", "is_within_marks": told["is_balanced"]}]},
    }
    return KeptCase(head, "", b"", document)


def note(event: str, told: dict[str, Any]) -> str:
    """T5 is the signature of a person, whoever set the others."""
    return _BY_ITSELF if told["is_unattended"] and event != "T5" else ""


def told(requirement: str, *drills: KeptCase) -> Figure:
    ground = House(Settings(home=Path("nowhere")), NOW, drills)
    one = BY_ID[requirement]
    return drill_figure(ground, one, one.evidence[0])


def test_without_a_drill_there_is_no_evidence_yet() -> None:
    for name in ("brcgs-test", "brcgs-time", "brcgs-quantity", "iatf-segregate"):
        figure = told(name)
        assert figure.verdict is Verdict.NO_EVIDENCE
        assert figure.note == "No drill was signed in the time."
        assert figure.last_met_on is None


def test_a_family_counts_when_it_was_drilled_both_ways() -> None:
    buns = [drill(1, 30), drill(2, 20, direction="backward")]

    half = told("brcgs-test", *buns)
    whole = told(
        "brcgs-test",
        *buns,
        drill(3, 10, family="JAMS"),
        drill(4, 5, family="JAMS", direction="backward"),
    )

    failed = told("brcgs-test", *buns[:1], drill(2, 20, direction="backward", is_passed=False))
    assert failed.numerator == 0
    later = told("brcgs-test", *buns, drill(5, 1, direction="backward", is_passed=False))
    assert later.numerator == 0  # it passed once, and failed since
    assert (half.numerator, half.denominator, half.verdict) == (1, 2, Verdict.NOT_MET)
    assert half.note == "Not both ways yet: JAMS."
    assert (whole.numerator, whole.verdict) == (2, Verdict.MET)
    assert (whole.last_met_on, whole.last_met_by) == ("2026-11-18", "C-4")


def test_a_drill_older_than_the_window_is_no_evidence_but_says_when_it_was_last_met() -> None:
    figure = told("brcgs-time", drill(7, 400))

    assert figure.verdict is Verdict.NO_EVIDENCE
    assert (figure.last_met_on, figure.last_met_by) == ("2025-10-19", "C-7")


def test_the_last_drill_of_each_family_and_direction_decides() -> None:
    late = drill(1, 30, minutes=121)

    assert told("iatf-response", late).verdict is Verdict.NOT_MET
    assert told("iatf-response", late, drill(2, 3, minutes=120)).verdict is Verdict.MET
    other = drill(3, 2, direction="backward", minutes=500)
    both = told("iatf-response", late, drill(2, 3), other)
    assert (both.numerator, both.denominator, both.verdict) == (1, 2, Verdict.NOT_MET)
    assert both.note == "Not so: C-3."
    assert both.last_met_by == "C-2"


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("iatf-response", {"minutes": None}),
        ("brcgs-time", {"end": 241}),
        ("brcgs-time", {"end": None}),
        ("iatf-segregate", {"hold": None}),
        ("iatf-segregate", {"hold": 121}),
        ("brcgs-quantity", {"is_balanced": False}),
        ("brcgs-quantity", {"is_balanced": None}),
    ],
)
def test_what_a_drill_did_not_show_is_not_met(name: str, bad: dict[str, Any]) -> None:
    assert told(name, drill(1, 3)).verdict is Verdict.MET
    assert told(name, drill(1, 3, **bad)).verdict is Verdict.NOT_MET


def test_what_a_machine_set_shows_how_fast_the_scope_is_known_and_nothing_of_people() -> None:
    alone = drill(1, 3, is_unattended=True)

    assert told("iatf-response", alone).verdict is Verdict.MET
    assert told("iatf-response", alone).note == "Ran unattended: C-1."
    assert told("iatf-segregate", alone).verdict is Verdict.NOT_MET
    late = told("brcgs-time", alone)  # its signature came after 300 minutes
    assert (late.verdict, late.note) == (Verdict.NOT_MET, "Not so: C-1. Ran unattended: C-1.")


def test_an_investigation_and_an_aborted_drill_are_no_drill() -> None:
    cases = [drill(1, 3, kind=CaseKind.INVESTIGATION), drill(2, 3, state=CaseState.ABORTED)]

    assert told("brcgs-time", *cases).verdict is Verdict.NO_EVIDENCE


def test_a_record_that_is_not_what_was_kept_is_named() -> None:
    ground = Ground(Settings(home=Path("nowhere")), NOW, (drill(5, 3),))
    figure = results_figure(ground, BY_ID["brcgs-results"], "results_kept")

    assert figure.verdict is Verdict.NOT_MET
    assert figure.note == "Not what was kept: C-5."


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
    ],
)
def test_months_before_a_day(day: str, months: int, before: str) -> None:
    assert months_before(datetime.fromisoformat(day), months).date().isoformat() == before
