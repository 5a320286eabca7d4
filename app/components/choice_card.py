"""When a code means several things, or none: show what there is, and let a person choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.lot_card import lot_name
from app.components.markup import code, join, show, tag
from app.components.page_state import ask_for
from app.components.wording import amount, instant, many, number
from traceability.errors import AmbiguousError, NotFoundError
from traceability.services.describe_lots import LotCard, describe_lots
from traceability.services.find_lot import Hit, find_lot

if TYPE_CHECKING:
    from traceability.services.open_snapshot import OpenSnapshot
    from traceability.settings import Settings

SHOWN = 12
"""Rows of a card; how many more there are is said below them."""
_ASKABLE = {
    "order": "order",
    "delivery": "delivery",
    "receipt": "receipt",
    "supplier lot": "supplier-lot",
    "item": "item",
}
_AMBIGUOUS = "None was chosen for you: take the one whose item and number are on the label."
_NEAR = "These come near. Nothing is taken until you take it."
_NOTHING = "Nothing comes near it either. Look at the label once more, or type less of it."


def several_lots(asked: str, error: AmbiguousError, opened: OpenSnapshot) -> None:
    """The code stands for several lots: none is taken until a person takes one."""
    count = many(len(error.candidates), "lot")
    _say("Which one is it?", join(code(asked), f" stands for {count}. {_AMBIGUOUS}"))
    _candidates(error.candidates, opened)


def not_found(asked: str, error: NotFoundError, settings: Settings, opened: OpenSnapshot) -> None:
    """Nothing has that code: near lots, and whatever else bears it."""
    hits, more = _hits(settings, asked, opened.stamp.id)
    taken = {one["lot_id"] for one in error.candidates}
    hits = [hit for hit in hits if hit.lot_id not in taken]
    _say("Not found", error.message, _NEAR if error.candidates or hits else _NOTHING)
    _candidates(error.candidates, opened)
    _others(hits, more)


def _say(title: str, *paragraphs: str) -> None:
    body = (tag("p", text) for text in paragraphs)
    show(tag("section", tag("h2", title), *body, of="ll-message ll-amber", role="status"))


def _candidates(candidates: tuple[dict[str, Any], ...], opened: OpenSnapshot) -> None:
    listed = candidates[:SHOWN]
    cards = {card.lot_id: card for card in describe_lots(opened, [one["lot_id"] for one in listed])}
    for place, one in enumerate(listed):
        card = cards.get(one["lot_id"])
        _row(
            join(
                tag("span", lot_name(one["item_code"], one["lot_code"]), of="ll-choice"),
                tag("span", " · ".join(_told(card) if card else []), of="ll-muted"),
                tag("span", f"{one['why']} · {one['lot_id']}", of="ll-id"),
            ),
            f"candidate-{place}",
            one["lot_id"],
        )
    _left_out(len(candidates) - SHOWN)


def _told(card: LotCard) -> list[str]:
    """What tells this lot from others of the same code."""
    told = [
        card.item_name,
        amount(card.total_qty, card.uom),
        f"first seen {instant(card.first_seen_at)}" if card.first_seen_at else None,
        f"at {card.site_code}" if card.site_code else None,
        f"number {card.lot_uid} in {card.source_system}" if card.lot_uid else None,
    ]
    return [text for text in told if text]


def _others(hits: list[Hit], more: int) -> None:
    for place, hit in enumerate(hits[:SHOWN]):
        item = join(" of item ", code(hit.item_code)) if hit.item_code else None
        text = join(
            tag("span", f"{hit.kind.capitalize()} ", code(hit.code), item, of="ll-choice"),
            tag("span", hit.name, of="ll-muted") if hit.name else None,
        )
        _row(text, f"hit-{place}", _question(hit))
    _left_out(len(hits) - SHOWN + more)


def _row(text: str, key: str, question: str | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-{key}"):
        show(tag("div", text, of="ll-row"))
        if question:
            st.button("Take this", key=key, on_click=ask_for, args=(question,))


def _question(hit: Hit) -> str | None:
    """What asks for this thing; a partner alone is no question."""
    if hit.kind == "lot":
        return hit.lot_id
    kind = _ASKABLE.get(hit.kind)
    return None if kind is None else f"{kind}:{hit.code}"


def _left_out(count: int) -> None:
    if count > 0:
        show(
            tag("p", f"{number(count)} more are not listed: type more of the code.", of="ll-muted")
        )


def _hits(settings: Settings, asked: str, snapshot_id: str) -> tuple[list[Hit], int]:
    """Whatever else has the text in its code or name, without the kind before the colon."""
    kind, colon, rest = asked.partition(":")
    text = rest if colon and kind in _ASKABLE.values() and rest.strip() else asked
    try:
        found = find_lot(settings, text, limit=SHOWN, snapshot_id=snapshot_id)
    except NotFoundError:
        return [], 0
    seen: dict[tuple[str, str], Hit] = {}
    for hit in found.hits:
        seen.setdefault((hit.kind, hit.lot_id or hit.code), hit)
    return list(seen.values()), sum(found.more.values())
