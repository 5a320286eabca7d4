"""What lots a drill may take, by product family: what was sold, and what was bought for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import Direction, Scope
from traceability.errors import DataMissingError
from traceability.index.kernel import nodes_reached
from traceability.index.node_sets import distinct, is_among
from traceability.services.open_snapshot import open_snapshot
from traceability.store import snapshots
from traceability.store.drill_facts import (
    count_receipt_findings,
    has_drill_facts,
    read_families,
    read_rework_orders,
)
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex
    from traceability.settings import Settings

_BOUGHT = ("raw", "packaging")
_SOLD = "finished"
_PROBABLE = Scope.PROBABLE.rank


@dataclass(frozen=True)
class DrillGround:
    """A snapshot as the sampler sees it.

    families: of items that have one; an item without is a family by itself. receipt_findings:
    number of findings by receipt. rework_orders: that are rework, or took something in as rework.
    """

    snapshot_id: str
    index: GenealogyIndex
    families: dict[str, str]
    receipt_findings: dict[str, int]
    rework_orders: frozenset[str]

    @cached_property
    def sold(self) -> dict[str, NDArray[np.int64]]:
        """Nodes of the finished lots with a number, by product family, families in order."""
        table = self.index.table("trace_lots")
        known = self._of_type((_SOLD,))
        names = np.array(
            [self.family_of(item) for item in table.take("item_code", known)], dtype=object
        )
        return {name: known[names == name] for name in sorted(set(names.tolist()))}

    @cached_property
    def bought(self) -> NDArray[np.int64]:
        """Nodes of the raw and packaging lots with a number."""
        return self._of_type(_BOUGHT)

    @cached_property
    def rework(self) -> NDArray[np.int64]:
        """Nodes of the runs of orders with rework."""
        table = self.index.table("trace_runs")
        orders = table.take("work_order_code", np.arange(len(table))) if self.rework_orders else []
        rows = [row for row, code in enumerate(orders) if code in self.rework_orders]
        return np.array(rows, np.int64) + self.index.lot_count

    def family_of(self, item_code: str | None) -> str:
        """The product family of an item; its own code where nobody told one."""
        return self.families.get(item_code or "", item_code or "unknown")

    def lots_of(self, family: str, direction: Direction) -> NDArray[np.int64]:
        """Lots that a drill of a family starts from: sold ones, or those bought for them."""
        sold = self.sold.get(family, np.empty(0, np.int64))
        if direction is Direction.BACKWARD or not sold.size:
            return sold
        behind = self.reached(sold, forward=False)
        return self.bought[is_among(self.bought, behind)]

    def reached(self, seeds: NDArray[np.int64], *, forward: bool) -> NDArray[np.int64]:
        """Nodes that a trace in the scope `probable` reaches, seeds among them, ascending."""
        return nodes_reached(self.index.graph, seeds, forward=forward, rank=_PROBABLE)

    def family_reached(self, node: int) -> str | None:
        """The product family of which most lots hold a lot; the first by name of several."""
        reached = self.reached(np.array([node], np.int64), forward=True)
        counts = {name: int(is_among(lots, reached).sum()) for name, lots in self.sold.items()}
        most = max(counts.values(), default=0)
        return (
            min((name for name, count in counts.items() if count == most), default=None)
            if most
            else None
        )

    def _of_type(self, words: tuple[str, ...]) -> NDArray[np.int64]:
        table = self.index.table("trace_lots")
        pool = table.text_pool("item_type")
        codes = distinct(np.array([pool.code_of(word) for word in words], np.int64))
        codes = codes[codes >= 0]
        types = table.numbers("item_type").astype(np.int64)
        is_meant = is_among(types, codes) & (table.numbers("is_unknown") == 0)
        return np.flatnonzero(is_meant).astype(np.int64)


def open_ground(settings: Settings, snapshot_id: str | None = None) -> DrillGround:
    """The ground of the snapshot in force, or of the one named.

    Raises DataMissingError when nothing is built, its warehouse is gone or tells too little.
    """
    opened = open_snapshot(settings, snapshot_id)
    found = snapshots.named(settings, opened.stamp.id)
    with open_warehouse(found.warehouse, settings) as connection:
        if not has_drill_facts(connection):
            raise DataMissingError(
                f"Snapshot {found.id} does not tell product families and rework.",
                hint="Run `lotline build` to make one that does.",
            )
        families, findings = read_families(connection), count_receipt_findings(connection)
        rework = read_rework_orders(connection)
    return DrillGround(found.id, opened.index, families, findings, rework)
