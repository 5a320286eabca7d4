"""Ids of events out of their content."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from traceability.services.exports.hash_event import event_id, pre_hash

NAMESPACES = {"own": "https://id.plant.example/vocabulary/", "cbvmda": "urn:epcglobal:cbv:mda:"}
SHIPPED: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventTime": "2026-03-05T06:00:00.000+01:00",
    "eventTimeZoneOffset": "+01:00",
    "quantityList": [
        {"epcClass": "https://id.plant.example/b", "quantity": Decimal("10.500000"), "uom": "KGM"},
        {"epcClass": "https://id.plant.example/a"},
    ],
    "action": "OBSERVE",
    "bizStep": "shipping",
    "disposition": "in_transit",
    "readPoint": {"id": "https://id.plant.example/site/B"},
    "bizTransactionList": [{"type": "desadv", "bizTransaction": "https://id.plant.example/d/1"}],
    "destinationList": [
        {"type": "possessing_party", "destination": "https://id.plant.example/c"},
        {"type": "location", "destination": "https://id.plant.example/p"},
    ],
    "own:timePrecision": "day",
}


def test_fields_stand_in_the_canonical_order_with_nothing_between() -> None:
    assert pre_hash(SHIPPED, NAMESPACES) == (
        "eventType=ObjectEvent"
        "eventTime=2026-03-05T05:00:00.000Z"
        "eventTimeZoneOffset=+01:00"
        "quantityList"
        "quantityElementepcClass=https://id.plant.example/a"
        "quantityElementepcClass=https://id.plant.example/bquantity=10.5uom=KGM"
        "action=OBSERVE"
        "bizStep=https://ref.gs1.org/cbv/BizStep-shipping"
        "disposition=https://ref.gs1.org/cbv/Disp-in_transit"
        "readPointid=https://id.plant.example/site/B"
        "bizTransactionList"
        "type=https://ref.gs1.org/cbv/BTT-desadvbizTransaction=https://id.plant.example/d/1"
        "destinationList"
        "type=https://ref.gs1.org/cbv/SDT-locationdestination=https://id.plant.example/p"
        "type=https://ref.gs1.org/cbv/SDT-possessing_partydestination=https://id.plant.example/c"
        "{https://id.plant.example/vocabulary/}timePrecision=day"
    )


def test_the_order_of_fields_and_lists_does_not_matter() -> None:
    turned = dict(reversed(SHIPPED.items()))
    turned["quantityList"] = list(reversed(SHIPPED["quantityList"]))
    turned["destinationList"] = list(reversed(SHIPPED["destinationList"]))
    assert event_id(turned, NAMESPACES) == event_id(SHIPPED, NAMESPACES)


def test_an_id_and_a_declared_error_are_no_content() -> None:
    declared = {**SHIPPED, "eventID": "ni:x", "errorDeclaration": {"reason": "did_not_occur"}}
    assert event_id(declared, NAMESPACES) == event_id(SHIPPED, NAMESPACES)


@pytest.mark.parametrize(
    "change",
    [
        {"eventTime": "2026-03-05T06:00:00.001+01:00"},
        {"action": "ADD"},
        {"own:timePrecision": "hour"},
        {"quantityList": SHIPPED["quantityList"][:1]},
        {"ilmd": {"cbvmda:itemExpirationDate": "2026-05-01"}},
        {"destinationList": SHIPPED["destinationList"][:1]},
    ],
)
def test_any_change_of_content_changes_the_id(change: dict[str, Any]) -> None:
    assert event_id({**SHIPPED, **change}, NAMESPACES) != event_id(SHIPPED, NAMESPACES)


def test_the_same_instant_at_another_offset_is_hashed_in_utc() -> None:
    moved = {**SHIPPED, "eventTime": "2026-03-05T05:00:00.000+00:00"}
    assert event_id(moved, NAMESPACES) == event_id(SHIPPED, NAMESPACES)
