"""What a machine or person worked on: runs of operations, and rows that name the machine itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.domain.code_keys import code_key
from traceability.domain.tables import many

if TYPE_CHECKING:
    from traceability.domain.questions import Asked
    from traceability.index.reader import GenealogyIndex

_OPERATIONS = ("trace_operations", "started_at", "ended_at")
_ROWS = ("trace_machine_work", "begun_at", "ended_at")
_COLUMNS = {"machine": "equipment_code", "operator": "operator_code"}
WORK_KINDS = frozenset(_COLUMNS)
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Work:
    """What is on record under a code, in the period asked for.

    spellings: of the code, every one; those not as it was asked are no part of the rest where it is
    among them. orders: exact codes. lots: ids, made without a known order or by one that takes
    products apart. unplaced_count: rows with neither.
    """

    spellings: tuple[str, ...]
    orders: tuple[str, ...]
    lots: tuple[str, ...]
    unplaced_count: int
    is_whole: bool


def find_work(index: GenealogyIndex, asked: Asked) -> Work:
    """Every record of a machine or person. is_whole: the index holds all that is read here."""
    rows = list(_rows(index, asked))
    spellings = tuple(sorted({row[0] for row in rows}))
    kept = [
        row
        for row in rows
        if (asked.code not in spellings or row[0] == asked.code)
        and (asked.period is None or asked.period.may_hold(row[3], row[4]))
    ]
    return Work(
        spellings,
        tuple(sorted({row[1] for row in kept if row[1]})),
        tuple(sorted({row[2] for row in kept if row[2]})),
        sum(row[5] or 1 for row in kept if not row[1] and not row[2]),
        all(index.table(mart).has_keys(_COLUMNS[asked.kind]) for mart, _, _ in _marts(asked)),
    )


def say_unmade(asked: Asked, work: Work, fruitless: list[str]) -> list[str]:
    """What a question misses although it is on record. fruitless: orders that made no lot yet."""
    told = []
    if fruitless:
        named = ", ".join(fruitless[:_NAMED]) + (" and more" if fruitless[_NAMED:] else "")
        told.append(
            f"{asked.text}: {many(len(fruitless), 'order')} ran there and made no lot on record "
            f"({named}); what they hold is not in this answer. Ask for their input lots too."
        )
    if work.unplaced_count:
        verb = "names" if work.unplaced_count == 1 else "name"
        told.append(
            f"{asked.text}: {many(work.unplaced_count, 'record')} {verb} neither an order nor a "
            "made lot; what was made there then is not in this answer."
        )
    others = [one for one in work.spellings if one != asked.code]
    if others and asked.code in work.spellings:
        told.append(f"{asked.text}: it is also written {', '.join(others)}, which was not asked.")
    if not work.is_whole:
        told.append(
            f"{asked.text}: this snapshot is older; only machines of operations are found, not "
            "those of consumptions and outputs. Run `lotline build`."
        )
    return told


def _rows(index: GenealogyIndex, asked: Asked) -> Any:
    column = _COLUMNS[asked.kind]
    for mart, begun, ended in _marts(asked):
        table = index.table(mart)
        if table.has_keys(column):
            names = (column, "work_order_code", "lot_id", begun, ended, "record_count")
            yield from table.records(names, table.rows_with_key(column, code_key(asked.code)))


def _marts(asked: Asked) -> tuple[tuple[str, str, str], ...]:
    return (_OPERATIONS, _ROWS) if asked.kind == "machine" else (_OPERATIONS,)
