"""EPCIS documents of whole homes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.services.exports.conftest import ADDRESS, Alter
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.exports.choose_extent import ExportRequest
from traceability.services.exports.export_epcis import EpcisRequest, export_epcis
from traceability.services.exports.hash_event import event_id
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings

EVER = ExportRequest(first_day="2000-01-01")
FIVE_LOTS_IDS = [
    # By the reference implementation of the algorithm, version 1.9.3, from these events.
    "aecf96d430061f33",
    "f1059dabf43f5b03",
    "cfae9e43c986f4d4",
    "b38658b8cc4d3a52",
    "22ce2daebf0696d2",
    "670a82d8faf24620",
    "7910531e16bdb438",
]


def written(
    settings: Settings, path: Path, asked: ExportRequest = EVER, **more: Any
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    request = EpcisRequest(asked, ADDRESS, check=True, **more)
    told = export_epcis(settings, request, path)
    return json.loads(path.read_text(encoding="utf-8"))["epcisBody"]["eventList"], told


def amounts(events: list[dict[str, Any]], step: str, name: str) -> dict[str, float]:
    return {
        one["epcClass"].removeprefix(ADDRESS): one["quantity"]
        for event in events
        if event["bizStep"] == step
        for one in event.get(name, ())
    }


def test_the_five_lots_are_told_as_they_happened(five_lots: Settings, tmp_path: Path) -> None:
    events, told = written(five_lots, tmp_path / "e.jsonld")
    assert amounts(events, "shipping", "quantityList") == {
        "item/BAR/lot/BAR-1": 100,
        "item/BAR/lot/BAR-2": 150,
    }
    assert amounts(events, "receiving", "quantityList") == {
        "item/SUGAR/lot/RAW-1": 100,
        "item/COCOA/lot/RAW-2": 50,
        "item/FILM": 500,
    }
    assert amounts(events, "creating_class_instance", "outputQuantityList") == {
        "item/MIX/lot/MIX-1": 30,
        "item/BAR/lot/BAR-1": 100,
        "item/BAR/lot/BAR-2": 200,
    }
    assert told["events"] == {"ObjectEvent": 7, "TransformationEvent": 3}
    assert [note["reason"] for note in told["notes"]] == ["no_lot"]


def test_ids_are_those_of_the_reference_implementation(five_lots: Settings, tmp_path: Path) -> None:
    events, _ = written(five_lots, tmp_path / "e.jsonld", ExportRequest(("RAW-2",), "both"))
    assert [event["eventID"][14:30] for event in events] == FIVE_LOTS_IDS


@pytest.mark.parametrize("home", ["tryton", "strangers"])
def test_every_event_of_a_home_keeps_the_schema_and_has_an_id_of_its_own(
    home: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    settings: Settings = request.getfixturevalue(home)
    asked = (
        EVER if home == "tryton" else ExportRequest(first_day="2026-01-20", last_day="2026-02-28")
    )
    events, told = written(settings, tmp_path / "e.jsonld", asked)
    ids = [event["eventID"] for event in events]
    assert len(set(ids)) == len(ids) == sum(told["events"].values())
    kinds = {event["type"] for event in events}
    packed = {"AggregationEvent"} if home == "strangers" else set()
    assert kinds == {"ObjectEvent", "TransformationEvent"} | packed
    namespaces = {"own": f"{ADDRESS}vocabulary/", "cbvmda": "urn:epcglobal:cbv:mda:"}
    assert all(event_id(event, namespaces) == event["eventID"] for event in events)


def test_the_same_snapshot_gives_the_same_bytes(tryton: Settings, tmp_path: Path) -> None:
    _, told = written(tryton, tmp_path / "a.jsonld")
    written(tryton, tmp_path / "b.jsonld")
    data = (tmp_path / "a.jsonld").read_bytes()
    assert data == (tmp_path / "b.jsonld").read_bytes()
    assert told["sha256"] == hashlib.sha256(data).hexdigest()
    beside = json.loads((tmp_path / "a.jsonld.provenance.json").read_text(encoding="utf-8"))
    assert beside["sha256"] == told["sha256"]
    assert beside["snapshot_id"]
    assert beside["code_version"]
    assert beside["data_as_of"]


def test_another_build_of_the_same_records_gives_the_same_ids(
    five_lots: Settings, alter: Alter, tmp_path: Path
) -> None:
    events, told = written(five_lots, tmp_path / "a.jsonld")
    again, twin = written(alter(), tmp_path / "b.jsonld")
    assert again == events
    assert twin["event_ids_sha256"] == told["event_ids_sha256"]


def test_an_event_is_the_same_whatever_was_asked_for(tryton: Settings, tmp_path: Path) -> None:
    whole, _ = written(tryton, tmp_path / "all.jsonld")
    known = {event["eventID"]: event for event in whole}
    lot = next(
        lot
        for lot in trace_lot(tryton, ["item:F-BOX"], direction="backward").lots
        if lot.lot_code is not None
    )
    code = f"{lot.item_code}:{lot.lot_code}"
    part, _ = written(tryton, tmp_path / "part.jsonld", ExportRequest((code,), "forward"))
    assert 0 < len(part) < len(whole)
    assert all(known[event["eventID"]] == event for event in part)


def test_days_narrow_the_events(tryton: Settings, tmp_path: Path) -> None:
    events, _ = written(
        tryton, tmp_path / "e.jsonld", ExportRequest(first_day="2026-02-01", last_day="2026-02-03")
    )
    days = {event["eventTime"][:10] for event in events}
    assert days == {"2026-02-01", "2026-02-02", "2026-02-03"} & days
    assert days


def test_a_corrected_event_is_kept_declared_wrong_and_names_its_successor(
    alter: Alter, tmp_path: Path
) -> None:
    home = alter(
        "update events.shipments set booked_qty = 99 where document_code = 'D-1'",
        "delete from events.receipts where document_code = 'R-1'",
    )
    before, _ = written(
        home, tmp_path / "a.jsonld", ExportRequest(first_day="2000-01-01", snapshot_id="earlier")
    )
    after, told = written(home, tmp_path / "b.jsonld", against="earlier")
    wrong = {event["bizStep"]: event for event in after if "errorDeclaration" in event}
    assert told["events"]["declared_wrong"] == len(wrong) == 3
    shipped = next(
        event
        for event in after
        if event["bizStep"] == "shipping"
        and "D-1" in str(event)
        and "errorDeclaration" not in event
    )
    declared = wrong["shipping"].pop("errorDeclaration")
    assert wrong["shipping"] in before
    assert declared["reason"] == "incorrect_data"
    assert declared["correctiveEventIDs"] == [shipped["eventID"]]
    assert wrong["receiving"]["errorDeclaration"]["reason"] == "did_not_occur"
    # The lot's first event named its supplier's lot, which only the receipt had told.
    assert wrong["commissioning"]["errorDeclaration"]["reason"] == "incorrect_data"


@pytest.mark.parametrize(("back", "left"), [("4", 6.5), ("10.5", None)])
def test_what_came_back_from_a_run_is_taken_off(
    alter: Alter, tmp_path: Path, back: str, left: float | None
) -> None:
    home = alter(
        "insert into events.consumptions select * replace ('back' as fact_id, true as is_returned, "
        f"cast({back} as decimal(18, 6)) as booked_qty) from events.consumptions "
        "where item_code = 'COCOA'"
    )
    events, told = written(home, tmp_path / "e.jsonld")
    (cocoa,) = [
        one
        for event in events
        for one in event.get("inputQuantityList", ())
        if one["epcClass"] == f"{ADDRESS}item/COCOA/lot/RAW-2"
    ]
    assert cocoa.get("quantity") == left
    reasons = {note["reason"] for note in told["notes"]}
    assert ("given_back_whole" in reasons) == (left is None)


def test_codes_with_gs1_keys_become_digital_links(alter: Alter, tmp_path: Path) -> None:
    home = alter(
        "update identity.items set gtin = '4006381333931' where item_code = 'BAR'",
        "update identity.sites set gln = '4012345000009'",
    )
    events, _ = written(home, tmp_path / "e.jsonld")
    told = {one["epcClass"] for event in events for one in event.get("quantityList", ())}
    assert "https://id.gs1.org/01/04006381333931/10/BAR-1" in told
    assert {event["readPoint"]["id"] for event in events} == {
        "https://id.gs1.org/414/4012345000009"
    }


def test_a_lot_named_like_a_formula_or_a_tag_does_no_harm(alter: Alter, tmp_path: Path) -> None:
    home = alter("update marts.trace_lots set lot_code = '=1+1<b>\"' where lot_code = 'BAR-1'")
    events, _ = written(home, tmp_path / "e.jsonld")
    assert f"{ADDRESS}item/BAR/lot/%3D1%2B1%3Cb%3E%22" in {
        one["epcClass"] for event in events for one in event.get("quantityList", ())
    }


def test_a_case_gives_the_lots_of_its_scope_in_its_own_snapshot(
    alter: Alter, tmp_path: Path
) -> None:
    home = alter("delete from events.shipments")
    answer = trace_lot(home, ["RAW-2"], direction="both", snapshot_id="earlier")
    case = {
        "case": {"case_no": 7},
        "scope": {"snapshot_id": "earlier", "version": 2, "sha256": "abc"},
        "question": {"lots": [{"lot_id": lot.lot_id} for lot in answer.question.lots]},
        "lots": [{"lot_id": lot.lot_id} for lot in answer.lots],
        "origins": {"lots": []},
    }
    events, told = written(home, tmp_path / "e.jsonld", ExportRequest(case=case))
    assert told["snapshot_id"] == "earlier"
    assert told["filters"]["scope_version"] == 2
    assert len(amounts(events, "shipping", "quantityList")) == 2
    with pytest.raises(UsageError, match="no scope yet"):
        written(home, tmp_path / "f.jsonld", ExportRequest(case={"case": {"case_no": 7}}))


@pytest.mark.parametrize(
    "asked",
    [
        ExportRequest(),
        ExportRequest(first_day="2026-02-30"),
        ExportRequest(first_day="2026-02-02", last_day="2026-02-01"),
        ExportRequest(("RAW-2",), "sideways"),
        ExportRequest(("RAW-2",), case={"case": {"case_no": 1}}),
        ExportRequest(item="BAR", case={"case": {"case_no": 1}}),
    ],
)
def test_an_unclear_question_is_a_usage_error_and_leaves_no_file(
    five_lots: Settings, tmp_path: Path, asked: ExportRequest
) -> None:
    with pytest.raises(UsageError):
        written(five_lots, tmp_path / "e.jsonld", asked)
    assert list(tmp_path.iterdir()) == []


def test_an_item_alone_asks_for_all_its_lots(five_lots: Settings, tmp_path: Path) -> None:
    events, _ = written(five_lots, tmp_path / "e.jsonld", ExportRequest(item="BAR"))
    assert len(amounts(events, "shipping", "quantityList")) == 2
    assert amounts(events, "receiving", "quantityList") == {}
    with pytest.raises(NotFoundError):
        written(five_lots, tmp_path / "e.jsonld", ExportRequest(item="NONE"))


def test_a_file_that_cannot_be_written_is_refused(five_lots: Settings, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be written"):
        written(five_lots, tmp_path / "no" / "such" / "e.jsonld")


def test_an_event_that_breaks_a_schema_leaves_no_file(five_lots: Settings, tmp_path: Path) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text('{"required": ["nothing"]}', encoding="utf-8")
    with pytest.raises(Exception, match="breaks the schema"):
        written(five_lots, tmp_path / "e.jsonld", schema=schema)
    assert [path.name for path in tmp_path.iterdir()] == ["schema.json"]
