"""What became of an amount: the mass balance of a lot or an order, with the records behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.contracts.balance_marts import BASES, LINES, NO_COMMON_UNIT, REASONS, SIDES
from traceability.domain.balance import (
    Balance,
    BalanceLine,
    BalanceRecord,
    Balances,
    BalanceSource,
)
from traceability.domain.questions import parse_asked
from traceability.errors import DataMissingError, NotFoundError, RefusedError, UsageError
from traceability.services.convert_balance import convert_balance
from traceability.services.open_snapshot import open_snapshot
from traceability.services.resolve_question import resolve_question, rows_of_code
from traceability.store import balances as marts
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from traceability.index.reader import GenealogyIndex
    from traceability.settings import Settings
    from traceability.store.balances import Row

MOST_SUBJECTS = 200
MOST_RECORDS = 10_000
"""Records listed at most; the answer says how many there are."""
PARTS = ("records",)


def balance_lot(
    settings: Settings,
    asked: str,
    *,
    item: str | None = None,
    unit: str | None = None,
    with_parts: Sequence[str] = (),
    snapshot_id: str | None = None,
) -> Balances:
    """The balances of what was asked: of an order itself for `order:CODE`, else of every lot meant.

    unit: sum up in this unit instead of the balance's own. Raises UsageError for a detail that
    does not exist or a unit without a name, NotFoundError or AmbiguousError for codes,
    RefusedError for too many lots at once, DataMissingError when nothing is built or the snapshot
    has no balances.
    """
    unknown = sorted(set(with_parts) - set(PARTS))
    if unknown:
        raise UsageError(f"There is no detail {unknown[0]}.", hint=f"Choose {', '.join(PARTS)}.")
    if unit is not None and not unit.strip():
        raise UsageError("No unit was named.", hint="Write --unit kg, or leave --unit out.")
    opened = open_snapshot(settings, snapshot_id)
    kind, ids = _subjects(opened.index, asked, item)
    warehouse = snapshots.named(settings, opened.stamp.id).warehouse
    with open_warehouse(warehouse, settings) as connection:
        if not marts.has_balances(connection):
            raise DataMissingError(
                f"Snapshot {opened.stamp.id} was built without balances.",
                hint="Run `lotline build` to make one that has them.",
            )
        rows = marts.read_balances(connection, kind, ids)
        lines = marts.read_lines(connection, kind, ids)
        records = marts.read_records(connection, kind, ids, MOST_RECORDS) if with_parts else None
        if unit is not None:
            items = sorted({line["item_code"] for line in lines} - {None})
            factors = marts.read_factors(connection, items, unit)
            rows, lines = convert_balance(rows, lines, unit, factors)
    balances = _assembled(rows, lines, records or [], unit)
    if not balances:
        raise NotFoundError(
            f"{asked}: no balance can be drawn, because nothing with a lot number or order is "
            "recorded for it.",
            hint="Ask for a lot that has a number, or for an order that used or made something.",
        )
    return Balances(
        opened.stamp,
        asked,
        balances,
        sum(line.record_count for one in balances for line in one.lines),
        None if records is None else len(records),
    )


def _subjects(index: GenealogyIndex, asked: str, item: str | None) -> tuple[str, list[str]]:
    """Kind and ids of what was asked: an order, or lots."""
    parsed = parse_asked(asked)
    if parsed.kind == "order":
        rows = rows_of_code(index, parsed)
        return "order", sorted(set(index.table("trace_runs").take("work_order_code", rows)))
    nodes = resolve_question(index, [asked], item)
    if len(nodes) > MOST_SUBJECTS:
        raise RefusedError(
            f"{asked} means {len(nodes)} lots; at most {MOST_SUBJECTS} balances are drawn at once.",
            hint="Ask for a shorter time, or for one lot.",
        )
    lots = index.table("trace_lots")
    return "lot", sorted(lots.take("lot_id", np.array(nodes, np.int64)))


def _assembled(
    rows: list[Row], lines: list[Row], records: list[Row], unit: str | None
) -> tuple[Balance, ...]:
    """The balances by item and code; unit: the one asked for."""
    told: dict[tuple[Any, ...], list[BalanceRecord]] = {}
    for record in records:
        kept = {name: record[name] for name in BalanceRecord.__slots__}
        told.setdefault(marts.line_of(record), []).append(BalanceRecord(**kept))
    of_subject: dict[str, list[BalanceLine]] = {}
    for line in sorted(lines, key=_place):
        of_subject.setdefault(line["subject_id"], []).append(_line(line, told))
    return tuple(
        Balance(
            **row,
            explanation=explain_balance(row, _apart(of_subject.get(row["subject_id"], [])), unit),
            lines=tuple(of_subject.get(row["subject_id"], ())),
        )
        for row in sorted(rows, key=_called)
    )


def _called(row: Row) -> tuple[str, ...]:
    return tuple(row[name] or "" for name in ("item_code", "lot_code", "subject_id"))


def _line(row: Row, told: dict[tuple[Any, ...], list[BalanceRecord]]) -> BalanceLine:
    kept = {name: row[name] for name in BalanceLine.__slots__ if name in row}
    kept["sources"] = tuple(BalanceSource(**source) for source in row["sources"])
    return BalanceLine(**kept, records=tuple(told.get(marts.line_of(row), ())))


def _place(row: Row) -> tuple[Any, ...]:
    return (
        row["subject_id"],
        SIDES.index(row["side"]),
        LINES.index(row["line"]),
        row["item_code"] or "",
        row["uom"] or "",
    )


def _apart(lines: list[BalanceLine]) -> set[tuple[str | None, str | None]]:
    """Item and unit of the lines that no unit joins to the others."""
    return {
        (line.item_code, line.uom)
        for line in lines
        if line.side != "shown" and line.balance_qty is None
    }


def explain_balance(
    row: Row, apart: Collection[tuple[str | None, str | None]], unit: str | None
) -> str:
    """What a reader must know beside the figures.

    apart: item and unit of what no unit joins. unit: the one asked for.
    """
    reason, basis = row["reason"], row["on_hand_basis"]
    parts = [] if reason is None else [f"Not assessable: {REASONS[reason]}."]
    if reason == NO_COMMON_UNIT:
        counted = sorted({f"{item or '?'} in {uom or '?'}" for item, uom in apart})
        if unit is not None:
            parts = [f"Not assessable: not all amounts convert to {unit}."]
        parts.append(
            f"Counted are {', '.join(counted)}; rows of erp_uom_conversions can join them."
        )
    return " ".join([*parts, *([BASES[basis]] if basis else [])])
