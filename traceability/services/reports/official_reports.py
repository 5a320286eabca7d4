"""Reports to authorities: the nine items of 21 CFR 7.46(a), and the food recall plan of China.

What the data does not hold is said to be missing, with who must fill it in; nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from traceability.domain.cases import CaseKind
from traceability.services.reports.blocks import Block, Column, block, facts, table
from traceability.services.reports.case_lists import rows_of
from traceability.services.reports.customer_letters import class_text
from traceability.services.reports.words import Words, amounts

_FDA = ("product", "reason", "risk", "produced", "in_distribution", "accounts")
_LOTS_NAMED = 40


def fda_report(document: dict[str, Any], words: Words) -> list[Block]:
    """What FDA asks of a firm that begins a recall by itself."""
    case = document["case"]
    told = _facts_of(document, words)
    found = [*_notice(case, words), block("name", words("fda.title"))]
    found.append(block("note", words("fda.note")))
    for number, name in enumerate(_FDA, 1):
        found.append(block("part", f"{number}  {words(f'fda.{name}')}"))
        found += told[name]
    found += [
        block("part", f"7  {words('fda.communication')}"),
        block("text", words("fda.letters")),
        block("part", f"8  {words('fda.strategy')}"),
        facts(
            [
                (words("fda.depth"), words.missing("regulatory")),
                (words("fda.warning"), words.missing("regulatory")),
                (words("fda.checks"), _level(document, words)),
                (words("letter.class"), class_text(case, words)),
            ]
        ),
        block("part", f"9  {words('fda.official')}"),
        block("text", words.missing("regulatory")),
    ]
    return found


def china_food_plan(document: dict[str, Any], words: Words) -> list[Block]:
    """The eight items of a recall plan for food; for other goods other rules hold."""
    case = document["case"]
    found = [*_notice(case, words), block("name", words("cn.title"))]
    found.append(block("warning", words("cn.food_only")))
    for number, (name, blocks) in enumerate(_plan(document, words), 1):
        found += [block("part", f"{number}  {words(f'cn.{name}')}"), *blocks]
    return found


def _plan(document: dict[str, Any], words: Words) -> tuple[tuple[str, list[Block]], ...]:
    case = document["case"]
    told = _facts_of(document, words)
    deadline = {"I": 1, "II": 2, "III": 3}.get(str(case.get("class_value")))
    limits = words(f"cn.limits.{deadline}") if deadline else words.missing("quality")
    return (
        (
            "producer",
            [
                facts(
                    (words(f"cn.producer.{name}"), words.missing("regulatory"))
                    for name in ("name", "address", "legal_person", "contact")
                )
            ],
        ),
        (
            "food",
            [
                facts(
                    (words(f"cn.food.{name}"), words.missing("quality"))
                    for name in ("name", "brand", "specification", "production_date")
                ),
                *told["product"],
                *told["in_distribution"],
                facts([(words("cn.food.region"), words.missing("sales"))]),
            ],
        ),
        (
            "harm",
            [
                facts(
                    [
                        (words("letter.reason"), words.cell(case.get("reason"))),
                        (words("letter.hazard"), words.missing("quality")),
                    ]
                )
            ],
        ),
        (
            "class",
            [
                facts(
                    [
                        (words("letter.class"), class_text(case, words)),
                        (words("cn.limits"), limits),
                        (words("cn.flow"), words.missing("coordinator")),
                    ]
                )
            ],
        ),
        (
            "notice",
            [block("text", words("cn.letters")), block("text", words.missing("regulatory"))],
        ),
        ("duties", [block("text", words("cn.duties_are"))]),
        ("disposal", [block("text", words.missing("quality"))]),
        ("effect", [*told["accounts"], block("text", words.missing("coordinator"))]),
    )


def _notice(case: dict[str, Any], words: Words) -> list[Block]:
    return [block("warning", words("official.drill"))] if case["kind"] == CaseKind.DRILL else []


def _facts_of(document: dict[str, Any], words: Words) -> dict[str, list[Block]]:
    """What the document does say on the items that ask for goods and amounts."""
    case = document["case"]
    shipments = rows_of(document, "shipments")
    finished = [row for row in rows_of(document, "lots") if row.get("shipped_qty") is not None]
    customers = {row.get("customer_code") for row in rows_of(document, "call")}
    return {
        "product": _products(document, words),
        "reason": [
            facts(
                [
                    (words("letter.reason"), words.cell(case.get("reason"))),
                    (words("fda.found_at"), words.cell(case.get("opened_at"), "opened_at")),
                    (words("fda.circumstances"), words.missing("quality")),
                ]
            )
        ],
        "risk": [block("text", words.missing("quality"))],
        "produced": [
            facts(
                [
                    (
                        words("fda.total"),
                        amounts((row.get("total_qty"), row.get("uom")) for row in finished)
                        or words.missing("production"),
                    ),
                    (words("fda.span"), _span(document) or words.missing("production")),
                ]
            )
        ],
        "in_distribution": [
            facts(
                [
                    (
                        words("fda.shipped"),
                        amounts((row.get("qty"), row.get("uom")) for row in shipments)
                        or words("none"),
                    ),
                    (words("fda.returned"), _returned(document, words)),
                    (words("fda.left"), words.missing("sales")),
                ]
            )
        ],
        "accounts": [
            facts([(words("fda.direct"), str(len(customers)))]),
            *_accounts(document, words),
        ],
    }


def _products(document: dict[str, Any], words: Words) -> list[Block]:
    lots: dict[str, set[str]] = {}
    for row in (*rows_of(document, "shipments"), *rows_of(document, "hold")):
        code = row.get("lot_code") or words("lot.unknown")
        lots.setdefault(words.cell(row.get("item_code")), set()).add(code)
    rows = [[item, str(len(codes)), _some(sorted(codes), words)] for item, codes in lots.items()]
    columns = [
        Column(words.title("item_code")),
        Column(words("count.lots"), "number"),
        Column(words.title("lot_code"), "code"),
    ]
    name = facts([(words("letter.product_name"), words.missing("quality"))])
    return [name, *table(columns, sorted(rows))]


def _accounts(document: dict[str, Any], words: Words) -> list[Block]:
    sums: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    for row in rows_of(document, "shipments"):
        key = (words.cell(row.get("customer_code")), words.cell(row.get("ship_to_code")))
        sums.setdefault(key, []).append((row.get("qty"), row.get("uom")))
    for row in rows_of(document, "call"):
        key = (words.cell(row.get("customer_code")), words.cell(row.get("ship_to_code")))
        sums.setdefault(key, [])
    names = {
        words.cell(row.get("customer_code")): words.cell(row.get("customer_name"))
        for row in rows_of(document, "call")
    }
    columns = [
        Column(words.title(name))
        for name in ("customer_code", "customer_name", "ship_to_code", "quantities")
    ]
    rows = [
        [code, names.get(code, ""), where, amounts(pairs)]
        for (code, where), pairs in sorted(sums.items())
    ]
    return table(columns, rows)


def _returned(document: dict[str, Any], words: Words) -> str:
    rows = [row for row in rows_of(document, "ledger") if row.get("returned_qty") is not None]
    told = amounts((row["returned_qty"], row.get("uom")) for row in rows)
    return told or words.missing("warehouse")


def _span(document: dict[str, Any]) -> str:
    """The days from the first to the last of the orders that made suspect lots."""
    made = [row for row in rows_of(document, "work_orders") if row.get("role") == "made"]
    days = [row[name][:10] for row in made for name in ("started_at", "closed_at") if row.get(name)]
    return f"{min(days)} .. {max(days)}" if days else ""


def _level(document: dict[str, Any], words: Words) -> str:
    checks = (document.get("consignees") or {}).get("checks") or {}
    level = checks.get("level")
    return words("checks.level", level=level) if level else words.missing("quality")


def _some(codes: Iterable[str], words: Words) -> str:
    told = list(codes)
    if len(told) <= _LOTS_NAMED:
        return ", ".join(told)
    return words("and_more", named=", ".join(told[:_LOTS_NAMED]), count=len(told) - _LOTS_NAMED)
