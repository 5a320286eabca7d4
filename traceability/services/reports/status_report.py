"""The status report of 21 CFR 7.53(b), filled from the ledger of the consignees."""

from __future__ import annotations

from typing import Any

from traceability.domain.cases import CaseKind
from traceability.domain.consignees import Response, response_of
from traceability.services.reports.blocks import Block, Column, block, facts, figures, table
from traceability.services.reports.case_lists import appendix, rows_of
from traceability.services.reports.words import Words, amounts

_PER_CONSIGNEE = ("on_hand_qty", "returned_qty", "destroyed_qty", "accounted_qty")


def status_report(document: dict[str, Any], words: Words) -> list[Block]:
    """Notified, answered, silent, returned per consignee, checks made, time to completion."""
    consignees = _consignees(document)
    ledger = [row for rows in consignees.values() for row in rows]
    people = [*((document.get("consignees") or {}).get("customers") or []), *ledger]
    notified = {_key(row) for row in people if row.get("notified_at")} & consignees.keys()
    whole = {_key(row) for row in people if row.get("responded_at")}
    said = {key: _response(rows, is_whole=key in whole) for key, rows in consignees.items()}
    partly = sorted(key for key, one in said.items() if one is Response.PARTLY)
    answered = {key for key, one in said.items() if one is Response.WHOLE}
    silent = sorted(key for key in notified if said[key] is Response.NONE)
    case = document["case"]
    found = [block("warning", words("official.drill"))] if case["kind"] == CaseKind.DRILL else []
    found += [
        block("name", words("status.title")),
        block("note", words("status.note")),
        figures(
            [
                (f"{len(notified)} / {len(consignees)}", words("status.notified")),
                (f"{len(answered)} / {len(notified)}", words("status.answered")),
                (str(len(partly)), words("status.partly")),
                (str(len(silent)), words("status.silent")),
            ]
        ),
        block("part", f"1  {words('status.part.notified')}"),
        *_ways([row for row in people if _key(row) in notified], words),
        block("part", f"2  {words('status.part.answered')}"),
        facts(
            [
                (words("status.answered"), str(len(answered))),
                (words("status.partly"), _named(partly) or words("none")),
                (words.title("on_hand_qty"), _sum(ledger, "on_hand_qty", words)),
            ]
        ),
        block("part", f"3  {words('status.part.silent')}"),
        block("text", _named(silent) or words("none")),
        block("part", f"4  {words('status.part.returned')}"),
        facts((words.title(name), _sum(ledger, name, words)) for name in _PER_CONSIGNEE),
        *_per_consignee(consignees, words),
        block("part", f"5  {words('status.part.checks')}"),
        facts(_pairs((document.get("consignees") or {}).get("checks"), words)),
        block("part", f"6  {words('status.part.completion')}"),
        block("text", _time_frame(document, words)),
        *_stated(document, words),
    ]
    if ledger:
        found.append(appendix(document, "ledger", "A", words))
    return found


def _response(rows: list[dict[str, Any]], *, is_whole: bool) -> Response:
    """As the ledger of the case counts it. is_whole: what is said of one without any row in it."""
    if not rows:
        return Response.WHOLE if is_whole else Response.NONE
    return response_of({"is_in_scope": True, "responded_at": None} | row for row in rows)


def _named(keys: list[tuple[str, str]]) -> str:
    return "; ".join(" / ".join(key) for key in keys)


def _consignees(document: dict[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The ledger by consignee, of all that are to be called by their names; as `case customers`."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows_of(document, "call"):
        if not row.get("is_left_out") and row.get("customer_code") is not None:
            found.setdefault(_key(row), [])
    for row in rows_of(document, "ledger"):
        if _key(row) in found:
            found[_key(row)].append(row)
    return found


def _key(row: dict[str, Any]) -> tuple[str, str]:
    return (str(row.get("customer_code") or "?"), str(row.get("ship_to_code") or "-"))


def _ways(ledger: list[dict[str, Any]], words: Words) -> list[Block]:
    ways: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in ledger:
        if row.get("notified_at"):
            day = str(row["notified_at"])[:10]
            method = str(row.get("method") or words.missing("sales"))
            ways.setdefault((day, method), set()).add(_key(row))
    columns = [
        Column(words("status.day")),
        Column(words.title("method")),
        Column(words("status.consignees"), "number"),
    ]
    rows = [[day, method, str(len(who))] for (day, method), who in sorted(ways.items())]
    return table(columns, rows) or [block("text", words("status.nobody_notified"))]


def _per_consignee(
    consignees: dict[tuple[str, str], list[dict[str, Any]]], words: Words
) -> list[Block]:
    columns = [
        Column(words.title("customer_code")),
        Column(words.title("ship_to_code")),
        *(Column(words.title(name)) for name in ("shipped_qty", *_PER_CONSIGNEE)),
    ]
    rows = [
        [*key, *(_told(rows, name) for name in ("shipped_qty", *_PER_CONSIGNEE))]
        for key, rows in sorted(consignees.items())
        if rows
    ]
    return table(columns, rows)


def _told(rows: list[dict[str, Any]], name: str) -> str:
    return amounts((row[name], row.get("uom")) for row in rows if row.get(name) is not None)


def _sum(rows: list[dict[str, Any]], name: str, words: Words) -> str:
    return _told(rows, name) or words.missing("sales")


def _stated(document: dict[str, Any], words: Words) -> list[Block]:
    stated = (document.get("consignees") or {}).get("status") or {}
    if not stated:
        return []
    return [block("section", words("status.figures")), facts(_pairs(stated, words))]


def _time_frame(document: dict[str, Any], words: Words) -> str:
    frame = ((document.get("consignees") or {}).get("status") or {}).get("time_frame") or {}
    told = [words.cell(frame.get(name)) for name in ("until_date", "note")]
    return ": ".join(text for text in told if text) or words.missing("coordinator")


def _pairs(values: dict[str, Any] | None, words: Words) -> list[tuple[str, str]]:
    if not values:
        return [(words("status.part.checks"), words.missing("quality"))]
    # Lists of consignees stand above, from the ledger, and whole in the workbook.
    return [
        (words.title(name), words.cell(value, name) if value is not None else words("unknown"))
        for name, value in values.items()
        if not isinstance(value, list | dict)
    ]
