"""Reads what makes an alert of a lot out of one open warehouse; the only place with that SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

BARRED = ("rejected", "hold", "recalled")
"""Statuses under which a lot must stay where it is; quarantine and restricted are everyday."""

_MOVES = (
    *("issue", "consumption", "shipment", "transfer", "transfer_out"),
    *("split", "merge", "relabel"),
)
_WORDS = ", ".join(f"'{word}'" for word in BARRED)
_LOT = "lots.lot_id, lots.item_code, lots.lot_code, lots.lot_status"

_BARRED_LOTS = f"""
    select {_LOT}, null as told
    from marts.trace_lots as lots
    where lots.lot_status in ({_WORDS})
    order by lots.lot_id
"""

_FAILED_LOTS = f"""
    with ranked as (
        select
            lot_id,
            concat_ws(' ', characteristic, result_value, unit) as told,
            verdict,
            rank() over (
                partition by lot_id, inspection_type, characteristic
                order by inspected_at desc nulls last
            ) as recency_no
        from marts.trace_inspections
        where verdict <> 'pending'
    )
    select {_LOT}, string_agg(distinct failed.told, '; ' order by failed.told) as told
    from ranked as failed
    inner join marts.trace_lots as lots on failed.lot_id = lots.lot_id
    where
        failed.recency_no = 1 and failed.verdict = 'fail'
        and coalesce(lots.lot_status, '') not in ({_WORDS})
    group by all
    order by lots.lot_id
"""

_MOVED_LOTS = f"""
    with statuses as (
        select
            lot_id,
            lot_status,
            given_at,
            lead(given_at) over (
                partition by lot_id order by given_at, lot_status, source_file, source_row
            ) as ends_at
        from events.lot_statuses
        where given_at is not null and lot_status is not null
    ),
    bars as (
        select lot_id, lot_status, given_at, ends_at from statuses where lot_status in ({_WORDS})
    ),
    reworked as (
        select distinct work_order_code from marts.trace_runs where order_type = 'rework'
    ),
    moves as (
        select events.*
        from events.lot_events as events
        anti join reworked using (work_order_code)
        where events.event_kind in ({", ".join(f"'{kind}'" for kind in _MOVES)})
    )
    select distinct
        lots.lot_id, lots.item_code, lots.lot_code, bars.lot_status,
        moves.event_kind, moves.occurred_at_text, moves.from_location, moves.to_location,
        moves.source_file, moves.source_row
    from bars
    inner join marts.trace_lots as lots on bars.lot_id = lots.lot_id
    inner join moves
        on
            bars.lot_id = moves.lot_id
            and moves.occurred_at > bars.given_at + to_minutes(?)
            and (bars.ends_at is null or moves.occurred_at < bars.ends_at)
    order by all
"""


def read_barred_lots(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Lots that are rejected, held or recalled: lot_id, item_code, lot_code, lot_status."""
    return _rows(connection, _BARRED_LOTS)


def read_failed_lots(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Lots whose last inspection of a characteristic failed while their status bars nothing.

    told: the characteristics that failed, with their results.
    """
    return _rows(connection, _FAILED_LOTS)


def read_held_moves(connection: duckdb.DuckDBPyConnection, tolerance_minutes: int) -> list[Row]:
    """One row per movement of a lot while it was rejected, held or recalled.

    A status lasts from its time to the next one; one without time bars nothing here. Within the
    tolerance of the clocks a movement counts as before it. Rework is left out.
    """
    return _rows(connection, _MOVED_LOTS, [tolerance_minutes])


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, values: list[Any] | None = None
) -> list[Row]:
    found = connection.execute(query, values or [])
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
