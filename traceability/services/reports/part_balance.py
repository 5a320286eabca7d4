"""Parts 6 and 7 of a report: what became of it, and whether in and out agree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from traceability.services.reports.blocks import Block, Column, block, facts, points, table
from traceability.services.reports.case_lists import rows_of
from traceability.services.reports.part_scope import see
from traceability.services.reports.words import Language, Words

_LEVELS = ("raw", "orders", "semi_finished", "finished")


def disposition_part(
    document: dict[str, Any], words: Words, letters: dict[str, str]
) -> list[Block]:
    """Per level: what was shipped, is on hand, was scrapped, sampled, returned, and the rest."""
    del letters
    totals = (document.get("balances") or {}).get("totals") or []
    rows = []
    for total in totals:
        unit = words.cell(total.get("uom") or (document["balances"] or {}).get("unit"))
        level = _level(total, words)
        for name, value in (total.get("lines") or {}).items():
            rows.append([level, words.title(str(name)), words.cell(value) or "?", unit])
        residual = words.cell(total.get("residual_qty")) or "?"
        rows.append([level, words.title("unaccounted"), residual, unit])
    columns = [
        Column(words.title("level")),
        Column(words.title("line")),
        Column(words.title("qty"), "number"),
        Column(words.title("uom")),
    ]
    return table(columns, rows) or [block("text", words("no_balance"))]


def balance_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """In, accounted for and rest per level, against the marks; suspects where it does not agree."""
    balances = document.get("balances") or {}
    columns = [
        Column(words.title("level")),
        *(
            Column(words.title(name), "number")
            for name in ("in_qty", "accounted_qty", "residual_qty", "accounted_percent")
        ),
        Column(words.title("uom")),
        Column(words("verdict")),
    ]
    rows = []
    suspects: list[str] = []
    for total in balances.get("totals") or []:
        level = _level(total, words)
        rows.append(
            [
                level,
                *(
                    words.cell(total.get(name)) or "?"
                    for name in ("in_qty", "accounted_qty", "residual_qty", "accounted_percent")
                ),
                words.cell(total.get("uom") or balances.get("unit")),
                _verdict(total, words),
            ]
        )
        suspects += [f"{level}: {text}" for text in total.get("suspects") or []]
    found = table(columns, rows) or [block("text", words("no_balance"))]
    if suspects:
        found += [block("section", words("suspects")), points(suspects)]
    marks = [
        (words.title(name), _mark(value, words))
        for name, value in (balances.get("marks") or {}).items()
    ]
    if marks:
        found += [block("section", words("marks")), facts(marks)]
    counts = [len(rows_of(document, name)) for name in _LEVELS]
    if any(counts):
        found.append(block("note", words("over_100")))
    return [*found, *see(_LEVELS, letters, words)]


def _level(total: dict[str, Any], words: Words) -> str:
    """The level, and the item where it is summed item by item."""
    level = words.named("level", total.get("level"))
    return f"{level} · {total['item_code']}" if total.get("item_code") else level


def _verdict(total: dict[str, Any], words: Words) -> str:
    """The verdict on what could be balanced, and how many could not be."""
    if total.get("mark_verdict") == "not_shown":
        reason = total["mark_reason_zh" if words.language is Language.ZH else "mark_reason"]
        return words("marks.not_shown", why=reason)
    told = _judged(total, words)
    sure = total.get("subject_count", 0) - total.get("only_possible_count", 0)
    bare = sure - total.get("assessed_count", sure)
    return words("marks.unbalanced", told=told, count=bare, of=sure) if bare > 0 else told


def _judged(total: dict[str, Any], words: Words) -> str:
    within = total.get("is_within_marks")
    if within is None:
        return words("marks.not_assessable")
    told = words("marks.within" if within else "marks.outside")
    percent = total.get("accounted_percent")
    if percent is not None and Decimal(str(percent)) > Decimal(100):
        return f"{told}; {words('marks.over_100')}"
    return told


def _mark(mark: Any, words: Words) -> str:
    if not isinstance(mark, dict):
        return words.cell(mark)
    told = words.cell(mark.get("value"))
    return words("marks.example", value=told) if mark.get("is_example") else told
