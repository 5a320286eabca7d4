"""The scope of a case as one document: what to hold, stop and call, and what nobody knows yet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.marks import marks_of, used_settings
from traceability.domain.trace import SCHEMA_VERSION
from traceability.errors import UsageError
from traceability.index.node_sets import distinct
from traceability.services.cases.find_running_orders import find_running_orders
from traceability.services.cases.first_line import first_line
from traceability.services.cases.list_calls import list_calls
from traceability.services.cases.list_holds import list_holds
from traceability.services.cases.list_stops import list_stop_deliveries, list_stop_orders
from traceability.services.cases.read_ground import read_facts, read_ground
from traceability.services.cases.scope_balances import scope_balances
from traceability.services.cases.since_cut_off import since_cut_off
from traceability.services.open_snapshot import open_snapshot
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.services.cases.read_ground import CaseFacts, Ground
    from traceability.settings import Settings

Row = dict[str, Any]
_FORWARD = (
    "lots work_orders shipments open_deliveries stock customers suppliers excluded_by_time gaps"
)
_BACKWARD = "lots work_orders suppliers gaps"


def scope_document(
    settings: Settings,
    asked: Sequence[str],
    item: str | None = None,
    snapshot_id: str | None = None,
    *,
    unit: str | None = None,
    at: datetime | None = None,
) -> Row:
    """Everything that follows from a question in one snapshot; the same arguments, the same bytes.

    unit: of the balances. at: the moment from which the age of the data counts, by default now.
    Raises NotFoundError or AmbiguousError for codes, DataMissingError when nothing is built,
    IntegrityError when the snapshot is damaged, UsageError for a moment without a zone.
    """
    if at is not None and at.tzinfo is None:
        raise UsageError("The moment of asking has no time zone.", hint="Write it in UTC.")
    moment = (at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    found = snapshots.named(settings, snapshot_id) if snapshot_id else snapshots.current(settings)
    # By its name, so that the answer does not tell how old the snapshot is now: cut_off does.
    ground = read_ground(open_snapshot(settings, found.id), tuple(asked), item)
    with open_warehouse(found.warehouse, settings) as connection:
        facts = read_facts(connection, ground)
        actions = _actions(ground, facts)
        cut_off = since_cut_off(connection, ground, facts, actions, moment)
        balances = scope_balances(connection, ground, facts, settings, unit)
    forward, backward = ground.forward.as_document(), ground.backward.as_document()
    return {
        "schema_version": SCHEMA_VERSION,
        "asked_at": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "snapshot": forward["snapshot"],
        "settings": used_settings(marks_of(settings)),
        "bounds": forward["bounds"],
        "question": {
            "asked": list(asked),
            "item": item,
            "lots": forward["question"]["lots"],
        },
        "items": _items(ground),
        "first_line": first_line(actions),
        **{name: forward[name] for name in _FORWARD.split()},
        "origins": {name: backward[name] for name in _BACKWARD.split()},
        "actions": actions,
        "cut_off": cut_off,
        "balances": balances,
        "not_read": _not_read(facts, balances),
    }


def _actions(ground: Ground, facts: CaseFacts) -> dict[str, list[Row]]:
    running = find_running_orders(ground, facts)
    return {
        "hold": list_holds(ground, facts, running),
        "stop_orders": list_stop_orders(ground, running),
        "stop_deliveries": list_stop_deliveries(ground),
        "call": list_calls(ground),
    }


def _items(ground: Ground) -> dict[str, str | None]:
    """Name of every item of the lots of a case, either way."""
    origins = [ground.index.lot_of(lot.lot_id) for lot in ground.backward.lots]
    nodes = distinct(ground.nodes, np.array(origins, np.int64))
    names = ground.index.table("trace_lots").records(("item_code", "item_name"), nodes)
    return dict(sorted({code: name for code, name in names if code is not None}.items()))


def _not_read(facts: CaseFacts, balances: Row) -> list[str]:
    """What this snapshot cannot tell, because an older Lotline built it."""
    told = []
    if facts.missing:
        told.append(
            f"This snapshot has no {', '.join(facts.missing)}: bins, handling units, pick lists, "
            "kinds of sites and usual deliveries are not in this scope. Run `lotline build`, and "
            "freeze the scope again."
        )
    if not balances["totals"]:
        told.append("This snapshot was built without balances. Run `lotline build`.")
    return told
