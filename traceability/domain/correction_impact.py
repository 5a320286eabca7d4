"""What a correction would do to answers and balances; the fields are the keys of `--json`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from traceability.domain.trace import SnapshotStamp


@dataclass(frozen=True, slots=True)
class ImpactLot:
    """A lot; lot_id is None where no record knows it yet."""

    lot_id: str | None
    item_code: str | None
    lot_code: str | None


@dataclass(frozen=True, slots=True)
class Moves:
    """What a scope has before and after, and what enters and leaves it."""

    before: int
    after: int
    entering: tuple[str, ...]
    leaving: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """How the probable scope of one lot changes, in one direction.

    lots: ITEM:LOT, without the lot asked for. deliveries, customers: of what was shipped, forward
    alone. suppliers: backward alone.
    """

    lot: ImpactLot
    direction: str
    lots: Moves
    deliveries: Moves
    customers: Moves
    suppliers: Moves


@dataclass(frozen=True, slots=True)
class BalanceChange:
    """The balance of one lot before and after; None = not assessable.

    note: why it is not, or what it rests on.
    """

    lot: ImpactLot
    uom: str | None
    in_before: Decimal | None
    in_after: Decimal | None
    accounted_before: Decimal | None
    accounted_after: Decimal | None
    residual_before: Decimal | None
    residual_after: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What the next build will make of a correction, from the snapshot as it is.

    links_removed, links_added: of the genealogy. unlisted_scopes: of lots concerned, not compared.
    unforeseen: sentences on what only the build decides.
    """

    snapshot: SnapshotStamp
    links_removed: int
    links_added: int
    scopes: tuple[ScopeChange, ...]
    unlisted_scopes: int
    balances: tuple[BalanceChange, ...]
    unforeseen: tuple[str, ...]

    def as_summary(self) -> dict[str, Any]:
        """What is kept with the proposal: plain counts."""
        return {
            "snapshot_id": self.snapshot.id,
            "links_removed": self.links_removed,
            "links_added": self.links_added,
            "scopes": [
                {
                    "lot": f"{scope.lot.item_code}:{scope.lot.lot_code}",
                    "direction": scope.direction,
                    **{
                        name: {
                            "before": getattr(scope, name).before,
                            "after": getattr(scope, name).after,
                        }
                        for name in ("lots", "deliveries", "customers", "suppliers")
                    },
                }
                for scope in self.scopes
            ],
            "unforeseen": list(self.unforeseen),
        }
