"""The score says which mark was met, what nobody can judge, and how hard the scope was."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from traceability.domain.drills import difficulty
from traceability.domain.scope import Direction
from traceability.domain.trace import WIDE_SCOPE
from traceability.services.drills.score_drill import difficulty_of, score_drill

PLAN = {
    "contact_verified_days": 365,
    "contacts_verified_percent": 50,
    "retest_days": 30,
    "examples": ["contact_verified_days"],
}
LOT = {"evidence": "confirmed", "hop_count": 1}
MARKS = {
    "minutes_to_scope": 240,
    "finished_low_percent": 100,
    "finished_high_percent": 100,
    "raw_low_percent": Decimal("99.5"),
    "raw_high_percent": 105,
}
TOTAL = {"item_code": None, "uom": "kg", "subject_count": 2, "in_qty": 10, "accounted_qty": 10}
DOCUMENT: dict[str, Any] = {
    "case": {"opened_at": "2026-11-23T07:00:00Z"},
    "clock": [
        {"event": "T0", "seconds_since_start": 0},
        {"event": "T1", "seconds_since_start": 90.0},
    ],
    "machine_seconds": {"scope v1": Decimal("1.5"), "scope v2": Decimal("0.5")},
    "lots": [LOT, LOT | {"evidence": "possible", "hop_count": 3}],
    "customers": [{"customer_code": "C1"}, {"customer_code": "C1"}, {"customer_code": None}],
    "gaps": [
        {"rule_id": "LK-01", "record_count": 2},
        {"rule_id": WIDE_SCOPE, "record_count": 9},
    ],
    "origins": {"lots": [LOT], "gaps": []},
    "actions": {
        "call": [
            {"contact_verified_date": "2025-11-23"},
            {"contact_verified_date": "2025-11-22"},
        ]
    },
    "balances": {
        "marks": {name: {"value": value, "is_example": True} for name, value in MARKS.items()},
        "totals": [
            TOTAL | {"level": "raw", "accounted_percent": 100, "is_within_marks": True},
            TOTAL | {"level": "finished", "accounted_percent": 100, "is_within_marks": True},
            TOTAL | {"level": "orders", "accounted_percent": None, "is_within_marks": None},
        ],
    },
}


def changed(**parts: Any) -> dict[str, Any]:
    return deepcopy(DOCUMENT) | parts


def passes(document: dict[str, Any], truth: dict[str, Any] | None = None) -> bool | None:
    found: bool | None = score_drill(document, PLAN, Direction.FORWARD, truth)["is_passed"]
    return found


def test_a_drill_within_all_marks_is_passed_with_its_figures() -> None:
    score = score_drill(DOCUMENT, PLAN, Direction.FORWARD, None)

    assert score["is_passed"] is True
    assert (score["seconds_to_scope"], score["machine_seconds_to_scope"]) == (90, 2)
    assert score["confirmed"] == {"lots": 1, "of": 2, "percent": 50}
    assert score["contacts"] == {"verified": 1, "of": 2, "percent": 50, "within_days": 365}
    assert score["gaps_met"] == 2
    assert [one["name"] for one in score["marks"]] == [
        "minutes_to_scope",
        "raw_accounted_percent",
        "finished_accounted_percent",
        "contacts_verified_percent",
    ]
    assert score["marks"][0]["says"] == "Time to scope: 1.50 minutes; at most 240 minutes."


def test_before_the_scope_is_known_nothing_is_passed_or_failed() -> None:
    assert passes(changed(clock=DOCUMENT["clock"][:1])) is None


@pytest.mark.parametrize("is_within", [False, None])
def test_a_balance_outside_or_beyond_judgement_is_not_passed(is_within: bool | None) -> None:
    document = changed()
    document["balances"]["totals"][0]["is_within_marks"] = is_within

    assert passes(document) is False


def test_a_level_without_lots_is_not_judged() -> None:
    document = changed()
    document["balances"]["totals"][0] |= {"subject_count": 0, "is_within_marks": None}

    assert passes(document) is True


def test_a_drill_that_took_too_long_or_called_old_numbers_is_not_passed() -> None:
    slow = [*DOCUMENT["clock"][:1], {"event": "T1", "seconds_since_start": 240 * 60 + 1}]
    stale = {"call": [{"contact_verified_date": None}]}

    assert passes(changed(clock=slow)) is False
    assert passes(changed(actions=stale)) is False


def test_a_scope_that_misses_what_is_true_is_not_passed() -> None:
    whole = {"scopes": {"possible": {"both": 2, "true": 2, "lost": [], "sensitivity": 100}}}
    short = {"scopes": {"possible": {"both": 1, "true": 2, "lost": ["A:1"], "sensitivity": 50}}}

    assert (passes(DOCUMENT, whole), passes(DOCUMENT, short)) == (True, False)


def test_difficulty_grows_with_lots_customers_depth_and_gaps() -> None:
    assert difficulty(0, 0, 0, 0) == 0
    assert difficulty(7, 3, 2, 1) == Decimal("8.0")  # 3 + 2 + 2 + 1

    forward = difficulty_of(DOCUMENT, Direction.FORWARD)
    backward = difficulty_of(DOCUMENT, Direction.BACKWARD)
    names = ("lots", "customers", "depth", "gaps")
    assert [forward[name] for name in names] == [2, 1, 3, 2]
    assert [backward[name] for name in names] == [1, 0, 1, 0]
    assert forward["value"] > backward["value"]


def test_lots_that_no_balance_could_be_made_of_are_told_beside_the_mark() -> None:
    document = changed()
    counts = {"subject_count": 19, "assessed_count": 9, "only_possible_count": 4}
    document["balances"]["totals"][0] |= counts

    score = score_drill(document, PLAN, Direction.FORWARD, None)

    marks = {one["name"]: one for one in score["marks"]}
    raw = marks["raw_accounted_percent"]
    assert raw["unbalanced_count"] == 6
    assert raw["says"].endswith("99.5 to 105 % is asked. 6 more lots cannot be balanced.")
    assert raw["says_zh"].endswith("另有 6 个批次无法核算。")
    assert marks["finished_accounted_percent"]["unbalanced_count"] == 0


def test_a_customer_that_was_left_out_is_no_contact_to_be_verified() -> None:
    document = changed()
    document["actions"]["call"][1]["is_left_out"] = True

    contacts = score_drill(document, PLAN, Direction.FORWARD, None)["contacts"]

    assert (contacts["verified"], contacts["of"]) == (1, 1)


def test_a_customer_whom_the_scope_misses_fails_the_drill() -> None:
    lots = {"true": 5, "both": 5, "found": 9, "lost": [], "sensitivity": 100}
    truth = {"scopes": {"possible": lots | {"customers": {"lost": []}}}}
    assert passes(changed(), truth) is True

    truth["scopes"]["possible"]["customers"] = {"lost": ["C7"]}

    assert passes(changed(), truth) is False
    marks = score_drill(changed(), PLAN, Direction.FORWARD, truth)["marks"]
    assert marks[-1]["says"].endswith("It lacks 1 customer who truly got any of it.")
