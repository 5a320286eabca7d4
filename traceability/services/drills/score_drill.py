"""The score of a drill: a pure function of its case document and of what it was held to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from traceability.domain.drills import difficulty, percent
from traceability.domain.marks import left_out
from traceability.domain.scope import Direction
from traceability.domain.tables import many
from traceability.domain.trace import NOTES

Row = dict[str, Any]
_MINUTE = 60
_JUDGED = ("raw", "finished")
_LEVELS_ZH = {"raw": "原料", "finished": "成品"}


def score_drill(document: Row, plan: Row, direction: Direction, truth: Row | None) -> Row:
    """What a drill reached, and each pass mark with whether it was met.

    is_passed: None until the scope is known (T1). A mark that nobody can judge (is_met None) is
    not met: such a drill is not passed. truth: what `compare_truth` told.
    """
    clock = {one["event"]: one["seconds_since_start"] for one in document["clock"]}
    answer = answer_of(document, direction)
    seconds = _decimal(clock.get("T1"))
    contacts = _contacts(document, plan)
    marks = [
        _time_mark(seconds, document),
        *_balance_marks(document),
        *_contact_mark(contacts, plan),
        *_truth_mark(truth, direction),
    ]
    return {
        "is_passed": None if seconds is None else all(one["is_met"] is True for one in marks),
        "seconds_to_scope": seconds,
        "machine_seconds_to_scope": _machine_seconds(document),
        "accounted": _accounted(document),
        "confirmed": _confirmed(answer["lots"]),
        "contacts": contacts,
        "gaps_met": gap_count(answer),
        "marks": marks,
    }


def difficulty_of(document: Row, direction: Direction) -> Row:
    """How hard the scope was to find, with the figures it comes from."""
    answer = answer_of(document, direction)
    told = {
        "lots": len(answer["lots"]),
        "customers": len({one["customer_code"] for one in document["customers"]} - {None})
        if direction is Direction.FORWARD
        else 0,
        "depth": max((one["hop_count"] for one in answer["lots"]), default=0),
        "gaps": gap_count(answer),
    }
    return {"value": difficulty(**told), **told}


def answer_of(document: Row, direction: Direction) -> Row:
    """The part of a document that answers the way of a drill: lots and gaps."""
    return document if direction is Direction.FORWARD else document["origins"]


def gap_count(answer: Row) -> int:
    """Missing records among the gaps of an answer; notes on the whole answer are none."""
    return sum(one["record_count"] or 1 for one in answer["gaps"] if one["rule_id"] not in NOTES)


def _time_mark(seconds: Decimal | None, document: Row) -> Row:
    mark = document["balances"]["marks"]["minutes_to_scope"]
    minutes = None if seconds is None else round(seconds / _MINUTE, 2)
    most = _decimal(mark["value"])
    took = "not known yet" if minutes is None else f"{minutes} minutes"
    took_zh = "尚未确定" if minutes is None else f"{minutes} 分钟"
    return {
        "name": "minutes_to_scope",
        "value": minutes,
        "mark": f"at most {most}",
        "unit": "min",
        "is_met": None if minutes is None or most is None else minutes <= most,
        "is_example": mark["is_example"],
        "says": f"Time to scope: {took}; at most {most} minutes.",
        "says_zh": f"确定范围用时：{took_zh}；上限 {most} 分钟。",
    }


def _balance_marks(document: Row) -> list[Row]:
    marks = document["balances"]["marks"]
    found = []
    for one in document["balances"]["totals"]:
        level = one["level"]
        if level not in _JUDGED or not one["subject_count"]:
            continue
        low, high = marks[f"{level}_low_percent"], marks[f"{level}_high_percent"]
        band = f"{_decimal(low['value'])} to {_decimal(high['value'])} %"
        value = _decimal(one["accounted_percent"])
        told = "cannot be judged" if value is None else f"{value} % accounted for"
        told_zh = "无法判断" if value is None else f"已说明 {value} %"
        unit = " ".join(part for part in (one["item_code"], one["uom"]) if part)
        bare = left_out(one)
        more = f" {many(bare, 'more lot')} cannot be balanced." if bare else ""
        more_zh = f"另有 {bare} 个批次无法核算。" if bare else ""
        if not bare and one.get("mark_reason"):
            more = f" Not shown: {one['mark_reason']}."
            more_zh = f"无法证实：{one['mark_reason_zh']}。"
        found.append(
            {
                "name": f"{level}_accounted_percent",
                "value": value,
                "mark": band,
                "unit": "%",
                "is_met": one["is_within_marks"],
                "unbalanced_count": bare,
                "is_example": low["is_example"] or high["is_example"],
                "says": f"{level.capitalize()} lots, {unit}: {told}; {band} is asked.{more}",
                "says_zh": f"{_LEVELS_ZH[level]}批次 {unit}：{told_zh}；要求 {band}。{more_zh}",
            }
        )
    return found


def _contact_mark(contacts: Row, plan: Row) -> list[Row]:
    least = plan["contacts_verified_percent"]
    if least is None or not contacts["of"]:
        return []
    value = contacts["percent"]
    days = contacts["within_days"]
    return [
        {
            "name": "contacts_verified_percent",
            "value": value,
            "mark": f"at least {least}",
            "unit": "%",
            "is_met": value >= least,
            "is_example": "contacts_verified_percent" in plan["examples"],
            "says": f"Contacts checked within {days} days: {value} %; at least {least} % is asked.",
            "says_zh": f"{days} 天内核实过的联系人：{value} %；要求至少 {least} %。",
        }
    ]


def _truth_mark(truth: Row | None, direction: Direction) -> list[Row]:
    if truth is None:
        return []
    told = truth["scopes"]["possible"]
    which = "that truly hold the material" if direction is Direction.FORWARD else "truly in it"
    got = told.get("customers") or {"lost": []}
    more, more_zh = "", ""
    if got["lost"]:
        more = f" It lacks {many(len(got['lost']), 'customer')} who truly got any of it."
        more_zh = f"缺少 {len(got['lost'])} 家真实收货的客户。"
    return [
        {
            "name": "possible_sensitivity",
            "value": told["sensitivity"],
            "mark": "100",
            "unit": "%",
            "is_met": not told["lost"] and not got["lost"],
            "is_example": False,
            "says": f"Scope possible has {told['both']} of {told['true']} lots {which}.{more}",
            "says_zh": f"“可能”范围包含真实涉及的 {told['true']} 个批次中的 {told['both']} 个。"
            f"{more_zh}",
        }
    ]


def _machine_seconds(document: Row) -> Decimal | None:
    """What the machine took in all for scopes, apart from what people took."""
    steps = [_decimal(value) for value in document["machine_seconds"].values()]
    known = [value for value in steps if value is not None]
    return sum(known, Decimal(0)) if known else None


def _accounted(document: Row) -> list[Row]:
    names = (
        "level",
        "item_code",
        "uom",
        "in_qty",
        "accounted_qty",
        "accounted_percent",
        "is_within_marks",
    )
    return [{name: one[name] for name in names} for one in document["balances"]["totals"]]


def _confirmed(lots: list[Row]) -> Row:
    sure = sum(one["evidence"] == "confirmed" for one in lots)
    return {"lots": sure, "of": len(lots), "percent": percent(sure, len(lots))}


def _contacts(document: Row, plan: Row) -> Row:
    """Whom to call, and of how many the contact was checked lately, counted from the opening."""
    days = plan["contact_verified_days"]
    opened = date.fromisoformat(str(document["case"]["opened_at"])[:10])
    oldest = (opened - timedelta(days=days)).isoformat()
    calls = [one for one in document["actions"]["call"] if not one.get("is_left_out")]
    verified = sum((one["contact_verified_date"] or "") >= oldest for one in calls)
    told = {"verified": verified, "of": len(calls), "percent": percent(verified, len(calls))}
    return told | {"within_days": days}


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
