"""The lots that were asked for, as recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.components.markup import Markup, code, join, show, tag
from app.components.wording import amount, instant, many, number

if TYPE_CHECKING:
    from traceability.services.describe_lots import LotCard

SHOWN = 6
"""Cards in full; a document may hold many lots, and the others are named below."""
_TYPES = {
    "raw": "raw material",
    "packaging": "packaging",
    "semi_finished": "semi-finished",
    "finished": "finished product",
    "by_product": "by-product",
}


def lot_cards(cards: tuple[LotCard, ...], asked: tuple[str, ...]) -> None:
    """One card per lot asked for; of many lots the first few, and the codes of the others."""
    if len(cards) > 1:
        said = join(*(part for text in asked for part in (code(text), " ")))
        show(
            tag("p", said, f"stands for {many(len(cards), 'lot')}, traced together.", of="ll-muted")
        )
    show(tag("div", *map(_card, cards[:SHOWN]), of="ll-cards"))
    if len(cards) > SHOWN:
        names = (
            join(code(card.item_code), ":", code(card.lot_code), "  ") for card in cards[SHOWN:]
        )
        others = number(len(cards) - SHOWN)
        show(
            tag(
                "details",
                tag("summary", f"and {others} more, all of them in the answer below"),
                tag("p", *names),
                of="ll-more",
            )
        )


def _card(card: LotCard) -> Markup:
    kind = _TYPES.get(card.item_type or "", card.item_type or "")
    facts = [
        ("Quantity", amount(card.total_qty, card.uom)),
        ("On hand", amount(card.on_hand_qty, card.uom)),
        ("Shipped", amount(card.shipped_qty, card.uom)),
        ("Returned", amount(card.returned_qty, card.uom) if card.returned_qty else None),
        ("Site", card.site_code),
        ("Status", card.lot_status),
        ("First seen", instant(card.first_seen_at) if card.first_seen_at else None),
    ]
    twins = (
        tag(
            "p",
            f"{many(card.twins, 'other lot')} bear{'s' if card.twins == 1 else ''} the same code.",
            of="ll-warn",
        )
        if card.twins
        else None
    )
    return tag(
        "section",
        tag(
            "div",
            tag("p", " · ".join(filter(None, [card.item_name, kind])), of="ll-eyebrow"),
            tag("h2", lot_name(card.item_code, card.lot_code)),
            twins,
            tag("p", card.lot_id, of="ll-id"),
        ),
        tag("dl", *(_fact(name, value) for name, value in facts)),
        of="ll-card",
    )


def lot_name(item: str | None, lot: str | None) -> Markup:
    """ITEM : LOT, both as printed."""
    return join(code(item), tag("span", " : ", of="ll-colon"), code(lot, unknown="no lot number"))


def _fact(name: str, value: str | None) -> Markup | None:
    return tag("div", tag("dt", name), tag("dd", value)) if value else None
