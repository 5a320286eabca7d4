"""Say what hangs on findings: the lots, products, deliveries and customers behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from traceability.domain.code_keys import code_key
from traceability.services.weigh_stake import weigh_stake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from traceability.domain.backfill import Stake
    from traceability.index.reader import GenealogyIndex

_WHERE = (
    ("work_order_code", "trace_runs", "work_order_code"),
    ("delivery_code", "trace_shipments", "delivery_code"),
    ("receipt_code", "trace_supplies", "receipt_code"),
)
"""Column of a finding, and where its code names lots or runs; the first that the finding has."""


class Subject(Protocol):
    """What a finding is about, as codes."""

    @property
    def lot_id(self) -> str | None:
        """The lot, known or not."""

    @property
    def lot_code(self) -> str | None:
        """Its printed code."""

    @property
    def item_code(self) -> str | None:
        """Its item."""

    @property
    def work_order_code(self) -> str | None:
        """The work order."""

    @property
    def delivery_code(self) -> str | None:
        """The delivery."""

    @property
    def receipt_code(self) -> str | None:
        """The receipt."""


def weigh_findings(index: GenealogyIndex, subjects: Iterable[Subject]) -> Stake:
    """What hangs on all these findings together, each lot and delivery counted once.

    A finding about a lot stands for that lot; about an order, for what it made; about a delivery or
    a receipt, for its lots; about a code alone, for every lot under it. What none of them names,
    such as an item's master data, has nothing hanging on it here.
    """
    nodes = sorted({node for subject in subjects for node in nodes_of(index, subject)})
    return weigh_stake(index, np.array(nodes, np.int64))


def nodes_of(index: GenealogyIndex, subject: Subject) -> Iterator[int]:
    """The lots or runs that a finding is about."""
    if subject.lot_id is not None:
        node = index.lot_of(subject.lot_id)
        if node is not None:
            yield node
            return
    for column, mart, name in _WHERE:
        code = getattr(subject, column)
        if code is not None:
            yield from _owners(index, mart, name, code)
            return
    if subject.lot_code is not None:
        yield from _bearers(index, subject.lot_code, subject.item_code)


def _owners(index: GenealogyIndex, mart: str, column: str, code: str) -> list[int]:
    """Nodes of exactly this code; its key may stand for several spellings."""
    table = index.table(mart)
    rows = table.rows_with_key(column, code_key(code))
    told = table.take(column, rows)
    rows = rows[np.array([one == code for one in told], bool)]
    if mart == "trace_runs":
        return [index.lot_count + row for row in rows.tolist()]
    return [int(node) for node in table.owners_of(rows)]


def _bearers(index: GenealogyIndex, lot_code: str, item_code: str | None) -> list[int]:
    table = index.table("trace_lots")
    rows = table.rows_with_key("lot_code_key", code_key(lot_code))
    items = table.take("item_code", rows)
    return [
        row for row, item in zip(rows.tolist(), items, strict=True) if item_code in {None, item}
    ]
