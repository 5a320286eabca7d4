"""What the proof counts, for one industry and one class of faults."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from math import ceil
from typing import Any

from traceability.domain.scope import Scope

SCOPES = tuple(scope.value for scope in Scope)


@dataclass(frozen=True, slots=True)
class LostPair:
    """A lot that truly has to do with another, and that no trace of the scope `possible` names."""

    plant: str
    industry: str
    fault_class: str
    direction: str
    asked: tuple[str, str]
    missed: tuple[str, str]
    untimed_too: bool


@dataclass(slots=True)
class Figures:
    """Counts of one industry and class, or of several plants of it put together.

    plants: those that ran to their end; stopped: those that did not.
    pairs: true (asked, reached) pairs whose lots both stand in some record; unrecorded: the
    others, where no trace can help. lost: pairs outside each scope. nesting: lots of a scope that
    the next wider one lacks. one_sided: pairs that one direction has and the other lacks.
    foreign: lots of other plants in an answer. added: lots that `possible` adds to `confirmed`.
    excess: lots that `confirmed` has beyond the truth. wide, share: |possible| / |truth| and
    |possible| / products of the plant, of each raw lot. The sums are of products below each raw
    lot: by the scope `probable` with and without clocks, by the truth, and by the truth of orders;
    `near` = one order away.
    """

    plants: int = 0
    stopped: int = 0
    traces: int = 0
    pairs: int = 0
    unrecorded: int = 0
    lost: list[int] = field(default_factory=lambda: [0] * len(SCOPES))
    nesting: int = 0
    one_sided: int = 0
    foreign: int = 0
    added: int = 0
    excess: int = 0
    wide: list[float] = field(default_factory=list)
    share: list[float] = field(default_factory=list)
    timed: int = 0
    untimed: int = 0
    true: int = 0
    order_true: int = 0
    near_timed: int = 0
    near_untimed: int = 0
    near_true: int = 0
    near_order_true: int = 0
    lost_pairs: list[LostPair] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        """Put the counts of another plant to these."""
        for one in fields(self):
            mine, theirs = getattr(self, one.name), getattr(other, one.name)
            if one.name == "lost":
                self.lost = [a + b for a, b in zip(mine, theirs, strict=True)]
            elif isinstance(mine, list):
                mine.extend(theirs)
            else:
                setattr(self, one.name, mine + theirs)

    def per_ten_thousand(self, scope: str) -> float:
        """Lost pairs of a scope per 10,000 true pairs."""
        return 1e4 * self.lost[SCOPES.index(scope)] / self.pairs if self.pairs else 0.0

    def as_document(self) -> dict[str, Any]:
        """Counts and what follows from them, ready for JSON; each lost pair by name."""
        document = asdict(self)
        for name in ("wide", "share"):
            values = document.pop(name)
            document[name] = {"median": quantile(values, 0.5), "p95": quantile(values, 0.95)}
        document["lost"] = dict(zip(SCOPES, self.lost, strict=True))
        document["lost_per_10000"] = {
            scope: round(self.per_ten_thousand(scope), 3) for scope in SCOPES
        }
        document["narrowing"] = {
            "plant": ratio(self.timed, self.untimed),
            "plant_known_perfectly": ratio(self.true, self.order_true),
            "first_level": ratio(self.near_timed, self.near_untimed),
            "first_level_known_perfectly": ratio(self.near_true, self.near_order_true),
        }
        return document


def quantile(values: list[float], share: float) -> float | None:
    """The smallest value that this share of the values does not exceed; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def ratio(part: int, whole: int) -> float | None:
    """Part of the whole; None of nothing."""
    return part / whole if whole else None
