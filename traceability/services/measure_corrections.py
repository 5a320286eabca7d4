"""How corrections fare, and how many gaps data has filled: figures of the state database."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.corrections import Decision
from traceability.domain.finding_life import FindingState
from traceability.services.tally_metrics import Layout, Measured

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from traceability.domain.corrections import Correction
    from traceability.domain.finding_life import FindingLife
    from traceability.domain.metrics import MetricValue

_NAME = "correction_health"
_GAPS = ("LK-", "ID-01", "ID-09", "QT-01", "QT-02")
"""Rules that say that a link or a lot is missing, by how their ids begin."""
_DAY = Decimal(86400)


def measure_corrections(
    corrections: Sequence[Correction], lives: Iterable[FindingLife], at: datetime
) -> list[MetricValue]:
    """Figures of all corrections and all findings that ever were, as of an instant.

    A correction that was taken back counts as approved and as reopened. A gap is a finding of a
    rule that says that a link or a lot is missing; data alone resolves it.
    """
    approved = {one.correction_no for one in corrections if one.decision is Decision.APPROVED}
    taken_back = {one.revert_of for one in corrections if one.correction_no in approved}
    decided = [one for one in corrections if one.decision is not None]
    waiting = [_days(one, at) if one.decision is None else 0.0 for one in corrections]
    gaps = [life for life in lives if life.rule_id.startswith(_GAPS)]
    return [
        *_share(
            "decided",
            [one.proposed_at for one in corrections],
            [one.decision is not None for one in corrections],
            waiting,
        ),
        *_share(
            "rejected",
            [one.proposed_at for one in decided],
            [one.decision is Decision.REJECTED for one in decided],
        ),
        *_share(
            "reopened",
            [one.proposed_at for one in decided if one.correction_no in approved],
            [one.correction_no in taken_back for one in decided if one.correction_no in approved],
        ),
        *_share(
            "backfilled",
            [life.first_seen_at for life in gaps],
            [life.state is FindingState.RESOLVED for life in gaps],
            sites=[life.site_code or "" for life in gaps],
        ),
    ]


def _share(
    measure: str,
    begun: Sequence[datetime],
    holds: Sequence[bool],
    scores: Sequence[float] | None = None,
    sites: Sequence[str] | None = None,
) -> list[MetricValue]:
    columns = {"period": [f"{one:%Y-%m}" for one in begun]}
    if sites is not None:
        columns["site"] = list(sites)
    ones = np.ones(len(holds))
    told = None if scores is None else np.array(scores, np.float64)
    found = Measured(np.arange(len(holds)), np.array(holds, np.float64), ones, ones > 0, told)
    return Layout(columns).count(_NAME, measure, found)


def _days(one: Correction, at: datetime) -> float:
    return float(Decimal((at - one.proposed_at).total_seconds()) / _DAY)
