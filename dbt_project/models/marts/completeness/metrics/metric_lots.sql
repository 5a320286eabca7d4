-- Grain: one row per lot, known or not: what the metrics over the index count it as. Amounts are in
-- the unit of the home where they convert to it. supply_state: whether its receipt names supplier
-- and supplier lot. An empty place, family or month is unknown.
with

factors as (

    select * from {{ ref('common_factors') }}
    where is_measure

),

orders as (

    select * from {{ ref('int_metric_orders') }}

),

sent as (

    select
        shipments.lot_id,
        coalesce(factors.common_uom, shipments.booked_uom, '') as uom,
        cast(
            sum(cast(shipments.booked_qty as double) * coalesce(factors.factor, 1))
            as decimal(38, 6)
        ) as qty,
        max(case when shipments.booked_qty is null then 1 else 0 end) as has_unknown
    from {{ ref('shipments') }} as shipments
    left join factors
        on shipments.item_code = factors.item_code and shipments.booked_uom = factors.from_uom
    where not shipments.is_listed_only
    group by shipments.lot_id, coalesce(factors.common_uom, shipments.booked_uom, '')

),

shipped as (

    select
        lot_id,
        {{ only('uom') }} as uom,
        cast(
            case when max(has_unknown) = 0 and min(uom) = max(uom) then sum(qty) end
            as decimal(38, 6)
        ) as qty
    from sent
    group by lot_id

),

supplied as (

    select
        lot_id,
        max(
            case when supplier_code is not null and supplier_lot_code is not null then 1 else 0 end
        ) = 1 as is_whole
    from {{ ref('supplies') }}
    where evidence <> 'possible'
    group by lot_id

)

select
    trace_lots.lot_id,
    coalesce(metric_lots.site_code, trace_lots.site_code, orders.site_code, '') as site_code,
    coalesce(orders.line_code, '') as line_code,
    coalesce(orders.shift_code, '') as shift_code,
    coalesce(items.product_family, '') as product_family,
    coalesce(metric_lots.event_month, 'unknown') as event_month,
    case when trace_lots.is_unknown then 'unknown' else coalesce(trace_lots.origin, 'unknown') end
        as origin,
    trace_lots.is_unknown,
    items.item_type,
    coalesce(supplied.is_whole, false) as has_supplier,
    shipped.lot_id is not null as is_shipped,
    coalesce(shipped.uom, '') as shipped_uom,
    shipped.qty as shipped_qty,
    coalesce(factors.common_uom, trace_lots.uom, '') as uom,
    cast(cast(trace_lots.total_qty as double) * coalesce(factors.factor, 1) as decimal(38, 6))
        as total_qty,
    cast(cast(trace_lots.shipped_qty as double) * items.unit_value as decimal(38, 6))
        as shipped_value,
    coalesce(items.currency, '') as currency
from {{ ref('trace_lots') }} as trace_lots
left join {{ ref('int_metric_lots') }} as metric_lots on trace_lots.lot_id = metric_lots.lot_id
left join orders on metric_lots.work_order_code = orders.work_order_code
left join {{ ref('items') }} as items on trace_lots.item_code = items.item_code
left join shipped on trace_lots.lot_id = shipped.lot_id
left join supplied on trace_lots.lot_id = supplied.lot_id
left join factors
    on trace_lots.item_code = factors.item_code and trace_lots.uom = factors.from_uom
