"""The periodic audit: orders drawn by lot, compared field by field, and what the errors say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Z_95 = 1.959963984540054
"""Standard normal quantile of a two-sided interval of 95 %."""


class AuditPeriod(StrEnum):
    """How often it is drawn."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Verdict(StrEnum):
    """What the paper or screen says of a field.

    same: it stands there. differs: something else stands there. no_paper: nobody finds where it
    should stand. unrecorded: it stands there, and no record has it.
    """

    SAME = "same"
    DIFFERS = "differs"
    NO_PAPER = "no_paper"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class AuditOrder:
    """An order that may be drawn, with where and in which shift it ran."""

    work_order_code: str
    line_code: str | None
    shift_code: str | None

    @property
    def stratum(self) -> tuple[str, str]:
        """Line and shift."""
        return self.line_code or "", self.shift_code or ""


@dataclass(frozen=True, slots=True)
class RecordAudit:
    """One audit as it was drawn. population_count: orders of the period.

    period_from, period_until: ISO days, the second no longer in it.
    """

    audit_no: int
    period: AuditPeriod
    period_from: str
    period_until: str
    seed: str
    size: int
    population_count: int
    snapshot_id: str
    drawn_by: str
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One field to compare. recorded: None where the record has nothing, or there is none."""

    audit_no: int
    entry_no: int
    work_order_code: str
    line_code: str | None
    shift_code: str | None
    record: str
    field: str
    recorded: str | None
    source_file: str | None
    source_row: int | None
    verdict: Verdict | None
    seen: str | None
    answered_by: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Errors among fields that were compared, with the Wilson interval of 95 %.

    by: what it is told of, such as a line; code: which one. low, high, rate: None where nothing was
    compared. no_paper_count: fields that nobody could compare, which are in none of these numbers.
    """

    by: str
    code: str
    error_count: int
    compared_count: int
    no_paper_count: int
    open_count: int

    @property
    def rate(self) -> float | None:
        """Errors over compared fields."""
        return self.error_count / self.compared_count if self.compared_count else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the true rate lies with 95 % confidence, were each field drawn by itself."""
        return wilson(self.error_count, self.compared_count) if self.compared_count else None


def wilson(count: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """Wilson's score interval of a share: right also for few errors, and never outside 0 to 1."""
    share = count / total
    middle = share + z * z / (2 * total)
    reach = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    low = 0.0 if count == 0 else (middle - reach) / scale
    high = 1.0 if count == total else (middle + reach) / scale
    return max(0.0, low), min(1.0, high)


def draw_orders(population: Iterable[AuditOrder], seed: str, size: int) -> list[AuditOrder]:
    """Draw orders so that every line and shift has its turn before any has a second.

    Which come first, within a line and shift and among them, is decided by a hash over the seed:
    equal orders, seed and size give an equal draw, in whatever sequence the orders come.
    """
    strata: dict[tuple[str, str], list[AuditOrder]] = {}
    for order in population:
        strata.setdefault(order.stratum, []).append(order)
    for orders in strata.values():
        orders.sort(key=lambda one: _place(seed, "order", one.work_order_code))
    turns = sorted(strata, key=lambda key: _place(seed, "stratum", *key))
    drawn: list[AuditOrder] = []
    depth = 0
    while len(drawn) < size and any(len(strata[key]) > depth for key in turns):
        drawn += [strata[key][depth] for key in turns if len(strata[key]) > depth]
        depth += 1
    return drawn[:size]


def error_rates(entries: list[AuditEntry]) -> list[ErrorRate]:
    """Over all fields, then by line, shift and field."""
    groups: dict[tuple[str, str], list[AuditEntry]] = {("all", ""): []}
    for entry in entries:
        for by, code in (
            ("all", ""),
            ("line", entry.line_code or "unknown"),
            ("shift", entry.shift_code or "unknown"),
            ("field", entry.field),
        ):
            groups.setdefault((by, code), []).append(entry)
    order = ("all", "line", "shift", "field")
    return [
        _rate(by, code, groups[by, code])
        for by, code in sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    ]


def _rate(by: str, code: str, entries: list[AuditEntry]) -> ErrorRate:
    counts = {verdict: sum(one.verdict is verdict for one in entries) for verdict in Verdict}
    errors = counts[Verdict.DIFFERS] + counts[Verdict.UNRECORDED]
    return ErrorRate(
        by,
        code,
        errors,
        errors + counts[Verdict.SAME],
        counts[Verdict.NO_PAPER],
        sum(one.verdict is None for one in entries),
    )


def _place(seed: str, *parts: str) -> str:
    return sha256("\x1f".join((seed, *parts)).encode()).hexdigest()
