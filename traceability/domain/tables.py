"""A table of texts for people, and what must not reach their screen as it is."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_FORBIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


@dataclass(frozen=True, slots=True)
class TextTable:
    """A titled table; every cell is text, "" where nothing is known."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def many(count: int, noun: str) -> str:
    """`1 lot`, `2 lots`, `3 deliveries`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def visible(text: str) -> str:
    """The text with control and direction characters spelled out: codes come from strangers."""
    if text.isprintable():
        return text
    return "".join(
        f"\\u{ord(letter):04x}" if unicodedata.category(letter) in _FORBIDDEN else letter
        for letter in text
    )


def width(text: str) -> int:
    """Columns a text takes on a terminal; Chinese letters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(letter)
        else 1 + (unicodedata.east_asian_width(letter) in {"W", "F"})
        for letter in text
    )
