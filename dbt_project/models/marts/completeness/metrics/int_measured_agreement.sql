-- Grain: one row per flow, order or delivery, item and lot that two systems should tell: whether
-- both do (the overlap of their sets of lots), and how much both tell of the most that one tells.
-- It can be assessed where both systems tell the flow at the site, and their records name one lot.
-- A view: its one reader sums it up.
{{ config(materialized='view') }}
with

told as (

    select
        *,
        case when flow in ('consumption', 'output') then mes_record_count else erp_record_count end
            as first_count,
        case when flow in ('consumption', 'output') then mes_qty else erp_qty end as first_qty
    from {{ ref('reconciliation') }}

),

feeds as (

    select
        flow,
        site_code,
        count(distinct side) as side_count
    from {{ ref('int_reconciled_feeds') }}
    group by flow, site_code

),

sides as (

    select
        told.flow,
        told.document_code,
        told.site_code,
        told.item_code,
        told.uom,
        told.is_sure and coalesce(feeds.side_count, 0) = 2 as is_assessable,
        told.lot_id is not null as is_lot,
        told.first_count > 0 and told.wms_record_count > 0 as is_told_twice,
        case when told.first_count = 0 then 0 else told.first_qty end as first_qty,
        case when told.wms_record_count = 0 then 0 else told.wms_qty end as second_qty,
        coalesce(orders.event_month, substr(told.occurred_at, 1, 7), 'unknown') as event_month,
        orders.work_order_code
    from told
    left join feeds on told.flow = feeds.flow and told.site_code = feeds.site_code
    left join {{ ref('int_metric_orders') }} as orders
        on told.document_code = orders.work_order_code and told.flow in ('consumption', 'output')

)

select
    {{ measured("'system_agreement'", 'flow', {
        'work_order_code': 'work_order_code',
        'site_code': 'site_code',
        'item_code': 'item_code',
        'event_month': 'event_month',
        'is_assessable': 'is_assessable',
        'part_count': 'case when is_lot and is_told_twice then 1 else 0 end',
        'whole_count': 'case when is_lot then 1 else 0 end',
        'part_qty': 'case when first_qty + second_qty is not null'
            ~ ' then greatest(least(first_qty, second_qty), 0) end',
        'whole_qty': 'case when first_qty + second_qty is not null'
            ~ ' then greatest(first_qty, second_qty, 0) end',
        'uom': 'uom',
    }) }}
from sides
