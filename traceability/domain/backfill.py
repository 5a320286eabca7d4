"""What a missing record does to a recall, and what the recall would be were it filled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from traceability.domain.trace import SnapshotStamp


@dataclass(frozen=True, slots=True)
class Stake:
    """What hangs on some lots, runs or deliveries, forward and in the widest scope.

    lot_count: known lots reached, those named among them. product_lot_count: those of them that
    were shipped or are finished goods; product_codes: their items, ascending. shipped: quantity of
    what was shipped by item and unit, null where an amount is unknown.
    """

    lot_count: int
    product_lot_count: int
    product_codes: tuple[str, ...]
    delivery_count: int
    customer_count: int
    shipped: tuple[ShippedQuantity, ...]


@dataclass(frozen=True, slots=True)
class ShippedQuantity:
    """How much of an item was shipped; qty is None where one of the amounts is unknown."""

    item_code: str | None
    qty: Decimal | None
    uom: str | None


@dataclass(frozen=True, slots=True)
class StakeNames:
    """The names behind the counts of a stake, ascending: product lots as ITEM:LOT."""

    product_lots: tuple[str, ...]
    delivery_codes: tuple[str, ...]
    customer_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """One candidate, and the possible scope were it the one.

    scope_if_filled, deliveries_if_filled: as `OpenLink.scope_now` and `deliveries_now`, once the
    record names this lot. shrinks_by: by how many lots the scope is smaller then.
    """

    rank_no: int
    score: int | None
    lot_id: str
    item_code: str | None
    lot_code: str | None
    reason: str | None
    scope_if_filled: int
    shrinks_by: int
    deliveries_if_filled: int


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that one missing record leaves open, and what hangs on it.

    node_id: the unknown lot, or the lot or run that lacks a record. scope_now: how many known lots
    the possible scopes of all candidates hold together, each candidate asked for alone and itself
    not counted. scope_without: the same once the record names a lot that is no candidate, or the
    lot's own receipt is found. deliveries_now, deliveries_without: the deliveries that took of
    those scopes or of the candidates. fillings: every candidate, the likeliest first. names: of
    what the stake counts.
    """

    node_id: str
    rule_id: str | None
    message: str
    item_code: str | None
    lot_code: str | None
    work_order_code: str | None
    site_code: str | None
    qty: Decimal | None
    uom: str | None
    stake: Stake
    names: StakeNames
    candidate_count: int
    scope_now: int
    scope_without: int
    deliveries_now: int
    deliveries_without: int
    fillings: tuple[Filling, ...]
    source_file: str | None
    source_row: int | None

    @property
    def shrinks_by(self) -> int:
        """By how much the scope shrinks if the likeliest candidate is the one."""
        return self.fillings[0].shrinks_by if self.fillings else 0


@dataclass(frozen=True, slots=True)
class Backfill:
    """A page of open links, what does most to a recall first. total: all of them."""

    snapshot: SnapshotStamp
    total: int
    links: tuple[OpenLink, ...]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {"snapshot": self.snapshot, "total": self.total, "gaps": self.links}
