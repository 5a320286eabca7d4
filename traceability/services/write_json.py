"""Write documents as JSON; exact decimals, at most six places, no float in between."""

from __future__ import annotations

from decimal import Decimal
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, Any

from traceability.domain.plain_values import plain

if TYPE_CHECKING:
    from collections.abc import Iterable


def as_json(value: Any) -> str:
    """JSON text of plain values, decimals, instants, value objects, and lists and dicts of them."""
    parts: list[str] = []
    _write(value, parts)
    return "".join(parts)


def decimal_text(value: Decimal) -> str:
    """The shortest plain text of an exact decimal: no exponent, no trailing zeros."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _write(value: Any, parts: list[str]) -> None:
    if value is None:
        parts.append("null")
    elif isinstance(value, str):
        parts.append(_quoted(value))
    elif isinstance(value, bool):
        parts.append("true" if value else "false")
    elif isinstance(value, Decimal):
        parts.append(decimal_text(value))
    elif isinstance(value, int | float):
        parts.append(repr(value))
    elif isinstance(value, dict):
        _write_pairs(value.items(), parts)
    elif isinstance(value, list | tuple):
        _write_items(value, parts)
    elif hasattr(type(value), "__dataclass_fields__"):
        _write(plain(value), parts)
    elif hasattr(value, "isoformat"):  # an instant or a day
        parts.append(_quoted(value.isoformat()))
    else:
        raise TypeError(f"{type(value).__name__} is no value of a document")


def _write_pairs(pairs: Iterable[tuple[str, Any]], parts: list[str]) -> None:
    mark = "{"
    for name, value in pairs:
        parts.append(f"{mark}{_quoted(name)}: ")
        _write(value, parts)
        mark = ", "
    parts.append("{}" if mark == "{" else "}")


def _write_items(items: Iterable[Any], parts: list[str]) -> None:
    mark = "["
    for value in items:
        parts.append(mark)
        _write(value, parts)
        mark = ", "
    parts.append("[]" if mark == "[" else "]")
