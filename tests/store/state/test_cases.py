"""A case from its opening to the second signature, on both engines of the state database."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from tests.store.state.case_house import FIRST, LATER, Row, opened, people, publish, signed
from traceability.domain.actors import Person
from traceability.domain.cases import (
    CaseKind,
    ClockEvent,
    Outcome,
    case_number,
)
from traceability.errors import DataMissingError, NotFoundError, RefusedError, UsageError
from traceability.services.cases import sign_case
from traceability.services.cases.attach_file import attach_file, attached_file
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.hold_too import hold_too
from traceability.services.cases.list_cases import list_cases
from traceability.services.cases.log_clock import log_clock, note_decision
from traceability.services.cases.show_case import (
    case_bytes,
    case_document,
    kept_document,
    rebuild_document,
)
from traceability.services.cases.sign_case import approve_closing, close_case, sign_lists
from traceability.services.examine_state import examine_state
from traceability.services.keep_deputies import name_deputy
from traceability.services.list_snapshots import list_snapshots, prune_snapshots
from traceability.services.write_json import as_json
from traceability.settings import Settings
from traceability.store import snapshots

DRILL = CaseKind.DRILL


@pytest.fixture
def home(settings: Settings) -> Settings:
    publish(settings)
    return settings


@pytest.fixture
def who(home: Settings) -> dict[str, Person]:
    return people(home)


def faults(settings: Settings) -> list[str]:
    return [fault for one in examine_state(settings) for fault in one.faults]


def test_a_drill_goes_from_a_lot_to_two_signatures(both_settings: Settings, tmp_path: Path) -> None:
    publish(both_settings)
    who = people(both_settings)
    paper = tmp_path / "result.txt"
    paper.write_text("No stone.", "utf-8")

    number = opened(both_settings, who["ann"], DRILL, scenario="A customer found a stone.")
    for event in (ClockEvent.T1, ClockEvent.T2, ClockEvent.T3, ClockEvent.T4):
        log_clock(both_settings, who["ann"], number, event)
    digest = attach_file(both_settings, who["dan"], number, paper, "Laboratory")
    sign_lists(both_settings, who["ann"], number)
    signed(both_settings, who, number)

    told = case_document(both_settings, number)
    assert told["case"]["state"] == "signed"
    assert told["case"]["outcome"] == "no_defect"
    assert [one["event"] for one in told["clock"]] == ["T0", "T1", "T2", "T3", "T4", "T5"]
    assert told["clock"][0]["occurred_at"] == told["case"]["opened_at"]
    assert [(one["signing"], one["user_name"]) for one in told["signatures"]] == [
        ("lists", "ann"),
        ("lead", "ann"),
        ("approver", "bob"),
    ]
    assert told["files"][0]["sha256"] == digest == sha256(paper.read_bytes()).hexdigest()
    assert attached_file(both_settings, number, digest) == paper.read_bytes()
    assert faults(both_settings) == []


def test_the_document_of_a_signed_case_is_kept_and_comes_out_the_same_anew(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"], DRILL)
    with pytest.raises(RefusedError, match="no document of it is final"):
        kept_document(home, number)
    signed(home, who, number)

    digest, data = kept_document(home, number)
    assert digest == sha256(data).hexdigest()
    assert case_bytes(home, number) == data
    assert as_json(rebuild_document(home, number)).encode() == data


def test_a_signature_is_over_the_document_as_it_stood(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"])
    sign_lists(home, who["ann"], number)
    (signature,) = case_document(home, number)["signatures"]
    without = json.loads(case_bytes(home, number), parse_float=Decimal) | {"signatures": []}

    assert signature["content_sha256"] == sha256(as_json(without).encode()).hexdigest()


def test_every_case_starts_as_investigation_or_drill(
    home: Settings, who: dict[str, Person]
) -> None:
    with pytest.raises(UsageError, match="No case starts as a recall"):
        opened(home, who["ann"], CaseKind.RECALL)
    with pytest.raises(RefusedError, match="viewer, which may not open"):
        opened(home, who["vic"])
    with pytest.raises(NotFoundError):
        freeze_scope(home, who["ann"], 1, why="There is none.")
    assert list_cases(home) == []


def test_a_lot_that_nobody_knows_opens_no_case(home: Settings, who: dict[str, Person]) -> None:
    from traceability.services.cases.open_case import NewCase, open_case

    with pytest.raises(NotFoundError):
        open_case(home, who["ann"], NewCase(DRILL, "Stones", ("NOSUCH",)))

    assert list_cases(home) == []


def test_a_new_version_says_what_changed_because_of_which_data(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"])
    first = case_document(home, number)["scope"]["versions"][0]
    with pytest.raises(RefusedError, match="still v1: nothing changed"):
        freeze_scope(home, who["ann"], number, why="Once more")
    publish(home, LATER, with_more=True)
    assert case_document(home, number)["scope"]["version"] == 1
    freeze_scope(home, who["dan"], number, why="A delivery came in late.", is_newest=True)

    scope = case_document(home, number)["scope"]
    assert scope["versions"][0] == first
    last = scope["versions"][1]
    assert last["says"].startswith("v2: +1 customer, +1 shipment, because ")
    assert last["change"]["customers"] == {"added": ["CUST9/"], "removed": []}
    assert (last["frozen_by"], last["why"]) == ("dan", "A delivery came in late.")
    assert (first["snapshot_id"], last["snapshot_id"]) == (FIRST, LATER)


def test_corrections_that_came_with_newer_data_are_named_too(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"])
    publish(home, LATER, with_more=True)
    manifest = home.snapshots / LATER / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told |= {"correction_no": 7, "corrections": {"count": 3, "sha256": "0" * 64}}
    manifest.write_text(json.dumps(told), "utf-8")

    row = freeze_scope(home, who["ann"], number, why="Corrected", is_newest=True)

    assert row["says"].endswith(" and of corrections up to number 7")
    assert row["says_zh"].endswith("，以及截至第7号的更正")


def test_lots_join_a_case_and_never_leave_it(home: Settings, who: dict[str, Person]) -> None:
    number = opened(home, who["ann"])
    freeze_scope(home, who["ann"], number, why="Same silo.", more=["FLOUR:B"])

    told = case_document(home, number)
    assert told["question"]["asked"] == ["A", "FLOUR:B"]
    assert {one["lot_code"] for one in told["question"]["lots"]} == {"A", "B"}


def test_the_snapshot_of_a_case_is_never_pruned(home: Settings, who: dict[str, Person]) -> None:
    opened(home, who["ann"])
    publish(home, LATER)
    publish(home, "20260103T000000-cccccc")
    (home.snapshots / "pins.json").unlink()

    assert {one.id: one.is_pinned for one in list_snapshots(home)}[FIRST]
    assert prune_snapshots(home, keep=0) == [LATER]
    assert snapshots.named(home, FIRST)


def test_the_lead_cannot_approve_and_nothing_may_happen_between(
    home: Settings, who: dict[str, Person]
) -> None:
    number = opened(home, who["ann"])
    with pytest.raises(RefusedError, match="not closed by its lead yet"):
        approve_closing(home, who["bob"], number)
    from traceability.services.cases.hold_too import hold_too

    hold_too(home, who["bob"], number, all_by_time=True)
    close_case(home, who["bob"], number, Outcome.NO_DEFECT, "Nothing was found.")
    with pytest.raises(RefusedError, match="a second person approves its closing"):
        approve_closing(home, who["bob"], number)
    note_decision(home, who["ann"], number, "One bag is still missing.")
    with pytest.raises(RefusedError, match="after its lead closed it: One bag is still missing"):
        approve_closing(home, who["cleo"], number)
    close_case(home, who["ann"], number, Outcome.NO_DEFECT, "The bag was found.")
    with pytest.raises(RefusedError, match="a second person approves its closing"):
        approve_closing(home, who["bob"], number)
    approve_closing(home, who["cleo"], number)

    assert case_document(home, number)["case"]["state"] == "signed"


def test_a_full_disk_after_the_last_signature_does_not_call_it_undone(
    home: Settings, who: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = opened(home, who["ann"])
    hold_too(home, who["ann"], number, all_by_time=True)
    close_case(home, who["ann"], number, Outcome.DISPOSED, "Burnt.")

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sign_case, "after_closing", full_disk)
    with pytest.raises(DataMissingError, match=r"C-1 is signed, but .* No space left"):
        approve_closing(home, who["bob"], number)
    assert case_document(home, number)["case"]["state"] == "signed"


def test_nothing_is_recalled_by_what_is_no_recall(home: Settings, who: dict[str, Person]) -> None:
    number = opened(home, who["ann"])

    with pytest.raises(RefusedError, match="of kind investigation: nothing was recalled"):
        close_case(home, who["ann"], number, Outcome.RECALLED, "All came back.")


def test_a_deputy_approves_until_a_day_and_says_for_whom(
    both_settings: Settings,
) -> None:
    publish(both_settings)
    who = people(both_settings)
    today = datetime.now(UTC).date()
    name_deputy(both_settings, who["root"], "dan", "bob", until=f"{today}", reason="Holidays")
    name_deputy(both_settings, who["root"], "ann", "bob", until=f"{today}")
    number = opened(both_settings, who["cleo"], DRILL)
    from traceability.services.cases.hold_too import hold_too

    hold_too(both_settings, who["cleo"], number, all_by_time=True)
    close_case(both_settings, who["ann"], number, Outcome.NO_DEFECT, "Done.")
    with pytest.raises(RefusedError, match="may not approve") as refusal:
        approve_closing(both_settings, who["dan"], number)
    assert refusal.value.hint == "You are a deputy: add --for bob."
    with pytest.raises(RefusedError, match="not the deputy of cleo"):
        approve_closing(both_settings, who["dan"], number, "cleo")
    with pytest.raises(RefusedError, match="a second person approves its closing"):
        approve_closing(both_settings, who["ann"], number, "bob")
    approve_closing(both_settings, who["dan"], number, "bob")

    last: Row = case_document(both_settings, number)["signatures"][-1]
    assert last["meaning"].endswith(", for bob")
    assert (last["user_name"], last["on_behalf_of"], last["role"]) == ("dan", "bob", "data")


def test_a_deputy_whose_day_is_over_approves_nothing(
    home: Settings, who: dict[str, Person]
) -> None:
    name_deputy(home, who["root"], "dan", "bob", until="2099-01-01")
    name_deputy(home, who["root"], "dan", "bob", until="2026-01-01", reason="Back again")
    number = opened(home, who["ann"], DRILL)

    with pytest.raises(RefusedError, match="not the deputy of bob now"):
        approve_closing(home, who["dan"], number, "bob")
    with pytest.raises(RefusedError, match="role approver"):
        name_deputy(home, who["root"], "dan", "ann", until="2099-01-01")


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("C-12", 12), ("c12", 12), ("C-007", 7)])
def test_a_case_is_called_by_its_number(text: str, number: int) -> None:
    assert case_number(text) == number


@pytest.mark.parametrize("text", ["", "C", "0", "C-0", "-1", "1; drop", "٣"])
def test_anything_else_is_no_case(text: str) -> None:
    with pytest.raises(UsageError, match="no number of a case"):
        case_number(text)
