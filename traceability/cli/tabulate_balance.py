"""What `balance` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.tables import TextTable
from traceability.services.write_json import decimal_text

if TYPE_CHECKING:
    from decimal import Decimal

    from traceability.domain.balance import Balance, BalanceLine, Balances

_SIDES = {"in": "in", "accounted": "accounted for", "shown": "beside the sum"}


def balance_lines(found: Balances) -> list[str]:
    """The verdict of every balance, then what the figures rest on and come from."""
    lines = [text for one in found.balances for text in _verdict(one)]
    if found.records_listed is not None and found.records_listed < found.record_count:
        lines.append(
            f"Listed: {found.records_listed} of {found.record_count} records; ask for fewer lots "
            "to see all."
        )
    stamp = found.snapshot
    lines.append(
        f"Snapshot {stamp.id} of {stamp.built_at}, data as of {stamp.data_as_of or 'unknown'}."
    )
    return lines


def balance_tables(found: Balances) -> list[TextTable]:
    """Lines of each balance, and the records behind them if they were asked for."""
    tables = [_lines(one) for one in found.balances]
    if found.records_listed is not None:
        tables += [_records(one) for one in found.balances]
    return [table for table in tables if table.rows]


def _verdict(one: Balance) -> list[str]:
    name = _name(one)
    sums = (
        f"{_text(one.accounted_qty)} of {_text(one.in_qty)} {one.uom or ''}".rstrip()
        if one.in_qty is not None
        else "the sums are unknown"
    )
    if one.reason is None and one.residual_qty is not None:
        percent = _text(one.accounted_percent)
        rest = f"unaccounted {_text(one.residual_qty)} {one.uom or ''}".rstrip()
        verdict = f"{name}: {percent} % accounted for ({sums}), {rest}."
    else:
        verdict = f"{name}: no percentage ({sums})."
    return [verdict, *([one.explanation] if one.explanation else [])]


def _lines(one: Balance) -> TextTable:
    columns = (
        "side",
        "line",
        "item_code",
        "qty",
        "uom",
        f"in {one.uom}" if one.uom else "in one unit",
    )
    return TextTable(
        f"Balance of {_name(one)}",
        (*columns, "records", "unknown", "files (rows)"),
        tuple(
            (
                _SIDES[line.side],
                line.line,
                line.item_code or "",
                _text(line.qty),
                line.uom or "",
                _text(line.balance_qty)
                if line.unknown_count or line.balance_qty is not None
                else "",
                str(line.record_count or ""),
                str(line.unknown_count or ""),
                _files(line),
            )
            for line in one.lines
        ),
    )


def _records(one: Balance) -> TextTable:
    return TextTable(
        f"Records behind the balance of {_name(one)}",
        ("line", "item_code", "qty", "uom", "occurred_at", "contract", "file and line"),
        tuple(
            (
                line.line,
                line.item_code or "",
                _text(record.qty),
                record.uom or "",
                record.occurred_at or "",
                record.contract,
                f"{record.source_file}:{record.source_row}",
            )
            for line in one.lines
            for record in line.records
        ),
    )


def _files(line: BalanceLine) -> str:
    return ", ".join(f"{source.source_file} ({source.row_count})" for source in line.sources)


def _name(one: Balance) -> str:
    if one.subject_kind == "order":
        return f"Order {one.work_order_code}"
    return f"Lot {one.item_code or '?'}:{one.lot_code or one.subject_id}"


def _text(qty: Decimal | None) -> str:
    return "unknown" if qty is None else decimal_text(qty)
