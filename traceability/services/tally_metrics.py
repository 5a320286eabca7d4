"""Lay figures out by site, line, shift, family and month: sums, and medians of scores."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.metrics import ALL, COUNT, QUANTITY, MetricValue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_SIX = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one measure finds at each of some subjects; rows of all arrays belong together.

    places: the subject's row in the layout. part, whole: what it adds to numerator and
    denominator. assessable: whether it adds anything. scores: what medians are made of.
    """

    places: NDArray[np.int64]
    part: Numbers
    whole: Numbers
    assessable: NDArray[np.bool_]
    scores: Numbers | None = None

    def only(self, kept: NDArray[np.bool_]) -> Measured:
        """The rows marked."""
        return Measured(
            self.places[kept],
            self.part[kept],
            self.whole[kept],
            self.assessable[kept],
            None if self.scores is None else self.scores[kept],
        )


class Layout:
    """The values of each dimension by subject."""

    def __init__(self, columns: Mapping[str, Sequence[str]]) -> None:
        self._codes: dict[str, tuple[list[str], NDArray[np.int64]]] = {}
        for dimension, texts in columns.items():
            values = sorted(set(texts))
            numbers = {value: number for number, value in enumerate(values)}
            codes = np.array([numbers[text] for text in texts], np.int64)
            self._codes[dimension] = values, codes

    def count(self, metric_id: str, measure: str, found: Measured) -> list[MetricValue]:
        """The figures of a measure that counts subjects, over all and by each dimension."""
        return self._lay_out(metric_id, measure, COUNT, "", found)

    def weigh(self, metric_id: str, measure: str, uom: str, found: Measured) -> list[MetricValue]:
        """The figures of a measure of quantities in one unit."""
        return self._lay_out(metric_id, measure, QUANTITY, uom, found)

    def _lay_out(
        self, metric_id: str, measure: str, weight: str, uom: str, found: Measured
    ) -> list[MetricValue]:
        if not len(found.places):
            return []
        told = []
        nowhere = np.zeros(len(found.places), np.int64)
        laid = [(ALL, [""], nowhere)]
        laid += [
            (name, values, codes[found.places]) for name, (values, codes) in self._codes.items()
        ]
        for dimension, values, codes in laid:
            sums = _sums(found, codes, len(values))
            scores = _scores(found, codes, len(values))
            told += [
                MetricValue(
                    *(metric_id, measure, dimension, values[code], weight, uom),
                    _decimal(sums[0][code]),
                    _decimal(sums[1][code]),
                    int(sums[2][code]),
                    int(sums[3][code]),
                    *scores.get(code, (None, None, None)),
                )
                for code in np.flatnonzero(sums[3]).tolist()
            ]
        return told


def _sums(found: Measured, codes: NDArray[np.int64], size: int) -> list[Numbers]:
    kept = found.assessable
    return [
        np.bincount(codes[kept], found.part[kept], minlength=size).astype(np.float64),
        np.bincount(codes[kept], found.whole[kept], minlength=size).astype(np.float64),
        np.bincount(codes[kept], minlength=size).astype(np.float64),
        np.bincount(codes, minlength=size).astype(np.float64),
    ]


def _scores(
    found: Measured, codes: NDArray[np.int64], size: int
) -> dict[int, tuple[float, float, float]]:
    """Median, 95th percentile and largest score of each value: scores of subjects, nearest rank."""
    if found.scores is None:
        return {}
    kept = found.assessable
    scores, owners = found.scores[kept], codes[kept]
    scores = scores[np.lexsort((scores, owners))]
    counts = np.bincount(owners, minlength=size)
    ends = np.cumsum(counts)
    told = {}
    for code in np.flatnonzero(counts).tolist():
        mine = scores[ends[code] - counts[code] : ends[code]]
        ranks = (-(-len(mine) // 2), -(-19 * len(mine) // 20), len(mine))
        median, p95, most = (float(mine[rank - 1]) for rank in ranks)
        told[code] = median, p95, most
    return told


def _decimal(number: float) -> Decimal:
    return Decimal(repr(float(number))).quantize(_SIX)
