"""One figure of a metric: numerator, denominator, and how much could be assessed at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

ALL = "all"
DIMENSIONS = (ALL, "site", "line", "shift", "family", "period")
"""What figures are laid out by; `all` is over everything. A period is a month."""

COUNT, QUANTITY = "count", "quantity"


class MetricValue(NamedTuple):
    """One measure of a metric over one value of one dimension: a plant has hundred thousands.

    dimension_value: "" = unknown, and for `all`. weight: subjects counted, or their quantities in
    `uom`. numerator, denominator: over what can be assessed. subject_count: all subjects, of which
    assessable_count could be. median, p95, most: of what is measured at each subject, None where
    the measure is a share alone.
    """

    metric_id: str
    measure: str
    dimension: str
    dimension_value: str
    weight: str
    uom: str
    numerator: Decimal
    denominator: Decimal
    assessable_count: int
    subject_count: int
    median: float | None = None
    p95: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        """Numerator over denominator; None where nothing can be assessed, never 0 or 1."""
        if not self.assessable_count or not self.denominator:
            return None
        return float(self.numerator / self.denominator)

    @property
    def assessable_share(self) -> float | None:
        """How much of the subjects could be assessed; None where there are none."""
        return self.assessable_count / self.subject_count if self.subject_count else None

    @property
    def key(self) -> tuple[str, str, str, str, str, str]:
        """What names this figure within its build."""
        return self[:6]


@dataclass(frozen=True, slots=True)
class MeasuredBuild:
    """A build whose metrics were kept, and when."""

    snapshot_id: str
    data_as_of: str | None
    measured_at: datetime
    value_count: int
