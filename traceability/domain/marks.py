"""Pass marks of a case or drill: how fast, and how much must be accounted for.

What a plant has not set counts by an example, and is named as one wherever it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from traceability.settings import Settings

Row = dict[str, Any]
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


class Verdict(StrEnum):
    """How a balance stands to its mark."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_SHOWN = "not_shown"

    @property
    def is_met(self) -> bool | None:
        """None where the records do not show it."""
        return None if self is Verdict.NOT_SHOWN else self is Verdict.MET


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and why it is not shown, in both languages.

    None: there is no mark, or nothing to hold against it.
    """

    verdict: Verdict | None
    reason: str | None = None
    reason_zh: str | None = None


def judge(marks: dict[str, Mark], level: str, total: Row) -> Judgement:
    """Hold a total against the band of its level.

    Outside the band it is not met. Inside, it is met only where every lot that surely belongs has a
    balance, and where what is missing alone and what is too much alone stay in the band too: what
    one lot has too much does not make up for what another lacks.
    """
    low, high = marks.get(f"{level}_low_percent"), marks.get(f"{level}_high_percent")
    if low is None or high is None or not total["subject_count"]:
        return Judgement(None)
    percent, bare = total["accounted_percent"], left_out(total)
    if percent is not None and not low.value <= percent <= high.value:
        return Judgement(Verdict.NOT_MET)
    if bare:
        of = total["subject_count"] - total["only_possible_count"]
        return Judgement(
            Verdict.NOT_SHOWN,
            f"{bare} of {of} cannot be balanced",
            f"{of}个中有{bare}个无法核算",
        )
    if percent is None:
        return Judgement(None)
    whole = Decimal(100)
    least = whole - whole * total["missing_qty"] / total["in_qty"]
    most = whole + whole * total["excess_qty"] / total["in_qty"]
    if least < low.value or most > high.value:
        missing, excess = (f"{total[name].normalize():f}" for name in ("missing_qty", "excess_qty"))
        return Judgement(
            Verdict.NOT_SHOWN,
            f"{missing} missing in some and {excess} too much in others cancel in the sum",
            f"部分短缺{missing}与部分多出{excess}在合计中相互抵消",
        )
    return Judgement(Verdict.MET)


def left_out(total: Row) -> int:
    """Lots or orders that surely belong to a total and that no balance could be made of."""
    sure = int(total["subject_count"]) - int(total.get("only_possible_count", 0))
    return max(sure - int(total.get("assessed_count", sure)), 0)


def used_settings(marks: dict[str, Mark]) -> dict[str, Any]:
    """The marks as settings: what a document names them by."""
    return {f"mark_{name}": mark.value for name, mark in marks.items()}
