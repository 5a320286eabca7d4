"""What a case becomes, its clock, its pauses, its abort."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.store.state.case_house import opened, people, publish
from traceability.domain.actors import Person
from traceability.domain.cases import (
    CaseKind,
    ClockEvent,
    Pause,
    seconds_between,
)
from traceability.errors import RefusedError, UsageError
from traceability.services.cases.abort_case import abort_case
from traceability.services.cases.change_kind import change_kind
from traceability.services.cases.log_clock import log_clock, note_decision
from traceability.services.cases.pause_case import pause_case, resume_case
from traceability.services.cases.show_case import (
    case_document,
)
from traceability.settings import Settings

DRILL = CaseKind.DRILL


@pytest.fixture
def home(settings: Settings) -> Settings:
    publish(settings)
    return settings


@pytest.fixture
def who(home: Settings) -> dict[str, Person]:
    return people(home)


def test_only_a_persons_act_with_a_reason_makes_a_case_a_recall(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"])
    recall = {"class_scheme": "fda", "class_value": "II"}
    with pytest.raises(UsageError, match="reason must be said"):
        change_kind(home, who["ann"], number, CaseKind.RECALL, reason=" ")
    with pytest.raises(UsageError, match="no class IV"):
        change_kind(home, who["ann"], number, CaseKind.RECALL, reason="x", **recall | {
            "class_value": "IV"})  # fmt: skip
    with pytest.raises(RefusedError, match="cannot become drill"):
        change_kind(home, who["ann"], number, DRILL, reason="It was only a test.")
    with pytest.raises(RefusedError, match="data, which may not say"):
        change_kind(home, who["dan"], number, CaseKind.RECALL, reason="Stones")
    change_kind(home, who["ann"], number, CaseKind.RECALL, reason="Stones", **recall)
    change_kind(home, who["ann"], number, CaseKind.RECALL, reason="Sharp ones",
                class_scheme="fda", class_value="I")  # fmt: skip

    told = case_document(home, number)
    assert (told["case"]["kind"], told["case"]["class_value"]) == ("recall", "I")
    assert told["log"][-1] == {
        "at": told["log"][-1]["at"],
        "person": "ann",
        "what": "Declared it, from recall, a recall, class I by fda.",
        "basis": "Sharp ones",
    }


def test_a_drill_that_meets_something_real_becomes_an_investigation_first(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"], DRILL)
    with pytest.raises(RefusedError, match="of kind drill and cannot become recall"):
        change_kind(home, who["ann"], number, CaseKind.RECALL, reason="Stones")
    change_kind(home, who["ann"], number, CaseKind.INVESTIGATION, reason="There was a stone.")
    change_kind(home, who["ann"], number, CaseKind.RECALL, reason="Stones")

    assert case_document(home, number)["case"]["kind"] == "recall"


def test_each_event_of_the_clock_is_set_once(home: Settings, who: dict[str, Person]) -> None:
    number = opened(home, who["ann"])
    log_clock(home, who["ann"], number, ClockEvent.T1, "All clear.")

    with pytest.raises(RefusedError, match=r"T1 \(scope known\) of C-1 was set by ann"):
        log_clock(home, who["dan"], number, ClockEvent.T1)
    for event in (ClockEvent.T0, ClockEvent.T5):
        with pytest.raises(UsageError, match="not set by hand"):
            log_clock(home, who["ann"], number, event)


def test_a_pause_is_shown_and_taken_out_of_the_time(home: Settings, who: dict[str, Person]) -> None:
    number = opened(home, who["ann"], DRILL)
    with pytest.raises(RefusedError, match="not paused"):
        resume_case(home, who["ann"], number)
    pause_case(home, who["ann"], number, "Fire alarm")
    with pytest.raises(RefusedError, match="C-1 is paused"):
        log_clock(home, who["ann"], number, ClockEvent.T1)
    with pytest.raises(RefusedError, match="C-1 is paused"):
        pause_case(home, who["ann"], number, "Lunch")
    assert case_document(home, number)["case"]["state"] == "paused"
    resume_case(home, who["dan"], number)

    (pause,) = case_document(home, number)["pauses"]
    assert (pause["by"], pause["reason"]) == ("ann", "Fire alarm")
    assert pause["resumed_at"] > pause["paused_at"]


def test_seconds_leave_out_every_pause_within_them() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)

    def minute(count: float) -> datetime:
        return start + timedelta(minutes=count)

    pauses = [
        Pause(1, minute(2), minute(3), "ann", "x"),
        Pause(2, minute(9), None, "ann", "still"),
    ]

    assert seconds_between(start, minute(1), pauses) == 60
    assert seconds_between(start, minute(2.5), pauses) == 120
    assert seconds_between(start, minute(10), pauses) == 480


@pytest.mark.parametrize("act", ["pause", "abort"])
def test_only_a_drill_is_paused_or_aborted(
    home: Settings, who: dict[str, Person], act: str
) -> None:
    number = opened(home, who["ann"])
    acts: dict[str, Callable[..., None]] = {"pause": pause_case, "abort": abort_case}

    with pytest.raises(RefusedError, match=f"only a drill is {act}"):
        acts[act](home, who["ann"], number, "Enough")


def test_an_aborted_drill_keeps_its_log(home: Settings, who: dict[str, Person]) -> None:
    number = opened(home, who["ann"], DRILL)
    note_decision(home, who["ann"], number, "We start with the stores.", "They are open.")
    abort_case(home, who["ann"], number, "A real case came up.")

    told = case_document(home, number)
    assert (told["case"]["state"], told["case"]["outcome"]) == ("aborted", None)
    assert [one["what"] for one in told["log"]][-2:] == [
        "We start with the stores.",
        "Aborted the drill.",
    ]
    with pytest.raises(RefusedError, match="C-1 is aborted: nothing of it changes"):
        note_decision(home, who["ann"], number, "One more thing.")
