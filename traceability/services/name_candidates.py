"""Put lots forward as candidates: what an error lists when a code is ambiguous or unknown."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.trace import LotName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.index.reader import GenealogyIndex

_LOT_NAME = ("lot_id", "item_code", "lot_code", "lot_uid")
_SMALL_POOL = 2_000
_REACH = 100
_NEAR = 5


def lot_names(index: GenealogyIndex, nodes: Iterable[int]) -> list[LotName]:
    """What these lots are called, in the order given."""
    rows = np.fromiter(nodes, np.int64)
    return [LotName(*record) for record in index.table("trace_lots").records(_LOT_NAME, rows)]


def candidates(index: GenealogyIndex, nodes: Iterable[int], why: str) -> tuple[dict[str, Any], ...]:
    """These lots as an error document lists them, by item, code and id."""
    named = sorted(
        lot_names(index, nodes),
        key=lambda lot: (lot.item_code or "", lot.lot_code or "", lot.lot_id),
    )
    return tuple(
        {
            "lot_id": lot.lot_id,
            "item_code": lot.item_code,
            "lot_code": lot.lot_code,
            "lot_uid": lot.lot_uid,
            "why": why,
        }
        for lot in named
    )


def near_lots(index: GenealogyIndex, key: str) -> tuple[dict[str, Any], ...]:
    """Lots whose code key is spelled nearly so, best first.

    Large pools are searched among the neighbours in sorted order only, so that it stays cheap.
    """
    lots = index.table("trace_lots")
    pool = lots.keys("lot_code_key")
    codes = range(len(pool)) if len(pool) <= _SMALL_POOL else pool.around(key, _REACH)
    spellings = {pool[code]: code for code in codes}
    found: tuple[dict[str, Any], ...] = ()
    for near in get_close_matches(key, spellings, _NEAR):
        nodes = lots.rows_of_key_code("lot_code_key", spellings[near]).tolist()
        found += candidates(index, nodes, "near spelling")
    return found
