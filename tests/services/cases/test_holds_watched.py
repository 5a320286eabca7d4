"""What moves in a later extract although a case asked to hold or to stop it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.services.cases.hold_house import jam_factory, opened, published, with_moves
from tests.store.state.case_house import LATER
from traceability.domain.actors import Person
from traceability.domain.alerts import AlertKind
from traceability.domain.cases import CaseKind, Outcome
from traceability.domain.holds import ReleaseGround
from traceability.errors import RefusedError, UsageError
from traceability.services.cases.follow_up import say_follow_ups
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.open_case import NewCase, open_case
from traceability.services.cases.release_holds import Chosen, decide_release, propose_release
from traceability.services.cases.request_holds import request_holds
from traceability.services.cases.show_case import case_bytes, case_document
from traceability.services.cases.sign_case import approve_closing, close_case
from traceability.services.list_alerts import list_alerts
from traceability.services.record_alerts import record_alerts
from traceability.settings import Settings

Who = dict[str, Person]
Row = dict[str, Any]


def later(**more: float) -> str:
    """A time after every request of a test, or before it: hours=-1."""
    return (datetime.now(UTC) + timedelta(**(more or {"hours": 1}))).strftime("%Y-%m-%d %H:%M:%S")


def moved(**values: Any) -> Row:
    told = {"lot_id": "L-JAR1", "event_kind": "transfer_out", "at": later()}
    return told | {"from_location": "B-01", "to_location": "DOCK"} | values


def built(settings: Settings, *rows: Row, landed_at: str = "2099-01-01") -> None:
    """A later snapshot with these rows, and what a build does after it."""
    published(settings, snapshot=LATER)
    with_moves(settings, *rows, landed_at=landed_at)
    record_alerts(settings)


def found(settings: Settings, case_no: int = 1) -> list[str]:
    return [
        row["says"] for one in case_document(settings, case_no)["holds"] for row in one["moved"]
    ]


def test_a_held_lot_that_moves_is_an_alert_with_case_site_and_row(held: Settings) -> None:
    row = moved(site_code="S2")
    built(held, row)

    (alert,) = list_alerts(held).alerts
    assert alert.kind is AlertKind.HELD_LOT_MOVED
    assert alert.title == "Lot JAR:JAR1 moved at S2 after C-1 asked to hold it (transfer_out)."
    assert alert.subject["case"] == "C-1"
    assert alert.subject["site_code"] == "S2"
    said = f"JAR:JAR1 moved: transfer out at S2, {row['at']}."
    assert alert.affected["moves"] == {f"{said} (later.csv:2)": "confirmed"}
    assert [*alert.affected["customers"]] == ["CUST1", "CUST3"]
    assert found(held) == [said]


def test_a_stopped_order_that_books_and_a_stopped_delivery_that_leaves_are_found(
    held: Settings,
) -> None:
    built(
        held,
        moved(lot_id="L-JAR2", event_kind="output", work_order_code="WO3"),
        moved(lot_id="L-JAR2", event_kind="shipment", delivery_code="D9"),
        moved(lot_id="L-JAR2", event_kind="shipment", delivery_code="D8"),
        moved(event_kind="count"),
    )

    told = [(one.kind, one.title) for one in list_alerts(held).alerts]
    assert {title for _, title in told} == {
        "Order WO3 still booked at S1 after C-1 asked to stop it (output).",
        "Delivery D9 left with lot JAR:JAR2 at S1 after C-1 asked to stop it.",
    }
    assert {kind for kind, _ in told} == {AlertKind.STOP_IGNORED}
    assert len(found(held)) == 2


def test_what_came_before_the_request_is_no_move(held: Settings) -> None:
    built(held, moved(at=later(hours=-1)), moved(at=later(minutes=5)), moved(lot_id="L-X"))

    assert list_alerts(held).alerts == ()
    assert found(held) == []


def test_a_row_of_the_same_day_counts_only_when_it_landed_later(held: Settings) -> None:
    today = moved(at=later(seconds=1)[:10])
    built(held, today, landed_at="2000-01-01")
    assert list_alerts(held).alerts == ()

    with_moves(held, today, landed_at="2099-01-01")
    record_alerts(held)

    (alert,) = list_alerts(held).alerts
    assert [*alert.affected["moves"].values()] == ["possible"]
    assert "(its hour is not recorded)" in found(held)[0]


def test_looking_twice_finds_a_row_once(held: Settings) -> None:
    built(held, moved())
    before = case_bytes(held, 1)
    record_alerts(held)

    assert case_bytes(held, 1) == before
    assert len(found(held)) == 1
    assert len(list_alerts(held).alerts) == 1


def test_a_drill_alarms_nobody_and_still_sees_what_moved(factory: Settings, who: Who) -> None:
    request_holds(factory, who["ann"], opened(factory, who["ann"], CaseKind.DRILL))
    built(factory, moved())

    assert list_alerts(factory).alerts == ()
    assert len(found(factory)) == 1


def test_released_goods_may_move(held: Settings, who: Who) -> None:
    chosen, ground = Chosen(("JAR1",)), ReleaseGround.REWORKED
    propose_release(held, who["ann"], 1, chosen, ground=ground, reason="Cooked again.")
    decide_release(held, who["bob"], 1, 1, is_approved=True)
    built(held, moved(), moved(lot_id="L-SUGAR", event_kind="issue"))

    assert [one.subject["lot_code"] for one in list_alerts(held).alerts] == ["SUGAR"]


def test_what_a_signed_case_still_holds_is_watched_and_its_record_stays(
    held: Settings, who: Who
) -> None:
    close_case(held, who["ann"], 1, Outcome.DISPOSED, "To be burnt.")
    approve_closing(held, who["bob"], 1)
    before = case_bytes(held, 1)
    built(held, moved())

    assert [one.subject["case"] for one in list_alerts(held).alerts] == ["C-1"]
    assert case_bytes(held, 1) == before


def test_a_move_found_after_the_lead_signed_makes_the_lead_look_again(
    held: Settings, who: Who
) -> None:
    close_case(held, who["ann"], 1, Outcome.NO_DEFECT, "Nothing.")
    built(held, moved())

    with pytest.raises(RefusedError, match="Something was done in C-1 after its lead closed it"):
        approve_closing(held, who["bob"], 1)


def test_a_new_version_watches_from_the_first_request_on(held: Settings, who: Who) -> None:
    published(held, jam_factory(with_more=True), LATER)
    freeze_scope(held, who["ann"], 1, why="Newer extracts", is_newest=True)
    request_holds(held, who["ann"], 1)
    with_moves(held, moved())
    record_alerts(held)

    (first,) = [one for one in case_document(held, 1)["holds"] if one["moved"]]
    assert first["request_no"] == 1


def test_what_a_signed_case_holds_is_released_in_a_case_that_follows_it(
    held: Settings, who: Who
) -> None:
    close_case(held, who["ann"], 1, Outcome.REWORKED, "Cooked again.")
    approve_closing(held, who["bob"], 1)
    sealed = case_bytes(held, 1)
    ground = ReleaseGround.REWORKED
    with pytest.raises(RefusedError, match="nothing of it changes any more") as refused:
        propose_release(held, who["ann"], 1, Chosen(("JAR1",)), ground=ground, reason="Done.")
    assert "--follows C-1" in refused.value.hint
    new = NewCase(CaseKind.INVESTIGATION, "It was cooked again.", ("JAR:JAR1",), follows=1)
    number = open_case(held, who["ann"], new)
    built(held, moved(site_code="S2"))
    assert [alert.subject["case"] for alert in list_alerts(held).alerts] == ["C-1"]

    release = propose_release(
        held, who["ann"], number, Chosen(("JAR1",)), ground=ground, reason="Done."
    )
    files = decide_release(held, who["bob"], number, release, is_approved=True)

    assert [one.file_name for one in files] == [
        f"C-{number}-001-release-site-S1.csv",
        f"C-{number}-002-release-site-S2.csv",
    ]
    assert case_bytes(held, 1) == sealed
    (told,) = say_follow_ups(held, 1)
    assert told.startswith(f"C-{number} follows C-1, of which 4 lines still stand")
    assert [line["hold"] for line in case_document(held, number)["actions"]["hold"]] == [None] * 2
    with_moves(held, moved(site_code="S2", at=later(hours=2)))
    record_alerts(held)
    assert list_alerts(held).alerts == ()


def test_only_a_real_case_that_is_signed_is_followed(held: Settings, who: Who) -> None:
    new = NewCase(CaseKind.INVESTIGATION, "More.", ("SUGAR",), follows=1)
    with pytest.raises(RefusedError, match="C-1 is open, so nothing needs to follow it"):
        open_case(held, who["ann"], new)
    with pytest.raises(UsageError, match="A drill releases nothing"):
        open_case(held, who["ann"], replace(new, kind=CaseKind.DRILL))
