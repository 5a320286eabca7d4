"""The tile of completeness: backward completeness of what was shipped, and how it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.metrics import ALL, COUNT
from traceability.errors import DataMissingError
from traceability.services.compliance.tile import Colour, Reading
from traceability.services.list_metrics import list_metrics
from traceability.services.write_json import decimal_text

if TYPE_CHECKING:
    from datetime import datetime

    from traceability.services.list_metrics import Figure
    from traceability.settings import Settings

_METRIC, _MEASURE = "backward_completeness", "shipped_lots"
_PERCENT = 100


def trend_tile(settings: Settings, at: datetime) -> Reading:
    """Green at 100 %; red where it fell since the build before, or nothing can be assessed."""
    figures = [one for one in headline_trend(settings) if one.snapshot_id < f"{at:%Y%m%dT%H%M%S}"]
    if not figures or figures[-1].ratio is None:
        return Reading(Colour.RED, "completeness.unknown")
    last = figures[-1]
    ratio = float(last.ratio or 0)
    before = next((one.ratio for one in reversed(figures[:-1]) if one.ratio is not None), None)
    fell = before is not None and ratio < before
    values: dict[str, Any] = {
        "percent": _shown(ratio),
        "numerator": decimal_text(last.numerator),
        "denominator": decimal_text(last.denominator),
        "unassessable": last.subject_count - last.assessable_count,
    }
    if fell and before is not None:
        return Reading(Colour.RED, "completeness.fell", None, **values, before=_shown(before))
    colour = Colour.GREEN if last.numerator == last.denominator else Colour.AMBER
    return Reading(colour, "completeness.value", None, **values)


def headline_trend(settings: Settings) -> list[Figure]:
    """Backward completeness by count of every build that was measured, oldest first."""
    try:
        found = list_metrics(settings, trend=True)
    except DataMissingError:
        return []
    return [
        one
        for one in found.figures
        if (one.metric_id, one.measure, one.dimension, one.weight)
        == (_METRIC, _MEASURE, ALL, COUNT)
    ]


def _shown(ratio: float) -> str:
    """Two places; what is not the whole never reads as 100.00."""
    shown = f"{_PERCENT * ratio:.2f}"
    return "99.99" if shown == "100.00" and ratio < 1 else shown
