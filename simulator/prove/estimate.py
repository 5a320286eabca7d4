"""Say beforehand how large a proof gets, from one plant of each industry and class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import ceil
from multiprocessing import get_context

from simulator.faults.mixtures import CLASSES
from simulator.prove.known_plant import know
from simulator.prove.make_plants import PlantOrder
from simulator.prove.warehouses import MOST_PLANTS, Groups

LEAST_TRACES = 1000
"""Of each boundable class: with none lost, fewer than 3 in 1,000 answers can be wrong (95 %)."""

_MINUTES_OF_WAREHOUSE = 2.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """About how large a proof gets. traces: by class; rows: of all extracts."""

    plants: int
    traces: dict[str, int]
    rows: int

    @property
    def warehouses(self) -> int:
        """How many are built, one after the other."""
        return ceil(self.plants / MOST_PLANTS)


def estimate(groups: Groups, workers: int) -> Estimate:
    """Run the first plant of each group and count. A plant that stops counts nothing."""
    firsts = [group[0] for group in groups]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        sizes = list(pool.map(_size, firsts, chunksize=4))
    traces: Counter[str] = Counter()
    rows = 0
    for group, (asked, written) in zip(groups, sizes, strict=True):
        traces[group[0].fault_class] += asked * len(group)
        rows += written * len(group)
    return Estimate(sum(map(len, groups)), dict(traces), rows)


def _size(order: PlantOrder) -> tuple[int, int]:
    """Lots of a plant that are traced, and rows that its systems write."""
    try:
        observed = order.run()
        known = know(observed, order.industry, order.fault_class)
    except Exception:  # noqa: BLE001 - whatever stops a plant is told when it is run for good
        return 0, 0
    rows = sum(map(len, observed.records.tables.values()))
    return len(known.raw) + len(known.finished), rows


def say_estimate(size: Estimate, plants: int) -> Iterator[str]:
    """Sentences about the size, and about boundable classes that get too few traces.

    plants: of each industry, as asked for.
    """
    minutes = ceil(size.warehouses * _MINUTES_OF_WAREHOUSE)
    yield (
        f"about {sum(size.traces.values()):,} traces of {size.plants} plants, "
        f"{size.rows:,} rows in {size.warehouses} warehouses of at most {MOST_PLANTS} plants, "
        f"{minutes} minutes"
    )
    bounded = {name: many for name, many in size.traces.items() if CLASSES[name].is_boundable}
    fewest = min(bounded, key=lambda name: bounded[name], default="")
    if not fewest:
        return
    if bounded[fewest] >= LEAST_TRACES:
        yield f"every boundable class gets about {bounded[fewest]:,} traces or more ({fewest})"
        return
    few = sum(many < LEAST_TRACES for many in bounded.values())
    enough = max(
        (ceil(plants * LEAST_TRACES / many) for many in bounded.values() if many), default=0
    )
    yield (
        f"{few} boundable classes get fewer than {LEAST_TRACES:,} traces ({fewest}: "
        f"{bounded[fewest]:,}); --plants {enough} is enough for all"
    )
