"""The answer of a trace as values; their fields are the keys of `trace --json`, version 1.

Quantities are exact decimals in the unit beside them. None = unknown, never zero. Instants are
text as printed: a date, or ISO 8601 in UTC. Every tuple has a total order.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from traceability.domain.plain_values import plain

SCHEMA_VERSION = 1
WIDE_SCOPE = "wide_scope"
"""Rule of the lines that say that the answer is wide, and why."""
NO_RECORDED_TIME = "no_recorded_time"
"""Rule of the line that says that time narrows no recorded link of a site."""
NOT_SHOWN = "site-filter"
"""Rule of the line that says what `--where site=` keeps out of the lists."""
STALE_SOURCE = "GV-06"
"""Rule of the line that names sources whose last load is too old, in the snapshot in force."""
NOT_ASKED = "not_asked"
"""Rule of the line that says what a question for a machine or person could not turn into lots."""
NOTES = (STALE_SOURCE, NOT_SHOWN, NOT_ASKED, WIDE_SCOPE, NO_RECORDED_TIME)
"""Rules of lines in `gaps` that speak of the whole answer; no record is missing for them."""


@dataclass(frozen=True, slots=True)
class LotName:
    """What a lot is called."""

    lot_id: str
    item_code: str | None
    lot_code: str | None
    lot_uid: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in the asker's words and as the lots they name."""

    direction: str
    scope: str
    asked: tuple[str, ...]
    lots: tuple[LotName, ...]


@dataclass(frozen=True, slots=True)
class SourceStamp:
    """A source system and the time of its last fact."""

    source_system: str
    data_as_of: str | None


@dataclass(frozen=True, slots=True)
class SnapshotStamp:
    """The immutable state of the data that the answer was read from."""

    id: str
    built_at: str
    data_as_of: str | None
    code_version: str
    sources: tuple[SourceStamp, ...]


@dataclass(frozen=True, slots=True)
class EvidenceCounts:
    """Lots of the answer by the evidence of their best path."""

    confirmed: int
    probable: int
    possible: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Distinct codes of the lists; a row whose code is unknown is in its list but counts none."""

    lots: int
    work_orders: int
    deliveries: int
    customers: int
    suppliers: int
    by_evidence: EvidenceCounts
    excluded_by_time: int


@dataclass(frozen=True, slots=True)
class ReachedLot:
    """A lot that the trace reached; hop_count = fewest orders and lot-to-lot links on a path."""

    lot_id: str
    item_code: str | None
    lot_code: str | None
    lot_uid: str | None
    item_type: str | None
    site_code: str | None
    evidence: str
    hop_count: int
    total_qty: Decimal | None
    uom: str | None
    suspect_share: Decimal | None
    on_hand_qty: Decimal | None
    shipped_qty: Decimal | None
    returned_qty: Decimal | None
    lot_status: str | None


@dataclass(frozen=True, slots=True)
class WorkOrderRole:
    """A work order that used or made a lot of the answer; once per role."""

    work_order_code: str
    item_code: str | None
    order_type: str | None
    order_status: str | None
    site_code: str | None
    role: str
    evidence: str
    started_at: str | None
    closed_at: str | None


@dataclass(frozen=True, slots=True)
class Shipment:
    """A lot on a delivery line, shipped or (in open_deliveries) planned."""

    delivery_code: str | None
    line_no: str | None
    customer_code: str | None
    ship_to_code: str | None
    item_code: str | None
    lot_code: str | None
    lot_id: str
    qty: Decimal | None
    uom: str | None
    shipped_at: str | None
    carrier_name: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class StockPlace:
    """A lot at a place, as counted or as booked."""

    site_code: str | None
    location: str | None
    item_code: str | None
    lot_code: str | None
    lot_id: str
    qty: Decimal | None
    uom: str | None
    stock_status: str | None
    basis: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class ItemQuantity:
    """How much of an item; unknown as soon as one amount in it is unknown."""

    item_code: str | None
    qty: Decimal | None
    uom: str | None


@dataclass(frozen=True, slots=True)
class Customer:
    """Who must be called, and what was shipped to them; goods given back do not reduce it."""

    customer_code: str | None
    customer_name: str | None
    ship_to_code: str | None
    ship_to_name: str | None
    quantities: tuple[ItemQuantity, ...]
    first_shipped_at: str | None
    last_shipped_at: str | None
    contact_name: str | None
    email: str | None
    phone: str | None
    after_hours_phone: str | None
    contact_verified_date: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Supply:
    """A receipt of a lot, and who supplied it."""

    supplier_code: str | None
    supplier_name: str | None
    supplier_lot_code: str | None
    lot_id: str
    receipt_code: str | None
    received_at: str | None
    qty: Decimal | None
    uom: str | None
    contact_name: str | None
    email: str | None
    phone: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class ExcludedLot:
    """A lot that only an untimed trace reaches, and why time leaves it out."""

    lot_id: str
    item_code: str | None
    lot_code: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that the answer leans on, of a site or (place_code) a place.

    basis: default, setting, or records where it was counted.
    """

    site_code: str | None
    place_code: str | None
    bound_name: str
    value: Decimal | None
    unit: str | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A missing, rejected or contradictory record that touches the answer, or a note on it."""

    rule_id: str
    message: str
    item_code: str | None
    lot_code: str | None
    work_order_code: str | None
    record_count: int

    @property
    def is_note(self) -> bool:
        """Whether it speaks of the whole answer."""
        return self.rule_id in NOTES


@dataclass(frozen=True, slots=True)
class Trace:
    """The answer. `possible_beyond` = lots that only the scope `possible` adds; not in the JSON.

    `details` holds the lists that were asked for beside the answer: operations, parameters,
    inspections, events, links, candidates, each a tuple of the rows in
    traceability.domain.trace_details.
    """

    question: Question
    snapshot: SnapshotStamp
    truncated: bool
    elapsed_ms: float
    counts: Counts
    lots: tuple[ReachedLot, ...]
    work_orders: tuple[WorkOrderRole, ...]
    shipments: tuple[Shipment, ...]
    open_deliveries: tuple[Shipment, ...]
    stock: tuple[StockPlace, ...]
    customers: tuple[Customer, ...]
    suppliers: tuple[Supply, ...]
    excluded_by_time: tuple[ExcludedLot, ...]
    gaps: tuple[Gap, ...]
    bounds: tuple[Bound, ...]
    details: dict[str, tuple[object, ...]]
    possible_beyond: int = 0

    def as_document(self) -> dict[str, Any]:
        """`trace --json`, version 1, as plain dicts, lists, texts, ints and exact decimals."""
        fields = {name: getattr(self, name) for name in type(self).__slots__}
        details = fields.pop("details")
        del fields["possible_beyond"]
        document: dict[str, Any] = plain({"schema_version": SCHEMA_VERSION, **fields, **details})
        return document
