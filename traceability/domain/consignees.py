"""Consignees of a case: how they are told, and what their answers add up to."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]
QUANTITIES = ("on_hand_qty", "returned_qty", "destroyed_qty", "sold_on_qty")
"""What a consignee says of a lot; a quantity that it did not tell is None, and not zero."""


class Method(StrEnum):
    """How a consignee is reached."""

    PHONE = "phone"
    MAIL = "mail"
    LETTER = "letter"
    VISIT = "visit"


class Response(StrEnum):
    """How far a consignee has answered: for every lot it was sent, for some, or for none."""

    WHOLE = "whole"
    PARTLY = "partly"
    NONE = "none"


def response_of(rows: Iterable[Row]) -> Response:
    """The response of one consignee, from its rows of the ledger.

    What newer data no longer has as sent asks for no answer, and answers nothing else.
    """
    own = list(rows)
    asked = [row for row in own if row["is_in_scope"]] or own
    answered = sum(row["responded_at"] is not None for row in asked)
    if not answered:
        return Response.NONE
    return Response.WHOLE if answered == len(asked) else Response.PARTLY


def quantity(text: str, option: str) -> Decimal:
    """An amount as somebody told it. Raises UsageError for anything but a number of 0 or more."""
    try:
        amount = Decimal(text.strip())
    except ArithmeticError:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise UsageError(
            f"{option} {text} is no amount.", hint=f"Write a number with a point: {option} 12.5"
        )
    if amount >= _MOST:
        raise UsageError(
            f"{option} {text} is more than any lot holds.", hint=f"Write less than {_MOST:f}."
        )
    if -amount.as_tuple().exponent > _PLACES:  # type: ignore[operator]
        raise UsageError(
            f"{option} {text} has more than {_PLACES} decimals.", hint="Round it, or change unit."
        )
    return amount


_PLACES = 6
_MOST = Decimal(10) ** 12
"""What extracts can carry: decimal(18,6). Sums of it and shares stay exact."""


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def whole(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None as soon as one amount is not known."""
    found = list(amounts)
    return None if None in found else total(found)


def percent(part: Decimal | None, of: Decimal | None) -> Decimal | None:
    """A share in percent with one decimal at most, more than 100 where it is; None if unknown."""
    if part is None or not of:
        return None
    return (100 * part / of).quantize(Decimal("0.1"))
