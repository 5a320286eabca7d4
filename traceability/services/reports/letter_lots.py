"""The lots of a letter, by how sure it is that they are concerned and that they were received."""

from __future__ import annotations

from typing import Any

from traceability.domain.scope import EVIDENCE
from traceability.services.reports.blocks import Block, Column, block, table
from traceability.services.reports.case_lists import rows_of
from traceability.services.reports.words import Words, amounts

Row = dict[str, Any]

_COLUMNS = (
    ("item_code", "text"),
    ("lot_code", "code"),
    ("qty", "number"),
    ("uom", "text"),
    ("delivery_code", "text"),
    ("shipped_at", "text"),
)


def lots_sent(document: Row, call: Row, sent: list[Row]) -> list[Row]:
    """What a customer was sent, then what it gave back without a shipment on record.

    Every row bears the strongest evidence that its lot has with this customer: the goods of one lot
    are not told apart by the delivery they came with; a line that says nothing of it is only
    possible. The lots that the case asks about are no lots reached, and as sure as can be.
    """
    known = {row.get("lot_id") for row in sent}
    bare = [row for row in call.get("lots") or [] if row["lot_id"] not in known]
    of_lots = {}
    if bare:
        of_lots = {row["lot_id"]: row.get("evidence") for row in rows_of(document, "lots")}
        of_lots |= {row["lot_id"]: EVIDENCE[0] for row in document["question"]["lots"]}
    told = [*sent, *(row | {"evidence": of_lots.get(row["lot_id"])} for row in bare)]
    best: dict[Any, str] = {}
    for row in told:
        word = row.get("evidence") if row.get("evidence") in EVIDENCE else EVIDENCE[-1]
        best[row.get("lot_id")] = min(word, best.get(row.get("lot_id"), word), key=EVIDENCE.index)
    return [row | {"evidence": best[row.get("lot_id")]} for row in told]


def lot_tables(lots: list[Row], words: Words) -> list[Block]:
    """One table per grade of evidence that occurs, headed by what it means for the customer."""
    if not lots:
        return [block("text", words("letter.no_lots"))]
    columns = [Column(words.title(name), kind) for name, kind in _COLUMNS]
    found: list[Block] = []
    for evidence in EVIDENCE:
        rows = [row for row in lots if row["evidence"] == evidence]
        if not rows:
            continue
        total = amounts((row.get("qty"), row.get("uom")) for row in rows)
        found += [
            block("section", words(f"letter.lots.{evidence}")),
            block("text", words(f"letter.means.{evidence}")),
            *table(columns, [_cells(row, words) for row in rows]),
            block("note", words("letter.sum", amount=total)),
        ]
    return found


def answer_rows(lots: list[Row], words: Words) -> list[list[str]]:
    """Item, lot and evidence of every lot that the form asks about, each once."""
    names = {
        (words.cell(row.get("item_code")), words.cell(row.get("lot_code")), row["evidence"])
        for row in lots
    }
    return [
        [item, lot or words("lot.unknown"), words.named("evidence", evidence)]
        for item, lot, evidence in sorted(names)
    ]


def _cells(row: Row, words: Words) -> list[str]:
    return [
        words.cell(row.get("item_code")),
        words.cell(row.get("lot_code")) or words("lot.unknown"),
        words.cell(row.get("qty")) or "?",
        words.cell(row.get("uom")),
        words.cell(row.get("delivery_code")),
        words.cell(row.get("shipped_at"), "shipped_at"),
    ]
