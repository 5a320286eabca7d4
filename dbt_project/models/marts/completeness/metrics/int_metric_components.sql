-- Grain: one row per order and mandatory component tracked by lot (alternates are one): whether a
-- lot of it is recorded, how much under lots, and how much the output needed.
with

lots as (

    select item_code from {{ ref('lots') }}
    group by item_code

),

used as (

    select
        work_order_code,
        item_code,
        cast(sum(base_qty) as decimal(18, 6)) as known_qty
    from {{ ref('consumptions') }}
    where
        work_order_code is not null
        and not is_returned
        and not is_unknown_lot
        and evidence <> 'possible'
    group by work_order_code, item_code

),

needed as (

    select
        needs.*,
        coalesce(items.is_lot_managed, false)
        or coalesce(items.is_serial_managed, false)
        or lots.item_code is not null as is_tracked,
        used.work_order_code is not null as has_lot,
        used.known_qty,
        row_number() over (
            partition by needs.work_order_code, needs.group_key
            order by needs.line_no asc nulls last, needs.item_code asc nulls last
        ) as line_rank
    from {{ ref('int_order_needs') }} as needs
    inner join {{ ref('items') }} as items on needs.item_code = items.item_code
    left join lots on needs.item_code = lots.item_code
    left join used
        on needs.work_order_code = used.work_order_code and needs.item_code = used.item_code

),

grouped as (

    select
        work_order_code,
        group_key,
        min(case when line_rank = 1 then item_code end) as item_code,
        min(case when line_rank = 1 then uom end) as uom,
        min(case when line_rank = 1 then required_qty * made_share end) as need_qty,
        min(case when line_rank = 1 then required_qty end) as required_qty,
        max(is_mandatory) as is_mandatory,
        max(case when is_tracked then 1 else 0 end) as is_tracked,
        max(case when has_lot then 1 else 0 end) as has_lot,
        cast(sum(known_qty / required_qty) as double) as known_share
    from needed
    group by work_order_code, group_key

)

select
    work_order_code,
    group_key,
    item_code,
    has_lot = 1 as has_lot,
    uom,
    try_cast(need_qty as decimal(18, 6)) as need_qty,
    try_cast(least(need_qty, required_qty * coalesce(known_share, 0)) as decimal(18, 6))
        as known_qty
from grouped
where is_mandatory = 1 and is_tracked = 1
