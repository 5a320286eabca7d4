"""Proposing corrections over the plant of five lots: what is asked, foreseen, refused and kept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import Any

import pytest

from tests.store.state.conftest import add_person
from traceability.domain.actors import Person
from traceability.domain.correction_impact import ScopeChange
from traceability.domain.corrections import Action, Decision
from traceability.domain.roles import Role
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.decide_correction import decide_correction, revert_correction
from traceability.services.list_corrections import (
    list_corrections,
    newer_snapshot,
    show_correction,
)
from traceability.services.propose_correction import (
    Proposal,
    draft_correction,
    propose_correction,
)
from traceability.settings import Settings
from traceability.store.landed_rows import RowQuestion
from traceability.store.state import open_state

USED = RowQuestion("mes_consumptions", key="4")
WRONG_LOT = Proposal(
    Action.SET_LOT, USED, value="MIX-9", reason_code="wrong_scan", reason="The sheet says MIX-9."
)


@pytest.fixture(scope="module")
def home(five_lots: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A copy of the plant, without its build history."""
    folder = tmp_path_factory.mktemp("five") / "home"
    shutil.copytree(five_lots.home, folder, ignore=shutil.ignore_patterns("dagster", "state*"))
    return Settings(home=folder)


@pytest.fixture
def people(home: Settings) -> dict[str, Person]:
    """A state database of its own: Dan repairs records, Ann approves, Vic looks on."""
    for file in home.home.glob("state*"):
        file.unlink()
    roles = {"dan": Role.DATA, "ann": Role.APPROVER, "vic": Role.VIEWER}
    return {name: add_person(open_state(home), name, role) for name, role in roles.items()}


def scope(scopes: tuple[ScopeChange, ...], lot: str, direction: str) -> ScopeChange:
    (found,) = [one for one in scopes if (one.lot.lot_code, one.direction) == (lot, direction)]
    return found


def test_a_preview_says_what_leaves_one_lot_and_enters_the_other(home: Settings) -> None:
    correction, impact = draft_correction(home, WRONG_LOT)

    assert (correction.old_value, correction.new_value) == ("MIX-1", "MIX-9")
    assert (impact.links_removed, impact.links_added) == (1, 1)
    lost = scope(impact.scopes, "MIX-1", "forward")
    gained = scope(impact.scopes, "MIX-9", "forward")
    assert (lost.lots.leaving, lost.customers.leaving) == (("BAR:BAR-2",), ("C2",))
    assert (gained.lots.entering, gained.deliveries.entering) == (("BAR:BAR-2",), ("D-2",))
    assert scope(impact.scopes, "BAR-2", "backward").suppliers.leaving == ("S1", "S2")
    assert {one.lot.lot_code for one in impact.scopes} >= {"RAW-1", "RAW-2"}


def test_a_lot_is_named_as_it_is_recorded(home: Settings) -> None:
    shipped = replace(WRONG_LOT, question=RowQuestion("erp_deliveries", key="D-2\x1f1"))

    correction, _ = draft_correction(home, replace(shipped, value=" bar-1"))

    assert correction.new_value == "BAR-1"


def test_a_lot_that_one_system_alone_names_is_not_parted(home: Settings) -> None:
    _, impact = draft_correction(home, replace(WRONG_LOT, action=Action.PART_LOTS, value=None))

    assert (impact.links_removed, impact.scopes) == (0, ())
    assert "No other system" in impact.unforeseen[0]


def test_a_balance_follows_the_records_that_move(home: Settings) -> None:
    shipped = replace(WRONG_LOT, question=RowQuestion("erp_deliveries", key="D-2\x1f1"))

    _, moved = draft_correction(home, replace(shipped, value="BAR-1"))

    gained = next(one for one in moved.balances if one.lot.lot_code == "BAR-1")
    assert gained.accounted_before is not None
    assert gained.accounted_after is not None
    assert gained.accounted_after > gained.accounted_before


def _used(key: str) -> RowQuestion:
    return RowQuestion("mes_consumptions", key=key)


def test_a_lot_is_given_to_a_row_without_one(home: Settings) -> None:
    _, impact = draft_correction(home, replace(WRONG_LOT, value="FILM-1", question=_used("5")))

    assert impact.links_added == 1
    assert scope(impact.scopes, "FILM-1", "forward").customers.entering == ("C2",)
    assert "pools of a gap" in impact.unforeseen[0]


def test_a_row_is_named_by_file_and_line_as_well(home: Settings) -> None:
    place = RowQuestion("mes_consumptions", file="mes_consumptions.csv", line=5)

    by_line, _ = draft_correction(home, replace(WRONG_LOT, question=place))

    assert by_line.target() == draft_correction(home, WRONG_LOT)[0].target()


def test_what_is_kept_waits_for_a_second_person(home: Settings, people: dict[str, Person]) -> None:
    kept, _ = propose_correction(home, people["dan"], WRONG_LOT)
    waiting, impact = show_correction(home, kept.correction_no)

    assert (kept.correction_no, kept.proposed_by) == (1, "dan")
    assert waiting.state == "waiting"
    assert impact is not None
    with pytest.raises(RefusedError, match="Correction 1 of this row"):
        propose_correction(home, people["ann"], replace(WRONG_LOT, value="MIX-8"))

    decide_correction(home, people["ann"], 1, Decision.APPROVED)
    assert [one.state for one in list_corrections(home).corrections] == ["approved"]
    revert_correction(home, people["dan"], 1, "It was MIX-1 after all.")
    assert [one.state for one in list_corrections(home).corrections] == ["approved", "waiting"]


def test_a_preview_of_another_snapshot_is_told(home: Settings, people: dict[str, Person]) -> None:
    kept, _ = propose_correction(home, people["dan"], WRONG_LOT)

    assert newer_snapshot(home, kept) is None
    assert newer_snapshot(home, replace(kept, snapshot_id="before")) == kept.snapshot_id
    assert newer_snapshot(home, replace(kept, snapshot_id="before", revert_of=1)) is None


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"question": _used("77")}, NotFoundError, "No row in force"),
        ({"question": RowQuestion("crosswalks", key="1")}, UsageError, "not corrected"),
        ({"value": "MIX-1"}, UsageError, "already"),
        ({"column": "qty"}, UsageError, "is not"),
        ({"action": Action.SET_VALUE, "column": "lot_code"}, UsageError, "no lot, and"),
        ({"action": Action.SET_VALUE, "column": "consumption_id"}, UsageError, "is the key"),
        ({"action": Action.SET_VALUE, "column": "qty", "value": "1,5"}, UsageError, "no quantity"),
        (
            {"action": Action.SET_VALUE, "column": "qty", "value": "-4"},
            UsageError,
            r"mes_consumptions\.csv, line 5: qty of mes_consumptions is not below zero",
        ),
        (
            {"action": Action.SET_VALUE, "column": "capture_method", "value": "guess"},
            UsageError,
            "none of the words",
        ),
        ({"action": Action.JOIN_LOTS, "other_lot": "MIX:MIX-1"}, UsageError, "one lot already"),
        ({"action": Action.JOIN_LOTS, "other_lot": "SUGAR:RAW-1"}, UsageError, "of item SUGAR"),
        (
            {"action": Action.JOIN_LOTS, "other_lot": "item:BAR@2026-01-01..2026-12-31"},
            UsageError,
            "is 2 lots",
        ),
        ({"value": "N/A"}, UsageError, "no lot"),
        ({"value": " -- "}, UsageError, "no lot"),
        ({"value": "MIX-1", "uid": " "}, UsageError, "already"),
        ({"question": _used("4,1".replace(",", chr(31)))}, NotFoundError, "key 4,1"),
        ({"reason_code": "because"}, UsageError, "no reason code"),
    ],
)
def test_what_does_not_fit_is_a_sentence(
    home: Settings, change: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        draft_correction(home, replace(WRONG_LOT, **change))


def test_nobody_proposes_without_role_or_reason(home: Settings, people: dict[str, Person]) -> None:
    with pytest.raises(RefusedError, match="may not propose"):
        propose_correction(home, people["vic"], WRONG_LOT)
    with pytest.raises(UsageError, match="reason"):
        propose_correction(home, people["dan"], replace(WRONG_LOT, reason=" "))


def test_a_list_knows_its_states(home: Settings) -> None:
    with pytest.raises(UsageError, match="no state"):
        list_corrections(home, state="done")
    with pytest.raises(NotFoundError, match="no correction 9"):
        show_correction(home, 9)
