"""Take lots that time excludes back into a scope, with all that came of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from traceability.domain.scope import EVIDENCE
from traceability.domain.tables import many
from traceability.domain.trace import NOTES
from traceability.services.cases.first_line import first_line
from traceability.services.cases.scope_balances import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]
Pair = tuple[str | None, str | None]
_LOT = ("lot_id", "item_code", "lot_code")
_POSSIBLE = EVIDENCE[-1]
_KEYS = {
    "lots": ("lot_id",),
    "work_orders": ("work_order_code", "item_code", "role"),
    "shipments": ("delivery_code", "line_no", "lot_id"),
    "open_deliveries": ("delivery_code", "line_no", "lot_id"),
    "stock": ("site_code", "location", "lot_id", "stock_status", "basis"),
    "customers": ("customer_code", "ship_to_code"),
    "suppliers": ("receipt_code", "supplier_code", "supplier_lot_code", "lot_id"),
}
"""Lists of an answer that grow, and what tells their rows apart."""


def hold_also(document: Row, own: Row) -> Row:
    """The scope with what the scope of those lots adds to it, all of it as `possible`.

    own: the scope document of those lots alone. Lines that are there already stay as they are.
    """
    reasons = {row["lot_id"]: row["reason"] for row in document["excluded_by_time"]}
    known = {row["lot_id"] for row in document["question"]["lots"]}
    lots = [*_asked_as_reached(own), *own["lots"]]
    grown = {
        name: _joined(document[name], own[name] if name != "lots" else lots, key)
        for name, key in _KEYS.items()
    }
    grown["lots"] = [row for row in grown["lots"] if row["lot_id"] not in known]
    reached = known | {row["lot_id"] for row in grown["lots"]}
    grown["customers"] = _with_more(grown["customers"], document, grown["shipments"])
    actions = {
        name: _lines(document["actions"][name], own["actions"][name], reasons)
        for name in document["actions"]
    }
    actions["call"] = _with_more(actions["call"], document, grown["shipments"])
    actions["call"] = _with_returns(actions["call"], own["actions"]["call"])
    actions["stop_orders"] = _with_lots(actions["stop_orders"], own["actions"]["stop_orders"])
    orders = {row["work_order_code"] for row in grown["work_orders"]}
    return {
        **document,
        **grown,
        "items": dict(sorted((document["items"] | own["items"]).items())),
        "first_line": first_line(actions),
        "actions": actions,
        "excluded_by_time": [
            row for row in document["excluded_by_time"] if row["lot_id"] not in reached
        ],
        "gaps": _missing_also(document["gaps"], own["gaps"]),
        "bounds": _all_of(document["bounds"], own["bounds"]),
        "cut_off": _asked_also(document["cut_off"], own["cut_off"]),
        "balances": _balanced_also(document["balances"], own["balances"], reached | orders),
        "not_read": _all_of(document["not_read"], own["not_read"]),
    }


def _asked_as_reached(own: Row) -> Iterable[Row]:
    """A trace leaves out the lot it was asked for; here it is one of those reached."""
    names = (
        *("lot_id", "item_code", "lot_code", "lot_uid", "item_type", "site_code", "evidence"),
        *("hop_count", "total_qty", "uom", "suspect_share", "on_hand_qty", "shipped_qty"),
        *("returned_qty", "lot_status"),
    )
    blank = dict.fromkeys(own["lots"][0] if own["lots"] else names)
    return [
        blank | {name: row.get(name) for name in ("lot_id", "item_code", "lot_code", "lot_uid")}
        for row in own["question"]["lots"]
    ]


def _joined(there: list[Row], more: Iterable[Row], key: tuple[str, ...]) -> list[Row]:
    known = {tuple(row.get(name) for name in key) for row in there}
    fresh = [row for row in more if tuple(row.get(name) for name in key) not in known]
    return [*there, *(row | {"evidence": _POSSIBLE} for row in fresh)]


def _lines(there: list[Row], more: list[Row], reasons: dict[str, str]) -> list[Row]:
    known = {line["line_id"] for line in there}
    return [
        *there,
        *(
            line | _in_doubt(line, reasons.get(line.get("lot_id", "")))
            for line in more
            if line["line_id"] not in known
        ),
    ]


def _with_returns(rows: list[Row], own: list[Row]) -> list[Row]:
    """Lines of calls with what was given back of the lots held too."""
    more = {line["line_id"]: line for line in own}
    found = []
    for line in rows:
        there = more.get(line["line_id"], line)
        known = {lot["lot_id"] for lot in line["lots"]}
        back = [lot for lot in there["lots"] if lot["lot_id"] not in known]
        nameless = _all_of(line["nameless_returns"], there["nameless_returns"])
        if back or nameless != line["nameless_returns"]:
            told = f"{line['why']} Of lots held too though time excludes them: {there['why']}"
            lots = sorted(
                [*line["lots"], *back],
                key=lambda lot: _in_order(*(lot[name] for name in _LOT[1:]), lot["lot_id"]),
            )
            line = line | {"lots": lots, "nameless_returns": nameless, "why": told}  # noqa: PLW2901
        found.append(line)
    return found


def _with_lots(rows: list[Row], own: list[Row]) -> list[Row]:
    """Orders to stop with what they used and made of the lots held too."""
    more = {line["line_id"]: line["why"] for line in own}
    return [
        line
        if line["why"].endswith(more.get(line["line_id"], line["why"]))
        else line
        | {
            "why": f"{line['why']} Of lots held too though time excludes them: "
            f"{more[line['line_id']]}"
        }
        for line in rows
    ]


def _all_of(there: list[Any], more: list[Any]) -> list[Any]:
    return [*there, *(one for one in more if one not in there)]


def _missing_also(there: list[Row], more: list[Row]) -> list[Row]:
    """Missing records of both; what a note says of the whole answer is said once."""
    own = [gap for gap in more if gap["rule_id"] not in NOTES]
    notes = [gap for gap in there if gap["rule_id"] in NOTES]
    return [*_all_of([gap for gap in there if gap["rule_id"] not in NOTES], own), *notes]


def _asked_also(there: list[Row], more: list[Row]) -> list[Row]:
    """The sources with the questions by telephone of both."""
    own = {row["source_system"]: row for row in more}
    names = ("check_by_telephone", "check_by_telephone_zh")
    return [
        row | {name: _all_of(row[name], own[row["source_system"]][name]) for name in names}
        if row["source_system"] in own
        else row
        for row in there
    ]


def _balanced_also(there: Row, more: Row, reached: set[str]) -> Row:
    """Balances of the lots held too and their orders, as `possible`: in no sum, and counted so."""
    found = dict(there)
    totals = [dict(total) for total in there["totals"]]
    for level in LEVELS:
        subject = "work_order_code" if level == "orders" else "lot_id"
        known = {row[subject] for row in there[level]}
        fresh = [
            row | {"evidence": _POSSIBLE}
            for row in more[level]
            if row[subject] in reached and row[subject] not in known
        ]
        found[level] = sorted(
            [*there[level], *fresh], key=lambda row: [str(one) for one in list(row.values())[:3]]
        )
        first = next((total for total in totals if total["level"] == level), None)
        if first is not None:
            for name in ("subject_count", "only_possible_count"):
                first[name] += len(fresh)
    return found | {"totals": totals}


def _with_more(rows: list[Row], document: Row, shipments: list[Row]) -> list[Row]:
    """Rows on customers with all that each was sent, where more is known than before.

    shipments: of the scope now; the first of them are those that it had before.
    """
    sent: defaultdict[Pair, list[Row]] = defaultdict(list)
    for row in shipments:
        sent[_pair(row)].append(row)
    grown = {_pair(row) for row in shipments[len(document["shipments"]) :]}
    known = {_pair(row) for row in document["customers"]}
    return [
        row | _goods(row, sent[_pair(row)]) if _pair(row) in grown & known else row for row in rows
    ]


def _goods(row: Row, sent: list[Row]) -> Row:
    """What a row says of goods, from the shipments; a row of a call names lots and deliveries."""
    sums: dict[tuple[Any, Any], Any] = {}
    for one in sent:
        key = (one["item_code"], one["uom"])
        total = sums.get(key, 0)
        sums[key] = None if total is None or one["qty"] is None else total + one["qty"]
    days = sorted(one["shipped_at"] for one in sent if one["shipped_at"])
    told: Row = {
        "quantities": [
            {"item_code": item, "qty": qty, "uom": uom}
            for (item, uom), qty in sorted(sums.items(), key=lambda one: _in_order(*one[0]))
        ],
        "first_shipped_at": days[0] if days else None,
        "last_shipped_at": days[-1] if days else None,
    }
    if "lots" not in row:
        return told
    lots = {one["lot_id"]: {name: one[name] for name in _LOT} for one in (*sent, *row["lots"])}
    more = len(lots) - len(row["lots"])
    return told | {
        "lots": sorted(
            lots.values(),
            key=lambda lot: _in_order(*(lot[name] for name in _LOT[1:]), lot["lot_id"]),
        ),
        "deliveries": sorted({one["delivery_code"] for one in sent} - {None}),
        "carriers": sorted({one["carrier_name"] for one in sent} - {None}),
        "why": f"{row['why']} It was sent {many(more, 'lot')} more, held too though time excludes "
        "what is in them.",
    }


def _pair(row: Row) -> Pair:
    return row["customer_code"], row["ship_to_code"]


def _in_order(*parts: str | None) -> list[tuple[bool, str]]:
    return [(part is None, part or "") for part in parts]


def _in_doubt(line: Row, reason: str | None) -> Row:
    missing = "The clock alone says that it is not concerned" + (f": {reason}" if reason else ".")
    return {
        "evidence": _POSSIBLE,
        "why": f"Held too, though time excludes it. {line['why']}",
        "missing_record": missing,
        "missing_records": [missing],
    }
