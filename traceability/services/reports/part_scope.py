"""Parts 2 to 5 of a report: where it came from, where it went, what to hold, whom to call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from traceability.domain.scope import EVIDENCE
from traceability.services.reports.blocks import Block, Column, block, facts, table
from traceability.services.reports.case_lists import rows_of
from traceability.services.reports.words import Words, amounts

_SHOWN = 25
"""Lines of a summary; more are counted below it, and the appendix has all rows."""


def backward_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """Suppliers, their lots and receipts, behind the lots asked for."""
    names = ("origin_suppliers", "suppliers")
    rows = next((found for name in names if (found := rows_of(document, name))), [])
    told = _grouped(rows, ("supplier_code", "supplier_name"), words, amount="qty")
    codes = {row.get("supplier_lot_code") for row in rows if row.get("supplier_lot_code")}
    return [
        facts(
            [
                (words("count.suppliers"), str(len({row.get("supplier_code") for row in rows}))),
                (words("count.supplier_lots"), str(len(codes))),
                (words("count.origin_lots"), str(len(rows_of(document, "origin_lots")))),
                (words("certificates"), words.missing("purchasing")),
            ]
        ),
        *told,
        *see(("origin_suppliers", "suppliers", "origin_lots", "origin_orders"), letters, words),
    ]


def forward_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """Work orders and lots that the suspects went into, rework among them."""
    lots, orders = rows_of(document, "lots"), rows_of(document, "work_orders")
    codes = {row.get("work_order_code") for row in orders}
    rework = {
        row.get("work_order_code")
        for row in orders
        if "rework" in str(row.get("order_type") or "").lower()
    }
    stops = rows_of(document, "stop_orders")
    return [
        facts(
            [
                (words("count.lots"), f"{len(lots)} ({_by_evidence(lots, words)})"),
                (words("count.orders"), str(len(codes))),
                (words("count.rework"), ", ".join(sorted(map(str, rework))) or words("none")),
                (words("count.stops"), _kept(stops, words)),
            ]
        ),
        *_grouped(lots, ("item_type", "item_code"), words),
        *see(("lots", "work_orders", "stop_orders"), letters, words),
    ]


def hold_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """Stock to hold per site and kind of place, how much of it was asked to be held."""
    rows = rows_of(document, "hold")
    asked = [row for row in rows if row.get("hold")]
    return [
        facts(
            [
                (words("count.hold"), _kept(rows, words)),
                (words("count.asked"), words("of", part=len(asked), whole=len(rows))),
            ]
        ),
        *_grouped(rows, ("site_code", "place_kind"), words, amount="qty"),
        *_requests(document, words),
        *see(("hold", "stock"), letters, words),
    ]


def distribution_part(
    document: dict[str, Any], words: Words, letters: dict[str, str]
) -> list[Block]:
    """Customers, what each received, the deliveries to stop, and what they answered."""
    calls, shipments = rows_of(document, "call"), rows_of(document, "shipments")
    ledger = rows_of(document, "ledger")
    notified = sum(1 for row in ledger if row.get("notified_at"))
    answered = sum(1 for row in ledger if row.get("responded_at"))
    return [
        facts(
            [
                (words("count.call"), _kept(calls, words)),
                (words("count.shipments"), str(len(shipments))),
                (
                    words("count.shipped"),
                    amounts((row.get("qty"), row.get("uom")) for row in shipments) or words("none"),
                ),
                (
                    words("count.stop_deliveries"),
                    _kept(rows_of(document, "stop_deliveries"), words),
                ),
                (words("count.notified"), words("of", part=notified, whole=len(ledger))),
                (words("count.answered"), words("of", part=answered, whole=len(ledger))),
                (words("addresses"), words.missing("sales")),
            ]
        ),
        *_grouped(shipments, ("customer_code",), words, amount="qty"),
        *see(("call", "shipments", "stop_deliveries", "open_deliveries", "ledger"), letters, words),
    ]


def see(names: Iterable[str], letters: dict[str, str], words: Words) -> list[Block]:
    """Where the rows are: the appendices of these lists."""
    found = [f"{words(f'list.{name}')}: {letters[name]}" for name in names if name in letters]
    return [block("note", words("see", where="; ".join(found)))] if found else []


def _grouped(
    rows: list[dict[str, Any]], names: tuple[str, ...], words: Words, *, amount: str = ""
) -> list[Block]:
    """A summary: lines, evidence and amount per group, the biggest group first."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        key = tuple(words.cell(row.get(name), name) for name in names)
        groups.setdefault(key, []).append(row)
    columns = [
        *(Column(words.title(name)) for name in names),
        Column(words("lines"), "number"),
        *(Column(words.named("evidence", one), "number") for one in EVIDENCE),
        *([Column(words.title("quantities"))] if amount else []),
    ]
    ordered = sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))
    told = [
        [
            *key,
            str(len(found)),
            *(str(sum(row.get("evidence") == one for row in found)) for one in EVIDENCE),
            *([amounts((row.get(amount), row.get("uom")) for row in found)] if amount else []),
        ]
        for key, found in ordered
    ]
    found = table(columns, told[:_SHOWN])
    if len(told) > _SHOWN:
        rest = sum(len(one) for _, one in ordered[_SHOWN:])
        found.append(block("note", words("more_groups", count=len(told) - _SHOWN, lines=rest)))
    return found


def _by_evidence(rows: list[dict[str, Any]], words: Words) -> str:
    return ", ".join(
        f"{sum(row.get('evidence') == one for row in rows)} {words.named('evidence', one)}"
        for one in EVIDENCE
    )


def _kept(rows: list[dict[str, Any]], words: Words) -> str:
    left = sum(bool(row.get("is_left_out")) for row in rows)
    told = f"{len(rows) - left} ({_by_evidence(rows, words)})" if rows else "0"
    return words("and_left_out", told=told, count=left) if left else told


def _requests(document: dict[str, Any], words: Words) -> list[Block]:
    rows = [
        [
            words.cell(one.get("request_no")),
            words.cell(one.get("kind")),
            words.cell(one.get("site_code")),
            words.cell(one.get("requested_by")),
            words.cell(one.get("requested_at"), "requested_at"),
            str(len(lines)) if isinstance(lines := one.get("lines"), list) else words.cell(lines),
            str(len(one.get("moved") or [])),
            words.cell(one.get("sha256")),
        ]
        for one in document.get("holds") or []
    ]
    names = (
        *("request_no", "kind", "site_code", "requested_by", "requested_at"),
        *("lines", "moved", "sha256"),
    )
    return table([Column(words.title(name)) for name in names], rows)
