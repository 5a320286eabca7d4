"""Say the figures of a proof: as a table to read, as one for a page, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.faults.classes import FaultClass
from simulator.prove.figures import SCOPES, Figures, quantile, ratio

Told = Mapping[tuple[str, FaultClass], Figures]
"""Figures by industry and class."""

COLUMNS = (
    "industry",
    "class",
    "bound",
    "plants",
    "stopped",
    "traces",
    "pairs",
    "no record",
    *(f"lost {scope}" for scope in SCOPES),
    "nesting",
    "one-sided",
    "wide 50 %",
    "wide 95 %",
    "share",
    "narrow",
    "known",
    "narrow 1st",
    "known 1st",
)
"""lost: per 10,000 pairs. wide: |possible| / |truth|. share: of the plant's products, median.
narrow: products by clocks / without clocks in `probable`; known: the same with perfect knowledge;
1st: one order away."""


def rows(told: Told) -> list[tuple[str, ...]]:
    """One row per industry and class, and one for all."""
    listed = [_row(industry, kind, figures) for (industry, kind), figures in told.items()]
    whole = Figures()
    for figures in told.values():
        whole.add(figures)
    return [*listed, _row("all", None, whole)]


def as_text(told: Told) -> str:
    """The table with columns of even width."""
    lines = [COLUMNS, *rows(told)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place < 3 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def as_markdown(told: Told) -> str:
    """The table as a page shows it."""
    marks = ["---"] * 3 + ["--:"] * (len(COLUMNS) - 3)
    return "\n".join(_markdown_row(line) for line in (COLUMNS, marks, *rows(told)))


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _row(industry: str, kind: FaultClass | None, told: Figures) -> tuple[str, ...]:
    return (
        industry,
        kind.name if kind else "",
        "" if kind is None else "yes" if kind.is_boundable else "no",
        f"{told.plants}",
        f"{told.stopped}",
        f"{told.traces:,}",
        f"{told.pairs:,}",
        f"{told.unrecorded:,}",
        *(_lost(told, scope) for scope in SCOPES),
        f"{told.nesting}",
        f"{told.one_sided}",
        _number(quantile(told.wide, 0.5)),
        _number(quantile(told.wide, 0.95)),
        _percent(quantile(told.share, 0.5)),
        _number(ratio(told.timed, told.untimed)),
        _number(ratio(told.true, told.order_true)),
        _number(ratio(told.near_timed, told.near_untimed)),
        _number(ratio(told.near_true, told.near_order_true)),
    )


def _lost(told: Figures, scope: str) -> str:
    rate = told.per_ten_thousand(scope)
    return "0" if not rate else f"{rate:.1f}" if rate >= 0.1 else f"{rate:.3f}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.0f} %"
