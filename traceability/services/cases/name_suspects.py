"""Why a level does not add up: the five balances that miss most, with what is known of each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.services.write_json import decimal_text
from traceability.store import balances as marts

if TYPE_CHECKING:
    from traceability.store.warehouse import Connection
Row = dict[str, Any]
NAMED = 5
_WHOLE = Decimal(100)


def name_suspects(
    connection: Connection,
    level: str,
    total: Row,
    rows: list[Row],
    lines: list[Row],
) -> list[str]:
    """Sentences, the largest first; none where the level adds up.

    Above 100 % these are the balances with more accounted for than came in, below it those that
    miss some; above and below may even out elsewhere.
    """
    percent = total["accounted_percent"]
    if percent is None or percent == _WHOLE:
        return []
    sign = -1 if percent > _WHOLE else 1
    wrong = [
        row
        for row in rows
        if row["subject_id"] in total["subjects"] and row["residual_qty"] * sign > 0
    ]
    wrong.sort(key=lambda row: (-abs(row["residual_qty"]), row["subject_id"]))
    named = wrong[:NAMED]
    ids = [row["subject_id"] for row in named]
    found = marts.read_messages(connection, "order" if level == "orders" else "lot", ids)
    return [_sentence(row, lines, found.get(row["subject_id"]), total["uom"]) for row in named]


def _sentence(row: Row, lines: list[Row], finding: str | None, uom: str | None) -> str:
    side = "accounted" if row["residual_qty"] < 0 else "in"
    verb = "more than came in is accounted for" if side == "accounted" else "is not accounted for"
    qty, total = decimal_text(abs(row["residual_qty"])), decimal_text(row["in_qty"])
    unit = f" {uom}" if uom else ""
    share = decimal_text(row["accounted_percent"].quantize(Decimal("0.01")))
    told = f"{_name(row)}: {qty}{unit} {verb} ({share} % of {total}{unit})"
    largest = max(
        (
            line
            for line in lines
            if line["subject_id"] == row["subject_id"] and line["side"] == side
        ),
        key=lambda line: (line["balance_qty"] or Decimal(0), line["line"]),
        default=None,
    )
    if largest is not None and largest["balance_qty"] is not None:
        word = largest["line"].replace("_", " ")
        told += f"; the largest amount is {word}, {decimal_text(largest['balance_qty'])}{unit}"
    return f"{told}. {finding}" if finding else f"{told}."


def _name(row: Row) -> str:
    if row["subject_kind"] == "order":
        return f"Order {row['subject_id']}"
    return f"Lot {row['item_code'] or '?'}:{row['lot_code'] or '(unknown)'}"
