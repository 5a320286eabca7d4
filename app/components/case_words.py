"""How cases are put into words on the page: times, marks, amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.components.data_table import Column
from app.components.markup import show, tag
from app.components.wording import amount

if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, Any]


def clock_time(seconds: Decimal | float) -> str:
    """`1:02:03`, hours first."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def words(text: str | None) -> str:
    """A name of the program as people read it."""
    return (text or "").replace("_", " ")


def moment(text: str | None) -> str:
    """`2026-11-23 14:08:06 UTC`."""
    return f"{text[:10]} {text[11:19]} UTC" if text else "not yet"


def lot_name(row: Row) -> str:
    """`ITEM:LOT`, with what is not known said."""
    return f"{row.get('item_code') or '?'}:{row.get('lot_code') or '(no number)'}"


def told(name: str, label: str, about: str = "", *, is_last: bool = False) -> Column:
    """A column of texts; lists are joined, truth becomes a word."""
    return Column(name, label, about, is_last=is_last, value=lambda row: _text(row.get(name)))


def counts(name: str, label: str, about: str = "") -> Column:
    """A column of whole numbers."""
    return Column(name, label, about, is_number=True, value=lambda row: row.get(name))


def amounts(name: str, label: str, about: str = "") -> Column:
    """A column of exact amounts."""
    return Column(name, label, about, is_number=True, value=lambda row: _exact(row.get(name)))


def made(name: str, label: str, value: Callable[[Row], Any], about: str = "") -> Column:
    """A column whose cell is worded from the row."""
    return Column(name, label, about, value=value)


def quantities(row: Row) -> str:
    """`F-BOX: 194 u; F-DSP: 3 u`."""
    return "; ".join(f"{one['item_code']}: {amount(one['qty'], one['uom'])}" for one in _all(row))


def muted(text: str) -> None:
    """A sentence in small print."""
    show(tag("p", text, of="ll-muted"))


def _all(row: Row) -> list[Row]:
    return list(row["quantities"])


def _text(value: Any) -> str | None:
    if value is None or value in ("", []):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def _exact(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
