"""The metrics that need the genealogy itself: ways back and forth, dispersion, exposure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import Scope
from traceability.errors import IntegrityError
from traceability.index.kernel import nodes_reached, walk
from traceability.index.reach_sets import sums_reached
from traceability.services.measure_exposure import Reach, measure_exposure
from traceability.services.metric_ground import Ground
from traceability.services.tally_metrics import Measured
from traceability.services.time_traces import time_traces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from traceability.domain.metrics import MetricValue
    from traceability.index.reader import GenealogyIndex

_PROBABLE = Scope.PROBABLE.rank


def measure_index(index: GenealogyIndex, ground: Ground) -> list[MetricValue]:
    """All figures over the index, links of scope `probable` unless a measure says otherwise.

    No clock narrows them, so that what goes down is what goes up. Raises IntegrityError where it
    is not: then an array of the index is damaged.
    """
    probable = Reach(index, ground, Scope.PROBABLE)
    return [
        *_ways_back(index, ground),
        *_dispersion(index, ground, probable),
        *_depth(index, ground),
        *measure_exposure(index, ground, probable),
    ]


def _ways_back(index: GenealogyIndex, ground: Ground) -> Iterator[MetricValue]:
    """Backward completeness: one walk forward from everything at which a way back may not end."""
    open_ends = _reached(index, ground.open_ends)
    unclear = _reached(index, ground.unclear_ends)
    places = np.flatnonzero(ground.is_shipped)
    whole = np.ones(len(places))
    complete = (~open_ends[places]).astype(np.float64)
    assessable = ~unclear[places]
    name = ("backward_completeness", "shipped_lots")
    yield from ground.layout.count(*name, Measured(places, complete, whole, assessable))
    for uom in ground.shipped_units:
        of_unit = ground.shipped_in(uom)[places]
        qty = ground.shipped_qty[places][of_unit]
        known = ~np.isnan(qty) & assessable[of_unit]
        qty = np.nan_to_num(qty)
        found = Measured(places[of_unit], qty * complete[of_unit], qty, known)
        yield from ground.layout.weigh(*name, uom, found)


def _dispersion(index: GenealogyIndex, ground: Ground, reach: Reach) -> Iterator[MetricValue]:
    outside, finished = np.flatnonzero(ground.is_outside), np.flatnonzero(ground.is_finished)
    both = ground.is_outside & ground.is_finished
    down = reach.finished - both[outside]
    up = _sources(index, finished, ground.is_outside) - both[finished]
    if down.sum() != up.sum():
        raise IntegrityError(
            f"{down.sum():.0f} finished lots are reached from lots from outside, and "
            f"{up.sum():.0f} lots from outside from finished lots: the index contradicts itself.",
            hint="Run `lotline doctor`, then `lotline build`.",
        )
    for measure, places, counts in (("downward", outside, down), ("upward", finished, up)):
        ones = np.ones(len(places))
        found = Measured(places, counts, ones, ones > 0, counts)
        yield from ground.layout.count("dispersion", measure, found)
        for uom in ground.units:
            of_unit = ground.held_in(uom)[places]
            qty = ground.total_qty[places][of_unit]
            known = ~np.isnan(qty)
            qty = np.nan_to_num(qty)
            weighed = Measured(places[of_unit], counts[of_unit] * qty, qty, known)
            yield from ground.layout.weigh("dispersion", measure, uom, weighed)


def _depth(index: GenealogyIndex, ground: Ground) -> Iterator[MetricValue]:
    supplied = _reached(index, np.flatnonzero(ground.has_supplier))
    shipped = np.flatnonzero(ground.is_shipped)
    outside = np.flatnonzero(ground.is_outside)
    sold = walk(index.graph, shipped, forward=False, rank=_PROBABLE, timed=False)
    hops = np.full(index.graph.node_count, -1.0)
    hops[sold.nodes] = sold.hops
    name = "breadth_depth"
    for measure, places, marks in (
        ("reaches_supplier", shipped, supplied[shipped]),
        ("reaches_customer", outside, hops[outside] >= 0),
    ):
        ones = np.ones(len(places))
        found = Measured(places, marks.astype(np.float64), ones, ones > 0)
        yield from ground.layout.count(name, measure, found)
    ones, steps = np.ones(len(outside)), np.maximum(hops[outside], 0)
    yield from ground.layout.count(
        name, "tiers", Measured(outside, steps, ones, hops[outside] >= 0, steps)
    )
    for uom in ground.units:
        places = np.flatnonzero(ground.is_finished & ground.held_in(uom))
        size = ground.total_qty[places]
        found = Measured(
            places, np.nan_to_num(size), np.ones(len(places)), ~np.isnan(size), np.nan_to_num(size)
        )
        yield from ground.layout.weigh(name, "lot_size", uom, found)
    tried, taken = time_traces(index, outside)
    ones = np.ones(len(tried))
    yield from ground.layout.count(name, "access_ms", Measured(tried, taken, ones, ones > 0, taken))


def _sources(
    index: GenealogyIndex, lots: NDArray[np.int64], wanted: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """How many wanted lots lie behind each lot, itself among them."""
    weights = wanted.astype(np.float64).reshape(-1, 1)
    return sums_reached(index.graph, lots, weights, forward=False, rank=_PROBABLE)[:, 0]


def _reached(index: GenealogyIndex, seeds: NDArray[np.int64]) -> NDArray[np.bool_]:
    found = np.zeros(index.graph.node_count, bool)
    found[nodes_reached(index.graph, seeds, forward=True, rank=_PROBABLE, timed=False)] = True
    return found
