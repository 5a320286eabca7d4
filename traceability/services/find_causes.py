"""Find every cause for an alert that holds in a snapshot, with what it touches."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.alerts import AlertKind, Cause
from traceability.domain.finding_life import FindingState
from traceability.domain.finding_subject import FindingSubject
from traceability.domain.plain_values import plain
from traceability.domain.wrong_lots import WrongLotState
from traceability.errors import NotFoundError
from traceability.index.reader import GenealogyIndex
from traceability.services.cases.alarm_moves import moved_causes
from traceability.services.drills.find_overdue import overdue_causes
from traceability.services.handle_wrong_lot import affected_by_order, list_wrong_lots
from traceability.services.judge_age import stale_sources
from traceability.services.list_affected import list_affected
from traceability.services.list_finding_lives import lives_of
from traceability.services.weigh_findings import nodes_of
from traceability.store import findings as marts
from traceability.store.lot_alarms import read_barred_lots, read_failed_lots, read_held_moves
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.settings import Settings
    from traceability.store.snapshots import Snapshot

Row = dict[str, Any]
_STATUS_WORDS = {"rejected": "is rejected", "hold": "is on hold", "recalled": "is recalled"}


def find_causes(settings: Settings, snapshot: Snapshot) -> list[Cause]:
    """Causes of a published snapshot by key; a source is judged by the clock as it is now.

    Raises DataMissingError when the warehouse of the snapshot cannot be read.
    """
    with open_warehouse(snapshot.warehouse, settings) as connection:
        barred, failed = read_barred_lots(connection), read_failed_lots(connection)
        moves = read_held_moves(connection, settings.tolerance_minutes)
        grave = _grave_findings(connection)
        index = GenealogyIndex(snapshot.index)
        of_cases = list(moved_causes(settings, connection, index))
    found = [
        *_barred(index, barred),
        *_failed(index, failed),
        *_moved(index, moves),
        *of_cases,
        *_shipped_findings(settings, index, grave),
        *_stale(settings, snapshot),
        *_wrong_lots(settings, index),
        *overdue_causes(settings),
    ]
    return sorted(found, key=lambda cause: cause.key)


def lot_name(row: Row) -> str:
    """A lot for a sentence, as a question may name it."""
    return f"{row['item_code'] or '?'}:{row['lot_code'] or '(unknown)'}"


def _barred(index: GenealogyIndex, rows: list[Row]) -> Iterator[Cause]:
    for row in rows:
        status = row["lot_status"]
        yield Cause(
            f"lot:{row['lot_id']}:{status}",
            AlertKind.LOT_BARRED,
            f"Lot {lot_name(row)} {_STATUS_WORDS[status]}.",
            _subject(row),
            list_affected(index, _nodes(index, row)),
        )


def _failed(index: GenealogyIndex, rows: list[Row]) -> Iterator[Cause]:
    for row in rows:
        yield Cause(
            f"failed:{row['lot_id']}",
            AlertKind.LOT_FAILED,
            f"Lot {lot_name(row)} failed its last inspection ({row['told'] or 'no result told'}), "
            f"and its status is {row['lot_status'] or 'unknown'}.",
            _subject(row),
            list_affected(index, _nodes(index, row)),
        )


def _moved(index: GenealogyIndex, rows: list[Row]) -> Iterator[Cause]:
    by_lot: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_lot[row["lot_id"]].append(row)
    for lot_id, moves in by_lot.items():
        words = " and ".join(sorted({row["lot_status"] for row in moves}))
        kinds = ", ".join(sorted({row["event_kind"] for row in moves}))
        yield Cause(
            f"moved:{lot_id}",
            AlertKind.HELD_LOT_MOVED,
            f"Lot {lot_name(moves[0])} moved while its status was {words} ({kinds}).",
            _subject(moves[0]),
            {
                "moves": {_move(row): "confirmed" for row in moves},
                **list_affected(index, _nodes(index, moves[0])),
            },
        )


def _shipped_findings(
    settings: Settings, index: GenealogyIndex, rows: list[Row]
) -> Iterator[Cause]:
    """One cause per cause of findings; what a person accepted is silent until its day."""
    lives = lives_of(settings, (row["finding_id"] for row in rows))
    day = datetime.now(UTC).date()
    by_cause: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        life = lives.get(row["finding_id"])
        if life is None or life.state_on(day) is not FindingState.ACCEPTED:
            by_cause[row["cause_id"]].append(row)
    for cause_id, members in by_cause.items():
        nodes = {node for row in members for node in nodes_of(index, FindingSubject.of(row))}
        affected = list_affected(index, nodes)
        if "deliveries" not in affected:
            continue
        first = members[0]
        more = f" (and {len(members) - 1} more of this cause)" if len(members) > 1 else ""
        yield Cause(
            f"finding:{cause_id}",
            AlertKind.SHIPPED_FINDING,
            f"{first['rule_id']}, and it was shipped: {first['message']}{more}",
            {name: first[name] for name in ("rule_id", "cause_id", "item_code", "site_code")},
            {"findings": {row["finding_id"]: "confirmed" for row in members}, **affected},
        )


def _stale(settings: Settings, snapshot: Snapshot) -> Iterator[Cause]:
    sources = snapshot.manifest["sources"]
    landed = {row["source_system"]: row["landed_at"] for row in sources}
    for source in stale_sources(sources, settings, datetime.now(UTC)):
        last = f"was last landed at {landed[source]}" if landed[source] else "was never landed"
        yield Cause(
            f"stale:{source}",
            AlertKind.STALE_SOURCE,
            f"Source {source} {last}; at most {settings.stale_after_hours} hours are allowed.",
            {"source_system": source},
        )


def _wrong_lots(settings: Settings, index: GenealogyIndex) -> Iterator[Cause]:
    """Wrong lots whose products were shipped, until the supervisor approved what is done."""
    for file in list_wrong_lots(settings).files:
        one = file.wrong_lot
        if file.state is WrongLotState.CLOSED:
            continue
        try:
            affected = affected_by_order(index, one.work_order_code)
        except NotFoundError:  # the order is no longer in the records
            affected = {"deliveries": dict.fromkeys(one.shipped, "confirmed")}
        if not affected.get("deliveries"):
            continue
        yield Cause(
            f"wrong_lot:{one.wrong_lot_no}",
            AlertKind.WRONG_LOT_SHIPPED,
            f"Wrong lot {one.wrong_lot_no}: {lot_name(plain(one))} was used in order "
            f"{one.work_order_code}, and what came of it was shipped.",
            {"work_order_code": one.work_order_code, "lot_id": one.lot_id},
            affected,
        )


def _grave_findings(connection: Any) -> list[Row]:
    if not marts.has_findings(connection):
        return []
    return [row for row in marts.read_subjects(connection) if row["severity"] == "S1"]


def _nodes(index: GenealogyIndex, row: Row) -> list[int]:
    node = index.lot_of(row["lot_id"])
    return [] if node is None else [node]


def _subject(row: Row) -> dict[str, str | None]:
    return {name: row[name] for name in ("lot_id", "item_code", "lot_code")}


def _move(row: Row) -> str:
    where = " -> ".join(row[name] or "?" for name in ("from_location", "to_location"))
    at = row["occurred_at_text"] or "time unknown"
    return f"{row['event_kind']} {at} {where} ({row['source_file']}:{row['source_row']})"
