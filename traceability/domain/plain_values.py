"""Take value objects apart into dicts and lists, keeping exact decimals."""

from __future__ import annotations

from typing import Any


def plain(value: Any) -> Any:
    """Slotted dataclasses become dicts in field order, tuples lists; all else stays as it is."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if hasattr(type(value), "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in type(value).__slots__}
    return value
