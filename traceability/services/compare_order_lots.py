"""Lay side by side which lots an order was allocated, was brought, was charged and scanned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.domain.questions import parse_asked
from traceability.domain.wrong_lots import SIDES
from traceability.services.open_snapshot import open_snapshot
from traceability.services.resolve_question import rows_of_code
from traceability.store import snapshots
from traceability.store.order_lots import read_order_lots, read_order_place
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.domain.trace import SnapshotStamp
    from traceability.domain.wrong_lots import OrderLot
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class OrderComparison:
    """What the systems say of one order. silent: sides on which none of its items has a row."""

    snapshot: SnapshotStamp
    work_order_code: str
    site_code: str | None
    line_code: str | None
    lots: tuple[OrderLot, ...]
    silent: tuple[str, ...]

    def disagreements(self) -> dict[str | None, list[str]]:
        """Items whose sides name different lots, with the sides that speak of the item.

        A side that is silent about an item says nothing against the others.
        """
        found = {}
        for item in dict.fromkeys(one.item_code for one in self.lots):
            sets = {
                side: {
                    one.lot_id or one.lot_code
                    for one in self.lots
                    if (one.side, one.item_code) == (side, item)
                }
                for side in SIDES
            }
            told = [side for side in SIDES if sets[side]]
            if len({frozenset(sets[side]) for side in told}) > 1:
                found[item] = told
        return found

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        items = self.disagreements()
        return {
            "snapshot": self.snapshot,
            "work_order_code": self.work_order_code,
            "site_code": self.site_code,
            "line_code": self.line_code,
            "lots": self.lots,
            "silent": self.silent,
            "disagreements": [{"item_code": item, "sides": items[item]} for item in items],
        }


def compare_order_lots(
    settings: Settings,
    work_order_code: str,
    *,
    item: str | None = None,
    snapshot_id: str | None = None,
) -> OrderComparison:
    """The lots of an order by item and side.

    Raises NotFoundError with near spellings for an order that no run bears, DataMissingError when
    nothing is built.
    """
    found = open_snapshot(settings, snapshot_id)
    runs = found.index.table("trace_runs")
    rows = rows_of_code(found.index, parse_asked(f"order:{work_order_code}"))
    order = runs.take("work_order_code", rows)[0]
    warehouse = snapshots.named(settings, found.stamp.id).warehouse
    with open_warehouse(warehouse, settings) as connection:
        lots = read_order_lots(connection, order)
        site, line = read_order_place(connection, order)
    spoken = {one.side for one in lots}
    return OrderComparison(
        found.stamp,
        order,
        site,
        line,
        tuple(one for one in lots if item in {None, one.item_code}),
        tuple(side for side in SIDES if side not in spoken),
    )
