"""The first line of a case: what to hold and to stop, whom to call, what to find out first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.scope import EVIDENCE
from traceability.domain.tables import many

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]
_POSSIBLE = EVIDENCE[-1]
_UNDECIDED = (
    ("undecided_customers", "customer", "家客户"),
    ("undecided_lots", "lot", "个批次"),
    ("undecided_orders", "order", "个工单"),
    ("undecided_deliveries", "delivery", "个交货单"),
)
_STOPS = (("stop_orders", "order", "个工单"), ("stop_deliveries", "delivery", "个交货单"))


def first_line(actions: dict[str, list[Row]]) -> Row:
    """Count the lines of the lists of action, without those that were left out, and say it.

    "Now" is what is confirmed or probable. What is only possible hangs on missing records; a
    shipment without customer is nobody to call yet.
    """
    lists = {
        name: [line for line in lines if not line.get("is_left_out")]
        for name, lines in actions.items()
    }
    lots, more_lots = _split(lists["hold"], "lot_id")
    calls, more_calls = _split(lists["call"], "customer_code")
    orders, more_orders = _split(lists["stop_orders"], "work_order_code")
    lines, more_lines = _split(lists["stop_deliveries"], "delivery_code")
    undecided = [line for found in lists.values() for line in found if _is_open(line)]
    told = {
        "hold_lots": lots,
        "call_customers": calls,
        "stop_orders": orders,
        "stop_deliveries": lines,
        "missing_records": len({text for line in undecided for text in line["missing_records"]}),
        "undecided_lots": more_lots,
        "undecided_customers": more_calls,
        "undecided_orders": more_orders,
        "undecided_deliveries": more_lines,
        "nameless_consignees": sum(
            line["customer_code"] is None and not _only_came_back(line) for line in lists["call"]
        ),
        "nameless_returns": sum(len(line.get("nameless_returns", ())) for line in lists["call"]),
    }
    return {"says": _english(told), **told, "says_zh": _chinese(told)}


def _split(lines: list[Row], column: str) -> tuple[int, int]:
    """How many things are sure enough to act on, and how many more are only possible."""
    sure = _things((line for line in lines if not _is_open(line)), column)
    return len(sure), len(_things(lines, column) - sure)


def _things(lines: Iterable[Row], column: str) -> set[Any]:
    return {line[column] for line in lines} - {None}


def _is_open(line: Row) -> bool:
    return bool(line["evidence"] == _POSSIBLE)


def _only_came_back(line: Row) -> bool:
    """Whether all that a line stands for is goods that were given back."""
    return bool(line.get("nameless_returns")) and not line["quantities"]


def _english(told: Row) -> str:
    stops = [many(told[name], noun) for name, noun, _ in _STOPS if told[name]]
    parts = [
        f"Hold {many(told['hold_lots'], 'lot')} now.",
        *([f"Stop {_joined(stops)} now."] if stops else []),
        f"Call {many(told['call_customers'], 'customer')} now.",
    ]
    more = [
        f"{count} more {many(count, noun).partition(' ')[2]}"
        for name, noun, _ in _UNDECIDED
        if (count := told[name])
    ]
    if more:
        count = told["missing_records"]
        verb = "decides" if count == 1 else "decide"
        them = "it" if count == 1 else "them"
        parts.append(
            f"{many(count, 'missing record')} {verb} on {_joined(more)}: check {them} first."
        )
    if told["nameless_consignees"]:
        parts.append("Goods left for nobody who is named: find out who got them.")
    if told["nameless_returns"]:
        parts.append("Goods came back from nobody who is named: find out who had them.")
    return " ".join(parts)


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _chinese(told: Row) -> str:
    stops = [f"{told[name]}{unit}" for name, _, unit in _STOPS if told[name]]
    parts = [
        f"立即冻结{told['hold_lots']}个批次。",
        *([f"立即停止{'和'.join(stops)}。"] if stops else []),
        f"立即致电{told['call_customers']}家客户。",
    ]
    more = [f"另外{count}{unit}" for name, _, unit in _UNDECIDED if (count := told[name])]
    if more:
        parts.append(f"{told['missing_records']}条缺失记录决定{'、'.join(more)}：请先核查。")
    if told["nameless_consignees"]:
        parts.append("有货物发出而未记录客户：请查明收货人。")
    if told["nameless_returns"]:
        parts.append("有货物退回而未记录客户：请查明退货人。")
    return "".join(parts)
