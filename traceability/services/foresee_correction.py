"""Foresee what the next build makes of a correction: the index, and an overlay of it in memory.

Exact for what is recorded: links of the rows it names, their shipments and suppliers, in the scope
`probable` and better. What Lotline infers from gaps, windows and balances is the build's to decide;
the preview says so where a correction touches it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.code_keys import code_key
from traceability.domain.correction_impact import ImpactLot
from traceability.domain.corrections import ABOUT_LOTS, Action
from traceability.errors import AmbiguousError
from traceability.index.overlay import NewEdge, overlaid
from traceability.index.record_rows import record_of, rows_of_records
from traceability.services.compare_scopes import After
from traceability.services.lots_concerned import Touched, lots_concerned, touched_by
from traceability.services.move_records import Moved, move_records
from traceability.services.name_candidates import candidates
from traceability.services.resolve_question import runs_of_orders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.domain.corrections import Correction
    from traceability.index.reader import GenealogyIndex
    from traceability.index.record_rows import Record
    from traceability.store.landed_rows import LandedRow

MOVES_ORDER = "work_order_code"
_MOVES_PARTNER = "customer_code"
_WINDOWS = "Its times decide from when until when links count; the build draws these windows anew."
_SILENT = "No link, shipment or supply rests on this row by itself; the build may still infer less."
_IDENTITY = "Which further records meet the lot by spelling is decided by the build."
_ALONE = "No other system has a record of this lot, so that there is nothing to part it from."
_LEFT = "Places that only a build can find a lot for, such as pools of a gap, are left as they are."


@dataclass(slots=True)
class Foreseen:
    """What becomes of the genealogy.

    after: the index as it would be. lost, gained: the lot that loses the records and the one that
    gets them, nodes of the overlay. records: those that move.
    """

    after: After
    removed: int
    added: int
    lost: int | None
    gained: int | None
    records: frozenset[Record]
    forward: tuple[int, ...] = ()
    backward: tuple[int, ...] = ()
    unforeseen: list[str] = field(default_factory=list)


def foresee_correction(
    index: GenealogyIndex, correction: Correction, rows: Sequence[LandedRow]
) -> Foreseen:
    """The genealogy after a correction of these landed rows, which hold its old value.

    Raises AmbiguousError where its new lot may be several.
    """
    records = {(row.source_file, row.source_row) for row in rows}
    lot = _lot_of(index, correction, records)
    if correction.action is Action.JOIN_LOTS:
        return _joined(index, correction, lot)
    if correction.action is Action.PART_LOTS:
        records, is_alone = _records_of_source(index, lot, correction.source_system)
        if is_alone:
            return _finished(Moved(index), (), {}, (lot, None), set(), [_ALONE])
    moved = Moved(index)
    notes: list[str] = []
    other, new_lots = _new_lot(index, correction, lot, rows)
    moved.shift = len(new_lots)
    customers: dict[int, str | None] = {}
    if correction.action is Action.SET_VALUE:
        customers = _set_value(moved, correction, lot, records, notes)
    elif lot is not None:
        move_records(moved, lot, other, records)
    if not (moved.removed or moved.added or moved.rows or customers or notes):
        notes.append(_SILENT)
    if correction.action in ABOUT_LOTS and correction.action is not Action.SET_LOT:
        notes.append(_IDENTITY)
    if lot is not None and lot < index.lot_count and _is_unknown(index, lot):
        notes.append(_LEFT)
    return _finished(moved, tuple(new_lots), customers, (lot, other), records, notes)


def _finished(  # noqa: PLR0917 - what was found out
    moved: Moved,
    new_lots: tuple[ImpactLot, ...],
    customers: dict[int, str | None],
    lots: tuple[int | None, int | None],
    records: set[Record],
    notes: list[str],
) -> Foreseen:
    overlay = overlaid(
        moved.index,
        removed=np.array(sorted(moved.removed), np.int64),
        added=moved.added,
        new_lots=moved.shift,
    )
    after = After(moved.index, overlay, new_lots, moved.rows, customers)
    found = Foreseen(
        after,
        len(moved.removed),
        len(moved.added),
        *lots,
        frozenset(records),
        unforeseen=notes,
    )
    touched = touched_by(after, moved.removed, moved.added)
    found.forward, found.backward = lots_concerned(after, touched)
    return found


def _joined(index: GenealogyIndex, correction: Correction, lot: int | None) -> Foreseen:
    other = index.lot_of(correction.new_value or "")
    if lot is None or other is None or lot == other:
        overlay = overlaid(index, removed=np.empty(0, np.int64), added=())
        return Foreseen(After(index, overlay), 0, 0, lot, other, frozenset(), unforeseen=[_SILENT])
    overlay = overlaid(index, removed=np.empty(0, np.int64), added=(), merged=(lot, other))
    rows = {
        (mart, int(row)): {other}
        for mart in ("trace_shipments", "trace_supplies")
        for row in index.table(mart).rows_of(np.array([lot])).rows
    }
    after = After(index, overlay, rows=rows, same={lot: other})
    touched = Touched({lot, other}, {lot, other})
    concerned = lots_concerned(after, touched)
    return Foreseen(after, 0, 0, lot, other, frozenset(), *concerned, [_IDENTITY])


def _set_value(
    moved: Moved,
    correction: Correction,
    lot: int | None,
    records: set[Record],
    notes: list[str],
) -> dict[int, str | None]:
    """Another order or customer of a row; of other columns, a note. Returns changed customers."""
    index, column = moved.index, correction.column_name or ""
    if column == MOVES_ORDER and lot is not None:
        _move_to_order(moved, lot, records, correction.new_value, notes)
    elif column == _MOVES_PARTNER:
        table = index.table("trace_shipments")
        return dict.fromkeys(rows_of_records(table, records).tolist(), correction.new_value)
    elif column.endswith(("_at", "_date")):
        notes.append(_WINDOWS)
    elif column in {"qty", "uom"}:
        notes.append("Links stay as they are; the amount counts in balances and in shortages.")
    else:
        notes.append(f"What hangs on {column} is decided by the build.")
    return {}


def _move_to_order(
    moved: Moved, lot: int, records: set[Record], order: str | None, notes: list[str]
) -> None:
    index = moved.index
    runs = runs_of_orders(index, [order] if order else [])
    table = index.table("trace_edges")
    before = set(rows_of_records(table, records).tolist())
    move_records(moved, lot, None, records)
    moved.rows.clear()
    if not len(runs):
        notes.append(f"No record of order {order} makes a node yet; the build will make one.")
        return
    run = moved.placed(int(runs[0]))
    for edge in sorted(before & moved.removed):
        ends = (lot, run) if int(index.graph.source[edge]) == lot else (run, lot)
        moved.added.append(NewEdge(*ends, int(index.graph.rank[edge]), edge))


def _lot_of(index: GenealogyIndex, correction: Correction, records: set[Record]) -> int | None:
    """The lot that these records name in the column of the correction; an unknown one for none."""
    found: set[int] = set()
    for mart in ("trace_events", "trace_shipments", "trace_supplies"):
        table = index.table(mart)
        found.update(table.owners_of(rows_of_records(table, records)).tolist())
    edges = rows_of_records(index.table("trace_edges"), records)
    sides = (index.graph.source, index.graph.out_node)
    ends = {int(node) for side in sides for node in side[edges]}
    found |= {node for node in ends if node < index.lot_count} if not found else set()
    nodes = sorted(node for node in found if node < index.lot_count)
    if correction.action in {Action.SET_VALUE, Action.VOID_ROW}:
        return nodes[0] if nodes else None
    if correction.old_value is None and correction.old_uid is None:
        unknown = sorted(node for node in ends if node < index.lot_count)
        return next((node for node in unknown if _is_unknown(index, node)), None)
    lots = index.table("trace_lots")
    cards = lots.records(("lot_code_key", "lot_uid"), np.array(nodes, np.int64))
    key = code_key(correction.old_value or "")
    named = [
        node
        for node, (code, uid) in zip(nodes, cards, strict=True)
        if code == key or (uid is not None and uid == correction.old_uid)
    ]
    return next(iter(named or nodes), None)


def _new_lot(
    index: GenealogyIndex,
    correction: Correction,
    lot: int | None,
    rows: Sequence[LandedRow],
) -> tuple[int | None, list[ImpactLot]]:
    """The lot that gets the records: known, or new behind the last one; None for none."""
    item = _item(index, lot, correction, rows)
    if correction.action is Action.PART_LOTS:
        return index.lot_count, [ImpactLot(None, item, correction.old_value)]
    if correction.action is not Action.SET_LOT or correction.new_value is None:
        return None, []
    lots = index.table("trace_lots")
    found = lots.rows_with_key("lot_code_key", code_key(correction.new_value))
    cards = zip(found.tolist(), lots.records(("item_code", "lot_uid"), found), strict=True)
    named = [
        node for node, (code, uid) in cards if code == item and correction.new_uid in {None, uid}
    ]
    if len(named) > 1:
        raise AmbiguousError(
            f"{correction.new_value} stands for {len(named)} lots of item {item}.",
            hint="Say which one by the source's own id of the lot: --uid UID",
            candidates=candidates(index, named, "same code"),
        )
    if named:
        return named[0], []
    return index.lot_count, [ImpactLot(None, item, correction.new_value)]


def _item(
    index: GenealogyIndex, lot: int | None, correction: Correction, rows: Sequence[LandedRow]
) -> str | None:
    if lot is not None:
        item: str | None = index.table("trace_lots").take("item_code", np.array([lot]))[0]
        return item
    column = "to_item_code" if (correction.column_name or "").startswith("to_") else "item_code"
    values = rows[0].values if rows else {}
    return values.get(column) or values.get("item_code")


def _records_of_source(
    index: GenealogyIndex, lot: int | None, system: str
) -> tuple[set[Record], bool]:
    """All records by which one source names a lot, and whether no other source names it."""
    if lot is None:
        return set(), True
    table = index.table("trace_events")
    rows = table.rows_of(np.array([lot])).rows
    systems = table.take("source_system", rows)
    told = zip(record_of(table, rows), systems, strict=True)
    return {record for record, source in told if source == system}, set(systems) <= {system}


def _is_unknown(index: GenealogyIndex, lot: int) -> bool:
    return bool(index.table("trace_lots").numbers("is_unknown")[lot])
