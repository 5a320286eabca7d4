"""Reads what a case needs beside the index: places, bins, units, allocations, open deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

Row = dict[str, Any]

NEEDED = (
    *("identity.sites", "identity.work_orders", "identity.lot_references"),
    *("staging.stg_mes__places", "staging.stg_wms__movements", "staging.stg_loads"),
    *("staging.stg_wms__handling_units", "staging.stg_erp__work_order_components"),
    *("events.unit_contents", "events.open_deliveries", "events.lot_events"),
    *("genealogy.common_unit", "genealogy.int_measures"),
)
"""Relations read here; a warehouse that an older Lotline built may lack some."""

_STANDING = """
    select moves.*
    from staging.stg_wms__movements as moves
    where
        moves.reversal_of is null
        and not exists (
            select 1 from staging.stg_wms__movements as later
            where
                later.reversal_of = moves.movement_id
                and later.source_system = moves.source_system
        )
"""

_BINS = f"""
    with standing as ({_STANDING}),
    ends as (
        select
            coalesce(to_lot_ref, lot_ref) as lot_ref, site_code, to_location as location, qty, uom
        from standing where to_location is not null and movement_type <> 'transfer_out'
        union all
        select lot_ref, site_code, from_location, -qty, uom
        from standing where from_location is not null and movement_type <> 'transfer_in'
    )
    select refs.lot_id, ends.site_code, ends.location, sum(ends.qty) as qty, min(ends.uom) as uom
    from ends
    inner join identity.lot_references as refs on ends.lot_ref = refs.lot_ref
    where refs.lot_id in (select unnest(?))
    group by refs.lot_id, ends.site_code, ends.location
    having
        count(ends.qty) = count(*) and count(distinct ends.uom) = 1 and count(ends.uom) = count(*)
        and sum(ends.qty) > 0
    order by all
"""

_UNITS = f"""
    with standing as ({_STANDING}),
    packed as (
        select
            units.unit_code, units.lot_id, units.source_system,
            case when count(units.qty) = count(*) then sum(units.qty) end as qty,
            case when count(distinct units.uom) = 1 then min(units.uom) end as uom
        from events.unit_contents as units
        where
            units.lot_id in (select unnest(?))
            and units.unpacked_at_until is null
            and not exists (
                select 1 from staging.stg_wms__handling_units as nestings
                where
                    nestings.child_code = units.unit_code
                    and nestings.parent_code <> nestings.child_code
                    and nestings.source_system = units.source_system
                    and nestings.unpacked_at_until is null
            )
        group by units.unit_code, units.lot_id, units.source_system
    ),
    sent as (
        select
            standing.handling_unit_code as unit_code, standing.source_system, refs.lot_id,
            case when count(standing.qty) = count(*) then sum(standing.qty) end as qty
        from standing
        left join identity.lot_references as refs on standing.lot_ref = refs.lot_ref
        where
            standing.movement_type = 'shipment'
            and standing.handling_unit_code in (select unit_code from packed)
        group by all
    ),
    placed as (
        select
            handling_unit_code as unit_code, source_system,
            arg_max(site_code, (occurred_at, movement_id)) as site_code,
            arg_max(to_location, (occurred_at, movement_id)) as location
        from standing
        where
            to_location is not null and occurred_at is not null
            and handling_unit_code in (select unit_code from packed)
        group by all
    )
    select packed.unit_code, packed.lot_id, packed.qty, packed.uom, placed.site_code,
        placed.location
    from packed
    left join placed
        on packed.unit_code = placed.unit_code and packed.source_system = placed.source_system
    where not exists (
        select 1 from sent
        where
            sent.unit_code = packed.unit_code and sent.source_system = packed.source_system
            and coalesce(sent.lot_id, packed.lot_id) = packed.lot_id
            and coalesce(sent.qty >= packed.qty, true)
    )
    order by all
"""

_ALLOCATED = """
    select distinct
        orders.work_order_code, orders.item_code, orders.site_code, orders.line_code,
        orders.order_status, orders.closed_at_text as closed_at, refs.lot_id
    from staging.stg_erp__work_order_components as components
    inner join identity.lot_references as refs on components.allocated_lot_ref = refs.lot_ref
    inner join identity.work_orders as orders
        on components.work_order_code = orders.work_order_code
    where refs.lot_id in (select unnest(?))
    order by all
"""

_OPEN = """
    select
        delivery_code, line_no, lot_id, item_code, customer_code, ship_to_code, site_code,
        source_system, occurred_at_text as planned_at, is_unknown_lot
    from events.open_deliveries
    where lot_id in (select unnest(?)) or (is_unknown_lot and item_code in (select unnest(?)))
    order by all
"""


def missing_relations(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Relations that this warehouse does not have."""
    found = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables"
    ).fetchall()
    return sorted(set(NEEDED) - {name for (name,) in found})


def read_site_types(connection: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    """What kind of site each is: own, subcontractor, outside_store, None = not told."""
    return dict(connection.execute("select site_code, site_type from identity.sites").fetchall())


def read_place_types(
    connection: duckdb.DuckDBPyConnection,
) -> dict[tuple[str | None, str], str | None]:
    """What kind of place each is (line, feeder, tank, ...), by site and code."""
    rows = connection.execute(
        "select site_code, place_code, min(place_type) from staging.stg_mes__places group by all"
    ).fetchall()
    return {(site, code): kind for site, code, kind in rows}


def read_bins(connection: duckdb.DuckDBPyConnection, lot_ids: Sequence[str]) -> list[Row]:
    """lot_id, site_code, location, qty, uom: what the stores' movements leave in each bin."""
    return _rows(connection, _BINS, [list(lot_ids)])


def read_units(connection: duckdb.DuckDBPyConnection, lot_ids: Sequence[str]) -> list[Row]:
    """unit_code, lot_id, qty, uom, site_code, location: outermost handling units not unpacked.

    Those that a shipment took away are not among them; site and place are where it was last put.
    """
    return _rows(connection, _UNITS, [list(lot_ids)])


def read_allocations(connection: duckdb.DuckDBPyConnection, lot_ids: Sequence[str]) -> list[Row]:
    """Orders whose pick list or reservation names one of these lots, with the order's master."""
    return _rows(connection, _ALLOCATED, [list(lot_ids)])


def read_open_deliveries(
    connection: duckdb.DuckDBPyConnection, lot_ids: Sequence[str], items: Sequence[str]
) -> list[Row]:
    """Open delivery lines of these lots, and those of these items that name no lot."""
    return _rows(connection, _OPEN, [list(lot_ids), list(items)])


def read_contracts(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The contracts that each source system delivers."""
    found: dict[str, set[str]] = {}
    rows = connection.execute("select distinct source_system, contract from staging.stg_loads")
    for source, contract in rows.fetchall():
        found.setdefault(source, set()).add(contract)
    return found


def read_delivery_history(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[Any, bool]]:
    """By source system that posts deliveries: the first it has, and whether all are bare dates."""
    rows = connection.execute(
        "select source_system, min(occurred_at), max(length(occurred_at_text)) <= 10 "
        "from events.lot_events where event_kind = 'shipment' and occurred_at is not null "
        "group by source_system"
    ).fetchall()
    return {source: (first, bool(dates)) for source, first, dates in rows}


def count_deliveries(
    connection: duckdb.DuckDBPyConnection, spans: Sequence[tuple[str, Any, Any]]
) -> list[int]:
    """How many deliveries a source posted from one moment until before another, for each span."""
    if not spans:
        return []
    sources, starts, ends = (list(part) for part in zip(*spans, strict=True))
    rows = connection.execute(
        """
        with spans as (
            select
                unnest(?) as source_system, unnest(cast(? as timestamp[])) as start_at,
                unnest(cast(? as timestamp[])) as end_at, unnest(range(?)) as span_no
        ),
        posted as (
            select source_system, delivery_code, min(occurred_at) as occurred_at
            from events.lot_events
            where event_kind = 'shipment' and occurred_at is not null
            group by source_system, delivery_code
        )
        select spans.span_no, count(posted.delivery_code)
        from spans
        left join posted
            on
                spans.source_system = posted.source_system
                and posted.occurred_at >= spans.start_at and posted.occurred_at < spans.end_at
        group by spans.span_no
        order by spans.span_no
        """,
        [sources, starts, ends, len(spans)],
    ).fetchall()
    return [count for _, count in rows]


def read_common_unit(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The unit that most items of this snapshot can be turned into."""
    row = connection.execute("select uom from genealogy.common_unit").fetchone()
    return None if row is None else str(row[0])


def read_measures(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Units of mass and volume, in lower case: in these, amounts of other items add up."""
    rows = connection.execute("select measure from genealogy.int_measures").fetchall()
    return frozenset(measure for (measure,) in rows)


def _rows(connection: duckdb.DuckDBPyConnection, query: str, values: list[Any]) -> list[Row]:
    found = connection.execute(query, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
