"""Balances in a unit that somebody asked for, from rows alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from traceability.services.convert_balance import convert_balance

LINE = {"subject_id": "L1", "item_code": "I", "uom": "kg", "unknown_count": 0}
ROW = {"subject_id": "L1", "uom": "kg", "reason": None}


def converted(*lines: dict[str, Any], **factors: Any) -> dict[str, Any]:
    known = {tuple(name.split("_")): path for name, path in factors.items()}
    rows, _ = convert_balance([ROW], [LINE | line for line in lines], "g", known)  # type: ignore[arg-type]
    return rows[0]


def test_an_items_own_conversion_comes_before_the_general_one() -> None:
    told = converted(
        {"side": "in", "qty": Decimal(2)},
        {"side": "accounted", "qty": Decimal(1)},
        _kg=(3, 999.0),
        I_kg=(1, 1000.0),
    )

    assert (told["uom"], told["in_qty"], told["residual_qty"]) == ("g", 2000, 1000)


def test_what_stands_beside_the_sums_needs_no_conversion() -> None:
    told = converted(
        {"side": "in", "qty": Decimal(2)},
        {"side": "shown", "qty": Decimal(5), "uom": "box"},
        I_kg=(1, 1000.0),
    )

    assert (told["uom"], told["reason"], told["accounted_percent"]) == ("g", None, 0)
