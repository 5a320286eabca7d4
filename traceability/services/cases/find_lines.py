"""Find the lines of a case's scope that a person names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from traceability.domain.cases import ActionList
from traceability.errors import NotFoundError
from traceability.services.cases.join_lines import time_line

Row = dict[str, Any]
_NAMES = {
    ActionList.HOLD: ("lot_id", "lot_code", "handling_unit_code"),
    ActionList.STOP_ORDERS: ("work_order_code",),
    ActionList.STOP_DELIVERIES: ("delivery_code", "lot_id", "lot_code"),
    ActionList.CALL: ("customer_code",),
    ActionList.EXCLUDED_BY_TIME: ("lot_id", "lot_code"),
}


def find_lines(scope: Row, texts: Sequence[str]) -> list[tuple[ActionList, Row]]:
    """Lines by id, or by lot, order, delivery, handling unit or customer, each once.

    Raises NotFoundError for a text that names none.
    """
    found: dict[str, tuple[ActionList, Row]] = {}
    for text in texts:
        named = [one for one in _all_lines(scope) if _is_named(one, text.strip())]
        if not named:
            raise NotFoundError(
                f"No line of the case is {text}.",
                hint="`lotline case show NUMBER` lists the lines with their ids.",
            )
        found.update((one[1]["line_id"], one) for one in named)
    return list(found.values())


def _all_lines(scope: Row) -> Iterator[tuple[ActionList, Row]]:
    for name, lines in scope["actions"].items():
        yield from ((ActionList(name), line) for line in lines)
    for row in scope["excluded_by_time"]:
        yield ActionList.EXCLUDED_BY_TIME, row | {"line_id": time_line(row)}


def _is_named(one: tuple[ActionList, Row], text: str) -> bool:
    action_list, line = one
    if text == line["line_id"]:
        return True
    if any(text == line[name] for name in _NAMES[action_list]):
        return True
    lot = (line.get("item_code"), line.get("lot_code"))
    return None not in lot and text == ":".join(str(part) for part in lot)
