"""One evidence as it is told: how much of how much, where, and when it was last enough."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_WHOLE = 100


class Verdict(StrEnum):
    """What can be said of a requirement; never more than that."""

    MET = "met"
    NOT_MET = "not met"
    NO_EVIDENCE = "no evidence yet"

    @property
    def says_zh(self) -> str:
        """The same in Chinese."""
        return {"met": "已满足", "not met": "未满足"}.get(str(self), "尚无证据")


@dataclass(frozen=True, slots=True)
class SiteFigure:
    """A figure of one site; site_code: empty = unknown, or not by site."""

    site_code: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What one evidence says. note: what else must be known to read it.

    verdict: by itself, against the threshold of its requirement. last_met_on, last_met_by: the day
    and the case or build of the last time that it was met; None = never, as far as is kept.
    """

    evidence: str
    says: str
    says_zh: str
    numerator: int
    denominator: int
    sites: tuple[SiteFigure, ...]
    first_date: str | None
    last_date: str | None
    verdict: Verdict
    note: str
    last_met_on: str | None
    last_met_by: str | None


def share_verdict(numerator: int, denominator: int, percent: int) -> Verdict:
    """Met from `percent` of the denominator on; without any there is no evidence."""
    if not denominator:
        return Verdict.NO_EVIDENCE
    is_met = _WHOLE * numerator >= percent * denominator
    return Verdict.MET if is_met else Verdict.NOT_MET
