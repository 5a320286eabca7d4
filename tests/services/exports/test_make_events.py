"""Rows of facts become events; what cannot be said is noted."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from tests.services.exports.conftest import ADDRESS
from traceability.services.exports.check_events import event_checker
from traceability.services.exports.gs1_names import Names
from traceability.services.exports.make_events import Event, Maker
from traceability.services.exports.notes import Notes

GTIN = "4006381333931"


@pytest.fixture
def maker() -> Maker:
    return Maker(Names(ADDRESS, {"B": "4012345000009"}), Notes())


def row(**values: Any) -> dict[str, Any]:
    return {
        "kind": "shipping",
        "document_code": "D-1",
        "party_code": "C1",
        "party_place_code": None,
        "site_code": "B",
        "zone_name": "Asia/Shanghai",
        "occurred_at": datetime.fromisoformat("2026-03-05T22:00:00.123456"),
        "is_day_only": False,
        "evidence": "confirmed",
        "item_code": "BAR",
        "lot_code": "L7",
        "gtin": GTIN,
        "is_serial": False,
        "is_shared": False,
        "lot_id": "LID7",
        "uom": "kg",
        "qty": Decimal("2.500000"),
        "record_count": 1,
        **values,
    }


def run_row(side: str, day: date, **values: Any) -> dict[str, Any]:
    told = row(**values)
    for name in ("document_code", "party_code", "party_place_code"):
        del told[name]
    return {
        **told,
        "kind": "run",
        "side": side,
        "day": day,
        "work_order_code": "WO-1",
        "output_group": values.get("output_group"),
        "run_id": "R1",
        "occurred_at": datetime.combine(day, time(10)),
    }


def only(made: Any) -> Event:
    ((_, event),) = list(made)
    event_checker(None, [])(event)
    return event


def test_a_shipment_says_what_where_when_and_to_whom(maker: Maker) -> None:
    event = only(maker.handed_over([row(party_place_code="DOCK 2")]))
    assert event["eventTime"] == "2026-03-06T06:00:00.123+08:00"
    assert event["eventTimeZoneOffset"] == "+08:00"
    assert event["quantityList"] == [
        {
            "epcClass": "https://id.gs1.org/01/04006381333931/10/L7",
            "quantity": Decimal("2.500000"),
            "uom": "KGM",
        }
    ]
    assert event["readPoint"] == {"id": "https://id.gs1.org/414/4012345000009"}
    assert "bizLocation" not in event
    assert event["destinationList"] == [
        {"type": "possessing_party", "destination": f"{ADDRESS}party/C1"},
        {"type": "location", "destination": f"{ADDRESS}party/DOCK%202/place"},
    ]


def test_a_receipt_says_from_whom_and_a_return_that_it_is_one(maker: Maker) -> None:
    event = only(maker.handed_over([row(kind="receiving")]))
    assert event["sourceList"] == [{"type": "possessing_party", "source": f"{ADDRESS}party/C1"}]
    assert (event["bizStep"], event["disposition"]) == ("receiving", "in_progress")
    back = only(maker.handed_over([row(kind="returning")]))
    assert (back["bizStep"], back["disposition"]) == ("receiving", "returned")
    assert back["bizTransactionList"][0]["type"] == "rma"


def test_a_serial_number_is_one_thing_and_has_no_amount(maker: Maker) -> None:
    event = only(maker.handed_over([row(is_serial=True)]))
    assert event["epcList"] == ["https://id.gs1.org/01/04006381333931/21/L7"]
    assert "quantityList" not in event


def test_a_unit_without_a_code_is_left_out_kept_as_written_and_noted(maker: Maker) -> None:
    event = only(maker.handed_over([row(uom="drum")]))
    (amount,) = event["quantityList"]
    assert "uom" not in amount
    assert event["own:unit"] == [f"{amount['epcClass']} drum"]
    assert maker.notes.as_document() == [
        {"reason": "unit_without_code", "count": 1, "examples": ["drum"]}
    ]


def test_two_amounts_that_differ_in_an_unknown_unit_alone_have_two_ids(maker: Maker) -> None:
    ids = {only(maker.handed_over([row(uom=uom)]))["eventID"] for uom in ("drum", "box")}
    assert len(ids) == 2


def test_an_unknown_amount_is_no_amount(maker: Maker) -> None:
    event = only(maker.handed_over([row(qty=None)]))
    assert event["quantityList"] == [{"epcClass": "https://id.gs1.org/01/04006381333931/10/L7"}]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"occurred_at": None}, "no_time"),
        ({"item_code": None}, "no_item"),
        ({"qty": Decimal(0)}, "taken_back"),
        ({"qty": Decimal(-3)}, "taken_back"),
    ],
)
def test_what_makes_no_event_is_counted(maker: Maker, values: Any, reason: str) -> None:
    assert list(maker.handed_over([row(**values, record_count=2)])) == []
    assert maker.notes.counts == {reason: 2}
    assert ": 2" in maker.notes.sentences()[0]


def test_an_unsure_time_and_an_unsure_lot_are_said_in_the_event(maker: Maker) -> None:
    event = only(maker.handed_over([row(is_day_only=True, evidence="probable")]))
    assert event["own:timePrecision"] == "day"
    assert event["own:probable"] == ["https://id.gs1.org/01/04006381333931/10/L7"]


def test_a_missing_lot_is_given_under_its_item_and_noted(maker: Maker) -> None:
    event = only(maker.handed_over([row(lot_code=None)]))
    assert event["quantityList"][0]["epcClass"] == "https://id.gs1.org/01/04006381333931"
    assert maker.notes.counts == {"no_lot": 1}


def test_a_long_run_is_one_event_a_day_under_one_transformation(maker: Maker) -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 4)
    made = list(
        maker.runs(
            [
                run_row("in", first, lot_code="RAW-1"),
                run_row("in", last, lot_code="RAW-2", qty=Decimal(0)),
                run_row("out", last, lot_code="BAR-1"),
            ]
        )
    )
    (_, begun), (_, ended) = made
    for event in (begun, ended):
        event_checker(None, [])(event)
    assert begun["transformationID"] == ended["transformationID"] == f"{ADDRESS}run/WO-1"
    assert "outputQuantityList" not in begun
    assert ended["inputQuantityList"] == [
        {"epcClass": "https://id.gs1.org/01/04006381333931/10/RAW-2"}
    ]
    assert maker.notes.counts == {"given_back_whole": 1}


def test_a_later_day_of_a_run_leaves_the_id_of_an_earlier_one(maker: Maker) -> None:
    first = run_row("in", date(2026, 3, 2), lot_code="RAW-1")
    alone = only(maker.runs([dict(first)]))
    (_, again), _ = maker.runs([dict(first), run_row("out", date(2026, 3, 4))])
    assert again["eventID"] == alone["eventID"]


def test_a_pallet_holds_boxes_and_lots(maker: Maker) -> None:
    told = row(kind="packing", unit_code="040123450000001112", child_code=None, site_code=None)
    box = {**told, "child_code": "BOX-1", "item_code": None, "lot_code": None, "gtin": None}
    event = only(maker.packed([told, box]))
    assert event["parentID"] == "https://id.gs1.org/00/040123450000001112"
    assert event["childEPCs"] == [f"{ADDRESS}handling-unit/BOX-1"]
    assert event["childQuantityList"][0]["epcClass"].endswith("/10/L7")
    assert (event["action"], event["bizStep"]) == ("ADD", "packing")
    taken = only(maker.packed([{**told, "kind": "unpacking"}]))
    assert (taken["action"], taken["bizStep"]) == ("DELETE", "unpacking")


def test_a_received_lot_is_born_with_its_expiry_and_its_suppliers_lot(maker: Maker) -> None:
    told = row(
        kind="commissioning",
        expires_on="2026-09-01",
        expiry_count=1,
        supplier_code="S1",
        supplier_lot_code="00123",
    )
    event = only(maker.commissioned([told]))
    assert event["action"] == "ADD"
    assert event["ilmd"] == {
        "cbvmda:itemExpirationDate": "2026-09-01",
        "own:supplierLot": f"{ADDRESS}party/S1/lot/00123",
    }


def test_a_relabel_is_a_transformation_from_one_lot_to_another(maker: Maker) -> None:
    told = row(kind="relotting", lot_code="OLD")
    made = {
        f"made_{name}": told[name]
        for name in ("item_code", "gtin", "is_serial", "is_shared", "uom", "qty")
    }
    event = only(maker.relotted([{**told, **made, "made_lot_code": "NEW", "made_lot_id": "LN"}]))
    assert event["inputQuantityList"][0]["epcClass"].endswith("/10/OLD")
    assert event["outputQuantityList"][0]["epcClass"].endswith("/10/NEW")


def test_a_zone_that_nobody_knows_is_utc(maker: Maker) -> None:
    event = only(maker.handed_over([row(zone_name="Mars/Base")]))
    assert event["eventTimeZoneOffset"] == "+00:00"
