"""Requests of a case: hold, stop and release, each a file for one site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class RequestKind(StrEnum):
    """What a file asks a site for."""

    HOLD = "hold"
    STOP = "stop"
    RELEASE = "release"


class Action(StrEnum):
    """What a line of a file asks for; a release takes back what its line says."""

    HOLD_STOCK = "hold_stock"
    STOP_ORDER = "stop_order"
    STOP_DELIVERY = "stop_delivery"


class ReleaseGround(StrEnum):
    """Why held goods become free: what became of them, or that they are no longer concerned."""

    NO_DEFECT = "no_defect"
    DISPOSED = "disposed"
    REWORKED = "reworked"
    RECALLED = "recalled"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One line of a request, with what a site needs to find the goods. line_id: in the scope."""

    line_id: str
    action: Action
    site_code: str | None = None
    location: str | None = None
    handling_unit_code: str | None = None
    item_code: str | None = None
    lot_code: str | None = None
    lot_id: str | None = None
    qty: Decimal | None = None
    uom: str | None = None
    stock_status: str | None = None
    place_kind: str | None = None
    work_order_code: str | None = None
    line_code: str | None = None
    delivery_code: str | None = None
    delivery_line_no: str | None = None
    customer_code: str | None = None
    evidence: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A file that was written for one site. release_no: of the release it carries out."""

    case_no: int
    request_no: int
    kind: RequestKind
    site_code: str | None
    version: int
    line_count: int
    file_name: str
    document_sha256: str
    release_no: int | None
    requested_by: str
    requested_at: datetime
    signature_no: int


@dataclass(frozen=True, slots=True)
class Watched:
    """Something that must stand still from one moment until another (None: until now).

    code: a lot's id, an order, or a delivery (then with lot_id).
    """

    case_no: int
    request_no: int
    action: Action
    code: str
    lot_id: str | None
    since: datetime
    until: datetime | None


def standing(lines: list[tuple[Request, RequestLine]]) -> dict[str, tuple[Request, RequestLine]]:
    """Lines that were asked for and not released since, by their id. lines: oldest first."""
    found: dict[str, tuple[Request, RequestLine]] = {}
    for request, line in lines:
        if request.kind is RequestKind.RELEASE:
            found.pop(line.line_id, None)
        else:
            found[line.line_id] = (request, line)
    return found


def watched(lines: list[tuple[Request, RequestLine]]) -> list[Watched]:
    """What must stand still, and from when until when. lines: oldest first.

    A lot is free when its last line was released, not before.
    """
    waiting: dict[tuple[int, Action, str, str | None], tuple[Request, set[str]]] = {}
    found = []
    for request, line in lines:
        key = (request.case_no, line.action, *_subject(line))
        if request.kind is not RequestKind.RELEASE:
            waiting.setdefault(key, (request, set()))[1].add(line.line_id)
        elif key in waiting:
            first, ids = waiting[key]
            ids.discard(line.line_id)
            if not ids:
                del waiting[key]
                found.append(_watched(key, first, request.requested_at))
    found += [_watched(key, first, None) for key, (first, _) in waiting.items()]
    return sorted(found, key=lambda one: (one.case_no, one.request_no, one.action, one.code))


def _subject(line: RequestLine) -> tuple[str, str | None]:
    if line.action is Action.STOP_ORDER:
        return line.work_order_code or "", None
    if line.action is Action.STOP_DELIVERY:
        return line.delivery_code or "", line.lot_id
    return line.lot_id or "", None


def _watched(
    key: tuple[int, Action, str, str | None], first: Request, until: datetime | None
) -> Watched:
    case_no, action, code, lot_id = key
    return Watched(case_no, first.request_no, action, code, lot_id, first.requested_at, until)
