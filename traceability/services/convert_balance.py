"""Sum up a balance in a unit that somebody asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.contracts.balance_marts import NO_COMMON_UNIT, NOTHING_IN, UNKNOWN_AMOUNT

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]
_MILLIONTH = Decimal(1).scaleb(-6)
_OF_UNITS = {None, NO_COMMON_UNIT, UNKNOWN_AMOUNT, NOTHING_IN}
"""Reasons that are judged anew in another unit; the others stay."""


def convert_balance(
    rows: list[Row],
    lines: list[Row],
    unit: str,
    factors: Mapping[tuple[str, str], tuple[int, float]],
) -> tuple[list[Row], list[Row]]:
    """Balances and their lines in this unit, as far as all amounts of a balance convert to it.

    Each line is rounded to six decimals, so that the lines add up to the sums exactly.
    """
    converted = [line | {"balance_qty": _converted(line, unit, factors)} for line in lines]
    summed: dict[str, list[Row]] = {}
    for line in converted:
        if line["side"] != "shown":
            summed.setdefault(line["subject_id"], []).append(line)
    return [_summed(row, summed.get(row["subject_id"], []), unit) for row in rows], converted


def _converted(
    line: Row, unit: str, factors: Mapping[tuple[str, str], tuple[int, float]]
) -> Decimal | None:
    qty: Decimal | None = line["qty"]
    if qty is None or line["uom"] == unit:
        return qty
    paths = [factors.get((item, line["uom"])) for item in (line["item_code"], "")]
    known = [path for path in paths if path is not None]
    if not known:
        return None
    _, factor = min(known)
    return (qty * Decimal(repr(factor))).quantize(_MILLIONTH)


def _summed(row: Row, own: list[Row], unit: str) -> Row:
    """A balance from its lines that count."""
    unknown = any(line["unknown_count"] for line in own)
    apart = any(line["balance_qty"] is None and not line["unknown_count"] for line in own)
    summed = bool(own) and not unknown and not apart
    in_qty = _sum(own, "in") if summed else None
    accounted = _sum(own, "accounted") if summed else None
    reason = row["reason"]
    if reason in _OF_UNITS:
        unknown = unknown or reason == UNKNOWN_AMOUNT
        nothing = in_qty is not None and in_qty <= 0
        wants = (unknown, UNKNOWN_AMOUNT), (apart, NO_COMMON_UNIT), (nothing, NOTHING_IN)
        reason = next((word for holds, word in wants if holds), None)
    told = row | {"uom": None if apart else unit, "in_qty": in_qty, "accounted_qty": accounted}
    told |= {"reason": reason, "residual_qty": None, "accounted_percent": None}
    if reason is None and in_qty is not None and accounted is not None:
        told["residual_qty"] = in_qty - accounted
        told["accounted_percent"] = (100 * accounted / in_qty).quantize(_MILLIONTH)
    return told


def _sum(lines: list[Row], side: str) -> Decimal:
    return sum((line["balance_qty"] for line in lines if line["side"] == side), Decimal())
