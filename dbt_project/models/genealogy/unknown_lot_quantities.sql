-- Grain: one row per unknown lot with stock movements: what came, was made, shipped, came back.
-- What is on hand of a lot without number cannot be told.
with

movements as (

    select * from {{ ref('stock_movements') }}
    where is_unknown_lot and lot_id is not null

),

sums as (

    select
        lot_id,
        min(flow_uom) as uom,
        count(distinct coalesce(flow_uom, '')) as uom_count,
        max(case when flow_qty is null then 1 else 0 end) as has_unknown,
        max(case when flow_kind in ('receipt', 'output') then 1 else 0 end) as has_origin,
        cast(
            sum(case when flow_kind in ('receipt', 'output') then flow_qty end)
            as decimal(18, 6)
        ) as origin_qty,
        cast(
            sum(case when flow_kind = 'shipment' then -flow_qty else 0 end)
            as decimal(18, 6)
        ) as shipped_qty,
        cast(
            sum(case when flow_kind = 'customer_return' then flow_qty else 0 end)
            as decimal(18, 6)
        ) as returned_qty
    from movements
    group by lot_id

)

select
    lot_id,
    case when uom_count = 1 then uom end as uom,
    case
        when uom_count = 1 and has_unknown = 0 and has_origin = 1
            then cast(origin_qty as decimal(18, 6))
    end as total_qty,
    case when uom_count = 1 and has_unknown = 0 then cast(shipped_qty as decimal(18, 6)) end
        as shipped_qty,
    case when uom_count = 1 and has_unknown = 0 then cast(returned_qty as decimal(18, 6)) end
        as returned_qty
from sums
