"""Reports to authorities: the nine items of 21 CFR 7.46(a), and the food recall plan of China.

What the data does not hold is said to be missing, with who must fill it in; nothing is made up.
"""

from __future__ import annotations

from typing import Any

from traceability.domain.cases import CaseKind
from traceability.services.reports.blocks import Block, Column, block, facts, table
from traceability.services.reports.case_lists import rows_of
from traceability.services.reports.customer_letters import class_text
from traceability.services.reports.words import Words, amounts

_FDA = ("product", "reason", "risk", "produced", "in_distribution", "accounts")
_LOTS_IN_A_ROW = 40
_MADE = ("produced", "received")


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
    finished = [
        *(row for row in rows_of(document, "lots") if row.get("shipped_qty") is not None),
        *_shipped_of_asked(document),
    ]
    customers = {row.get("customer_code") for row in _called(document)} - {None}
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


def _shipped_of_asked(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The lots asked for that were shipped, each with what its balance has as made or received."""
    sent = {row.get("lot_id") for row in rows_of(document, "shipments")}
    asked = (document.get("question") or {}).get("lots") or []
    balances = {
        row.get("lot_id"): row
        for level in ("raw", "semi_finished", "finished")
        for row in rows_of(document, level)
    }
    found = []
    for lot_id in dict.fromkeys(lot.get("lot_id") for lot in asked):
        if lot_id in sent:
            row = balances.get(lot_id) or {}
            lines = row.get("lines") or {}
            known = [lines[name] for name in _MADE if lines.get(name) is not None]
            found.append({"total_qty": sum(known) if known else None, "uom": row.get("uom")})
    return found


def _called(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in rows_of(document, "call") if not row.get("is_left_out")]


def _products(document: dict[str, Any], words: Words) -> list[Block]:
    lots: dict[str, set[str]] = {}
    held = [row for row in rows_of(document, "hold") if not row.get("is_left_out")]
    for row in (*rows_of(document, "shipments"), *held):
        code = row.get("lot_code") or words("lot.unknown")
        lots.setdefault(words.cell(row.get("item_code")), set()).add(code)
    rows = []
    for item, codes in sorted(lots.items()):
        told = sorted(codes)
        # A row that is longer than a page would run off it.
        for start in range(0, len(told), _LOTS_IN_A_ROW):
            named = ", ".join(told[start : start + _LOTS_IN_A_ROW])
            rows.append(["", "", named] if start else [item, str(len(told)), named])
    columns = [
        Column(words.title("item_code")),
        Column(words("count.lots"), "number"),
        Column(words.title("lot_code"), "code"),
    ]
    name = facts([(words("letter.product_name"), words.missing("quality"))])
    return [name, *table(columns, rows)]


def _accounts(document: dict[str, Any], words: Words) -> list[Block]:
    sums: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    for row in _called(document):
        key = (words.cell(row.get("customer_code")), words.cell(row.get("ship_to_code")))
        sums.setdefault(key, [])
    for row in rows_of(document, "shipments"):
        key = (words.cell(row.get("customer_code")), words.cell(row.get("ship_to_code")))
        if key in sums:
            sums[key].append((row.get("qty"), row.get("uom")))
    names = {
        words.cell(row.get("customer_code")): words.cell(row.get("customer_name"))
        for row in _called(document)
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
