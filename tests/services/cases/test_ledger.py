"""The ledger of consignees: who was told, what they said, checks, reminders, 21 CFR 7.53(b)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.services.cases.hold_house import jam_factory, opened, published
from tests.store.state.case_house import LATER
from traceability.domain.actors import Person
from traceability.domain.consignees import Method, quantity
from traceability.errors import NotFoundError, UsageError
from traceability.services.cases.answer_by_telephone import TelephoneAnswer, answer_by_telephone
from traceability.services.cases.answer_consignee import Answer, answer_consignee
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.notify_consignees import (
    notify_consignees,
    set_time_frame,
    told_instant,
)
from traceability.services.cases.remind_silent import remind_silent
from traceability.services.cases.show_case import case_document
from traceability.settings import Settings

Who = dict[str, Person]
Row = dict[str, Any]
D = Decimal


def section(settings: Settings) -> Row:
    found: Row = case_document(settings, 1)["consignees"]
    return found


def row_of(settings: Settings, customer: str, lot: str) -> Row:
    (row,) = [
        one
        for one in section(settings)["ledger"]
        if (one["customer_code"], one["lot_code"]) == (customer, lot)
    ]
    return row


def told(settings: Settings, who: Who, customer: str, **values: Any) -> int:
    return notify_consignees(settings, who["ann"], 1, customer, Method.PHONE, **values)


def test_the_ledger_has_what_each_was_sent_of_each_lot(case: Settings) -> None:
    told = [
        (one["customer_code"], one["ship_to_code"], one["lot_code"], one["shipped_qty"], one["uom"])
        for one in section(case)["ledger"]
    ]
    assert told == [
        ("CUST1", "SHOP1", "JAR1", D(100), "kg"),
        ("CUST1", "SHOP2", "JAR2", D(50), "kg"),
        ("CUST2", None, "JAR2", D("20.5"), "kg"),
        ("CUST3", None, "JAR1", None, "kg"),
    ]


def test_a_customer_is_told_at_all_its_ship_tos_or_at_one(case: Settings, who: Who) -> None:
    at = datetime(2026, 1, 2, 14, tzinfo=UTC)
    assert told(case, who, "CUST1", at=at, note="Ms Li") == 2
    assert told(case, who, "CUST2") == 1
    with pytest.raises(NotFoundError, match="CUST1 has no ship-to SHOP9") as error:
        told(case, who, "CUST1", ship_to="SHOP9")
    assert error.value.hint.startswith("There is SHOP1, SHOP2")
    with pytest.raises(NotFoundError, match="Nobody named CUST9 is among those C-1 calls"):
        told(case, who, "CUST9")
    with pytest.raises(UsageError, match="has not come yet"):
        told(case, who, "CUST3", at=datetime.now(UTC) + timedelta(hours=1))

    row = row_of(case, "CUST1", "JAR1")
    assert (row["notified_at"], row["notified_by"], row["method"]) == (
        "2026-01-02T14:00:00.000000Z",
        "ann",
        "phone",
    )
    progress = section(case)["progress"]
    assert (progress["notified"], progress["of"], progress["answered"]) == (3, 4, 0)
    assert progress["says"].startswith("3 of 4 consignees notified, 0 answered")


def test_the_last_answer_counts_and_the_first_stays(case: Settings, who: Who) -> None:
    answer_consignee(case, who["ann"], 1, Answer("CUST2", on_hand_qty=D(5)))
    more = Answer("CUST2", on_hand_qty=D(3), returned_qty=D("2.25"), sold_on_qty=D(0), uom="kg")
    (row,) = answer_consignee(case, who["dan"], 1, more)

    assert (row["on_hand_qty"], row["returned_qty"], row["destroyed_qty"]) == (
        D(3),
        D("2.25"),
        None,
    )
    assert (row["accounted_qty"], row["accounted_percent"]) == (D("5.25"), D("25.6"))
    log = [one["what"] for one in case_document(case, 1)["log"] if "answered" in one["what"]]
    assert log[0] == "CUST2 answered on JAR:JAR2 in kg: on hand 5."
    assert len(log) == 2


def test_more_than_was_shipped_is_kept_and_shown(case: Settings, who: Who) -> None:
    (row,) = answer_consignee(case, who["ann"], 1, Answer("CUST2", returned_qty=D(41)))

    assert (row["accounted_qty"], row["accounted_percent"], row["is_over"]) == (D(41), D(200), True)
    assert section(case)["progress"]["over_count"] == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer("CUST2"), "No quantity was told"),
        (Answer("CUST2", on_hand_qty=D(1), uom="pcs"), "It was sent in kg, not in pcs"),
        (Answer("CUST1", on_hand_qty=D(1)), "CUST1 was sent 2 things: JAR:JAR1 at SHOP1 in kg"),
        (Answer("CUST1", lot="JAR9", on_hand_qty=D(1)), "CUST1 was not sent JAR9"),
        (Answer("CUST9", on_hand_qty=D(1)), "CUST9 was sent nothing"),
    ],
)
def test_what_is_not_clear_is_not_kept(
    case: Settings, who: Who, answer: Answer, message: str
) -> None:
    with pytest.raises((UsageError, NotFoundError), match=message):
        answer_consignee(case, who["ann"], 1, answer)
    assert {one["responded_at"] for one in section(case)["ledger"]} == {None}


def test_nothing_at_all_is_said_once_for_all_lots(case: Settings, who: Who) -> None:
    rows = answer_consignee(case, who["ann"], 1, Answer("CUST1", on_hand_qty=D(0)))

    assert [row["accounted_qty"] for row in rows] == [D(0), D(0)]


@pytest.mark.parametrize(
    "text", ["x", "-1", "NaN", "Infinity", "1,5", "0.0000001", "1e12", "1e400"]
)
def test_an_amount_is_a_number_that_a_lot_may_hold(text: str) -> None:
    with pytest.raises(UsageError, match=r"--on-hand"):
        quantity(text, "--on-hand")


def test_a_call_that_has_not_been_made_yet_has_no_answer(case: Settings, who: Who) -> None:
    later = TelephoneAnswer("S1", "Nothing moved.", at=datetime(2999, 1, 1, tzinfo=UTC))

    with pytest.raises(UsageError, match="has not come yet"):
        answer_by_telephone(case, who["ann"], 1, later)


def test_an_answer_outlives_a_shipment_that_newer_data_takes_away(case: Settings, who: Who) -> None:
    answer_consignee(case, who["ann"], 1, Answer("CUST2", returned_qty=D(4)))
    made = jam_factory()
    ships = made.plant.rows["trace_shipments"]
    made.plant.rows["trace_shipments"] = [one for one in ships if one["delivery_code"] != "D3"]
    published(case, made, LATER)
    freeze_scope(case, who["ann"], 1, why="Newer extracts", is_newest=True)

    row = row_of(case, "CUST2", "JAR2")
    assert (row["is_in_scope"], row["shipped_qty"], row["returned_qty"]) == (False, D(0), D(4))
    assert row["is_over"]
    (kilograms,) = section(case)["progress"]["accounted"]
    assert (kilograms["uom"], kilograms["accounted_qty"]) == ("kg", D(0))


def test_an_answer_on_some_lots_is_an_answer_in_part(factory: Settings, who: Who) -> None:
    made = jam_factory()
    made.plant.ship("JAR1", "D5", "CUST2", item_code="JAR", qty=D(8))
    published(factory, made, LATER)
    opened(factory, who["ann"])
    told(factory, who, "CUST2")
    told(factory, who, "CUST3")
    answer_consignee(factory, who["ann"], 1, Answer("CUST2", lot="JAR1", on_hand_qty=D(8)))

    found = section(factory)
    (customer,) = [one for one in found["customers"] if one["customer_code"] == "CUST2"]
    assert (customer["response"], customer["answered_lots"], customer["lots"]) == ("partly", 1, 2)
    assert (customer["responded_at"], customer["last_answer_at"] is None) == (None, False)
    assert found["progress"]["says"].startswith(
        "2 of 4 consignees notified, 0 answered, 1 in part; accounted for"
    )
    assert [one["customer_code"] for one in found["progress"]["silent"]] == ["CUST3"]
    status = found["status"]
    counts = ("notified_count", "responded_count", "partly_responded_count", "not_responded_count")
    assert [status[name] for name in counts] == [2, 0, 1, 1]
    assert status["partly_responded"][0]["answered_lots"] == 1
    partly, silent = remind_silent(factory, who["ann"], 1)
    text = partly.path.read_text("utf-8")
    assert (partly.customer_code, silent.customer_code) == ("CUST2", "CUST3")
    assert "- JAR, lot JAR2: 20.5 kg" in text
    assert "JAR1" not in text

    answer_consignee(factory, who["ann"], 1, Answer("CUST2", lot="JAR2", on_hand_qty=D(0)))
    assert section(factory)["status"]["responded_count"] == 1


def test_a_notice_tells_of_nothing_that_became_known_after_it(case: Settings, who: Who) -> None:
    told(case, who, "CUST2")
    made = jam_factory()
    made.plant.ship("JAR1", "D5", "CUST2", item_code="JAR", qty=D(8))
    published(case, made, LATER)
    freeze_scope(case, who["ann"], 1, why="Newer extracts", is_newest=True)

    assert row_of(case, "CUST2", "JAR2")["notified_at"] is not None
    assert row_of(case, "CUST2", "JAR1")["notified_at"] is None
    found = section(case)
    assert "1 to be told of goods that became known since" in found["progress"]["says"]
    (untold,) = found["status"]["not_notified_of_all"]
    assert (untold["customer_code"], untold["untold_lots"]) == ("CUST2", 1)
    told(case, who, "CUST2")
    assert row_of(case, "CUST2", "JAR1")["notified_at"] is not None
    assert section(case)["progress"]["untold"] == []


def test_who_gave_back_what_nobody_sent_it_can_answer_for_it(factory: Settings, who: Who) -> None:
    made = jam_factory()
    made.plant.add("trace_returns", lot_id="L-JAR1", customer_code="CUST4", item_code="JAR")
    published(factory, made, LATER)
    opened(factory, who["ann"])

    (row,) = [one for one in section(factory)["ledger"] if one["customer_code"] == "CUST4"]
    assert (row["lot_code"], row["shipped_qty"], row["is_in_scope"]) == ("JAR1", None, True)
    answer_consignee(factory, who["ann"], 1, Answer("CUST4", on_hand_qty=D(3)))
    (customer,) = [one for one in section(factory)["customers"] if one["customer_code"] == "CUST4"]
    assert customer["response"] == "whole"


def test_the_status_report_has_the_figures_of_the_rule(case: Settings, who: Who) -> None:
    told(case, who, "CUST1", at=datetime(2026, 1, 2, tzinfo=UTC))
    notify_consignees(
        case, who["ann"], 1, "CUST2", Method.MAIL, at=datetime(2026, 1, 3, tzinfo=UTC)
    )
    answer = Answer("CUST1", lot="JAR1", on_hand_qty=D(60), returned_qty=D(60), destroyed_qty=D(0))
    answer_consignee(case, who["ann"], 1, answer)
    set_time_frame(case, who["ann"], 1, "2026-12-31", "three more weeks")
    status = section(case)["status"]

    assert (status["notified_count"], status["of"]) == (3, 4)
    assert status["first_notified_at"].startswith("2026-01-02")
    assert status["last_notified_at"].startswith("2026-01-03")
    assert status["methods"] == {"mail": 1, "phone": 2}
    (spoke,) = status["responded"]
    assert (spoke["customer_code"], spoke["ship_to_code"]) == ("CUST1", "SHOP1")
    assert spoke["on_hand"] == [{"item_code": "JAR", "lot_code": "JAR1", "qty": D(60), "uom": "kg"}]
    silent = [(one["customer_name"], one["ship_to_code"]) for one in status["not_responded"]]
    assert silent == [("CUST1 Ltd", "SHOP2"), ("CUST2 Ltd", None)]
    assert [one["customer_code"] for one in status["not_notified"]] == ["CUST3"]
    (returned,) = status["returned"]
    assert (returned["returned_qty"], returned["accounted_qty"]) == (D(60), D(120))
    assert status["time_frame"] == {"until_date": "2026-12-31", "note": "three more weeks"}


def test_a_time_is_read_in_the_zone_of_the_house(case: Settings) -> None:
    there = Settings(home=case.home, timezone="Asia/Shanghai")
    told = told_instant("2026-11-23T14:05", there)

    assert told is not None
    assert told.astimezone(UTC).hour == 6
    assert told_instant("2026-11-23T14:05+00:00", there) == datetime(
        2026, 11, 23, 14, 5, tzinfo=UTC
    )
    with pytest.raises(UsageError, match="is no time"):
        told_instant("yesterday", there)
