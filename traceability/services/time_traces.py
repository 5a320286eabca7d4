"""How long a trace takes: some lots are asked for, one after the other."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import Scope
from traceability.index.kernel import walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex

_TRIED = 20


def time_traces(
    index: GenealogyIndex, lots: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """At most twenty of these lots, evenly apart, and the milliseconds of a walk from each."""
    count = min(_TRIED, len(lots))
    tried = lots[np.linspace(0, len(lots) - 1, count).astype(np.int64)] if count else lots[:0]
    taken = []
    for lot in tried.tolist():
        begun = perf_counter()
        walk(index.graph, np.array([lot], np.int64), forward=True, rank=Scope.PROBABLE.rank)
        taken.append(1000 * (perf_counter() - begun))
    return tried, np.array(taken, np.float64)
