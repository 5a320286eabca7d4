"""SQL against lines left out of a case: none gets round the second person."""

from __future__ import annotations

import pytest

from tests.store.state.attacks import attack, forged_signature, unrefused
from tests.store.state.case_house import opened, people, publish
from tests.store.state.test_attacks_on_cases import AT, with_signatures
from traceability.domain.actors import Person
from traceability.services.cases.leave_out import leave_out
from traceability.services.keep_deputies import name_deputy
from traceability.settings import Settings
from traceability.store.state import open_state


@pytest.fixture
def house(both_settings: Settings) -> dict[str, Person]:
    publish(both_settings)
    return people(both_settings)


def test_no_sql_leaves_a_line_out_alone(both_settings: Settings, house: dict[str, Person]) -> None:
    state = open_state(both_settings)
    number = opened(both_settings, house["bob"])
    with_signatures(state, house)
    leave_out(both_settings, house["bob"], number, ["hold:L-BUN2@S1//"], "Made of B.")
    name_deputy(both_settings, house["root"], "dan", "bob", until="2099-01-01")

    def decision(name: str, behalf: str = "null", number: int = 1, signer: str = "") -> str:
        return (
            "insert into case_exclusion_decisions (case_no, exclusion_no, is_approved, reason, "
            f"decided_by, on_behalf_of, decided_at, signature_no) select 1, {number}, true, '', "
            f"'{name}', {behalf}, {AT}, max(signature_no) from signatures "
            f"where user_name = '{signer or name}'"
        )

    key = '\'{"case_no":1,"exclusion_no":1}\''
    given = {name: forged_signature(name, "case_exclusions", key, AT) for name in house}
    again = (
        "insert into case_exclusions select case_no, 2, line_id, action_list, what, reason, basis, "
        "'cleo', proposed_at from case_exclusions"
    )
    assert (
        unrefused(
            state,
            [
                [given["bob"], decision("bob")],
                [given["ann"], decision("ann")],
                [given["dan"], decision("dan", "'bob'")],
                [given["ann"], decision("cleo", signer="ann")],
                decision("cleo"),
                ["update case_exclusions set proposed_by = 'ann'", decision("bob")],
                ["delete from case_exclusions", decision("bob")],
                [given["cleo"].replace('_no":1}', '_no":2}'), decision("cleo", number=2), again],
            ],
        )
        == []
    )
    attack(state, given["cleo"], decision("cleo"))
