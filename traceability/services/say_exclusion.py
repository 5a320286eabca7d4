"""Say why time leaves a lot out: the link that opened too late, and the one that had closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.services.gather_details import minute_text

if TYPE_CHECKING:
    from traceability.domain.trace_details import Link

_OPENINGS = {
    "consumption": "mounted",
    "output": "was made",
    "fill": "was filled in",
    "draw": "was drawn",
    "carry": "was carried on",
    "held": "was held",
    "candidate": "was in stock",
    "gap": "may have been used",
    "loss": "may have been lost",
    "origin": "was there",
}
_CLOSINGS = {
    "consumption": "the use there ended",
    "fill": "the fill ended",
    "draw": "the draw from the tank ended",
    "carry": "the tank was empty",
    "held": "the run that may have taken it ended",
    "candidate": "the last record of the candidate lies",
    "gap": "what lacks its lot had happened",
    "loss": "the count that misses it lies",
}


def say_exclusion(lot_id: str, asked: set[str], opened: Link, closed: Link) -> str:
    """Both links in words: what began, what had ended, and why that settles it.

    lot_id: the lot left out. A lot is not named where only one can be meant.
    """
    began = _began(opened, opened.from_id != lot_id and asked != {opened.from_id})
    until = minute_text(closed.until_at)
    if closed.edge_kind != "output":
        return f"{began}; {_ended(closed)} at {until}"
    subject = "this lot"
    if closed.to_id != lot_id:
        subject = called(closed.to_id, closed.to_item_code, closed.to_lot_code)
    if opened.work_order_code != closed.work_order_code:
        order = closed.work_order_code or "without number"
        return f"{began}; {subject} was finished by order {order} at {until}"
    there = opened.place_code is not None and opened.place_code == closed.place_code
    where = "there " if there else ""
    return (
        f"{began}; {subject} was finished {where}at {until}, "
        "and the earlier lots covered what it needed"
    )


def called(lot_id: str, item: str | None, lot: str | None) -> str:
    """A lot within a sentence."""
    if lot is None:
        return f"an unknown lot of {item or 'an unknown item'} ({lot_id})"
    return f"lot {item or '?'}:{lot}"


def _began(link: Link, is_named: bool) -> str:
    """When a link opens, with its place and order, and what came by it where that is in doubt."""
    since = f"no earlier than {minute_text(link.from_at)}"
    if link.edge_kind == "origin" and link.work_order_code:
        verb = "given it out again" if link.from_item_code else "made it"
        return f"order {link.work_order_code} may have {verb} and began {since}"
    if link.edge_kind == "loss" and link.work_order_code:
        return f"order {link.work_order_code} may have used what a count misses and began {since}"
    whose = f"{_source(link)} " if is_named else ""
    place = f"at {link.place_code} " if link.place_code else ""
    order = f" (order {link.work_order_code})" if link.work_order_code else ""
    return f"{whose}{_OPENINGS.get(link.edge_kind or '', 'counts')} {place}{since}{order}"


def _ended(link: Link) -> str:
    """What closes a link, before the time of it."""
    if link.edge_kind == "loss" and link.work_order_code:
        return f"order {link.work_order_code}, which may have used what a count misses, ended"
    if link.edge_kind == "origin" and link.to_item_code:
        lot = called(link.to_id, link.to_item_code, link.to_lot_code)
        return f"{lot}, which nobody is recorded to have made, has its first record"
    return _CLOSINGS.get(link.edge_kind or "", "the link had ended")


def _source(link: Link) -> str:
    """What a link comes from: a lot, what a run made, or of a pool the item."""
    if link.from_lot_code is not None or link.from_id.startswith("L"):
        return called(link.from_id, link.from_item_code, link.from_lot_code)
    return link.from_item_code or "the material"
