"""What `trace --with` adds: operations, parameters, inspections, events, links, candidates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value measured during an operation, with its limits; `value` is text as recorded."""

    work_order_code: str | None
    operation_run_id: str
    parameter_name: str | None
    value: str | None
    unit: str | None
    measured_at: str | None
    lower_limit: Decimal | None
    upper_limit: Decimal | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One run of an operation of an order of the answer: machine, person, shift, times."""

    work_order_code: str
    operation_run_id: str | None
    operation_no: str | None
    operation_name: str | None
    equipment_code: str | None
    operator_code: str | None
    shift_code: str | None
    started_at: str | None
    ended_at: str | None
    good_qty: Decimal | None
    scrap_qty: Decimal | None
    uom: str | None
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """One verdict on a lot of the answer."""

    lot_id: str
    item_code: str | None
    lot_code: str | None
    inspection_id: str | None
    inspection_type: str | None
    characteristic: str | None
    result_value: str | None
    unit: str | None
    verdict: str | None
    inspected_at: str | None
    inspector_code: str | None
    certificate_code: str | None
    work_order_code: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded fact of a lot of the answer."""

    lot_id: str
    item_code: str | None
    lot_code: str | None
    event_kind: str | None
    occurred_at: str | None
    recorded_at: str | None
    site_code: str | None
    from_location: str | None
    to_location: str | None
    qty: Decimal | None
    uom: str | None
    work_order_code: str | None
    delivery_code: str | None
    receipt_code: str | None
    partner_code: str | None
    operator_code: str | None
    source_system: str | None
    source_file: str | None
    source_row: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """One edge the trace took, from a lot, run or pool to another, and the record behind it.

    from_id and to_id are ids of lots (L...), runs (R...) or pools; a run has no codes, a pool no
    lot code. place_code: line, feeder, hopper or tank.
    """

    from_id: str
    from_item_code: str | None
    from_lot_code: str | None
    work_order_code: str | None
    operation_run_id: str | None
    to_id: str
    to_item_code: str | None
    to_lot_code: str | None
    edge_kind: str | None
    qty: Decimal | None
    uom: str | None
    evidence: str
    rule_id: str | None
    from_at: str | None
    until_at: str | None
    time_basis: str | None
    place_code: str | None
    is_returned: bool | None
    contract: str | None
    source_system: str | None
    source_file: str | None
    source_row: int | None


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A missing record, and how many lots it adds between `probable` and `possible`.

    Each added lot counts once, for the gap nearest to what was asked that leads to it.
    """

    message: str
    rule_id: str | None
    item_code: str | None
    lot_code: str | None
    work_order_code: str | None
    lots_added: int
    source_file: str | None
    source_row: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lot that may stand behind a missing record; rank 1 fits best, and nobody is left out."""

    rank_no: int
    lot_id: str
    item_code: str | None
    lot_code: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class CandidateGroup:
    """Gaps of one item, site and time that have the same candidates.

    gap_kind: inputs (which lot was used), origins (who made it), loss (who used what a count
    misses). from_at, until_at: the time they stand for, None = open.
    """

    gap_kind: str | None
    item_code: str | None
    site_code: str | None
    from_at: str | None
    until_at: str | None
    gaps: tuple[OpenGap, ...]
    candidates: tuple[Candidate, ...]
