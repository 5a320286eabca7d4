"""Exposure, inflation and the size of a recall: what left of all that a lot from outside is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import Scope
from traceability.index.exposure import proportional_exposure
from traceability.index.reach_sets import sums_reached
from traceability.services.share_suspect import amounts_of
from traceability.services.tally_metrics import Measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from traceability.domain.metrics import MetricValue
    from traceability.index.reader import GenealogyIndex
    from traceability.services.metric_ground import Ground

    Numbers = NDArray[np.float64]
    Marks = NDArray[np.bool_]


class Reach:
    """What each lot from outside reaches in a scope, itself among it, summed up: a row per lot.

    finished: lots. left: by unit, where the quantity is known; value: by currency, likewise.
    """

    def __init__(self, index: GenealogyIndex, ground: Ground, scope: Scope) -> None:
        columns = [np.ones(ground.lot_count), ground.is_finished.astype(np.float64)]
        for uom in ground.shipped_units:
            of_unit = ground.shipped_in(uom)
            columns.append(np.where(of_unit, np.nan_to_num(ground.shipped_qty), 0.0))
        columns.append((ground.is_shipped & np.isnan(ground.shipped_qty)).astype(np.float64))
        for currency in ground.currencies:
            valued = ground.valued_in(currency)
            columns.append(np.where(valued, np.nan_to_num(ground.shipped_value), 0.0))
        columns.append((ground.is_shipped & np.isnan(ground.shipped_value)).astype(np.float64))
        weights = np.column_stack(columns)
        lots = np.flatnonzero(ground.is_outside)
        sums = sums_reached(index.graph, lots, weights, forward=True, rank=scope.rank)
        units = len(ground.shipped_units)
        self.lots = sums[:, 0] - 1
        self.finished = sums[:, 1]
        self.left = dict(zip(ground.shipped_units, sums.T[2 : 2 + units], strict=True))
        self.is_known = sums[:, 2 + units] == 0
        self.value = dict(zip(ground.currencies, sums.T[3 + units : -1], strict=True))
        self.is_valued = sums[:, -1] == 0


def measure_exposure(
    index: GenealogyIndex, ground: Ground, probable: Reach
) -> Iterator[MetricValue]:
    """All figures of what leaves, over lots from outside; what nothing left of has none to lose."""
    lots = np.flatnonzero(ground.is_outside)
    confirmed, possible = (
        Reach(index, ground, scope) for scope in (Scope.CONFIRMED, Scope.POSSIBLE)
    )
    for uom in ground.shipped_units:
        whole = probable.left[uom]
        shares = _by_share(index, ground, uom)[lots]
        yield from _in_unit(ground, lots, uom, whole, probable.is_known, shares)
        unsure = Measured(lots, whole - confirmed.left[uom], whole, probable.is_known)
        yield from ground.layout.weigh("ambiguity", "unsure_exposure", uom, unsure)
    ones = np.ones(len(lots))
    for currency in ground.currencies:
        value = probable.value[currency]
        worth = Measured(lots, value, ones, probable.is_valued, value)
        yield from ground.layout.weigh("recall_size", "value", currency, worth)
    reaches = confirmed.lots > 0
    times = possible.lots / np.maximum(confirmed.lots, 1)
    wider = Measured(lots, possible.lots, confirmed.lots, reaches, times)
    yield from ground.layout.count("scope_inflation", "unsure_links", wider)


def _in_unit(  # noqa: PLR0917 - arrays of one set of lots
    ground: Ground, lots: NDArray[np.int64], uom: str, whole: Numbers, known: Marks, shares: Numbers
) -> Iterator[MetricValue]:
    """Exposure by whole lots and by share, how the two compare, and what a recall calls back."""
    ones = np.ones(len(lots))
    weigh = ground.layout.weigh
    yield from weigh("exposure", "whole_lot", uom, Measured(lots, whole, ones, known, whole))
    told = known & ~np.isnan(shares)
    shares = np.nan_to_num(shares)
    yield from weigh("exposure", "proportional", uom, Measured(lots, shares, ones, told, shares))
    yield from weigh("recall_size", "quantity", uom, Measured(lots, whole, ones, known, whole))
    comparable = told & (shares > 0)
    times = np.divide(whole, shares, where=shares > 0, out=np.ones(len(lots)))
    concerned = (whole > 0) | ~known
    found = Measured(lots, whole, shares, comparable, times)
    yield from weigh("scope_inflation", "whole_lot", uom, found.only(concerned))


def _by_share(index: GenealogyIndex, ground: Ground, uom: str) -> Numbers:
    """What left in a unit of each node's own material; nan = unknown."""
    left = np.zeros(index.graph.node_count)
    of_unit = np.flatnonzero(ground.shipped_in(uom))
    left[of_unit] = ground.shipped_qty[of_unit]
    return proportional_exposure(index.graph, amounts_of(index), left, Scope.PROBABLE.rank)
