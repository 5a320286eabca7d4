"""Find the lot that a row names, and the one that it is, or is not, joined with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.code_keys import code_key, is_no_lot
from traceability.domain.corrections import UID_OF, Action
from traceability.errors import NotFoundError, UsageError
from traceability.index.record_rows import rows_of_records
from traceability.services.open_snapshot import open_snapshot
from traceability.services.resolve_question import resolve_question

if TYPE_CHECKING:
    from traceability.index.reader import GenealogyIndex
    from traceability.settings import Settings
    from traceability.store.landed_rows import LandedRow


def name_other_lot(
    settings: Settings, action: Action, row: LandedRow, column: str, other: str | None
) -> str:
    """Id of the other lot: of lots to be joined the one asked for, of lots to be parted their own.

    Raises UsageError where the row names no lot, none is asked for, or both are one or of two
    items; NotFoundError or AmbiguousError for the lot asked for.
    """
    uid = UID_OF.get(column)
    if row.values[column] is None and not (uid and row.values[uid]):
        raise UsageError(f"The row names no lot in {column}.", hint="Use `set_lot` to give it one.")
    index = open_snapshot(settings).index
    own = _lot_of_row(index, row)
    lots = index.table("trace_lots")
    if action is Action.PART_LOTS:
        return str(lots.take("lot_id", np.array([own]))[0])
    if other is None:
        raise UsageError("Which lot is it the same as?", hint="Say it with --lot ITEM:LOT.")
    nodes = resolve_question(index, [other])
    if len(nodes) != 1:
        raise UsageError(f"{other} is {len(nodes)} lots.", hint="Name one lot, as ITEM:LOT.")
    (node,) = nodes
    ids, items = (lots.take(name, np.array([own, node])) for name in ("lot_id", "item_code"))
    if own == node:
        raise UsageError(f"{other} and the lot of this row are one lot already.")
    if items[0] != items[1]:
        raise UsageError(
            f"The row names a lot of item {items[0]}, and {other} is of item {items[1]}.",
            hint="Lots of two items are never one lot; correct the item of the row.",
        )
    return str(ids[1])


def recorded_spelling(settings: Settings, row: LandedRow, column: str, code: str) -> str:
    """A code as the one lot of the row's item is recorded that it means, whatever its spelling.

    A code that means no recorded lot, several of them, or what stands in the row already, stays.
    Raises UsageError for a word that says that there is none, such as N/A.
    """
    key, own = code_key(code), row.values[column]
    if own is not None and code_key(own) == key:
        return code
    item = row.values.get("to_item_code" if column.startswith("to_") else "item_code")
    lots = open_snapshot(settings).index.table("trace_lots")
    known = lots.rows_with_key("lot_code_key", key)
    if is_no_lot(code) and not len(known):
        raise UsageError(f"{code} says that there is no lot.", hint="Say that with --no-lot.")
    found = lots.records(("item_code", "lot_code"), known)
    codes = {str(told) for told_item, told in found if told_item in {item, None}}
    return codes.pop() if len(codes) == 1 else code


def _lot_of_row(index: GenealogyIndex, row: LandedRow) -> int:
    table = index.table("trace_events")
    rows = rows_of_records(table, [(row.source_file, row.source_row)])
    nodes = sorted(set(table.owners_of(rows).tolist()))
    if len(nodes) != 1:
        raise NotFoundError(
            f"{row.source_file}, line {row.source_row} stands for {len(nodes)} lots in this "
            "snapshot.",
            hint="Run `lotline build`, or name a row that speaks of one lot.",
        )
    return int(nodes[0])
