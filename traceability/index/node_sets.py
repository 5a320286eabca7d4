"""Sets of numbers as sorted arrays.

NumPy's own set functions load its masked arrays, which costs more than a whole small trace.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def distinct(*arrays: NDArray[Any]) -> NDArray[np.int64]:
    """All numbers of these arrays, ascending, each once."""
    ordered = np.sort(np.concatenate(arrays).astype(np.int64, copy=False))
    kept = np.ones(len(ordered), bool)
    kept[1:] = ordered[1:] != ordered[:-1]
    return ordered[kept]


def is_among(values: NDArray[Any], members: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which values are among the members, which are ascending."""
    if not members.size:
        return np.zeros(len(values), bool)
    places = np.minimum(np.searchsorted(members, values), len(members) - 1)
    return np.asarray(members[places] == values)
