"""Reads rows about what a case asked to stand still, later than it asked; the only such SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.holds import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from traceability.domain.holds import Watched

Row = dict[str, Any]

KINDS = {
    Action.HOLD_STOCK: (
        *("issue", "consumption", "shipment", "supplier_return", "transfer", "transfer_out"),
        *("split", "merge", "relabel"),
    ),
    Action.STOP_ORDER: ("issue", "consumption", "output", "production_receipt"),
    Action.STOP_DELIVERY: ("shipment",),
}
"""Which events break a request. Counts, samples, scrap and status changes do not."""

_KINDS = ", ".join(f"('{action}', '{kind}')" for action, kinds in KINDS.items() for kind in kinds)
_LANDED = """
    select source_file, max(loads.landed_at) as landed_at
    from staging.stg_landed_files as files
    inner join staging.stg_loads as loads on files.load_id = loads.load_id
    group by source_file
"""
_NEVER = "select null::varchar as source_file, null::timestamp as landed_at where false"


def read_held_moves(
    connection: duckdb.DuckDBPyConnection, watched: Sequence[Watched], tolerance_minutes: int
) -> list[Row]:
    """One row per event and request that it breaks; watch_no: place of the request in `watched`.

    An event counts from the tolerance of the clocks after the request. One of which only the day
    is recorded counts from the day after; on the day itself only when it was landed after the
    request. One without a time is in no order with anything, and is not found.
    """
    if not watched:
        return []
    found = connection.execute(
        _query(_LANDED if _knows_loads(connection) else _NEVER),
        [
            [str(one.action) for one in watched],
            [one.code for one in watched],
            [one.lot_id for one in watched],
            [one.since.replace(tzinfo=None) for one in watched],
            [one.until.replace(tzinfo=None) if one.until else None for one in watched],
            len(watched),
            tolerance_minutes,
        ],
    )
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _query(landed: str) -> str:
    return f"""
        with asked as (
            select
                unnest(?::varchar[]) as action, unnest(?::varchar[]) as code,
                unnest(?::varchar[]) as own_lot_id, unnest(?::timestamp[]) as since,
                unnest(?::timestamp[]) as until, unnest(range(?)) as watch_no
        ),
        kinds (action, event_kind) as (values {_KINDS}),
        landed as ({landed}),
        timed as (
            select
                events.*,
                landed.landed_at,
                length(events.occurred_at_text) <= 10 as is_day_only
            from events.lot_events as events
            left join landed on events.source_file = landed.source_file
            where events.occurred_at is not null
        ),
        found as (
            {_branch("hold_stock", "events.lot_id = asked.code")}
            union all
            {_branch("stop_order", "events.work_order_code = asked.code")}
            union all
            {
        _branch(
            "stop_delivery",
            "events.delivery_code = asked.code and events.lot_id = asked.own_lot_id",
        )
    }
        )
        select
            found.watch_no, found.fact_id, found.lot_id, lots.item_code, lots.lot_code,
            found.event_kind, found.occurred_at_text, found.is_day_only, found.site_code,
            found.from_location, found.to_location, found.booked_qty as qty,
            found.booked_uom as uom, found.work_order_code, found.delivery_code,
            found.source_file, found.source_row
        from found
        inner join kinds on found.action = kinds.action and found.event_kind = kinds.event_kind
        left join marts.trace_lots as lots on found.lot_id = lots.lot_id
        where
            (
                found.occurred_at > found.since + to_minutes(?)
                or (
                    found.is_day_only
                    and found.occurred_at + to_days(1) > found.since
                    and found.landed_at > found.since
                )
            )
            and (found.until is null or found.occurred_at < found.until)
        order by found.watch_no, found.occurred_at, found.fact_id, found.lot_id
    """


def _branch(action: str, condition: str) -> str:
    return (
        "select events.*, asked.watch_no, asked.action, asked.since, asked.until "
        f"from asked inner join timed as events on {condition} where asked.action = '{action}'"
    )


def _knows_loads(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute(
        "select count(*) from information_schema.tables where table_schema = 'staging' "
        "and table_name in ('stg_landed_files', 'stg_loads')"
    ).fetchone()
    return row is not None and row[0] == 2
