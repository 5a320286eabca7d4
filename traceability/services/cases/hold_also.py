"""Take lots that time excludes back into a scope, with all that came of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from traceability.domain.scope import EVIDENCE
from traceability.domain.tables import many

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
    excluded = [row for row in document["excluded_by_time"] if row["lot_id"] not in reached]
    return {**document, **grown, "actions": actions, "excluded_by_time": excluded}


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
