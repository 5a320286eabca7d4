"""Refuse a corrected amount below zero where records of its kind have none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from traceability.contracts.extracts import EXTRACTS
from traceability.domain.correction_values import shown_value
from traceability.errors import UsageError

if TYPE_CHECKING:
    from traceability.store.landed_rows import LandedRow

_RATES = frozenset({"factor", "unit_value"})
_AMOUNTS = frozenset({"quantity", "integer"})


def check_amount(row: LandedRow, column: str, new: str) -> None:
    """Raise UsageError with file and line for an amount below zero, or a factor that is not above.

    An adjustment has a sign, a reversal may have one, and where the source itself sent an amount
    below zero, another one may take its place.
    """
    if column not in _RATES and EXTRACTS[row.contract][column].kind not in _AMOUNTS:
        return
    number, old = Decimal(new), row.values[column]
    place = f"{row.source_file}, line {row.source_row}"
    if column == "factor" and number <= 0:
        raise UsageError(
            f"{place}: a factor is more than zero, not {shown_value(new)}.",
            hint="Write how many of the one unit are one of the other.",
        )
    if number >= 0 or _is_signed(row) or (old is not None and Decimal(old) < 0):
        return
    raise UsageError(
        f"{place}: {column} of {row.contract} is not below zero, and {shown_value(new)} is.",
        hint="Only an adjustment or a reversal is. `void_row` takes back what never happened; "
        "what came back is booked in its source as a return.",
    )


def _is_signed(row: LandedRow) -> bool:
    told = row.values
    return told.get("movement_type") == "adjustment" or told.get("reversal_of") is not None
