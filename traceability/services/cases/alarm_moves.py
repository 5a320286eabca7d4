"""Causes for alerts: what moved, ran or left although a case asked to hold or to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.alerts import AlertKind, Cause
from traceability.domain.cases import case_name
from traceability.domain.holds import Action
from traceability.services.cases.hold_sections import say_move
from traceability.services.cases.watch_holds import moves_of_cases, say_broken
from traceability.services.list_affected import list_affected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.domain.holds import Watched
    from traceability.index.reader import GenealogyIndex
    from traceability.settings import Settings

Row = dict[str, Any]


def moved_causes(settings: Settings, connection: Any, index: GenealogyIndex) -> Iterator[Cause]:
    """One cause per case and lot, order or delivery line, with every row by file and line."""
    for one, rows in moves_of_cases(settings, connection).items():
        nodes = {index.lot_of(row["lot_id"]) for row in rows} - {None}
        yield Cause(
            _key(one),
            AlertKind.HELD_LOT_MOVED if one.action is Action.HOLD_STOCK else AlertKind.STOP_IGNORED,
            say_broken(one, rows),
            _subject(one, rows),
            {
                "moves": {_place(row, one): _evidence(row) for row in rows},
                **list_affected(index, (node for node in nodes if node is not None)),
            },
        )


def _key(one: Watched) -> str:
    parts = ("case", case_name(one.case_no), str(one.request_no), str(one.action), one.code)
    return ":".join([*parts, *filter(None, [one.lot_id])])


def _subject(one: Watched, rows: list[Row]) -> dict[str, str | None]:
    sites = sorted({row["site_code"] for row in rows if row["site_code"]})
    first = rows[0]
    told: dict[str, str | None] = {
        "case": case_name(one.case_no),
        "site_code": ", ".join(sites) or None,
    }
    if one.action is Action.STOP_ORDER:
        return told | {"work_order_code": one.code}
    lot = {name: first[name] for name in ("lot_id", "item_code", "lot_code")}
    delivery = {"delivery_code": one.code} if one.action is Action.STOP_DELIVERY else {}
    return told | delivery | lot


def _place(row: Row, one: Watched) -> str:
    said = say_move(row | {"action": str(one.action)})
    return f"{said} ({row['source_file']}:{row['source_row']})"


def _evidence(row: Row) -> str:
    """Of a row without an hour nobody knows whether it came before the request."""
    return "possible" if row["is_day_only"] else "confirmed"
