"""SQL against wrong lots: a signature given for something else stands for none of their rows."""

from __future__ import annotations

from tests.store.state.attacks import attack, forged_signature, unrefused
from tests.store.state.test_wrong_lots import filled, opened, people, review, spoken
from traceability.domain.actors import Person
from traceability.settings import Settings
from traceability.store.state import StateDatabase, open_state

AT = "'2026-11-23T12:00:00.000000Z'"


def last_signature(name: str) -> str:
    return f"(select max(signature_no) from signatures where user_name = '{name}')"


def statement(name: str, department: str = "stores") -> str:
    return (
        "insert into wrong_lot_statements values "
        f"(1, '{department}', 'x', '{name}', {AT}, {last_signature(name)})"
    )


def reviewed(name: str, number: int = 1) -> str:
    return (
        "insert into wrong_lot_reviews (review_no, wrong_lot_no, effect, disposition, cause, "
        "reviewed_by, reviewed_at, signature_no) "
        f"values ({number}, 1, 'x', 'scrap', 'label', '{name}', {AT}, {last_signature(name)})"
    )


def decided(name: str) -> str:
    return (
        "insert into wrong_lot_decisions values "
        f"(1, true, '{name}', {AT}, '', {last_signature(name)})"
    )


def given(name: str, subject: str, key: str, at: str = AT) -> str:
    return forged_signature(name, subject, f"'{key}'", at)


def house(settings: Settings) -> tuple[StateDatabase, dict[str, Person]]:
    """A wrong lot, and a signature of everybody for something else."""
    filled(settings)
    who = people(settings)
    opened(settings, who)
    state = open_state(settings)
    for person in who.values():
        with state.write(person) as write:
            write.sign("I have read it", "pages", {"page": 1}, {"text": "hello"})
    return state, who


def test_a_statement_rests_on_a_signature_for_this_wrong_lot(both_settings: Settings) -> None:
    state, _ = house(both_settings)
    attacks = [
        statement("sam"),
        [given("sam", "wrong_lots", '{"wrong_lot_no":2}'), statement("sam")],
        [given("sam", "wrong_lots", '{"wrong_lot_no":1}', "'earlier'"), statement("sam")],
        [given("pam", "wrong_lots", '{"wrong_lot_no":1}'), statement("sam")],
    ]

    assert unrefused(state, attacks) == []
    attack(state, given("sam", "wrong_lots", '{"wrong_lot_no":1}'), statement("sam"))


def test_a_review_and_its_decision_rest_on_signatures_for_them(both_settings: Settings) -> None:
    state, who = house(both_settings)
    spoken(both_settings, who)
    of_review = '{"review_no":1}'
    assert (
        unrefused(
            state,
            [
                reviewed("quinn"),
                [given("quinn", "wrong_lots", '{"wrong_lot_no":1}'), reviewed("quinn")],
                [given("quinn", "wrong_lot_reviews", '{"review_no":2}'), reviewed("quinn")],
            ],
        )
        == []
    )
    review(both_settings, who["quinn"])
    attacks = [
        decided("boss"),
        [given("boss", "wrong_lot_reviews", '{"review_no":2}'), decided("boss")],
        [given("boss", "wrong_lot_reviews", of_review, "'earlier'"), decided("boss")],
        [given("quinn", "wrong_lot_reviews", of_review), decided("quinn")],
    ]

    assert unrefused(state, attacks) == []
    attack(state, given("boss", "wrong_lot_reviews", of_review), decided("boss"))
