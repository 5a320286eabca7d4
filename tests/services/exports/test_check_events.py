"""The schema lets our events through and nothing that GS1's schema is known to refuse."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.services.exports.test_hash_event import NAMESPACES, SHIPPED
from traceability.errors import IntegrityError, UsageError
from traceability.services.exports.check_events import event_checker
from traceability.services.exports.hash_event import event_id

OBJECT = {**SHIPPED, "eventID": event_id(SHIPPED, NAMESPACES)}
RUN = {
    **{key: OBJECT[key] for key in ("eventTime", "eventTimeZoneOffset", "eventID")},
    "type": "TransformationEvent",
    "inputQuantityList": [{"epcClass": "https://id.plant.example/a", "quantity": Decimal(1)}],
    "transformationID": "https://id.plant.example/run/1",
}
PACKED = {
    **{key: OBJECT[key] for key in ("eventTime", "eventTimeZoneOffset", "eventID")},
    "type": "AggregationEvent",
    "parentID": "https://id.gs1.org/00/040123450000001112",
    "childQuantityList": [{"epcClass": "https://id.plant.example/a"}],
    "action": "ADD",
    "bizStep": "packing",
}


def without(event: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key != name}


@pytest.mark.parametrize("event", [OBJECT, RUN, PACKED])
def test_our_events_pass(event: dict[str, Any]) -> None:
    event_checker(None, [])(event)


@pytest.mark.parametrize(
    "event",
    [
        without(RUN, "transformationID"),
        without(OBJECT, "eventTimeZoneOffset"),
        without(OBJECT, "quantityList"),
        without(PACKED, "childQuantityList"),
        {**OBJECT, "eventTime": "2026-03-05T06:00:00.000"},
        {**OBJECT, "eventTime": "2026-03-05"},
        {**OBJECT, "bizStep": "sending"},
        {**OBJECT, "quantityList": [{"epcClass": "L-7"}]},
        {**OBJECT, "quantityList": [{"epcClass": "https://x.example/批次"}]},
        {**OBJECT, "quantityList": [{"epcClass": "https://x.example/a b"}]},
        {
            **OBJECT,
            "quantityList": [{"epcClass": "https://x.example/a", "quantity": 1, "uom": "kg"}],
        },
        {**OBJECT, "quantityList": [{"epcClass": "https://x.example/a", "quantity": "1"}]},
        {**OBJECT, "action": "ADD", "ilmd": {"lotNumber": "7"}},
        {**OBJECT, "ilmd": {"cbvmda:itemExpirationDate": "2026-05-01"}},
        {**RUN, "action": "ADD"},
        {**PACKED, "persistentDisposition": {"set": ["recalled"]}},
        {**OBJECT, "eventID": "ni:///sha-256;abc?ver=CBV2.0"},
        {**OBJECT, "lot": "7"},
    ],
)
def test_what_gs1_refuses_does_not_pass(event: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="breaks the schema"):
        event_checker(None, [])(event)


def test_a_schema_of_ones_own_is_used_and_sees_the_context(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    path.write_text(json.dumps({"required": ["@context", "nothing"]}), encoding="utf-8")
    with pytest.raises(IntegrityError, match="'nothing' is a required property"):
        event_checker(path, ["https://x.example/"])(OBJECT)
    path.write_text(json.dumps({"required": ["@context"]}), encoding="utf-8")
    event_checker(path, ["https://x.example/"])(OBJECT)


@pytest.mark.parametrize("text", ["no json", '{"type": 7}'])
def test_a_file_that_is_no_schema_is_a_usage_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "schema.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="no JSON schema"):
        event_checker(path, [])
