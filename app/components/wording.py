"""How numbers, amounts, times and counts are written on every page."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from traceability.services.write_json import decimal_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.domain.trace import EvidenceCounts

THIN_SPACE = "\u202f"


def number(value: int | Decimal) -> str:
    """Digits in groups of three, every decimal place kept."""
    text = decimal_text(value) if isinstance(value, Decimal) else str(value)
    whole, dot, places = text.lstrip("-").partition(".")
    sign = "\u2212" if text.startswith("-") else ""
    return f"{sign}{int(whole):,}".replace(",", THIN_SPACE) + dot + places


def amount(qty: Decimal | None, uom: str | None) -> str:
    """An amount with its unit; an unknown one says so."""
    return "unknown amount" if qty is None else f"{number(qty)} {uom or ''}".rstrip()


def many(count: int, noun: str, plural: str = "") -> str:
    """`1 lot`, `2 lots`, `3 deliveries`."""
    ends_in_ies = noun.endswith("y") and noun[-2:-1] not in set("aeiou")
    word = plural or (f"{noun[:-1]}ies" if ends_in_ies else f"{noun}s")
    return f"{number(count)} {noun if count == 1 else word}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def instant(text: str | None) -> str:
    """A time stamp of Lotline itself, to the minute; unknown or foreign text as it is."""
    if not text:
        return "unknown"
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (
        text
        if "T" not in text
        else f"{told:%Y-%m-%d %H:%M} {'UTC' if told.tzinfo else ''}".rstrip()
    )


def evidence_split(words: EvidenceCounts) -> str:
    """`all confirmed`, or `3 confirmed, 1 possible`; empty where there is nothing."""
    counts = {
        "confirmed": words.confirmed,
        "probable": words.probable,
        "possible": words.possible,
    }
    told = [(word, count) for word, count in counts.items() if count]
    if len(told) == 1:
        return f"all {told[0][0]}" if told[0][1] > 1 else told[0][0]
    return ", ".join(f"{number(count)} {word}" for word, count in told)
