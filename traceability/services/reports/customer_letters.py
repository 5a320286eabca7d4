"""Letters to customers with what 21 CFR 7.49 asks for; the letter of a drill says it is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from traceability.domain.cases import CaseKind
from traceability.services.reports.action_sheets import Sheet, file_name
from traceability.services.reports.blocks import Block, Column, block, facts, form, points, table
from traceability.services.reports.case_lists import rows_of
from traceability.services.reports.letter_lots import answer_rows, lot_tables, lots_sent
from traceability.services.reports.words import Words

_URGENT = ("I", "II")
_PARTNERS = (
    *("customer_code", "customer_name", "ship_to_code", "ship_to_name", "contact_name"),
    *("supplier_code", "supplier_name"),
)
_SHORTEST = 3
"""Letters of a name or code that says who it is; a shorter one is in many words."""
_FORM = ("received", "on_hand", "sold_on", "returned", "destroyed")


def customer_letters(document: dict[str, Any], words: Words) -> Iterator[Sheet]:
    """One letter per customer and ship-to that is to be called, with the lots it received.

    Lots that are only possible stand apart from the others: they are to be held, no more. One that
    it gave back, and that no shipment to it is recorded for, stands without an amount. Deliveries
    to nobody who is named get no letter: they may have gone to several.
    """
    shipped: dict[tuple[Any, Any], list[dict[str, Any]]] = {}
    for row in rows_of(document, "shipments"):
        key = (row.get("customer_code"), row.get("ship_to_code"))
        shipped.setdefault(key, []).append(row)
    calls = [
        row
        for row in rows_of(document, "call")
        if not row.get("is_left_out") and (row.get("customer_code") or row.get("ship_to_code"))
    ]
    for number, row in enumerate(calls, 1):
        code = words.cell(row.get("customer_code"))
        sent = shipped.get((row.get("customer_code"), row.get("ship_to_code")), [])
        lots = lots_sent(document, row, sent)
        blocks = [*_opening(document, row, words), *_body(document, lots, words)]
        blocks += _answer(document, row, lots, words)
        yield (file_name("letter", number, code), words("letter.title", customer=code), blocks)


def is_urgent(case: dict[str, Any]) -> bool:
    """Whether its class asks for the word URGENT."""
    return case.get("class_value") in _URGENT


def class_text(case: dict[str, Any], words: Words) -> str:
    """Scheme and value of the class; where nobody stated one, who must."""
    if not case.get("class_value"):
        return words.missing("quality")
    scheme = words.named("class_scheme", case.get("class_scheme"))
    return words("class", scheme=scheme, value=case["class_value"])


def _opening(document: dict[str, Any], row: dict[str, Any], words: Words) -> list[Block]:
    case = document["case"]
    is_drill = case["kind"] == CaseKind.DRILL
    found = [block("warning", words("letter.drill"))] if is_drill else []
    subject = words(f"letter.subject.{case['kind']}")
    if is_urgent(case):
        subject = words("letter.urgent", subject=subject)
    found.append(block("name", subject))
    to = [row.get("customer_code"), row.get("customer_name")]
    where = [row.get("ship_to_code"), row.get("ship_to_name")]
    found.append(
        facts(
            [
                (words("letter.to"), " · ".join(str(one) for one in to if one)),
                (words("letter.ship_to"), " · ".join(str(one) for one in where if one) or "-"),
                (
                    words("letter.attention"),
                    words.cell(row.get("contact_name")) or words.missing("sales"),
                ),
                (words("letter.email"), words.cell(row.get("email")) or words.missing("sales")),
                (words("letter.from"), words.missing("coordinator")),
                (words("letter.date"), words.missing("coordinator")),
                (words("letter.reference"), f"C-{case['case_no']}"),
                (words("letter.class"), class_text(case, words)),
            ]
        )
    )
    return found


def _body(document: dict[str, Any], lots: list[dict[str, Any]], words: Words) -> list[Block]:
    asked = ["stop", "hold", "sub_recall", "return", "answer"]
    return [
        block("text", words("letter.notice")),
        block("section", words("letter.what_to_do")),
        points(words(f"letter.do.{name}") for name in asked),
        block("section", words("letter.product")),
        facts([(words("letter.product_name"), words.missing("quality"))]),
        *lot_tables(lots, words),
        facts(
            [
                (words("letter.identify"), words("letter.identify_by")),
                (words("letter.label"), words.missing("quality")),
                (words("letter.reason"), _reason(document, words)),
                (words("letter.hazard"), words.missing("quality")),
                (words("letter.contact"), words.missing("coordinator")),
            ]
        ),
    ]


def _reason(document: dict[str, Any], words: Words) -> str:
    """The reason of the case, unless it names a customer or supplier: no other may read that."""
    reason = words.cell(document["case"].get("reason"))
    told = reason.casefold()
    rows = [
        *rows_of(document, "call"),
        *rows_of(document, "shipments"),
        *rows_of(document, "suppliers"),
        *rows_of(document, "origin_suppliers"),
    ]
    named = {str(row[name]) for row in rows for name in _PARTNERS if row.get(name)}
    if any(len(one) >= _SHORTEST and one.casefold() in told for one in named):
        return words.missing("quality")
    return reason or words.missing("quality")


def _answer(
    document: dict[str, Any], row: dict[str, Any], lots: list[dict[str, Any]], words: Words
) -> list[Block]:
    """The form to send back: for every lot what became of it, who says so and when."""
    columns = [
        Column(words.title("item_code")),
        Column(words.title("lot_code"), "code"),
        Column(words.title("evidence")),
        *(Column(words(f"form.{name}"), "write") for name in _FORM),
    ]
    empty = [""] * len(_FORM)
    reference = words(
        "form.reference",
        case=f"C-{document['case']['case_no']}",
        customer=words.cell(row.get("customer_code")),
        ship_to=words.cell(row.get("ship_to_code")),
    )
    drill = document["case"]["kind"] == CaseKind.DRILL
    return [
        block("break"),
        block("name", words("form.title")),
        *([block("warning", words("letter.drill"))] if drill else []),
        block("text", reference),
        block("text", words("form.how")),
        *table(columns, [[*cells, *empty] for cells in answer_rows(lots, words)]),
        form([words(f"form.{name}") for name in ("own_customers", "name", "date", "signature")]),
    ]
