"""What `case customers` prints for people."""

from __future__ import annotations

from typing import Any

from traceability.domain.tables import TextTable, many
from traceability.services.write_json import decimal_text

Row = dict[str, Any]
_NAMED = 10


def consignee_lines(section: Row, name: str) -> list[str]:
    """Progress, what is over, the checks, the time frame."""
    progress, checks = section["progress"], section["checks"]
    lines = [f"{name}: {progress['says']}"]
    if progress["over_count"]:
        told = many(progress["over_count"], "line")
        lines.append(f"{told} of the ledger account for more than was shipped.")
    left = [_who(one) for one in section["customers"] if one["notified_at"] is None]
    if left:
        more = f" and {len(left) - _NAMED} more" if left[_NAMED:] else ""
        lines.append(f"Not told yet: {', '.join(left[:_NAMED])}{more}.")
    if progress["silent"]:
        silent = many(len(progress["silent"]), "consignee")
        lines.append(f"{silent} told and silent: lotline case remind {name} --as USER")
    if progress["untold"]:
        names = ", ".join(_who(one) for one in progress["untold"])
        lines.append(f"To be told of goods that became known after they were notified: {names}.")
    if progress["partly"]:
        partly = many(len(progress["partly"]), "consignee")
        lines.append(f"{partly} answered for some lots only: they are reminded of the others.")
    if checks["level"] is not None:
        lines.append(
            f"Checks of level {checks['level']} ({checks['percent']} %, seed {checks['seed']}): "
            f"{checks['done']} of {checks['required']} done, {checks['effective']} effective."
        )
        waiting = [_who(one) for one in checks["sample"] if not one["is_done"]]
        if waiting:
            lines.append(f"To be checked: {', '.join(waiting)}.")
    frame = section["status"]["time_frame"]
    if frame:
        lines.append(f"It is thought to be done by {frame['until_date']}.")
    return lines


def consignee_tables(section: Row, *, with_ledger: bool) -> list[TextTable]:
    """One row per consignee; with the ledger one per lot too."""
    tables = [_customers(section["customers"])] if section["customers"] else []
    if with_ledger and section["ledger"]:
        tables.append(_ledger(section["ledger"]))
    return tables


def ledger_line(row: Row) -> str:
    """One row of the ledger in a sentence."""
    over = " That is more than was shipped." if row["is_over"] else ""
    percent = "" if row["accounted_percent"] is None else f" ({row['accounted_percent']} %)"
    return (
        f"{_who(row)}, {row['item_code'] or '?'}:{row['lot_code'] or '(unknown)'}: "
        f"{_amount(row['accounted_qty'])} of {_amount(row['shipped_qty'])} {row['uom'] or ''} "
        f"accounted for{percent}.{over}"
    )


def _customers(rows: list[Row]) -> TextTable:
    columns = ("customer", "name", "ship-to", "told", "how", "answered", "lots", "accounted")
    return TextTable(
        "Consignees",
        columns,
        tuple(
            (
                row["customer_code"],
                row["customer_name"] or "",
                row["ship_to_code"] or "",
                (row["notified_at"] or "")[:16],
                row["method"] or "",
                (row["last_answer_at"] or "")[:16],
                f"{row['answered_lots']} of {row['lots']}",
                ", ".join(_share(one) for one in row["accounted"]),
            )
            for row in rows
        ),
    )


def _ledger(rows: list[Row]) -> TextTable:
    quantities = ("shipped", "on_hand", "returned", "destroyed", "sold_on", "accounted")
    columns = (
        "customer",
        "ship-to",
        "item",
        "lot",
        "unit",
        *(q.replace("_", " ") for q in quantities),
    )
    return TextTable(
        "Ledger",
        columns,
        tuple(
            (
                row["customer_code"] or "(nobody named)",
                row["ship_to_code"] or "",
                row["item_code"] or "",
                row["lot_code"] or "(unknown)",
                row["uom"] or "",
                *(_amount(row[f"{name}_qty"]) for name in quantities),
            )
            for row in rows
        ),
    )


def _share(one: Row) -> str:
    share = "unknown" if one["percent"] is None else f"{one['percent']} %"
    return f"{share} of {one['uom'] or '?'}"


def _who(row: Row) -> str:
    place = f" ({row['ship_to_code']})" if row["ship_to_code"] else ""
    return f"{row['customer_code'] or '(nobody named)'}{place}"


def _amount(qty: Any) -> str:
    return "?" if qty is None else decimal_text(qty)
