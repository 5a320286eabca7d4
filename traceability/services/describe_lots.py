"""Say what is known of a lot itself, before any trace: the card at the top of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.services.open_snapshot import OpenSnapshot

_COLUMNS = (
    "lot_id item_code item_name lot_code lot_uid item_type site_code total_qty uom on_hand_qty "
    "shipped_qty returned_qty lot_status origin first_seen_at source_system"
)


@dataclass(frozen=True, slots=True)
class LotCard:
    """One lot as recorded; None = unknown. twins: other lots that bear the same code."""

    lot_id: str
    item_code: str | None
    item_name: str | None
    lot_code: str | None
    lot_uid: str | None
    item_type: str | None
    site_code: str | None
    total_qty: Decimal | None
    uom: str | None
    on_hand_qty: Decimal | None
    shipped_qty: Decimal | None
    returned_qty: Decimal | None
    lot_status: str | None
    origin: str | None
    first_seen_at: str | None
    source_system: str | None
    twins: int


def describe_lots(opened: OpenSnapshot, lot_ids: Iterable[str]) -> tuple[LotCard, ...]:
    """Cards of these lots in the order given; an id that the snapshot does not have has none."""
    index = opened.index
    nodes = [node for node in map(index.lot_of, lot_ids) if node is not None]
    rows = np.array(nodes, np.int64)
    lots = index.table("trace_lots")
    keys = lots.take("lot_code_key", rows)
    twins = [len(lots.rows_with_key("lot_code_key", key)) - 1 if key else 0 for key in keys]
    found = zip(lots.records(tuple(_COLUMNS.split()), rows), twins, strict=True)
    return tuple(LotCard(*(*record, count)) for record, count in found)
