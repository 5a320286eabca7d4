"""What `metrics` and `check --open` print for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.metrics import ALL
from traceability.domain.tables import TextTable

if TYPE_CHECKING:
    from traceability.services.list_metrics import Figure, Figures
    from traceability.services.list_open_gaps import OpenGaps

_WHOLE = 100


def metric_lines(found: Figures) -> list[str]:
    """Which builds the figures are of, and how they are to be read."""
    lines = [
        f"{len(found.snapshot_ids)} builds were measured, {found.snapshot_ids[0]} the first."
        if len(found.snapshot_ids) > 1
        else f"Snapshot {found.snapshot_ids[0]}."
    ]
    if not found.is_kept:
        lines.append("Measured for this answer: its build kept no figures.")
    lines.append(
        "A figure is numerator / denominator over what can be assessed; what cannot is in neither."
    )
    return lines


def metric_table(found: Figures) -> TextTable:
    """One row per figure."""
    columns = ["metric", "measure", "weight", "figure", "numerator", "denominator", "assessable"]
    columns += ["median", "p95", "most"]
    is_split, is_trend = found.dimension != ALL, len(found.snapshot_ids) > 1
    lead = [*([found.dimension] if is_split else []), *(["snapshot"] if is_trend else [])]
    rows = tuple(
        (
            *([one.dimension_value or "unknown"] if is_split else []),
            *([one.snapshot_id] if is_trend else []),
            *_cells(one),
        )
        for one in found.figures
    )
    return TextTable("Metrics", (*lead, *columns), rows)


def open_lines(found: OpenGaps) -> list[str]:
    """The day, and how much would stay open."""
    stamp = found.snapshot
    counted = ", ".join(
        f"{count} {kind if count == 1 else _many(kind)}" for kind, count in found.subject_counts
    )
    return [
        f"Snapshot {stamp.id} of {stamp.built_at}, data as of {stamp.data_as_of or 'unknown'}.",
        f"{len(found.gaps)} gaps would stay if everything were closed and shipped as recorded"
        + (f": {counted}." if counted else "."),
    ]


def open_tables(found: OpenGaps) -> list[TextTable]:
    """One table per kind of subject, with a column to sign off by hand."""
    tables = []
    for kind, _ in found.subject_counts:
        rows = tuple(
            (
                gap.subject_code,
                gap.site_code or "",
                gap.line_code or "",
                gap.rule_id,
                gap.message,
                "",
            )
            for gap in found.gaps
            if gap.subject_kind == kind
        )
        columns = (kind, "site", "line", "rule_id", "what would stay open", "done")
        tables.append(TextTable(f"Open {_many(kind)}", columns, rows))
    return tables


def _cells(one: Figure) -> tuple[str, ...]:
    weight = one.weight if one.uom is None else f"{one.weight}, {one.uom}"
    return (
        one.title,
        one.measure.replace("_", " "),
        weight,
        _figure(one),
        _plain(float(one.numerator)),
        _plain(float(one.denominator)),
        f"{one.assessable_count} of {one.subject_count}",
        *("" if score is None else _plain(score) for score in (one.median, one.p95, one.most)),
    )


def _figure(one: Figure) -> str:
    if one.ratio is None:
        return "not assessable"
    return _plain(one.ratio) if one.is_mean else percent_text(one.ratio)


def percent_text(ratio: float) -> str:
    """Two places; what is not the whole never reads as 100.00, nor what is there as 0.00."""
    percent = 100 * ratio
    shown = f"{percent:.2f}"
    if shown == "100.00" and percent < _WHOLE:
        shown = "99.99"
    return "0.01 %" if shown == "0.00" and percent > 0 else f"{shown} %"


def _many(kind: str) -> str:
    return "deliveries" if kind == "delivery" else f"{kind}s"


def _plain(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
