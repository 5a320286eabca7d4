"""What each of many lots reaches, summed up: a block of walks goes at once, one bit for each.

Lots that go the same way on walk together: what went into one order reaches what left it.

A walk of this file heeds no clock, so it holds every pair that a trace in the same scope holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from traceability.index.graph import Graph, Nodes, spans, steps_in, steps_out
from traceability.index.node_sets import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORDS = 8
_BITS = 64 * _WORDS
_WORDS_AT_ONCE = 32768
_MOST_SWEEPS = 64


def sums_reached(
    graph: Graph, seeds: Nodes, weights: NDArray[np.float64], *, forward: bool, rank: int
) -> NDArray[np.float64]:
    """For each seed (row), the sum of each column of `weights` over the lots it reaches.

    weights: one row per lot. A seed is among what it reaches; a lot on several ways counts once.
    """
    begins = _begins(graph, seeds, forward=forward, rank=rank)
    sums = np.zeros((begins.count, weights.shape[1]))
    marks = np.zeros((graph.node_count, _WORDS), np.uint64)
    order = _neighbours_together(graph, begins, forward=forward, rank=rank)
    for first in range(0, begins.count, _BITS):
        places = order[first : first + _BITS]
        touched = _flood(graph, *begins.only(places), marks, forward=forward, rank=rank)
        lots = touched[touched < graph.lot_count]
        lots = lots[weights[lots].any(axis=1)]
        sums[places] = _sum_marked(lots, marks[lots], weights, len(places))
        marks[touched] = 0
    whole = sums[begins.of_seed]
    whole[begins.is_left_out] += weights[seeds[begins.is_left_out]]
    return whole


@dataclass(frozen=True, slots=True)
class _Begins:
    """Where the walks begin, each set of nodes once however many seeds go on from it.

    nodes: the sets end to end, set k from `ends[k - 1]` to `ends[k]`. of_seed: the set of each
    seed. is_left_out: seeds that nothing enters. Their set is what lies one step on, which they
    share with all that went the same way, say into one order; the seed itself is not reached.
    """

    nodes: Nodes
    ends: Nodes
    of_seed: Nodes
    is_left_out: NDArray[np.bool_]

    @property
    def count(self) -> int:
        """How many sets there are."""
        return len(self.ends)

    def only(self, sets: Nodes) -> tuple[Nodes, Nodes]:
        """The nodes of these sets, and the place of each one's set among them."""
        positions, places = spans(np.concatenate(([0], self.ends)), sets)
        return self.nodes[positions], places


def _begins(graph: Graph, seeds: Nodes, *, forward: bool, rank: int) -> _Begins:
    onward, back = (steps_out, steps_in) if forward else (steps_in, steps_out)
    is_entered = np.zeros(len(seeds), bool)
    is_entered[back(graph, seeds, rank).positions] = True
    steps = onward(graph, seeds, rank)
    width = steps.nodes.itemsize
    ends = (np.cumsum(np.bincount(steps.positions, minlength=len(seeds))) * width).tolist()
    near, far = seeds.astype(steps.nodes.dtype).tobytes(), steps.nodes.tobytes()
    sets: dict[bytes, int] = {}
    of_seed = [
        sets.setdefault(near[at * width : (at + 1) * width] if alone else far[begin:end], len(sets))
        for at, (alone, begin, end) in enumerate(
            zip(is_entered.tolist(), [0, *ends[:-1]], ends, strict=False)
        )
    ]
    nodes = np.frombuffer(b"".join(sets), steps.nodes.dtype)
    lengths = np.array([len(one) // width for one in sets], np.int64)
    return _Begins(nodes, np.cumsum(lengths), np.array(of_seed, np.int64), ~is_entered)


def _neighbours_together(graph: Graph, begins: _Begins, *, forward: bool, rank: int) -> Nodes:
    """An order of the sets in which those that reach the same lie side by side.

    They are ordered by the highest node that each reaches, as far as the sweeps get. A block then
    walks few nodes, each of them for many sets.
    """
    everything = np.arange(graph.node_count, dtype=np.int64)
    steps = (steps_out if forward else steps_in)(graph, everything, rank)
    highest = everything.copy()
    if steps.nodes.size:
        starts = np.flatnonzero(np.diff(steps.positions, prepend=-1))
        owners = steps.positions[starts]
        for _ in range(_MOST_SWEEPS):
            seen = np.maximum(highest[owners], np.maximum.reduceat(highest[steps.nodes], starts))
            if np.array_equal(seen, highest[owners]):
                break
            highest[owners] = seen
    nodes, places = begins.only(np.arange(begins.count))
    reached = np.full(begins.count, -1, np.int64)
    np.maximum.at(reached, places, highest[nodes])
    return np.argsort(reached, kind="stable")


def _sum_marked(
    lots: Nodes, marks: NDArray[np.uint64], weights: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """Sum of the weights of the lots, by each bit that marks them; looks at no other bit."""
    sums = np.zeros((count, weights.shape[1]))
    rows, words = np.nonzero(marks)
    for start in range(0, len(rows), _WORDS_AT_ONCE):
        row, word = rows[start : start + _WORDS_AT_ONCE], words[start : start + _WORDS_AT_ONCE]
        held = marks[row, word].reshape(-1, 1).view(np.uint8)
        entry, bit = np.nonzero(np.unpackbits(held, axis=1, bitorder="little"))
        seed, lot = word[entry] * 64 + bit, lots[row[entry]]
        for column in range(weights.shape[1]):
            sums[:, column] += np.bincount(seed, weights[lot, column], minlength=count)
    return sums


def _flood(
    graph: Graph,
    nodes: Nodes,
    places: Nodes,
    marks: NDArray[np.uint64],
    *,
    forward: bool,
    rank: int,
) -> Nodes:
    """Set the bit of each place at every node that its nodes reach; returns what got any bit."""
    steps = steps_out if forward else steps_in
    bits = np.left_shift(np.uint64(1), (places % 64).astype(np.uint64))
    np.bitwise_or.at(marks, (nodes, places // 64), bits)
    wave = distinct(nodes)
    waves = [wave]
    while wave.size:
        found = steps(graph, wave, rank)
        if not found.nodes.size:
            break
        order = np.argsort(found.nodes, kind="stable")
        targets = found.nodes[order]
        starts = np.flatnonzero(np.concatenate(([True], targets[1:] != targets[:-1])))
        brought = np.bitwise_or.reduceat(
            marks[wave[found.positions[order]]], starts, axis=0, dtype=np.uint64
        )
        targets = targets[starts]
        grown = marks[targets] | brought
        rises = (grown != marks[targets]).any(axis=1)
        wave = targets[rises]
        marks[wave] = grown[rises]
        waves.append(wave)
    return distinct(np.concatenate(waves))
