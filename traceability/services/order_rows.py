"""Put rows in a total order: by the columns named first, then by all; unknown comes last."""

from __future__ import annotations

from dataclasses import fields
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Row = TypeVar("Row")


def order_rows(rows: Iterable[Row], *first: str) -> tuple[Row, ...]:
    """Sort dataclass rows; two rows that compare equal are equal in every column."""
    listed = list(rows)
    if len(listed) < 2:
        return tuple(listed)
    names = tuple(field.name for field in fields(listed[0]))  # type: ignore[arg-type]
    leading = _keys(first or names)
    ordered: list[Row] = []
    # Most rows differ in the columns named: the others are looked at in ties only.
    keyed = sorted(((leading(row), row) for row in listed), key=itemgetter(0))
    for _, tied in groupby(keyed, key=itemgetter(0)):
        group = [row for _, row in tied]
        ordered += group if len(group) == 1 else sorted(group, key=_keys(names))
    return tuple(ordered)


def _keys(names: tuple[str, ...]) -> Callable[[Any], list[tuple[bool, Any]]]:
    return lambda row: [_key(getattr(row, name)) for name in names]


def _key(value: Any) -> tuple[bool, Any]:
    if isinstance(value, tuple):
        return (False, repr(value))
    return (value is None, "" if value is None else value)
