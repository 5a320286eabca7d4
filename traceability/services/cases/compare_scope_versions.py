"""What a new version of a scope has that the one before had not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.tables import many

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]
_NOUNS = {
    "customers": ("customer", "家客户"),
    "lots": ("lot", "个批次"),
    "shipments": ("shipment", "次发货"),
    "stock": ("place of stock", "处库存"),
    "work_orders": ("work order", "个工单"),
}
_TOLD = ("lots", "shipments", "customers", "stock", "work_orders")


def compare_scope_versions(before: Row | None, after: Row) -> Row:
    """counts, change and the sentence on two scope documents; before None: the first version.

    counts: of the new one, by list. change: by list the ids added and removed, in order.
    """
    new = {name: dict(_ids(after, name)) for name in _TOLD}
    counts = {name: len(found) for name, found in new.items()}
    if before is None:
        told = [many(counts[name], noun) for name, (noun, _) in _NOUNS.items() if name != "stock"]
        zh = [f"{counts[name]}{unit}" for name, (_, unit) in _NOUNS.items() if name != "stock"]
        empty = {name: {"added": list(found), "removed": []} for name, found in new.items()}
        says, says_zh = ", ".join(told), "、".join(zh)
        return {"counts": counts, "change": empty, "says": says, "says_zh": says_zh}
    old = {name: dict(_ids(before, name)) for name in _TOLD}
    change = {
        name: {
            "added": [one for one in new[name] if one not in old[name]],
            "removed": [one for one in old[name] if one not in new[name]],
        }
        for name in _TOLD
    }
    other = sum(new["lots"][one] != old["lots"][one] for one in new["lots"] if one in old["lots"])
    why, why_zh = _because(before, after)
    return {
        "counts": counts,
        "change": change,
        "says": f"{_english(change, other)}, {why}",
        "says_zh": f"{_chinese(change, other)}，{why_zh}",
    }


def _ids(document: Row, name: str) -> Iterator[tuple[str, str | None]]:
    """Ids of a list with the evidence of each, sorted."""
    found: dict[str, str | None] = {}
    if name == "stock":
        found = {line["line_id"]: line["evidence"] for line in document["actions"]["hold"]}
    elif name == "customers":
        for row in document["customers"]:
            code = row["customer_code"] or ""
            found[f"{code}/{row['ship_to_code'] or ''}"] = row["evidence"]
    elif name == "shipments":
        for row in document["shipments"]:
            line = f"{row['delivery_code'] or ''}/{row['line_no'] or ''}"
            found[f"{line}/{row['lot_id']}"] = row["evidence"]
    elif name == "work_orders":
        found = {row["work_order_code"]: row["evidence"] for row in document["work_orders"]}
    else:
        found = {row["lot_id"]: None for row in document["question"]["lots"]}
        found |= {row["lot_id"]: row["evidence"] for row in document["lots"]}
    yield from sorted(found.items())


def _english(change: Row, other: int) -> str:
    parts = []
    for name, (noun, _) in _NOUNS.items():
        for sign, side in (("+", "added"), ("-", "removed")):
            count = len(change[name][side])
            if count:
                plural = "places of stock" if name == "stock" and count > 1 else ""
                parts.append(f"{sign}{count} {plural}" if plural else f"{sign}{many(count, noun)}")
    if other:
        parts.append(f"{many(other, 'lot')} with other evidence")
    return ", ".join(parts) or "nothing changed"


def _chinese(change: Row, other: int) -> str:
    parts = [
        f"{sign}{len(change[name][side])}{unit}"
        for name, (_, unit) in _NOUNS.items()
        for sign, side in (("+", "added"), ("-", "removed"))
        if change[name][side]
    ]
    if other:
        parts.append(f"{other}个批次的证据等级改变")
    return "、".join(parts) or "没有变化"


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
