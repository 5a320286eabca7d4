"""Corrections in the state database: two persons, whatever the SQL, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.store.state.attacks import count_rows, unrefused, without_guards
from tests.store.state.conftest import add_person
from traceability.domain.actors import Person, Program
from traceability.domain.corrections import Correction, Decision
from traceability.domain.roles import Role
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.decide_correction import decide_correction, revert_correction
from traceability.services.export_corrections import export_corrections
from traceability.settings import Settings
from traceability.store.state import StateDatabase, corrections, open_state
from traceability.store.state.corrections import add_correction, add_decision, read_corrections

TOLD: dict[str, Any] = {
    "action": "set_lot",
    "contract": "mes_consumptions",
    "source_system": "mes",
    "row_key": "mes\x1fC-1",
    "column_name": "lot_code",
    "old_value": "A",
    "old_uid": None,
    "new_value": "B",
    "new_uid": None,
    "reason_code": "wrong_scan",
    "reason": "The batch sheet says B.",
    "revert_of": None,
    "seen_load_id": "00000001",
    "snapshot_id": "s1",
    "impact": {"links_removed": 1},
}


@pytest.fixture
def people(state: StateDatabase) -> dict[str, Person]:
    """Ann and Bob may approve, Dan repairs records, Vic looks on."""
    return people_of(state)


def people_of(state: StateDatabase) -> dict[str, Person]:
    roles = {"ann": Role.APPROVER, "bob": Role.APPROVER, "dan": Role.DATA, "vic": Role.VIEWER}
    return {name: add_person(state, name, role) for name, role in roles.items()}


def propose(state: StateDatabase, actor: Person, **told: Any) -> int:
    with state.write(actor) as write:
        return add_correction(write, TOLD | told)


def correction(state: StateDatabase, number: int) -> Correction:
    with state.read() as read:
        (found,) = read_corrections(read, [number])
    return found


def test_what_one_proposes_a_second_one_approves_and_a_build_is_given(
    settings: Settings, state: StateDatabase, people: dict[str, Person]
) -> None:
    first, second = (propose(state, people["dan"]) for _ in range(2))

    decided = decide_correction(settings, people["bob"], second, Decision.APPROVED)
    exported = export_corrections(settings)

    assert (first, second) == (1, 2)
    assert (decided.decision, decided.decided_by) == (Decision.APPROVED, "bob")
    assert [(one.correction_no, good) for one, good in exported.corrections] == [(2, True)]
    assert exported.pin["correction_no"] == 2
    assert exported.pin["corrections"]["count"] == 1
    assert exported.pin["audit"]["audit_no"] == state.audit_head().audit_no


def test_the_proposer_cannot_approve(both_settings: Settings, both_states: StateDatabase) -> None:
    people = people_of(both_states)
    number = propose(both_states, people["ann"])

    with pytest.raises(RefusedError, match="second person"):
        decide_correction(both_settings, people["ann"], number, Decision.APPROVED)
    with (
        pytest.raises(RefusedError, match="two persons"),
        both_states.write(people["ann"]) as write,
    ):
        add_decision(write, read_corrections(write, [number])[0], Decision.APPROVED, "I say so", "")
    assert count_rows(both_states, "correction_decisions") == 0
    assert count_rows(both_states, "signatures") == 0


@pytest.mark.parametrize("name", ["dan", "vic"])
def test_only_approvers_decide(
    settings: Settings, state: StateDatabase, people: dict[str, Person], name: str
) -> None:
    number = propose(state, people["ann"])

    with pytest.raises(RefusedError, match="may not decide"):
        decide_correction(settings, people[name], number, Decision.APPROVED)


def test_a_correction_is_decided_once_and_rejected_with_a_reason(
    settings: Settings, state: StateDatabase, people: dict[str, Person]
) -> None:
    number = propose(state, people["dan"])

    with pytest.raises(UsageError, match="reason"):
        decide_correction(settings, people["ann"], number, Decision.REJECTED)
    decide_correction(settings, people["ann"], number, Decision.REJECTED, "The sheet says A.")

    with pytest.raises(RefusedError, match="was rejected by ann"):
        decide_correction(settings, people["bob"], number, Decision.APPROVED)
    assert export_corrections(settings).corrections == ()


def test_a_revert_is_a_correction_of_its_own(
    settings: Settings, state: StateDatabase, people: dict[str, Person]
) -> None:
    number = propose(state, people["dan"])
    with pytest.raises(RefusedError, match="not approved"):
        revert_correction(settings, people["dan"], number, "Wrong sheet.")
    decide_correction(settings, people["ann"], number, Decision.APPROVED)

    back = revert_correction(settings, people["ann"], number, "Wrong sheet.")

    assert (back.revert_of, back.old_value, back.new_value) == (number, "B", "A")
    with pytest.raises(RefusedError, match="second person"):
        decide_correction(settings, people["ann"], back.correction_no, Decision.APPROVED)
    with pytest.raises(RefusedError, match="takes it back already"):
        revert_correction(settings, people["dan"], number, "Again.")
    decide_correction(settings, people["bob"], back.correction_no, Decision.APPROVED)
    assert len(export_corrections(settings).corrections) == 2


def test_there_is_no_such_correction(settings: Settings, people: dict[str, Person]) -> None:
    with pytest.raises(NotFoundError, match="no correction 7"):
        decide_correction(settings, people["ann"], 7, Decision.APPROVED)


def test_a_program_neither_proposes_nor_approves(
    state: StateDatabase, people: dict[str, Person]
) -> None:
    number = propose(state, people["dan"])

    with pytest.raises(RefusedError), state.write(Program("build")) as write:
        add_correction(write, TOLD)
    with (
        pytest.raises(RefusedError, match="only a person"),
        state.write(Program("build")) as write,
    ):
        add_decision(write, read_corrections(write, [number])[0], Decision.APPROVED, "m", "")


_DECIDED = (
    "insert into correction_decisions values (1, 'approved', '{who}', "
    "'2026-01-01T00:00:00.000000Z', '', '{sha}', {signature})"
)


def test_sql_cannot_do_what_the_door_refuses(both_states: StateDatabase) -> None:
    people = people_of(both_states)
    number = propose(both_states, people["ann"])
    signed = correction(both_states, propose(both_states, people["dan"]))
    with both_states.write(people["ann"]) as write:
        add_decision(write, signed, Decision.APPROVED, "I approve this correction", "")
    sha = correction(both_states, signed.correction_no).content_sha256
    copied = (
        "insert into corrections select 9, action, contract, source_system, row_key, column_name, "
        "old_value, old_uid, new_value, new_uid, reason_code, {reason}, {by}, proposed_at, "
        "{revert}, seen_load_id, snapshot_id, impact from corrections where correction_no = 1"
    )
    attacks = [
        _DECIDED.format(who="ann", sha=sha, signature=1),
        _DECIDED.format(who=" ANN", sha=sha, signature=1),
        _DECIDED.format(who="bob", sha=sha, signature=1),
        _DECIDED.format(who="dan", sha=sha, signature=1),
        _DECIDED.format(who="ann", sha="0" * 64, signature=1),
        "update corrections set new_value = 'C'",
        "update corrections set proposed_by = 'bob' where correction_no = 1",
        "update correction_decisions set decided_by = 'bob'",
        "delete from correction_decisions",
        "delete from corrections where correction_no = 1",
        copied.format(reason="reason", by="'vic'", revert="null"),
        copied.format(reason="' '", by="'dan'", revert="null"),
        copied.format(reason="reason", by="'dan'", revert="1"),
    ]
    if both_states.engine.dialect.name == "postgresql":
        attacks += ["truncate correction_decisions"]
    else:
        attacks += ["insert or replace into corrections select * from corrections"]

    assert number == 1
    assert unrefused(both_states, attacks) == []
    assert count_rows(both_states, "correction_decisions") == 1


def test_a_correction_changed_behind_the_guards_is_not_what_was_signed(
    settings: Settings, state: StateDatabase, people: dict[str, Person]
) -> None:
    number = propose(state, people["dan"])
    decide_correction(settings, people["ann"], number, Decision.APPROVED)

    change = "update corrections set new_value = 'C'"
    without_guards(state, corrections.GUARDS, change)

    ((exported, is_unaltered),) = export_corrections(settings).corrections
    assert (exported.new_value, is_unaltered) == ("C", False)


def test_a_home_without_corrections_pins_number_zero(settings: Settings) -> None:
    open_state(settings)

    exported = export_corrections(settings)

    assert exported.corrections == ()
    assert exported.pin["correction_no"] == 0


def test_who_signed_in_long_ago_must_sign_in_again(
    settings: Settings, state: StateDatabase, people: dict[str, Person]
) -> None:
    number = propose(state, people["dan"])
    long_ago = replace(people["ann"], proven_at=datetime(2026, 1, 1, tzinfo=UTC))

    with pytest.raises(RefusedError, match="too long ago"):
        decide_correction(settings, long_ago, number, Decision.APPROVED)
