"""What each of many lots reaches, summed up: a block of lots walks at once, one bit for each.

A walk of this file heeds no clock, so it holds every pair that a trace in the same scope holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.index.graph import Graph, Nodes, steps_in, steps_out
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
    sums = np.zeros((len(seeds), weights.shape[1]))
    marks = np.zeros((graph.node_count, _WORDS), np.uint64)
    order = _neighbours_together(graph, seeds, forward=forward, rank=rank)
    for first in range(0, len(seeds), _BITS):
        places = order[first : first + _BITS]
        touched = _flood(graph, seeds[places], marks, forward=forward, rank=rank)
        lots = touched[touched < graph.lot_count]
        lots = lots[weights[lots].any(axis=1)]
        sums[places] = _sum_marked(lots, marks[lots], weights, len(places))
        marks[touched] = 0
    return sums


def _neighbours_together(graph: Graph, seeds: Nodes, *, forward: bool, rank: int) -> Nodes:
    """An order of the seeds in which those that reach the same lie side by side.

    They are ordered by the highest node that each reaches, as far as the sweeps get. A block then
    walks few nodes, each of them for many seeds.
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
    return np.lexsort((seeds, highest[seeds]))


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
    graph: Graph, seeds: Nodes, marks: NDArray[np.uint64], *, forward: bool, rank: int
) -> Nodes:
    """Set the bit of each seed at every node it reaches; returns the nodes that got any."""
    steps = steps_out if forward else steps_in
    places = np.arange(len(seeds))
    bits = np.left_shift(np.uint64(1), (places % 64).astype(np.uint64))
    np.bitwise_or.at(marks, (seeds, places // 64), bits)
    wave = distinct(seeds)
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
