"""A big number that leads to its list."""

from __future__ import annotations

from app.components.markup import Markup, tag
from app.components.wording import number


def tile(
    name: str,
    label: str,
    count: int | None,
    note: str = "",
    anchor: str = "",
    *,
    is_warning: bool = False,
) -> Markup:
    """One tile. count: None where nobody checked. anchor: its list, where that is not the name.

    is_warning: a count above none needs somebody.
    """
    is_amber = count is None or (is_warning and count > 0)
    return tag(
        "a",
        tag("span", label, of="ll-label"),
        tag("span", "unchecked", of="ll-unchecked")
        if count is None
        else tag("span", number(count), of="ll-number"),
        tag("span", note, of="ll-muted"),
        of="ll-tile ll-amber" if is_amber else "ll-tile" if count else "ll-tile ll-none",
        href=f"#{anchor or name}",
        data_count="" if count is None else str(count),
        data_name=name,
    )
