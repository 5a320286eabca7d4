"""The id of an event out of its content, as CBV 2.0 lays it down: same content, same id.

What is established of that text, and what is not: docs/exports.md.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.services.write_json import decimal_text

if TYPE_CHECKING:
    from collections.abc import Mapping

_CBV = "https://ref.gs1.org/cbv/"
_WORDS = {"bizStep": "BizStep-", "disposition": "Disp-"}
_ORDER = (
    "eventTime",
    "eventTimeZoneOffset",
    "epcList",
    "parentID",
    "inputEPCList",
    "childEPCs",
    "quantityList",
    "childQuantityList",
    "inputQuantityList",
    "outputEPCList",
    "outputQuantityList",
    "action",
    "transformationID",
    "bizStep",
    "disposition",
    "readPoint",
    "bizLocation",
    "bizTransactionList",
    "sourceList",
    "destinationList",
    "ilmd",
)
_NOT_CONTENT = {"type", "eventID", "errorDeclaration", "recordTime"}
_TYPED = {
    "bizTransactionList": ("bizTransaction", "BTT-"),
    "sourceList": ("source", "SDT-"),
    "destinationList": ("destination", "SDT-"),
}


def event_id(event: Mapping[str, Any], namespaces: Mapping[str, str]) -> str:
    """The `ni` URI of an event; namespaces: what each prefix of its own keys stands for."""
    digest = hashlib.sha256(pre_hash(event, namespaces).encode()).hexdigest()
    return f"ni:///sha-256;{digest}?ver=CBV2.0"


def pre_hash(event: Mapping[str, Any], namespaces: Mapping[str, str]) -> str:
    """The canonical string that is hashed: fields in canonical order, nothing between them."""
    parts = [f"eventType={event['type']}"]
    parts += [_field(name, event[name], namespaces) for name in _ORDER if name in event]
    others = event.keys() - set(_ORDER) - _NOT_CONTENT
    parts += _extensions({name: event[name] for name in others}, namespaces)
    return "".join(parts)


def _field(name: str, value: Any, namespaces: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return name + "".join(sorted(_member(name, one) for one in value))
    if name == "ilmd":
        return name + "".join(_extensions(value, namespaces))
    if isinstance(value, dict):
        return f"{name}id={value['id']}"
    if name == "eventTime":
        return f"{name}={_instant(value)}"
    return f"{name}={_CBV}{_WORDS[name]}{value}" if name in _WORDS else f"{name}={value}"


def _member(name: str, one: Any) -> str:
    """One element of a list; the kind of a transaction or party stands before it."""
    if name in _TYPED:
        key, kind = _TYPED[name]
        return f"type={_CBV}{kind}{one['type']}{key}={one[key]}"
    return _quantity(one) if isinstance(one, dict) else f"epc={one}"


def _quantity(one: Mapping[str, Any]) -> str:
    told = [f"{key}={_value(one[key])}" for key in ("epcClass", "quantity", "uom") if key in one]
    return "quantityElement" + "".join(told)


def _extensions(fields: Mapping[str, Any], namespaces: Mapping[str, str]) -> list[str]:
    """Fields with a prefix, by full name and value, in order."""
    told = []
    for name, value in fields.items():
        prefix, _, local = name.partition(":")
        key = f"{{{namespaces[prefix]}}}{local}"
        told += [f"{key}={_value(one)}" for one in (value if isinstance(value, list) else [value])]
    return sorted(told)


def _value(value: Any) -> str:
    return decimal_text(value) if isinstance(value, Decimal) else str(value).strip()


def _instant(text: str) -> str:
    at = datetime.fromisoformat(text).astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
