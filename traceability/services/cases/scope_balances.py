"""Mass balance of a case: every raw lot, order and finished lot, the levels, and the suspects."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from traceability.domain.marks import Judgement, judge, marks_of
from traceability.domain.plain_values import plain
from traceability.domain.scope import EVIDENCE
from traceability.errors import UsageError
from traceability.services.balance_lot import explain_balance
from traceability.services.cases.name_suspects import name_suspects
from traceability.services.cases.total_level import total_level
from traceability.services.convert_balance import convert_balance
from traceability.store import balances as marts
from traceability.store import case_facts

if TYPE_CHECKING:
    from traceability.services.cases.read_ground import CaseFacts, Ground
    from traceability.settings import Settings
    from traceability.store.warehouse import Connection

Row = dict[str, Any]
LEVELS = ("raw", "semi_finished", "orders", "finished")
_RAW = frozenset({"raw", "packaging", "consumable"})
_BOUGHT = frozenset({"received", "before_history"})
_FIGURES = "uom in_qty accounted_qty accounted_percent residual_qty on_hand_basis reason"


def scope_balances(
    connection: Connection,
    ground: Ground,
    facts: CaseFacts,
    settings: Settings,
    unit: str | None,
) -> Row:
    """Balances of the lots and orders of a case, either way, and their totals by level.

    unit: sum everything up in it; None: each level in its one measure, else in the unit that most
    items convert to, and pieces item by item. Totals leave out what is only possible, and what
    cannot be assessed. Raises UsageError for a unit without a name.
    """
    if unit is not None and not unit.strip():
        raise UsageError("No unit was named.", hint="Write --unit kg, or leave --unit out.")
    marks = marks_of(settings)
    found: Row = {
        "unit": unit,
        **{level: [] for level in LEVELS},
        "totals": [],
        "marks": plain(marks),
    }
    if not marts.has_balances(connection):
        return found
    units = _units(connection, facts, unit)
    for level, subjects in _subjects(ground).items():
        kind = "order" if level == "orders" else "lot"
        rows = marts.read_balances(connection, kind, sorted(subjects))
        lines = marts.read_amounts(connection, kind, sorted(subjects))
        if unit is not None:
            rows, lines = _converted(connection, rows, lines, unit)
        found[level] = _told(level, rows, lines, subjects, unit)
        if unit is None and units.common is not None:
            rows, lines = _in_common(connection, rows, lines, units)
        for total in total_level(level, rows, lines, subjects, units.measures):
            total.update(_against_marks(judge(marks, level, total)))
            total["suspects"] = name_suspects(connection, level, total, rows, lines)
            del total["subjects"]
            found["totals"].append(total)
    return found


def _against_marks(judged: Judgement) -> Row:
    """The verdict as a total has it; is_within_marks is None where it is not shown, too."""
    verdict = judged.verdict
    return {
        "is_within_marks": None if verdict is None else verdict.is_met,
        "mark_verdict": None if verdict is None else str(verdict),
        "mark_reason": judged.reason,
        "mark_reason_zh": judged.reason_zh,
    }


class _Units(NamedTuple):
    """asked: the unit asked for. common: what most items convert to. measures: mass and volume."""

    asked: str | None
    common: str | None
    measures: frozenset[str]


def _units(connection: Connection, facts: CaseFacts, unit: str | None) -> _Units:
    if facts.missing:
        return _Units(unit, None, frozenset())
    common = case_facts.read_common_unit(connection)
    return _Units(unit, common, case_facts.read_measures(connection))


def _in_common(
    connection: Connection, rows: list[Row], lines: list[Row], units: _Units
) -> tuple[list[Row], list[Row]]:
    """In the one measure that all have already, else in the common unit, each that converts."""
    used = {row["uom"] for row in rows if row["reason"] is None}
    if len(used) == 1 and next(iter(used)).lower() in units.measures:
        return rows, lines
    turned, turned_lines = _converted(connection, rows, lines, units.common or "")
    better = {row["subject_id"] for row in turned if row["reason"] is None}
    return (
        [row for row in turned if row["subject_id"] in better]
        + [row for row in rows if row["subject_id"] not in better],
        [line for line in turned_lines if line["subject_id"] in better]
        + [line for line in lines if line["subject_id"] not in better],
    )


def _subjects(ground: Ground) -> dict[str, dict[str, str]]:
    """By level, the lots (ids) or orders (codes) of the case with the evidence of each."""
    evidence: dict[str, str] = {lot.lot_id: lot.evidence for lot in ground.lots.values()}
    for lot in ground.backward.lots:
        evidence[lot.lot_id] = _better(evidence.get(lot.lot_id), lot.evidence)
    found: dict[str, dict[str, str]] = {level: {} for level in LEVELS}
    nodes = [ground.index.lot_of(lot_id) for lot_id in evidence]
    table = ground.index.table("trace_lots")
    kinds = table.records(("item_type", "origin"), np.array(nodes, np.int64))
    for (lot_id, word), (item_type, origin) in zip(evidence.items(), kinds, strict=True):
        found[_level(item_type, origin)][lot_id] = word
    for order in (*ground.forward.work_orders, *ground.backward.work_orders):
        known = found["orders"].get(order.work_order_code)
        found["orders"][order.work_order_code] = _better(known, order.evidence)
    return found


def _level(item_type: str | None, origin: str | None) -> str:
    if item_type in _RAW or (item_type is None and origin in _BOUGHT):
        return "raw"
    return "finished" if item_type == "finished" else "semi_finished"


def _converted(
    connection: Connection, rows: list[Row], lines: list[Row], unit: str
) -> tuple[list[Row], list[Row]]:
    items = sorted({line["item_code"] for line in lines} - {None})
    return convert_balance(rows, lines, unit, marts.read_factors(connection, items, unit))


def _told(
    level: str, rows: list[Row], lines: list[Row], subjects: dict[str, str], unit: str | None
) -> list[Row]:
    """The balances as the document has them, by item and code."""
    amounts: dict[str, dict[str, Decimal | None]] = {}
    apart: dict[str, set[tuple[str | None, str | None]]] = {}
    for line in lines:
        own = amounts.setdefault(line["subject_id"], {})
        own[line["line"]] = _plus(own.get(line["line"], Decimal(0)), line["balance_qty"])
        if line["side"] != "shown" and line["balance_qty"] is None:
            apart.setdefault(line["subject_id"], set()).add((line["item_code"], line["uom"]))
    told = []
    for row in rows:
        subject = row["subject_id"]
        name: Row = {"lot_id": subject, "item_code": row["item_code"], "lot_code": row["lot_code"]}
        if level == "orders":
            name = {"work_order_code": subject, "item_code": row["item_code"]}
        why = explain_balance(row, apart.get(subject, ()), unit) if row["reason"] else None
        told.append(
            {
                **name,
                "evidence": subjects[subject],
                **{figure: row[figure] for figure in _FIGURES.split()},
                "explanation": why,
                "lines": amounts.get(subject, {}),
            }
        )
    return sorted(told, key=lambda row: [str(value) for value in list(row.values())[:3]])


def _plus(known: Decimal | None, more: Decimal | None) -> Decimal | None:
    return None if known is None or more is None else known + more


def _better(known: str | None, word: str) -> str:
    return word if known is None else min(known, word, key=EVIDENCE.index)
