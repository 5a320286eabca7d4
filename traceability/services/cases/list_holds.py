"""List the stock to hold: every place where a lot of the case lies, is under way or in process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.scope import weaker
from traceability.services.cases.order_lines import missing_columns, order_lines
from traceability.services.cases.split_stock import split_stock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.services.cases.find_running_orders import RunningOrders
    from traceability.services.cases.read_ground import CaseFacts, Ground

Row = dict[str, Any]
IN_TRANSIT = "in transit"
_IN_PROCESS = frozenset({"line", "feeder", "hopper", "oven"})


def list_holds(ground: Ground, facts: CaseFacts, running: RunningOrders) -> list[Row]:
    """One line per lot, site, bin, handling unit and status; and what running orders took.

    A lot that nothing says where it lies, nor that nothing is left, is a line too.
    """
    stocked = list(_stocked(ground, facts))
    lines = [*stocked, *_in_process(ground, facts, running)]
    lines += _unlocated(ground, facts, {line["lot_id"] for line in stocked})
    return order_lines(
        lines, "site_code", "location", "item_code", "lot_code", "lot_id", "handling_unit_code"
    )


def _stocked(ground: Ground, facts: CaseFacts) -> Iterator[Row]:
    for place in split_stock(ground.forward.stock, facts):
        lot = ground.lots[place["lot_id"]]
        named = {"item_code": lot.item_code, "lot_code": lot.lot_code}
        yield _line(
            ground,
            place | named,
            place_kind(facts, place["site_code"], place["location"]),
            " ".join([_belongs(lot.hop_count), *place.pop("notes")]),
        )


def _unlocated(ground: Ground, facts: CaseFacts, stocked: set[str]) -> Iterator[Row]:
    """Lots without any stock on record of which the book cannot tell how much is left."""
    names = ("lot_id", "origin", "on_hand_qty", "site_code")
    for lot_id, origin, qty, site in ground.index.table("trace_lots").records(names, ground.nodes):
        lot = ground.lots[lot_id]
        if origin is None or qty is not None or lot.lot_code is None or lot_id in stocked:
            continue
        place = {
            **dict.fromkeys(("location", "handling_unit_code", "qty", "uom", "stock_status")),
            "site_code": site,
            "item_code": lot.item_code,
            "lot_code": lot.lot_code,
            "lot_id": lot_id,
            "evidence": lot.evidence,
        }
        why = (
            f"{_belongs(lot.hop_count)} No stock of it is on record, and the records do not tell "
            "whether any is left: look for it."
        )
        yield _line(ground, place, place_kind(facts, site, None), why)


def _in_process(ground: Ground, facts: CaseFacts, running: RunningOrders) -> Iterator[Row]:
    """What an order took that is not closed: nobody knows how much of it is made already."""
    for use in running.uses:
        lot = ground.lots[use.lot_id]
        order = running.orders[use.work_order_code]
        site = order["site_code"]
        place = {
            "site_code": site,
            "location": f"order {use.work_order_code}",
            "handling_unit_code": None,
            "item_code": lot.item_code,
            "lot_code": lot.lot_code,
            "lot_id": lot.lot_id,
            "qty": use.qty,
            "uom": use.uom,
            "stock_status": None,
            "evidence": weaker(use.evidence, lot.evidence),
        }
        kind = place_kind(facts, site, None)
        line = f" at {order['line_code']}" if order["line_code"] else ""
        why = (
            f"{_belongs(lot.hop_count)} Order {use.work_order_code}{line} took it and is not "
            "closed: what is not made of it yet lies in process."
        )
        yield _line(ground, place, kind if kind == "subcontractor" else "work_in_process", why)


def place_kind(facts: CaseFacts, site: str | None, location: str | None) -> str:
    """stock, work_in_process, subcontractor, in_transit or unknown."""
    if location == IN_TRANSIT and site is None:
        return "in_transit"
    if site is None:
        return "unknown"
    if facts.site_types.get(site) == "subcontractor":
        return "subcontractor"
    kinds = [facts.place_types.get((owner, location)) for owner in (site, None) if location]
    return "work_in_process" if _IN_PROCESS.intersection(kinds) else "stock"


def _line(ground: Ground, place: Row, kind: str, why: str) -> Row:
    lot_id, evidence = place["lot_id"], place["evidence"]
    where = "/".join(place[name] or "" for name in ("site_code", "location", "handling_unit_code"))
    records = ground.missing.of_lots([lot_id])
    return {
        "line_id": f"hold:{lot_id}@{where}",
        **place,
        "place_kind": kind,
        "why": why,
        **missing_columns(evidence, records, f"lot {ground.lots[lot_id].name} belongs here"),
    }


def _belongs(hops: int) -> str:
    if hops == 0:
        return "It was asked for."
    return f"It was reached in {hops} step{'' if hops == 1 else 's'}."
