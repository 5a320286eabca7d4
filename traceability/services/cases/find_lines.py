"""Find the lines of a case's scope that a person names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from traceability.domain.cases import ActionList, CaseHead
from traceability.errors import AmbiguousError, NotFoundError, RefusedError
from traceability.services.cases.join_lines import time_line

Row = dict[str, Any]
Subject = tuple[str, str]
_CODES = {
    "handling_unit_code": "handling unit",
    "work_order_code": "order",
    "delivery_code": "delivery",
}
_OF_LIST = {
    ActionList.HOLD: ("lot", "handling_unit_code"),
    ActionList.STOP_ORDERS: ("work_order_code",),
    ActionList.STOP_DELIVERIES: ("lot", "delivery_code"),
    ActionList.CALL: ("customer_code",),
    ActionList.EXCLUDED_BY_TIME: ("lot",),
}


def nothing_by_time(head: CaseHead) -> RefusedError:
    """What says that no lot of a case is left out by time alone without a decision."""
    return RefusedError(
        f"Time alone leaves no lot out of {head.name} that waits for a word.",
        hint=f"`lotline case show {head.name}` shows what was decided.",
    )


def find_lines(scope: Row, texts: Sequence[str]) -> list[tuple[ActionList, Row]]:
    """Lines by id, or by lot, order, delivery, handling unit or customer, each once.

    Raises NotFoundError for a text that names none, AmbiguousError for one that may be two things.
    """
    found: dict[str, tuple[ActionList, Row]] = {}
    for text in texts:
        told = text.strip()
        lines = list(_all_lines(scope))
        named = [one for one in lines if one[1]["line_id"] == told]
        if not named:
            meant = [(one, subjects_named(one[1], told, _OF_LIST[one[0]])) for one in lines]
            named = [one for one, subjects in meant if subjects]
            check_one_subject(told, {each for _, subjects in meant for each in subjects})
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


def subjects_named(line: Row, text: str, kinds: Sequence[str]) -> set[Subject]:
    """What of a line a text names, of these kinds: its lot, or a code in it."""
    found: set[Subject] = set()
    for kind in kinds:
        if kind == "lot" and line.get("lot_id"):
            name = f"{line['item_code'] or '?'}:{line['lot_code'] or '(unknown)'}"
            if text in {line["lot_id"], line["lot_code"], name}:
                found.add(("lot", f"{name} ({line['lot_id']})"))
        elif text == line.get(kind):
            found.add((_CODES.get(kind, "customer"), text))
    return found


def check_one_subject(text: str, found: set[Subject]) -> None:
    """Raises AmbiguousError where a text may be two lots, or a lot and an order."""
    if len(found) > 1:
        told = ", ".join(f"{kind} {name}" for kind, name in sorted(found))
        raise AmbiguousError(
            f"{text} may be any of {told}.",
            hint="Name the lines by their ids, a lot as ITEM:LOT or by its lot_id.",
        )
