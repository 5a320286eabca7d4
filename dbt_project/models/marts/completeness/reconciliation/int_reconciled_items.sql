-- Grain: one row per flow, order or delivery, and item: what each side says of it in all, and what
-- of that can be judged. has_first, has_wms: whether the side tells the item at all.
-- is_over: the order no longer runs, so that nothing is still to come.
with

told as (

    select
        flow,
        document_code,
        item_code,
        max(first_side) as first_side,
        {{ only('site_code') }} as site_code,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at,
        min(occurred_at_text) as occurred_at,
        {{ is_one("coalesce(uom, '')") }} as has_one_uom,
        {{ only('uom') }} as uom,
        min(case when is_sure then 1 else 0 end) as is_sure,
        count(case when side = 'wms' then 1 end) as wms_count,
        count(case when side <> 'wms' then 1 end) as first_count,
        count(case when side = 'wms' and is_unknown_lot then 1 end) as wms_lotless_count,
        count(case when side <> 'wms' and is_unknown_lot then 1 end) as first_lotless_count,
        count(qty) as qty_count,
        count(*) as row_count,
        try_cast(sum(case when side = 'wms' then qty end) as decimal(18, 6)) as wms_qty,
        try_cast(sum(case when side <> 'wms' then qty end) as decimal(18, 6)) as first_qty
    from {{ ref('int_reconciled_rows') }}
    group by flow, document_code, item_code

),

orders as (

    select * from {{ ref('work_orders') }}

)

select
    told.flow,
    told.document_code,
    told.item_code,
    told.site_code,
    told.first_side,
    told.first_at,
    told.last_at,
    told.occurred_at,
    told.wms_count > 0 as has_wms,
    told.first_count > 0 as has_first,
    told.wms_count > told.wms_lotless_count as is_wms_naming_lots,
    told.first_count > told.first_lotless_count as is_first_naming_lots,
    told.wms_lotless_count,
    told.first_lotless_count,
    told.is_sure = 1 as is_sure,
    told.is_sure = 1 and told.has_one_uom and told.qty_count = told.row_count as is_measured,
    told.wms_qty,
    told.first_qty,
    told.uom,
    coalesce(orders.order_status, 'closed') in ('closed', 'cancelled') as is_over
from told
left join orders
    on told.flow in ('consumption', 'output') and told.document_code = orders.work_order_code
