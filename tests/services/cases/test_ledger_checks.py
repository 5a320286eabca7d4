"""Checks whether consignees know and act, and reminders to the silent alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.services.cases.hold_house import opened
from tests.services.cases.test_ledger import section, told
from tests.store.state.receivers import Taken, mail_server
from traceability.domain.actors import Person
from traceability.domain.cases import CaseKind
from traceability.domain.consignees import Method
from traceability.domain.effectiveness import Level, draw, percent_of, sample_size
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.answer_consignee import Answer, answer_consignee
from traceability.services.cases.check_effectiveness import Check, enter_check, plan_checks
from traceability.services.cases.consignee_checks import checks_section
from traceability.services.cases.consignee_ledger import Entries
from traceability.services.cases.remind_silent import remind_silent
from traceability.settings import Settings

Who = dict[str, Person]
Row = dict[str, Any]
D = Decimal


def test_levels_are_those_of_the_rule() -> None:
    sizes = {
        level: sample_size(percent_of(level, D(25) if level is Level.B else None), 445)
        for level in Level
    }
    assert sizes == {"A": 445, "B": 112, "C": 45, "D": 9, "E": 0}
    assert sample_size(D(2), 1) == 1
    for share in (None, D(10), D(100)):
        with pytest.raises(UsageError, match="above 10 and below 100"):
            percent_of(Level.B, share)
    with pytest.raises(UsageError, match="Level D is 2 %"):
        percent_of(Level.D, D(3))


def test_a_seed_draws_the_same_whatever_the_order_and_hardly_another_when_one_joins() -> None:
    people: list[tuple[str, str | None]] = [(f"C{number}", None) for number in range(200)]
    first = draw(people, 20, "seven")

    assert draw(reversed(people), 20, "seven") == first
    assert draw(people, 20, "eight") != first
    assert len(set(first) - set(draw([*people, ("NEW", None)], 20, "seven"))) <= 1
    assert len(set(first)) == 20


def test_checks_are_drawn_entered_and_counted(case: Settings, who: Who) -> None:
    with pytest.raises(RefusedError, match="no plan of checks"):
        enter_check(case, who["ann"], 1, Check("CUST1", Method.VISIT, True, True))
    drawn = plan_checks(case, who["ann"], 1, Level.B, D(50), "seed")
    assert drawn == plan_checks(case, who["dan"], 1, Level.B, D(50), "seed")
    outside = next(
        one["customer_code"]
        for one in section(case)["ledger"]
        if one["customer_code"] not in {customer for customer, _ in drawn}
    )
    with pytest.raises(NotFoundError, match="not among those drawn"):
        enter_check(case, who["ann"], 1, Check(outside, Method.VISIT, True, True))
    for number, (customer, ship_to) in enumerate(drawn):
        result = Check(customer, Method.VISIT, True, number == 0, ship_to)
        enter_check(case, who["ann"], 1, result)
    checks = section(case)["checks"]

    assert (checks["level"], checks["required"], checks["done"]) == ("B", 2, 2)
    assert (checks["effective"], checks["coverage_percent"]) == (1, D(100))
    assert section(case)["status"]["checks_made"] == 2


def test_level_e_checks_nobody_and_a_drawn_seed_is_kept(case: Settings, who: Who) -> None:
    assert plan_checks(case, who["ann"], 1, Level.E) == []
    checks = section(case)["checks"]
    assert (checks["level"], checks["required"], len(checks["seed"])) == ("E", 0, 16)


def test_only_the_silent_are_reminded(case: Settings, who: Who) -> None:
    told(case, who, "CUST1")
    told(case, who, "CUST2")
    answer_consignee(case, who["ann"], 1, Answer("CUST2", on_hand_qty=D(0)))
    found = remind_silent(case, who["ann"], 1)

    assert [(one.customer_code, one.ship_to_code) for one in found] == [
        ("CUST1", "SHOP1"),
        ("CUST1", "SHOP2"),
    ]
    text = found[0].path.read_text("utf-8")
    assert "To: CUST1 Ltd (SHOP1)" in text
    assert "- JAR, lot JAR1: 100 kg" in text
    assert "DRILL" not in text
    assert [one["reminders"] for one in section(case)["customers"]] == [1, 1, 0, 0]


@pytest.fixture
def post() -> Iterator[Taken]:
    with mail_server() as taken:
        yield taken


def configure(settings: Settings, post: Taken) -> None:
    (settings.home / "alerts.yml").write_text("mail:\n  address_file: post\n", "utf-8")
    address = f"mailto://127.0.0.1:{post.port}?from=qa@plant.example&to=team@plant.example"
    (settings.home / "post").write_text(address, "utf-8")


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_a_mail_server_is_given_what_has_an_address(case: Settings, who: Who, post: Taken) -> None:
    with pytest.raises(UsageError, match="No mail server is named"):
        remind_silent(case, who["ann"], 1, is_to_send=True)
    configure(case, post)
    told(case, who, "CUST1", ship_to="SHOP1")
    told(case, who, "CUST3")
    found = remind_silent(case, who["ann"], 1, is_to_send=True)

    assert [(one.customer_code, str(one.method), one.is_sent) for one in found] == [
        ("CUST1", "mail", True),
        ("CUST3", "letter", False),
    ]
    (letter,) = post.letters
    assert "one@shop.example" in letter
    assert "team@plant.example" not in letter


def test_in_a_drill_a_reminder_stays_in_the_house_and_says_so(
    factory: Settings, who: Who, post: Taken
) -> None:
    configure(factory, post)
    opened(factory, who["ann"], CaseKind.DRILL)
    told(factory, who, "CUST1", ship_to="SHOP1")
    (one,) = remind_silent(factory, who["ann"], 1, is_to_send=True)

    assert post.letters == []
    assert not one.is_sent
    assert one.path.name.startswith("DRILL-C-1-reminder-0001-CUST1")
    assert one.path.read_text("utf-8").startswith("*** DRILL: THIS IS AN EXERCISE.")


def test_more_consignees_than_when_the_sample_was_drawn_ask_for_more_checks() -> None:
    people = [
        {"customer_code": f"C{number}", "ship_to_code": None, "customer_name": None}
        for number in range(40)
    ]
    plan = {"level": "C", "percent": D(10), "seed": "s", "population_count": 10}
    check = {"has_notice": True, "has_acted": True, "method": "visit", "note": ""}
    done = check | {
        "customer_code": "C1",
        "ship_to_code": None,
        "entered_by": "ann",
        "checked_at": datetime(2026, 1, 5, tzinfo=UTC),
    }
    entries = Entries([], [], [], [plan | {"sample": [["C1", None]]}], [done], [])

    then, now = checks_section(people[:10], entries), checks_section(people, entries)

    assert (then["required"], then["done"], then["coverage_percent"]) == (1, 1, D(100))
    assert (now["required"], now["done"], now["coverage_percent"]) == (4, 1, D(25))
    assert (now["population"], now["population_now"]) == (10, 40)
