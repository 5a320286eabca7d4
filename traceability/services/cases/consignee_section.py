"""The section `consignees` of a case document: ledger, progress, 21 CFR 7.53(b), checks."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.domain.consignees import Response, percent, response_of, total, whole
from traceability.domain.instants import utc_text
from traceability.services.cases.consignee_checks import checks_section
from traceability.services.cases.consignee_ledger import (
    Entries,
    Pair,
    consignees_of,
    ledger_rows,
    pair_of,
    read_entries,
)

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead

Row = dict[str, Any]


def consignee_section(read: StateRead, case_no: int, document: Row) -> Row:
    """The section of a case. document: with shipments, lots, question and actions of its scope."""
    return section_of(document, read_entries(read, case_no))


def section_of(document: Row, entries: Entries) -> Row:
    """The section from a scope and what people entered."""
    ledger = ledger_rows(document, entries)
    own: dict[Pair, list[Row]] = defaultdict(list)
    for row in ledger:
        own[pair_of(row)].append(row)
    people = consignees_of(document)
    customers = [_customer(line, own[pair_of(line)], entries) for line in people]
    checks = checks_section(people, entries)
    return {
        "ledger": ledger,
        "progress": _progress(customers, ledger),
        "customers": customers,
        "notices": [_notice(row) for row in entries.notices],
        "reminders": [_reminder(row) for row in entries.reminders],
        "status": _status(customers, own, entries, checks),
        "checks": checks,
    }


def _customer(line: Row, own: list[Row], entries: Entries) -> Row:
    """How far one consignee is. responded_at: None while it has not answered for every lot."""
    pair = pair_of(line)
    notices = [row for row in entries.notices if pair_of(row) == pair]
    answers = [row for row in entries.answers if pair_of(row) == pair]
    first = notices[0] if notices else None
    response = response_of(own)
    last = utc_text(answers[-1]["responded_at"]) if answers else None
    return {
        "customer_code": line["customer_code"],
        "customer_name": line["customer_name"],
        "ship_to_code": line["ship_to_code"],
        "notified_at": utc_text(first["notified_at"]) if first else None,
        "notified_by": first["entered_by"] if first else None,
        "method": first["method"] if first else None,
        "response": str(response),
        "responded_at": last if response is Response.WHOLE else None,
        "last_answer_at": last,
        "lots": len([row for row in own if row["is_in_scope"]]),
        "answered_lots": len([row for row in own if row["is_in_scope"] and row["responded_at"]]),
        "untold_lots": len(
            [row for row in own if first and row["is_in_scope"] and not row["notified_at"]]
        ),
        "reminders": len([row for row in entries.reminders if pair_of(row) == pair]),
        "accounted": _accounted(own),
    }


def _accounted(ledger: list[Row]) -> list[Row]:
    """By unit, how much was shipped and how much is accounted for; never cut at 100 %.

    Answers about goods that the scope no longer has as sent account for nothing that it has.
    """
    units: dict[str | None, list[Row]] = defaultdict(list)
    for row in ledger:
        if row["is_in_scope"]:
            units[row["uom"]].append(row)
    return [_of_unit(uom, units[uom]) for uom in sorted(units, key=lambda uom: uom or "")]


def _of_unit(uom: str | None, rows: list[Row]) -> Row:
    shipped = whole(row["shipped_qty"] for row in rows)
    accounted = total(row["accounted_qty"] for row in rows) or Decimal(0)
    return {
        "uom": uom,
        "shipped_qty": shipped,
        "accounted_qty": accounted,
        "percent": percent(accounted, shipped),
        "over_count": sum(row["is_over"] for row in rows),
    }


def _progress(customers: list[Row], ledger: list[Row]) -> Row:
    told = [row for row in customers if row["notified_at"]]
    of = {one: [row for row in customers if row["response"] == one] for one in Response}
    spoke, partly = of[Response.WHOLE], of[Response.PARTLY]
    accounted = _accounted([row for row in ledger if not row["is_left_out"]])
    shares = ", ".join(
        f"{row['percent']} % of what was sent in {row['uom'] or 'an unknown unit'}"
        for row in accounted
        if row["percent"] is not None
    )
    says = f"{len(told)} of {len(customers)} consignees notified, {len(spoke)} answered"
    says_zh = f"{len(customers)}家收货方中已通知{len(told)}家，已答复{len(spoke)}家"
    untold = [row for row in customers if row["untold_lots"]]
    if untold:
        says += f", {len(untold)} to be told of goods that became known since"
        says_zh += f"，{len(untold)}家须就新增货物再次通知"
    if partly:
        says += f", {len(partly)} in part"
        says_zh += f"，部分答复{len(partly)}家"
    return {
        "notified": len(told),
        "of": len(customers),
        "answered": len(spoke),
        "silent": [_who(row) for row in of[Response.NONE] if row["notified_at"]],
        "partly": [_who(row) | _answered(row) for row in partly],
        "untold": [_who(row) | {"untold_lots": row["untold_lots"]} for row in untold],
        "accounted": accounted,
        "over_count": sum(row["over_count"] for row in accounted),
        "says": f"{says}; accounted for: {shares or 'nothing yet'}.",
        "says_zh": f"{says_zh}。",
    }


_MEANING = {
    "en": "A consignee counts as responding when it answered for every lot it was sent; one that "
    "answered for some of them is counted apart, and asked again for the others.",
    "zh": "收货方就发给其的每个批次均已答复，方计为已答复；仅答复部分批次的单独计数，"
    "并就其余批次再次询问。",
}
"""What the counts of 21 CFR 7.53(b)(2) and (3) are of."""


def _status(customers: list[Row], own: dict[Pair, list[Row]], entries: Entries, checks: Row) -> Row:
    """The figures of a status report, each as 21 CFR 7.53(b) asks for it.

    Of those notified each responded, responded in part or did not.
    """
    told = [row for row in customers if row["notified_at"]]
    of = {one: [row for row in customers if row["response"] == one] for one in Response}
    silent = [row for row in of[Response.NONE] if row["notified_at"]]
    moments = sorted(row["notified_at"] for row in told)
    frame = entries.frames[-1] if entries.frames else None
    return {
        "basis": "21 CFR 7.53(b)",
        "meaning": dict(_MEANING),
        "of": len(customers),
        "notified_count": len(told),
        "first_notified_at": moments[0] if moments else None,
        "last_notified_at": moments[-1] if moments else None,
        "methods": dict(sorted(Counter(row["method"] for row in told).items())),
        "responded_count": len(of[Response.WHOLE]),
        "responded": [_responded(row, own) for row in of[Response.WHOLE]],
        "partly_responded_count": len(of[Response.PARTLY]),
        "partly_responded": [_responded(row, own) | _answered(row) for row in of[Response.PARTLY]],
        "not_responded_count": len(silent),
        "not_responded": [_who(row) | {"notified_at": row["notified_at"]} for row in silent],
        "not_notified": [_who(row) for row in customers if not row["notified_at"]],
        "not_notified_of_all": [
            _who(row) | {"untold_lots": row["untold_lots"]}
            for row in customers
            if row["untold_lots"]
        ],
        "returned": [_who(row) | one for row in customers for one in _returned(own[pair_of(row)])],
        "checks_made": checks["done"],
        "checks_effective": checks["effective"],
        "time_frame": {"until_date": frame["until_date"], "note": frame["note"]} if frame else None,
    }


def _responded(row: Row, own: dict[Pair, list[Row]]) -> Row:
    told = {"responded_at": row["last_answer_at"], "on_hand": _on_hand(own[pair_of(row)])}
    return _who(row) | told


def _answered(row: Row) -> Row:
    return {"lots": row["lots"], "answered_lots": row["answered_lots"]}


def _on_hand(own: list[Row]) -> list[Row]:
    """What a consignee had on hand when it got the notice."""
    return [
        {
            "item_code": row["item_code"],
            "lot_code": row["lot_code"],
            "qty": row["on_hand_qty"],
            "uom": row["uom"],
        }
        for row in own
        if row["responded_at"]
    ]


def _returned(own: list[Row]) -> list[Row]:
    """By unit, what one consignee returned or destroyed, and what is accounted for."""
    units: dict[str | None, list[Row]] = defaultdict(list)
    for row in own:
        if row["responded_at"]:
            units[row["uom"]].append(row)
    return [
        {
            "uom": uom,
            "shipped_qty": whole(row["shipped_qty"] for row in rows),
            "returned_qty": total(row["returned_qty"] for row in rows),
            "destroyed_qty": total(row["destroyed_qty"] for row in rows),
            "accounted_qty": total(row["accounted_qty"] for row in rows),
        }
        for uom, rows in sorted(units.items(), key=lambda one: one[0] or "")
    ]


def _who(row: Row) -> Row:
    return {name: row[name] for name in ("customer_code", "customer_name", "ship_to_code")}


def _notice(row: Row) -> Row:
    return {
        "customer_code": row["customer_code"],
        "ship_to_code": row["ship_to_code"],
        "method": row["method"],
        "notified_at": utc_text(row["notified_at"]),
        "note": row["note"],
        "entered_by": row["entered_by"],
    }


def _reminder(row: Row) -> Row:
    names = ("customer_code", "ship_to_code", "method", "file_name", "is_sent", "problem")
    told = {name: row[name] for name in names}
    return told | {
        "sha256": row["document_sha256"],
        "entered_by": row["entered_by"],
        "entered_at": utc_text(row["entered_at"]),
    }
