"""Look in a later extract for what moved although a case asked to hold or to stop it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from traceability.domain.actors import Program
from traceability.domain.cases import CaseKind, case_name
from traceability.domain.holds import Action, watched
from traceability.domain.tables import many
from traceability.services.cases.follow_up import lines_until_now
from traceability.services.cases.hold_sections import say_move
from traceability.services.cases.work_on_case import head_of
from traceability.store.held_moves import read_held_moves
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.domain.cases import CaseHead
    from traceability.domain.holds import Watched
    from traceability.settings import Settings
    from traceability.store.snapshots import Snapshot
    from traceability.store.state.read import StateRead

Row = dict[str, Any]
_BUILD = Program("build")
_KEPT = (
    *("fact_id", "lot_id", "item_code", "lot_code", "event_kind", "occurred_at_text"),
    *("is_day_only", "site_code", "from_location", "to_location", "qty", "uom"),
    *("work_order_code", "delivery_code", "source_file", "source_row"),
)


def record_moves(settings: Settings, snapshot: Snapshot) -> int:
    """Keep rows that were not seen before with each case that is still open; returns how many.

    Looking at a snapshot again adds nothing. Raises DataMissingError when the warehouse of the
    snapshot or the state database cannot be read.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_watch import add_moves, read_moves  # noqa: PLC0415 - same
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    state = open_state(settings)
    with state.read() as read:
        asked = _watched(read, lambda head: not head.is_ended)
    if not asked:
        return 0
    with open_warehouse(snapshot.warehouse, settings) as connection:
        found = read_held_moves(connection, asked, settings.tolerance_minutes)
    by_case: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        by_case[asked[row["watch_no"]].case_no].append(row)
    count = 0
    for case_no, rows in by_case.items():
        with state.write(_BUILD) as write:
            known = {_key(row) for row in read_moves(write, case_no)}
            fresh = [row for row in _rows(rows, asked, snapshot.id) if _key(row) not in known]
            if not fresh or head_of(write, case_no).is_ended:
                continue
            add_moves(write, case_no, fresh)
            more = f" And {len(fresh) - 1} more rows." if fresh[1:] else ""
            what = f"Found {many(len(fresh), 'row')} later than the requests: {say_move(fresh[0])}"
            add_log(write, case_no, what + more, f"snapshot {snapshot.id}")
            count += len(fresh)
    return count


def moves_of_cases(settings: Settings, connection: Any) -> dict[Watched, list[Row]]:
    """What real cases asked to stand still and what of it moved, by request.

    A drill holds nothing, so nothing of it is an alarm. What a case still holds when it is signed
    is watched on.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    with open_state(settings).read() as read:
        asked = _watched(read, lambda head: head.kind is not CaseKind.DRILL)
    by_request: dict[Watched, list[Row]] = defaultdict(list)
    for row in read_held_moves(connection, asked, settings.tolerance_minutes):
        by_request[asked[row["watch_no"]]].append(row)
    return dict(by_request)


def say_broken(one: Watched, rows: list[Row]) -> str:
    """Title of the alert about a request that was not heeded."""
    name, first = case_name(one.case_no), rows[0]
    kinds = ", ".join(sorted({row["event_kind"] for row in rows}))
    sites = sorted({row["site_code"] for row in rows if row["site_code"]})
    place = f" at {' and '.join(sites)}" if sites else ""
    lot = f"{first['item_code'] or '?'}:{first['lot_code'] or '(unknown)'}"
    if one.action is Action.STOP_ORDER:
        return f"Order {one.code} still booked{place} after {name} asked to stop it ({kinds})."
    if one.action is Action.STOP_DELIVERY:
        return f"Delivery {one.code} left with lot {lot}{place} after {name} asked to stop it."
    return f"Lot {lot} moved{place} after {name} asked to hold it ({kinds})."


def _watched(read: StateRead, is_meant: Callable[[CaseHead], bool]) -> list[Watched]:
    from traceability.store.state.case_heads import read_heads  # noqa: PLC0415 - as above

    return [
        one
        for head in read_heads(read)
        if is_meant(head)
        for one in watched(
            [
                (replace(request, case_no=head.case_no), line)
                for request, line in lines_until_now(read, head.case_no)
            ]
        )
    ]


def _rows(rows: list[Row], asked: list[Watched], snapshot_id: str) -> list[Row]:
    """Each fact once per action, under the first request that it breaks."""
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        one = asked[row["watch_no"]]
        told = {name: row[name] for name in _KEPT}
        told["is_day_only"] = bool(told["is_day_only"])
        told |= {"request_no": one.request_no, "action": str(one.action)}
        found.setdefault(_key(told), told | {"snapshot_id": snapshot_id})
    return list(found.values())


def _key(row: Row) -> tuple[str, str, str]:
    return row["action"], row["fact_id"], row["lot_id"]
