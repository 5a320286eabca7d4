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
_ROWS_AT_ONCE = 8192


def sums_reached(
    graph: Graph, seeds: Nodes, weights: NDArray[np.float64], *, forward: bool, rank: int
) -> NDArray[np.float64]:
    """For each seed (row), the sum of each column of `weights` over the lots it reaches.

    weights: one row per lot. A seed is among what it reaches; a lot on several ways counts once.
    """
    sums = np.zeros((len(seeds), weights.shape[1]))
    marks = np.zeros((graph.node_count, _WORDS), np.uint64)
    order = np.argsort(seeds, kind="stable")
    for first in range(0, len(seeds), _BITS):
        places = order[first : first + _BITS]
        touched = _flood(graph, seeds[places], marks, forward=forward, rank=rank)
        lots = touched[touched < graph.lot_count]
        lots = lots[weights[lots].any(axis=1)]
        for start in range(0, len(lots), _ROWS_AT_ONCE):
            rows = lots[start : start + _ROWS_AT_ONCE]
            bits = np.unpackbits(marks[rows].view(np.uint8), axis=1, bitorder="little")
            sums[places] += (bits.T.astype(np.float64) @ weights[rows])[: len(places)]
        marks[touched] = 0
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
