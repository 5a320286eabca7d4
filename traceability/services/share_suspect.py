"""How much suspect material is in each lot that a lot went to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from traceability.index.shares import Amounts, suspect_shares

if TYPE_CHECKING:
    from traceability.index.reader import GenealogyIndex
    from traceability.services.select_nodes import Selection

_MILLIONTH = Decimal(1).scaleb(-6)


def share_suspect(index: GenealogyIndex, selection: Selection, rank: int) -> dict[int, Decimal]:
    """By node, the share of suspect material in each lot reached forward, where it is known.

    Rounded to the sixth place; nothing where the answer is about origins alone.
    """
    went = selection.went
    if went is None or len(went.nodes) <= len(selection.seeds):
        return {}
    shares = suspect_shares(index.graph, amounts_of(index), went, selection.seeds, rank)
    told = (went.nodes < index.lot_count) & ~np.isnan(shares)
    nodes, millionths = went.nodes[told].tolist(), np.rint(shares[told] * 1e6).astype(np.int64)
    return {
        node: share * _MILLIONTH for node, share in zip(nodes, millionths.tolist(), strict=True)
    }


def amounts_of(index: GenealogyIndex) -> Amounts:
    """The amounts of all links and lots, as the kernels of shares read them."""
    edges, lots = index.table("trace_edges"), index.table("trace_lots")
    units, lot_units = edges.text_pool("uom"), lots.text_pool("uom")
    codes = [units.code_of(lot_units[code]) for code in range(len(lot_units))]
    return Amounts(
        edges.numbers("mass_qty") if edges.has_column("mass_qty") else None,
        edges.numbers("qty"),
        edges.numbers("uom"),
        lots.numbers("total_qty"),
        lots.numbers("uom"),
        np.array([*codes, -1], np.int32),
    )
