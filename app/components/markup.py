"""Build HTML out of texts that come from strangers: every text is escaped, no exception.

Codes and names are shown this way, not as Markdown: Markdown would turn `A--B` into a dash, `:x:`
into a picture and `**x**` into bold, and a code must be read exactly as it is printed.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from traceability.domain.tables import visible


class Markup(str):
    """HTML that this module built; any other text is escaped where it is put in."""

    __slots__ = ()


def tag(name: str, *content: str | None, of: str = "", **attributes: str) -> Markup:
    """One element of class `of`; content that is None or empty is left out.

    An attribute's `_` at the end is dropped and any other is written `-`.
    """
    pairs = {"class": of, **attributes}
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in pairs.items()
        if value
    )
    return Markup(f"<{name}{written}>{join(*content)}</{name}>")


def join(*content: str | None) -> Markup:
    """Pieces one after the other, escaped where they are not markup yet."""
    return Markup("".join(_safe(piece) for piece in content if piece))


def code(text: str | None, *, unknown: str = "unknown") -> Markup:
    """A code as printed; control and direction characters are spelled out."""
    if not text:
        return tag("span", unknown, of="ll-unknown")
    return tag("span", text, of="ll-code")


def show(*content: str | None) -> None:
    """Put the HTML on the page."""
    st.html(join(*content))


def _safe(piece: str) -> str:
    return piece if isinstance(piece, Markup) else escape(visible(piece))
