"""Which lots and days an export speaks of: lots asked for, a case's scope, a range of days, all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import case_number
from traceability.errors import UsageError
from traceability.services.cases.show_case import case_document
from traceability.services.trace_lot import trace_lot
from traceability.store import snapshots

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.settings import Settings

HERE = "here"
DIRECTIONS = (HERE, "forward", "backward", "both")


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is asked for. direction `here`: the lots themselves, without what they reach.

    case: the case's document, whose scope is taken with its snapshot.
    """

    asked: tuple[str, ...] = ()
    direction: str = HERE
    scope: str = "probable"
    item: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    snapshot_id: str | None = None
    case: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """What an export speaks of. lot_ids None: every lot. filters: what was asked, in words."""

    snapshot: snapshots.Snapshot
    lot_ids: frozenset[str] | None
    days: tuple[date | None, date | None]
    filters: dict[str, Any]


def choose_extent(settings: Settings, request: ExportRequest) -> Extent:
    """Resolve what was asked for in one snapshot.

    Raises UsageError where nothing or too much was asked, NotFoundError or AmbiguousError for
    codes, DataMissingError where nothing is built.
    """
    days = (_day("--from", request.first_day), _day("--to", request.last_day))
    if days[0] and days[1] and days[0] > days[1]:
        raise UsageError("--from lies after --to.", hint="Turn them round.")
    if request.case is not None and (request.asked or request.item or request.snapshot_id):
        raise UsageError(
            "A case has its own lots and its own snapshot.",
            hint="Leave out --case, or the lots, --item and --snapshot.",
        )
    if request.item and not request.asked:
        request = replace(request, asked=(f"item:{request.item}",), item=None)
    if not request.asked and request.case is None and days == (None, None):
        raise UsageError(
            "Nothing says which facts to export.",
            hint="Name lots, or --case NUMBER, or --from DAY and --to DAY.",
        )
    filters: dict[str, Any] = {
        "first_day": None if days[0] is None else days[0].isoformat(),
        "last_day": None if days[1] is None else days[1].isoformat(),
    }
    if request.case is not None:
        return _of_case(settings, request.case, days, filters)
    snapshot = (
        snapshots.named(settings, request.snapshot_id)
        if request.snapshot_id
        else snapshots.current(settings)
    )
    filters |= {"asked": list(request.asked), "item": request.item}
    if not request.asked:
        return Extent(snapshot, None, days, filters)
    filters |= {"direction": request.direction, "scope": request.scope}
    return Extent(snapshot, _lots(settings, request, snapshot.id), days, filters)


def read_case(settings: Settings, name: str) -> dict[str, Any]:
    """The document of a case by its name, `12` or `C-12`. Raises NotFoundError, UsageError."""
    return case_document(settings, case_number(name))


def _of_case(
    settings: Settings,
    document: dict[str, Any],
    days: tuple[date | None, date | None],
    filters: dict[str, Any],
) -> Extent:
    """The lots of a case's scope, both ways, in the snapshot on which it was frozen."""
    scope = document.get("scope") or {}
    snapshot_id = scope.get("snapshot_id") or (document.get("snapshot") or {}).get("id")
    if snapshot_id is None:
        raise UsageError(
            f"Case {document['case']['case_no']} has no scope yet.",
            hint=f"Freeze one first: lotline case scope {document['case']['case_no']}.",
        )
    lists = (
        document.get("question", {}).get("lots") or [],
        document.get("lots") or [],
        (document.get("origins") or {}).get("lots") or [],
    )
    lot_ids = frozenset(lot["lot_id"] for told in lists for lot in told)
    filters |= {
        "case_no": document["case"]["case_no"],
        "scope_version": scope.get("version"),
        "scope_sha256": scope.get("sha256"),
    }
    return Extent(snapshots.named(settings, snapshot_id), lot_ids, days, filters)


def _lots(settings: Settings, request: ExportRequest, snapshot_id: str) -> frozenset[str]:
    trace: Callable[..., Any] = trace_lot
    if request.direction not in DIRECTIONS:
        raise UsageError(
            f"There is no direction {request.direction}.",
            hint=f"Choose from {', '.join(DIRECTIONS)}.",
        )
    way = "forward" if request.direction == HERE else request.direction
    answer = trace(
        settings,
        request.asked,
        direction=way,
        scope=request.scope,
        item=request.item,
        snapshot_id=snapshot_id,
    )
    found = {lot.lot_id for lot in answer.question.lots}
    if request.direction != HERE:
        found |= {lot.lot_id for lot in answer.lots}
    return frozenset(found)


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text}: this is no day.", hint="E.g. 2026-03-01.") from None
