-- Grain: one row per item of which the stores and the shop floor tell slightly different amounts
-- for the same orders, nearly always to the same side: rounding that adds up. Differences above one
-- percent are none of it, and fewer than ten orders prove nothing.
with

postings as (

    select * from {{ ref('int_postings_standing') }}
    where fact_type = 'consumption' and work_order_code is not null

),

compared as (

    select
        work_order_code,
        item_code,
        min(coalesce(booked_uom, '')) as uom,
        max(coalesce(booked_uom, '')) as last_uom,
        max(case when signed_qty is null then 1 else 0 end) as has_unknown,
        cast(
            sum(case when contract = 'wms_movements' then signed_qty else 0 end) as decimal(18, 6)
        ) as store_qty,
        cast(
            sum(case when contract <> 'wms_movements' then signed_qty else 0 end) as decimal(18, 6)
        ) as floor_qty
    from postings
    group by work_order_code, item_code

),

differences as (

    select
        item_code,
        uom,
        work_order_code,
        store_qty - floor_qty as difference_qty
    from compared
    where
        has_unknown = 0
        and uom = last_uom
        and store_qty <> floor_qty
        and store_qty > 0
        and floor_qty > 0
        and abs(store_qty - floor_qty) <= 0.01 * floor_qty

),

drifts as (

    select
        item_code,
        uom,
        count(*) as order_count,
        cast(sum(difference_qty) as decimal(18, 6)) as drift_qty,
        cast(sum(abs(difference_qty)) as decimal(18, 6)) as spread_qty
    from differences
    group by item_code, uom

)

select
    item_code,
    uom,
    order_count,
    drift_qty
from drifts
where order_count >= 10 and abs(drift_qty) >= 0.8 * spread_qty
