"""What a new version of a scope has that the one before had not, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]
_NOUNS = {
    "customers": ("customer", "customers", "家客户"),
    "lots": ("lot", "lots", "个批次"),
    "shipments": ("shipment", "shipments", "次发货"),
    "stock": ("place of stock", "places of stock", "处库存"),
    "work_orders": ("work order", "work orders", "个工单"),
    "stop_orders": ("order to stop", "orders to stop", "个待停工单"),
    "stop_deliveries": ("delivery to stop", "deliveries to stop", "个待停交货行"),
}
_TOLD = ("lots", "shipments", "customers", "stock", "work_orders", "stop_orders", "stop_deliveries")
_ALWAYS = ("customers", "lots", "shipments", "work_orders")
"""What a first version counts even where there is none of it."""


def compare_scope_versions(before: Row | None, after: Row) -> Row:
    """counts, change and the sentence on two scope documents; before None: the first version.

    counts: of the new one, by list. change: by list the ids added and removed, in order. The
    sentence counts too what has other evidence or another amount than before.
    """
    new = {name: _lines(after, name) for name in _TOLD}
    counts = {name: len(found) for name, found in new.items()}
    if before is None:
        names = [one for one in _NOUNS if one in _ALWAYS or (counts[one] and one != "stock")]
        told = [_many(counts[name], name) for name in names]
        zh = [f"{counts[name]}{_NOUNS[name][2]}" for name in names]
        empty = {name: {"added": list(found), "removed": []} for name, found in new.items()}
        says, says_zh = ", ".join(told), "、".join(zh)
        return {"counts": counts, "change": empty, "says": says, "says_zh": says_zh}
    old = {name: _lines(before, name) for name in _TOLD}
    change = {
        name: {
            "added": [one for one in new[name] if one not in old[name]],
            "removed": [one for one in old[name] if one not in new[name]],
        }
        for name in _TOLD
    }
    other = {
        name: [
            sum(found[one][part] != old[name][one][part] for one in found if one in old[name])
            for part in (0, 1)
        ]
        for name, found in new.items()
    }
    why, why_zh = _because(before, after)
    return {
        "counts": counts,
        "change": change,
        "says": f"{_english(change, other)}, {why}",
        "says_zh": f"{_chinese(change, other)}，{why_zh}",
    }


def shipment_id(row: Row) -> str:
    """How versions of a scope call a shipment."""
    return f"{row['delivery_code'] or ''}/{row['line_no'] or ''}/{row['lot_id']}"


Line = tuple[str | None, tuple[str, ...]]
"""Evidence of a line, and the amounts in it."""


def _lines(document: Row, name: str) -> dict[str, Line]:
    """Lines of a list by id, sorted; what repeats under an id counts together."""
    found: dict[str, list[tuple[str | None, str]]] = {}
    for one, row in _ids(document, name):
        amount = row.get("qty", row.get("planned_qty"))
        told = (
            "" if amount is None else f"{amount:f}" if isinstance(amount, Decimal) else str(amount)
        )
        found.setdefault(one, []).append((row.get("evidence"), told))
    return {
        one: (found[one][-1][0], tuple(sorted(amount for _, amount in found[one])))
        for one in sorted(found)
    }


def _ids(document: Row, name: str) -> Iterator[tuple[str, Row]]:
    if name in {"stock", "stop_orders", "stop_deliveries"}:
        listed = document["actions"]["hold" if name == "stock" else name]
        yield from ((line["line_id"], line) for line in listed)
    elif name == "customers":
        for row in document["customers"]:
            yield f"{row['customer_code'] or ''}/{row['ship_to_code'] or ''}", row
    elif name == "shipments":
        for row in document["shipments"]:
            yield shipment_id(row), row
    elif name == "work_orders":
        yield from ((row["work_order_code"], row) for row in document["work_orders"])
    else:
        yield from ((row["lot_id"], {"evidence": None}) for row in document["question"]["lots"])
        yield from ((row["lot_id"], {"evidence": row["evidence"]}) for row in document["lots"])


def _english(change: Row, other: dict[str, list[int]]) -> str:
    parts = [
        f"{sign}{_many(len(change[name][side]), name)}"
        for name in _NOUNS
        for sign, side in (("+", "added"), ("-", "removed"))
        if change[name][side]
    ]
    for place, what in ((0, "with other evidence"), (1, "with another amount")):
        parts += [
            f"{_many(other[name][place], name)} {what}" for name in _NOUNS if other[name][place]
        ]
    return ", ".join(parts) or "no line came or went"


def _many(count: int, name: str) -> str:
    one, several, _ = _NOUNS[name]
    return f"{count} {one if count == 1 else several}"


def _chinese(change: Row, other: dict[str, list[int]]) -> str:
    parts = [
        f"{sign}{len(change[name][side])}{unit}"
        for name, (_, _, unit) in _NOUNS.items()
        for sign, side in (("+", "added"), ("-", "removed"))
        if change[name][side]
    ]
    for place, what in ((0, "的证据等级改变"), (1, "的数量改变")):
        parts += [
            f"{other[name][place]}{unit}{what}"
            for name, (_, _, unit) in _NOUNS.items()
            if other[name][place]
        ]
    return "、".join(parts) or "清单无增减"


def _because(before: Row, after: Row) -> tuple[str, str]:
    """Newer data, another question, records changed afterwards, or Lotline itself."""
    old, new = before["snapshot"], after["snapshot"]
    if old["id"] != new["id"]:
        if new["data_as_of"] and new["data_as_of"] != old["data_as_of"]:
            moment = _moment(new["data_as_of"], old["data_as_of"])
            return f"because of data of {moment}", f"因为有{moment}的数据"
        at = new["built_at"]
        return f"because of what was recorded or corrected until {at}", f"因为截至{at}的补录或更正"
    if before["question"] != after["question"]:
        return "because another question was asked", "因为问题改变"
    return "because Lotline reckons otherwise", "因为计算程序改变"


def _moment(told: str, before: str | None) -> str:
    """A time as people say it: the day only where it is another one."""
    time = told[11:16]
    if not time:
        return told[:10]
    return time if before and before[:10] == told[:10] else f"{told[:10]} {time}"
