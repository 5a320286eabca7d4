"""Reads which lots each system names for an order, out of one open warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.wrong_lots import SIDES, OrderLot

if TYPE_CHECKING:
    import duckdb

_ORDER_LOTS = """
    with told as (
        select
            'allocated' as side, item_code,
            allocated_lot_ref as lot_ref, allocated_lot_code as code,
            required_qty as qty, uom, null as at_text, null as shift_code, source_file, source_row
        from staging.stg_erp__work_order_components
        where
            work_order_code = ?
            and (allocated_lot_code is not null or allocated_lot_uid is not null)
        union all
        select
            case
                when movement_type in ('issue', 'return_from_order') then 'ledger'
                else 'picked'
            end,
            item_code, lot_ref, lot_code,
            case when movement_type = 'return_from_order' then -qty else qty end,
            uom, occurred_at_text, null, source_file, source_row
        from staging.stg_wms__movements as movements
        where
            work_order_code = ?
            and movement_type in ('issue', 'return_from_order', 'transfer', 'putaway')
            and reversal_of is null
            and not exists (
                select 1 from staging.stg_wms__movements as later
                where
                    later.reversal_of = movements.movement_id
                    and later.source_system = movements.source_system
            )
        union all
        select
            'scanned', item_code, lot_ref, lot_code,
            case when consumption_kind = 'return' then -qty else qty end,
            uom, started_at_text, shift_code, source_file, source_row
        from staging.stg_mes__consumptions as uses
        where
            work_order_code = ?
            and reversal_of is null
            and not exists (
                select 1 from staging.stg_mes__consumptions as later
                where
                    later.reversal_of = uses.consumption_id
                    and later.source_system = uses.source_system
            )
    )
    select
        told.side,
        told.item_code,
        refs.lot_id,
        min(told.code) as lot_code,
        case
            when count(told.qty) = count(*) and count(distinct told.uom) <= 1 then sum(told.qty)
        end as qty,
        case when count(distinct told.uom) = 1 then min(told.uom) end as uom,
        min(told.at_text) as at_text,
        arg_min(told.shift_code, coalesce(told.at_text, '9')) as shift_code,
        arg_min(told.source_file, (coalesce(told.at_text, '9'), told.source_file, told.source_row)),
        arg_min(told.source_row, (coalesce(told.at_text, '9'), told.source_file, told.source_row))
    from told
    left join identity.lot_references as refs on told.lot_ref = refs.lot_ref
    group by
        told.side, told.item_code, refs.lot_id,
        case when refs.lot_id is null then told.code end
"""


def read_order_lots(
    connection: duckdb.DuckDBPyConnection, work_order_code: str, item_code: str | None = None
) -> list[OrderLot]:
    """Lots of an order by item, lot and side, side by side; reversed rows are left out.

    A row that names no lot is one with no code: what was moved or used under no number.
    """
    rows = connection.execute(_ORDER_LOTS, [work_order_code] * 3).fetchall()
    found = [OrderLot(*row) for row in rows]
    found.sort(
        key=lambda one: (
            one.item_code or "",
            one.lot_code or "",
            one.lot_id or "",
            SIDES.index(one.side),
        )
    )
    return [one for one in found if item_code in {None, one.item_code}]


def read_order_place(
    connection: duckdb.DuckDBPyConnection, work_order_code: str
) -> tuple[str | None, str | None]:
    """Site and line of an order, as its ERP says; None where it does not."""
    row = connection.execute(
        "select site_code, line_code from staging.stg_erp__work_orders "
        "where work_order_code = ? order by all limit 1",
        [work_order_code],
    ).fetchone()
    return (None, None) if row is None else (row[0], row[1])
