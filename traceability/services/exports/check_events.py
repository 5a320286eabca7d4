"""Checks each event against a JSON schema as it is written: ours, or GS1's own file."""

from __future__ import annotations

import json
import re
from datetime import datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traceability.errors import DataMissingError, IntegrityError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

RULES = Path(__file__).with_name("epcis_rules.json")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#$%&'()*+,./0-9:;=?@A-Z_a-z~\[\]-]*\Z")
_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def event_checker(schema: Path | None, context: list[Any]) -> Callable[[dict[str, Any]], None]:
    """A function that raises IntegrityError for an event that the schema does not allow.

    schema: GS1's EPCIS-JSON-Schema.json, or None for the rules that lie beside this file. Raises
    DataMissingError where the checker is not installed, UsageError for a file that is no schema.
    """
    try:
        jsonschema: Any = import_module("jsonschema")
    except ImportError:
        raise DataMissingError(
            "The checker of JSON schemas is not installed.", hint="Install jsonschema."
        ) from None
    try:
        rules = json.loads((schema or RULES).read_text(encoding="utf-8"))
        kind = jsonschema.validators.validator_for(rules)
        kind.check_schema(rules)
    except (OSError, ValueError, jsonschema.SchemaError) as error:
        raise UsageError(f"{schema}: this is no JSON schema ({error}).") from None
    validator = kind(rules, format_checker=_formats(jsonschema))

    def check(event: dict[str, Any]) -> None:
        told = _as_read(event if schema is None else {"@context": context, **event})
        for fault in validator.iter_errors(told):
            place = "/".join(str(part) for part in fault.absolute_path) or "the event"
            raise IntegrityError(
                f"Event {event.get('eventID')} breaks the schema at {place}: {fault.message[:300]}",
                hint="Nothing was written. Please report this: Lotline made the event.",
            )

    return check


def _formats(jsonschema: Any) -> Any:
    """Checks of `uri` and `date-time`, which need no further packages."""
    checker = jsonschema.FormatChecker(formats=())
    checker.checks("uri")(_is_uri)
    checker.checks("date-time", raises=ValueError)(_is_instant)
    return checker


def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or (
        _URI.match(value) is not None and _BROKEN_PERCENT.search(value) is None
    )


def _is_instant(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return "T" in value and datetime.fromisoformat(value).tzinfo is not None


def _as_read(value: Any) -> Any:
    """The event as a reader of its JSON would have it."""
    if isinstance(value, dict):
        return {name: _as_read(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_as_read(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value
