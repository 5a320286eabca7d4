"""Pass marks of a case or drill: how fast, and how much must be accounted for.

What a plant has not set counts by an example, and is named as one wherever it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from traceability.settings import Settings

EXAMPLES: dict[str, Decimal] = {
    "minutes_to_scope": Decimal(240),
    "finished_low_percent": Decimal(100),
    "finished_high_percent": Decimal(100),
    "raw_low_percent": Decimal("99.5"),
    "raw_high_percent": Decimal(105),
}
"""Marks as plants often set them; each is an example, not a requirement."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A pass mark; is_example: the plant has not set its own."""

    value: Decimal
    is_example: bool


def marks_of(settings: Settings) -> dict[str, Mark]:
    """The marks in force, by name."""
    found = {name: getattr(settings, f"mark_{name}") for name in EXAMPLES}
    return {
        name: Mark(EXAMPLES[name] if value is None else value, value is None)
        for name, value in found.items()
    }


def is_within(marks: dict[str, Mark], level: str, percent: Decimal | None) -> bool | None:
    """Whether a percentage lies in the band of its level; None without a band or a figure."""
    low, high = marks.get(f"{level}_low_percent"), marks.get(f"{level}_high_percent")
    if low is None or high is None or percent is None:
        return None
    return low.value <= percent <= high.value


def used_settings(marks: dict[str, Mark]) -> dict[str, Any]:
    """The marks as settings: what a document names them by."""
    return {f"mark_{name}": mark.value for name, mark in marks.items()}
