"""A mass balance as values; their fields are the keys of `balance --json`.

Quantities are exact decimals. None = unknown, never zero. Every tuple has a total order.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from traceability.domain.trace import SnapshotStamp


@dataclass(frozen=True, slots=True)
class BalanceSource:
    """A source file behind a line, and how many of its rows."""

    source_file: str
    row_count: int


@dataclass(frozen=True, slots=True)
class BalanceRecord:
    """A source record behind a line; qty as the line counts it."""

    qty: Decimal | None
    uom: str | None
    occurred_at: str | None
    contract: str
    source_system: str
    source_file: str
    source_row: int


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """What happened to an amount of one item.

    side: in and accounted are summed up, shown stands beside them. balance_qty: qty in the unit of
    the balance. unknown_count: amounts in it that nobody recorded.
    """

    line: str
    side: str
    item_code: str | None
    qty: Decimal | None
    uom: str | None
    balance_qty: Decimal | None
    record_count: int
    unknown_count: int
    sources: tuple[BalanceSource, ...]
    records: tuple[BalanceRecord, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """The mass balance of one lot or order.

    accounted_percent = 100 x accounted_qty / in_qty, never clipped. residual_qty = in_qty -
    accounted_qty, signed. reason: why it is not assessable, None when it is; explanation says it
    in words, and what the amount on hand rests on.
    """

    subject_kind: str
    subject_id: str
    item_code: str | None
    lot_code: str | None
    work_order_code: str | None
    uom: str | None
    in_qty: Decimal | None
    accounted_qty: Decimal | None
    residual_qty: Decimal | None
    accounted_percent: Decimal | None
    on_hand_basis: str | None
    reason: str | None
    explanation: str
    lines: tuple[BalanceLine, ...]


@dataclass(frozen=True, slots=True)
class Balances:
    """The answer to `lotline balance`; records_listed: None when no records were asked for."""

    snapshot: SnapshotStamp
    asked: str
    balances: tuple[Balance, ...]
    record_count: int
    records_listed: int | None

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {name: getattr(self, name) for name in type(self).__slots__}
