"""Foresee the balances of the lots between which a correction moves records."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.contracts.balance_marts import BASES, NOTHING_IN, REASONS
from traceability.domain.correction_impact import BalanceChange
from traceability.domain.corrections import Action
from traceability.services.compare_scopes import name_lot
from traceability.store import balances as marts
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.domain.corrections import Correction
    from traceability.services.foresee_correction import Foreseen
    from traceability.settings import Settings

Row = dict[str, Any]
_MOST_RECORDS = 100_000
_IN = frozenset(
    {
        *("received", "produced", "found", "returned_by_customer"),
        *("split_in", "merged_in", "relabelled_in"),
    }
)
_SHOWN = frozenset({"counted", "transferred_out", "transferred_in", "in_transit"})
_BUILD = "Only the build can say: it was counted in part."


@dataclass(frozen=True, slots=True)
class _Sums:
    """What came in, what is accounted for, and of that what lies on hand."""

    came_in: Decimal
    went_out: Decimal
    on_hand: Decimal


def foresee_balances(
    settings: Settings, warehouse: Path, correction: Correction, foreseen: Foreseen
) -> tuple[BalanceChange, ...]:
    """Balances before and after, of the lot that loses records and of the one that gets them.

    warehouse: of the snapshot that the index is of.
    """
    lost, gained = foreseen.lost, foreseen.gained
    if lost is None or correction.action in {Action.JOIN_LOTS, Action.PART_LOTS}:
        return ()
    lots = [lost] + ([gained] if gained is not None else [])
    known = [lot for lot in lots if lot < foreseen.after.index.lot_count]
    ids = {lot: str(name_lot(foreseen.after, lot).lot_id) for lot in known}
    names = sorted(ids.values())
    with open_warehouse(warehouse, settings) as connection:
        if not marts.has_balances(connection):
            return ()
        rows = {row["subject_id"]: row for row in marts.read_balances(connection, "lot", names)}
        lines = marts.read_lines(connection, "lot", names)
        records = marts.read_records(connection, "lot", names, _MOST_RECORDS)
    moving = [
        record
        for record in records
        if record["subject_id"] == ids.get(lost)
        and (record["source_file"], record["source_row"]) in foreseen.records
        and record["line"] not in _SHOWN
    ]
    if not moving:
        return ()
    told = []
    for lot in lots:
        own = [line for line in lines if line["subject_id"] == ids.get(lot)]
        factor = -_share(correction) if lot == lost else Decimal(1)
        row = rows.get(ids.get(lot, ""))
        told.append(_change(foreseen, lot, row, own, (moving, records, factor)))
    return tuple(told)


def _share(correction: Correction) -> Decimal:
    """How much of the amount of the records goes: all, or what another amount makes less."""
    if correction.action is not Action.SET_VALUE or correction.column_name != "qty":
        return Decimal(1 if correction.action is not Action.SET_VALUE else 0)
    old, new = Decimal(correction.old_value or 0), Decimal(correction.new_value or 0)
    return (old - new) / old if old else Decimal(0)


def _change(
    foreseen: Foreseen,
    lot: int,
    row: Row | None,
    lines: list[Row],
    moving: tuple[list[Row], list[Row], Decimal],
) -> BalanceChange:
    name = name_lot(foreseen.after, lot)
    rows, records, factor = moving
    uom = row["uom"] if row else rows[0]["uom"]
    if row is None:
        return BalanceChange(name, uom, None, None, None, None, None, None, REASONS[NOTHING_IN])
    before = (row["in_qty"], row["accounted_qty"], row["residual_qty"])
    basis = row["on_hand_basis"]
    amounts = [record["qty"] for record in rows]
    is_assessable = row["reason"] is None and None not in amounts and basis != "counted_in_part"
    if not is_assessable or any(record["uom"] != uom for record in rows):
        note = REASONS.get(str(row["reason"]), _BUILD)
        return BalanceChange(name, uom, before[0], None, before[1], None, before[2], None, note)
    after = _moved(_sums(row, lines), rows, factor, _count_of(records, row, basis))
    if after.came_in <= 0:
        note = REASONS[NOTHING_IN]
        return BalanceChange(name, uom, before[0], None, before[1], None, before[2], None, note)
    return BalanceChange(
        name,
        uom,
        before[0],
        after.came_in,
        before[1],
        after.went_out,
        before[2],
        after.came_in - after.went_out,
        BASES.get(basis or "", ""),
    )


def _sums(row: Row, lines: list[Row]) -> _Sums:
    held = [line["balance_qty"] for line in lines if line["line"] == "on_hand"]
    on_hand = sum((qty for qty in held if qty is not None), Decimal(0))
    return _Sums(row["in_qty"], row["accounted_qty"], on_hand)


def _count_of(records: list[Row], row: Row, basis: str | None) -> str | None:
    """When the lot was last counted; None where its stock is by the book."""
    if basis != "counted":
        return None
    times = [
        record["occurred_at"]
        for record in records
        if record["subject_id"] == row["subject_id"] and record["line"] == "counted"
    ]
    return max((at for at in times if at is not None), default="")


def _moved(sums: _Sums, rows: list[Row], factor: Decimal, counted_at: str | None) -> _Sums:
    """The sums with these records more (factor 1) or less (-1); the stock follows the book."""
    came_in, went_out, on_hand = sums.came_in, sums.went_out - sums.on_hand, sums.on_hand
    for record in rows:
        qty = record["qty"] * factor
        is_in = record["line"] in _IN
        if is_in:
            came_in += qty
        else:
            went_out += qty
        if counted_at is None or (record["occurred_at"] or "") > counted_at:
            on_hand += qty if is_in else -qty
    on_hand = max(on_hand, Decimal(0))
    return _Sums(came_in, (went_out + on_hand).quantize(Decimal("0.000001")), on_hand)
