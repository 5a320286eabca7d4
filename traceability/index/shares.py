"""How much of each reached node is suspect material: mass-conserving, rework loops included.

What goes into a node mixes: its share is the suspect part of what went in, over all that went
in. What a run recorded as made beyond its inputs, and what a lot holds beyond what its links
brought, dilutes it. Where time leaves some outputs of a run out, the suspect part is in the
others. Amounts are taken from the common unit of the home where it is known for every link that
brings suspect material, else from one recorded unit that all links of the node share. A node
with such a link without a usable amount has no known share, and neither has what lies behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from traceability.index.graph import Nodes, Steps, spans, steps_in, steps_out
from traceability.index.layout import NULL_NUMBER
from traceability.index.node_sets import distinct, is_among
from traceability.index.timed_walk import taken

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.graph import Graph, Reach

TOLERANCE = 1e-12
"""A share that rises by less than this tells its followers nothing new."""
MOST_SWEEPS = 20_000
"""Sweeps after which shares that still rise are called unknown."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts by edge id, and of the lots: millionths; null = NULL_NUMBER, unit code null = -1.

    common: in the unit of the home, None where an index has none. lot_unit: codes of another
    pool; edge_unit gives the code of `unit` for each of them, -1 where no edge has that unit, and
    -1 once more at its end.
    """

    common: NDArray[np.int64] | None
    recorded: NDArray[np.int64]
    unit: NDArray[np.int32]
    lot_total: NDArray[np.int64]
    lot_unit: NDArray[np.int32]
    edge_unit: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Flows:
    """Links into some nodes with amounts that can be added up node by node.

    usable: nodes whose suspect links all have such an amount. in_common: nodes whose amounts are
    in the unit of the home. unit: the recorded unit of the others, -1 = none shared.
    """

    amounts: NDArray[np.float64]
    sums: NDArray[np.float64]
    usable: NDArray[np.bool_]
    in_common: NDArray[np.bool_]
    unit: NDArray[np.int64]


def suspect_shares(
    graph: Graph, amounts: Amounts, reach: Reach, seeds: Nodes, rank: int
) -> NDArray[np.float64]:
    """Share of suspect material in each node of a forward walk, 0..1; nan = unknown.

    The lots asked for are suspect as a whole. Loops converge: the new shares are a rising
    function of the old ones and never above 1, and the first step from "nothing but the asked
    lots" only adds; so every sweep adds, nothing passes 1, and the sweeps have a limit, the least
    solution of the balances. A loop in which a part p turns around nears it by a factor p a turn.
    """
    nodes = reach.nodes
    count = len(nodes)
    inward = steps_in(graph, nodes, rank)
    inward = inward.only(~is_among(nodes[inward.positions], seeds))
    outward = steps_out(graph, nodes, rank)
    used, _ = taken(graph, reach, outward, forward=True)
    carries = is_among(inward.edges, np.sort(used.edges))
    into = _flows(amounts, inward, carries, count)
    totals = np.maximum(into.sums, _held(graph, amounts, inward, into, nodes))
    totals = np.maximum(totals, _made(graph, amounts, outward, into, nodes))
    weights = np.divide(
        into.amounts,
        totals[inward.positions],
        where=totals[inward.positions] > 0,
        out=np.zeros(len(into.amounts)),
    )
    known = into.usable & (totals > 0)
    weights = _of_one_source(inward, carries, known, weights, count)
    sources = np.searchsorted(nodes, inward.nodes[carries])
    links = _Links(sources, inward.positions[carries], weights[carries], count)
    gain = _gain(graph, amounts, outward, used, nodes)
    start = is_among(nodes, seeds)
    lost = np.zeros(count, bool)
    lost[links.targets[np.isnan(links.weights)]] = True
    shares, rising = _rise(links, np.where(np.isnan(gain), 1.0, gain), start)
    unknown = _behind(links, lost | rising, np.isnan(gain) & ~start) & ~start
    return np.where(unknown, np.nan, shares)


class WeighedLinks(NamedTuple):
    """Links with the share that each brings of what goes into its target; weight nan = unknown."""

    sources: Nodes
    targets: Nodes
    weights: NDArray[np.float64]


def weigh_links(graph: Graph, amounts: Amounts, rank: int) -> WeighedLinks:
    """All links of a scope; what a node holds beyond what its links brought dilutes them."""
    nodes = np.arange(graph.node_count, dtype=np.int64)
    inward, outward = steps_in(graph, nodes, rank), steps_out(graph, nodes, rank)
    all_of_them = np.ones(len(inward.edges), bool)
    into = _flows(amounts, inward, all_of_them, len(nodes))
    totals = np.maximum(into.sums, _held(graph, amounts, inward, into, nodes))
    totals = np.maximum(totals, _made(graph, amounts, outward, into, nodes))
    per_link = totals[inward.positions]
    weights = np.divide(into.amounts, per_link, where=per_link > 0, out=np.zeros(len(into.amounts)))
    known = into.usable & (totals > 0)
    weights = _of_one_source(inward, all_of_them, known, weights, len(nodes))
    return WeighedLinks(inward.nodes, inward.positions, weights)


class _Links:
    """Links that bring suspect material, by source and by target; weight nan = unknown."""

    def __init__(
        self, sources: Nodes, targets: Nodes, weights: NDArray[np.float64], count: int
    ) -> None:
        order = np.argsort(targets, kind="stable")
        self.sources, self.targets, self.weights = sources[order], targets[order], weights[order]
        self.in_ptr = np.searchsorted(self.targets, np.arange(count + 1))
        by_source = np.argsort(self.sources, kind="stable")
        self.followers = self.targets[by_source]
        self.follows = self.weights[by_source] != 0
        self.out_ptr = np.searchsorted(self.sources[by_source], np.arange(count + 1))
        self.count = count

    def after(self, nodes: Nodes) -> Nodes:
        """Nodes that get something from these."""
        places, _ = spans(self.out_ptr, nodes)
        return distinct(self.followers[places[self.follows[places]]])


def _rise(
    links: _Links, gain: NDArray[np.float64], start: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Sweep until no share rises any more; also the nodes that still did at the last sweep."""
    shares = start.astype(np.float64)
    weights = np.nan_to_num(links.weights)
    rising = links.after(np.flatnonzero(start))
    for _ in range(MOST_SWEEPS):
        rising = rising[~start[rising]]
        if not rising.size:
            break
        places, owners = spans(links.in_ptr, rising)
        given = np.minimum(shares[links.sources[places]] * gain[links.sources[places]], 1.0)
        fresh = np.bincount(owners, weights[places] * given, minlength=len(rising))
        fresh = np.minimum(fresh, 1.0)
        grew = fresh > shares[rising] + TOLERANCE
        shares[rising[grew]] = fresh[grew]
        rising = links.after(rising[grew])
    still = np.zeros(links.count, bool)
    still[rising] = True
    return shares, still


def _behind(links: _Links, lost: NDArray[np.bool_], mute: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Nodes without a known share: lost ones, and all that gets something from a lost or mute."""
    unknown = lost.copy()
    wave = np.flatnonzero(lost | mute)
    while wave.size:
        after = links.after(wave)
        wave = after[~unknown[after]]
        unknown[wave] = True
    return unknown


def _flows(amounts: Amounts, steps: Steps, suspect: NDArray[np.bool_], count: int) -> _Flows:
    """Amounts of links at `steps.positions`; what no suspect link brings may be unknown."""
    at = steps.positions
    recorded, unit = amounts.recorded[steps.edges], amounts.unit[steps.edges].astype(np.int64)
    has_recorded = (recorded != NULL_NUMBER) & (unit >= 0)
    common = (
        np.full(len(at), NULL_NUMBER) if amounts.common is None else amounts.common[steps.edges]
    )
    has_common = common != NULL_NUMBER
    in_common = _all(has_common | ~suspect, at, count)
    least, most = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
    np.minimum.at(least, at[has_recorded], unit[has_recorded])
    np.maximum.at(most, at[has_recorded], unit[has_recorded])
    shared = (least == most) & _all(has_recorded | ~suspect, at, count)
    by_common = in_common[at]
    chosen = np.where(by_common, common, recorded)
    is_known = np.where(by_common, has_common, has_recorded)
    values = np.where(is_known, np.maximum(chosen, 0), 0).astype(np.float64)
    return _Flows(
        values,
        np.bincount(at, values, minlength=count).astype(np.float64),
        in_common | shared,
        in_common,
        np.where(shared, most, -1),
    )


def _all(marks: NDArray[np.bool_], owners: Nodes, count: int) -> NDArray[np.bool_]:
    """Which owners have no link without the mark."""
    return np.asarray(np.bincount(owners[~marks], minlength=count) == 0)


def _held(
    graph: Graph, amounts: Amounts, steps: Steps, into: _Flows, nodes: Nodes
) -> NDArray[np.float64]:
    """What each lot received and made in all, in the unit of its links; 0 where unknown."""
    held = np.zeros(len(nodes))
    at = steps.positions
    targets = nodes[at]
    is_lot = targets < graph.lot_count
    lots = np.where(is_lot, targets, 0)
    recorded = amounts.recorded[steps.edges]
    fits = is_lot & (recorded > 0) & (amounts.lot_total[lots] > 0)
    unit = amounts.unit[steps.edges]
    fits &= (unit >= 0) & (unit == amounts.edge_unit[amounts.lot_unit[lots]])
    per_unit = into.amounts[fits] / recorded[fits]
    np.maximum.at(held, at[fits], per_unit * amounts.lot_total[lots[fits]])
    return held


def _made(
    graph: Graph, amounts: Amounts, steps: Steps, into: _Flows, nodes: Nodes
) -> NDArray[np.float64]:
    """What each run gave out in all, in the unit of what went in; 0 where that is not known."""
    whole = np.ones(len(steps.edges), bool)
    out = _flows(amounts, steps, whole, len(nodes))
    same = (into.in_common & out.in_common) | (
        ~into.in_common & ~out.in_common & (into.unit == out.unit)
    )
    is_run = (nodes >= graph.lot_count) & (nodes < graph.pool_start)
    return np.where(is_run & out.usable & into.usable & same, out.sums, 0.0)


def _of_one_source(
    steps: Steps,
    carries: NDArray[np.bool_],
    known: NDArray[np.bool_],
    weights: NDArray[np.float64],
    count: int,
) -> NDArray[np.float64]:
    """Weights of nodes without known amounts: all of it from the one source, else unknown."""
    least, most = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
    np.minimum.at(least, steps.positions, steps.nodes)
    np.maximum.at(most, steps.positions, steps.nodes)
    links = np.bincount(steps.positions[carries], minlength=count)
    alone = (least == most) & (links > 0)
    each = np.where(alone, 1 / np.maximum(links, 1), np.nan)
    return np.where(known[steps.positions], weights, each[steps.positions])


def _gain(
    graph: Graph, amounts: Amounts, steps: Steps, used: Steps, nodes: Nodes
) -> NDArray[np.float64]:
    """How much denser the suspect part is in what a run gave on, where time leaves a part out.

    1 where nothing is left out; nan where it cannot be known.
    """
    gain = np.ones(len(nodes))
    if len(used.edges) == len(steps.edges):
        return gain
    kept = is_among(steps.edges, np.sort(used.edges))
    out = _flows(amounts, steps, np.ones(len(kept), bool), len(nodes))
    taken_sums = np.bincount(steps.positions[kept], out.amounts[kept], minlength=len(nodes))
    is_cut = np.bincount(steps.positions[~kept], minlength=len(nodes)) > 0
    is_cut &= (nodes >= graph.lot_count) & (nodes < graph.pool_start)
    knows = out.usable & (taken_sums > 0)
    denser = np.divide(out.sums, taken_sums, where=knows, out=np.full(len(nodes), np.nan))
    return np.where(is_cut, denser, gain)
