"""Sheets to work with: what to hold per site, what each carrier has, whom each person calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from traceability.services.reports.blocks import Block, Column, long_list
from traceability.services.reports.case_lists import cells_of, columns_of, rows_of
from traceability.services.reports.words import Words, amounts

_HOLD = "location handling_unit_code item_code lot_code qty uom stock_status place_kind evidence"
_CARRIED = "delivery_code line_no customer_code ship_to_code item_code lot_code"
_CALL = "customer ship_to contact phones email contact_verified_date quantities deliveries evidence"

Sheet = tuple[str, str, list[Block]]
"""Name of the file without its ending, title, blocks."""


def hold_sheets(document: dict[str, Any], words: Words) -> Iterator[Sheet]:
    """One sheet per site, sorted by location, with a box to tick and a count to write in."""
    rows = sorted(rows_of(document, "hold"), key=_by_place)
    columns = [
        Column(words("sheet.done"), "tick"),
        *columns_of(_HOLD.split(), words),
        Column(words("sheet.counted"), "write"),
        Column(words.title("why")),
    ]
    groups = groupby(rows, key=lambda row: row.get("site_code"))
    for number, (site, lines) in enumerate(groups, 1):
        told = list(lines)
        kept = [row for row in told if not row.get("is_left_out")]
        name = site or words("sheet.no_site")
        title = words("sheet.hold", site=name)
        after = [_left_out(told, words)] if len(kept) < len(told) else []
        cells = [
            ["", *cells_of(row, _HOLD.split(), words), "", *cells_of(row, ["why"], words)]
            for row in kept
        ]
        note = words(
            "sheet.sum",
            count=len(kept),
            amount=amounts((row.get("qty"), row.get("uom")) for row in kept),
        )
        after += [words("sheet.hold_signed")]
        yield (
            file_name("hold", number, name),
            title,
            [long_list(title, columns, cells, note=note, after=after, roomy=True)],
        )


def carrier_sheets(document: dict[str, Any], words: Words) -> Iterator[Sheet]:
    """One sheet per carrier: what it must stop, and what it has carried already."""
    stops = [row | {"what": "stop"} for row in rows_of(document, "stop_deliveries")]
    shipped = [row | {"what": "shipped"} for row in rows_of(document, "shipments")]
    rows = sorted(
        (row for row in (*stops, *shipped) if not row.get("is_left_out")), key=_by_carrier
    )
    columns = [
        Column(words("sheet.done"), "tick"),
        Column(words("sheet.to_do")),
        *columns_of((*_CARRIED.split(), "qty", "uom"), words),
        Column(words("sheet.when")),
        Column(words.title("evidence")),
    ]
    groups = groupby(rows, key=lambda row: row.get("carrier_name"))
    for number, (carrier, lines) in enumerate(groups, 1):
        name = carrier or words("sheet.no_carrier")
        title = words("sheet.carrier", carrier=name)
        told = list(lines)
        cells = [
            [
                "",
                words(f"sheet.{row['what']}"),
                *cells_of(row, _CARRIED.split(), words),
                words.cell(row.get("qty", row.get("planned_qty"))),
                words.cell(row.get("uom")),
                words.cell(row.get("planned_at") or row.get("shipped_at"), "shipped_at"),
                words.cell(row.get("evidence"), "evidence"),
            ]
            for row in told
        ]
        stop = sum(row["what"] == "stop" for row in told)
        note = words("sheet.carrier_sum", stop=stop, shipped=len(told) - stop)
        after = [words("sheet.carrier_contact", who=words.missing("logistics"))]
        yield (
            file_name("carrier", number, name),
            title,
            [long_list(title, columns, cells, note=note, after=after, roomy=True)],
        )


def call_sheets(
    document: dict[str, Any], words: Words, callers: Sequence[str] = ()
) -> Iterator[Sheet]:
    """One sheet per caller; the customers are shared out, and nobody shares one customer."""
    rows = [row for row in rows_of(document, "call") if not row.get("is_left_out")]
    shares = share_out(rows, len(callers) or 1)
    columns = [
        Column(words("sheet.called"), "tick"),
        *columns_of(_CALL.split(), words),
        Column(words("sheet.spoke_to"), "write"),
        Column(words("sheet.on_hand"), "write"),
    ]
    for number, (caller, share) in enumerate(
        zip(callers or (words("sheet.no_caller"),), shares, strict=True), 1
    ):
        title = words("sheet.call", caller=caller)
        cells = [["", *_call_cells(row, words), "", ""] for row in share]
        script = words("sheet.script_drill" if _is_drill(document) else "sheet.script")
        note = words("sheet.call_sum", count=len({row.get("customer_code") for row in share}))
        yield (
            file_name("calls", number, caller if callers else ""),
            title,
            [long_list(title, columns, cells, note=note, before=script, roomy=True)],
        )


def share_out(rows: Iterable[dict[str, Any]], count: int) -> list[list[dict[str, Any]]]:
    """The rows in `count` shares of about the same size; a customer stays in one of them."""
    shares: list[list[dict[str, Any]]] = [[] for _ in range(count)]
    customers: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        customers.setdefault(row.get("customer_code"), []).append(row)
    for group in customers.values():
        min(shares, key=len).extend(group)
    return shares


def file_name(kind: str, number: int, name: str) -> str:
    """A name that every file system takes, and that no other file of the folder has."""
    clean = re.sub(r"[^\w.-]+", "_", name).strip("._")[:40]
    return f"{kind}-{number:03d}{'-' if clean else ''}{clean}"


def _call_cells(row: dict[str, Any], words: Words) -> list[str]:
    code = words.cell(row.get("customer_code"))
    phones = [row.get("phone") or words.missing("sales")]
    if row.get("after_hours_phone"):
        phones.append(words("sheet.after_hours", phone=row["after_hours_phone"]))
    return [
        "\n".join(text for text in (code, words.cell(row.get("customer_name"))) if text),
        "\n".join(words.cell(row[name]) for name in ("ship_to_code", "ship_to_name") if row[name]),
        words.cell(row.get("contact_name")) or words.missing("sales"),
        "\n".join(phones),
        words.cell(row.get("email")),
        words.cell(row.get("contact_verified_date")) or words("sheet.never_verified"),
        words.cell(row.get("quantities")),
        words.cell(row.get("deliveries")),
        words.cell(row.get("evidence"), "evidence"),
    ]


def _left_out(rows: Iterable[dict[str, Any]], words: Words) -> str:
    names = [
        f"{row.get('location') or '?'} {row.get('item_code') or '?'}:{row.get('lot_code') or '?'}"
        for row in rows
        if row.get("is_left_out")
    ]
    return words("sheet.left_out", count=len(names), names="; ".join(names))


def _is_drill(document: dict[str, Any]) -> bool:
    return bool(document["case"]["kind"] == "drill")


def _by_place(row: dict[str, Any]) -> tuple[str, ...]:
    """The order in which one walks: A-2 before A-10."""
    names = ("site_code", "location", "handling_unit_code", "item_code", "lot_code", "line_id")
    site, *places = (str(row.get(name) or "") for name in names)
    return (site, *(re.sub(r"\d+", _padded, place) for place in places), *places)


def _padded(digits: re.Match[str]) -> str:
    return digits[0].zfill(12)


def _by_carrier(row: dict[str, Any]) -> tuple[str, ...]:
    names = ("carrier_name", "what", "delivery_code", "line_no", "lot_id")
    told = ["" if row.get(name) is None else str(row[name]) for name in names]
    return (told[0], "0" if row["what"] == "stop" else "1", *told[2:])
