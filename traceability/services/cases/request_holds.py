"""Ask sites to hold stock, and to stop orders and deliveries: one file for each site."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING, Any

from traceability.domain.holds import Action, RequestLine, standing
from traceability.domain.tables import many
from traceability.errors import NotFoundError
from traceability.services.cases.actions_now import actions_now
from traceability.services.cases.keep_requests import (
    RequestFile,
    ToAsk,
    draft_files,
    drop_drafts,
    keep_requests,
    place_files,
    request_folder,
    settle_drafts,
)
from traceability.services.cases.work_on_case import check_running, work_on_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from traceability.domain.actors import Person
    from traceability.domain.cases import CaseHead
    from traceability.settings import Settings
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]
_STEP = "hold requests"
_HOLD = (
    *("site_code", "location", "handling_unit_code", "item_code", "lot_code", "lot_id", "qty"),
    *("uom", "stock_status", "place_kind", "evidence", "why"),
)


@dataclass(frozen=True, slots=True)
class Requested:
    """What was asked for. known_count: lines that had been asked for before and still stand.

    fallen_out: lines that stand and that the scope no longer names, until a person releases them.
    settled: names of files that an earlier run was stopped before it could put them.
    """

    folder: Path
    files: tuple[RequestFile, ...]
    lot_count: int
    order_count: int
    delivery_count: int
    known_count: int
    fallen_out: tuple[str, ...]
    settled: tuple[str, ...]
    seconds: Decimal


def request_holds(
    settings: Settings, actor: Person, case_no: int, site: str | None = None
) -> Requested:
    """Ask for every line that is not left out and was not asked for yet; all of it or nothing.

    site: only that site's lines. Signed by the one person. Raises NotFoundError for a site that no
    line has, RefusedError for a case that ended or stands still or a file that cannot be written.
    """
    from traceability.store.state.case_holds import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        read_request_lines,
    )

    started = perf_counter()
    folder = request_folder(settings, case_no)
    files: list[RequestFile] = []
    try:
        with work_on_case(settings, actor, case_no) as (write, head):
            settled = settle_drafts(write, case_no, folder)
            check_running(head)
            version, scope = actions_now(write, case_no)
            wanted = list(request_lines(scope["actions"]))
            here = [line for line in wanted if site is None or line.site_code == site]
            _check_site(head, site, wanted, here)
            stand = standing(read_request_lines(write, case_no))
            new = [line for line in here if line.line_id not in stand]
            if new:
                files = _ask(write, head, version, new)
                _note(write, case_no, new, files, started)
                draft_files(folder, files)
    except BaseException:
        drop_drafts(folder, files)
        raise
    place_files(folder, files)
    ids = {line.line_id for line in wanted}
    counted = _count(new)
    return Requested(
        folder,
        tuple(files),
        *counted,
        known_count=len(here) - len(new),
        fallen_out=tuple(one for one in stand if one not in ids),
        settled=tuple(settled),
        seconds=_seconds(started),
    )


def request_lines(actions: dict[str, list[Row]]) -> Iterator[RequestLine]:
    """What is to be asked for: the lines of the lists that nobody left out.

    A delivery goes to the site where its lot lies, if that is one site.
    """
    sites: dict[str, set[str | None]] = defaultdict(set)
    for line in actions["hold"]:
        sites[line["lot_id"]].add(line["site_code"])
        if not line["is_left_out"]:
            told = {name: line[name] for name in _HOLD}
            yield RequestLine(line["line_id"], Action.HOLD_STOCK, **told | _exact(line["qty"]))
    for line in actions["stop_orders"]:
        if not line["is_left_out"]:
            yield RequestLine(
                line["line_id"],
                Action.STOP_ORDER,
                site_code=line["site_code"],
                item_code=line["item_code"],
                work_order_code=line["work_order_code"],
                line_code=line["line_code"],
                stock_status=None,
                evidence=line["evidence"],
                why=line["why"],
            )
    for line in actions["stop_deliveries"]:
        if not line["is_left_out"]:
            places = sites.get(line["lot_id"], set())
            yield _delivery(line, next(iter(places)) if len(places) == 1 else None)


def _delivery(line: Row, site: str | None) -> RequestLine:
    return RequestLine(
        line["line_id"],
        Action.STOP_DELIVERY,
        site_code=site,
        item_code=line["item_code"],
        lot_code=line["lot_code"],
        lot_id=line["lot_id"],
        uom=line["uom"],
        delivery_code=line["delivery_code"],
        delivery_line_no=line["line_no"],
        customer_code=line["customer_code"],
        evidence=line["evidence"],
        why=line["why"],
        **_exact(line["planned_qty"]),
    )


def _ask(
    write: StateWrite, head: CaseHead, version: int, lines: list[RequestLine]
) -> list[RequestFile]:
    """Sign what is asked for, then keep it: the signature holds the lines' ids."""
    key = {"case_no": head.case_no, "version": version}
    content = key | {"line_ids": [line.line_id for line in lines]}
    meaning = "I ask that these goods are held, and these orders and deliveries stopped"
    signature = write.sign(meaning, "case_requests", key, content)
    return keep_requests(write, ToAsk(head, version, signature), lines)


def _note(
    write: StateWrite,
    case_no: int,
    lines: list[RequestLine],
    files: list[RequestFile],
    started: float,
) -> None:
    from traceability.store.state.case_scopes import add_step  # noqa: PLC0415 - keeps SQLAlchemy off
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    lots, orders, deliveries = _count(lines)
    what = (
        f"Asked to hold {many(lots, 'lot')} and to stop {many(orders, 'order')} and "
        f"{many(deliveries, 'delivery')}"
    )
    names = ", ".join(f"{one.file_name} (SHA-256 {one.sha256})" for one in files)
    add_log(write, case_no, f"{what}.", names)
    add_step(write, case_no, _STEP, _seconds(started))


def _count(lines: list[RequestLine]) -> tuple[int, int, int]:
    """Lots to hold, orders and deliveries to stop."""
    lots = {line.lot_id for line in lines if line.action is Action.HOLD_STOCK}
    orders = {line.work_order_code for line in lines if line.action is Action.STOP_ORDER}
    sent = {line.delivery_code for line in lines if line.action is Action.STOP_DELIVERY}
    return len(lots), len(orders), len(sent)


def _exact(value: Any) -> dict[str, Any]:
    return {"qty": None if value is None else Decimal(value)}


def _check_site(
    head: CaseHead, site: str | None, wanted: list[RequestLine], here: list[RequestLine]
) -> None:
    if site is None or here:
        return
    found = sorted({line.site_code for line in wanted if line.site_code is not None})
    hint = f"Its sites are {', '.join(found)}." if found else "None of its lines names a site."
    raise NotFoundError(f"No line of {head.name} is at site {site}.", hint=hint)


def _seconds(started: float) -> Decimal:
    return Decimal(f"{perf_counter() - started:.3f}")
