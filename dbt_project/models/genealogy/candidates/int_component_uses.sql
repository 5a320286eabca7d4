-- Grain: one row per order and component item with consumptions: how much of it is recorded, less
-- amounts that cannot be: more than the lot ever had, or more than ten times what the order needed.
with

needs as (

    select * from {{ ref('int_order_needs') }}

),

lots as (

    select
        consumptions.work_order_code,
        consumptions.item_code,
        consumptions.lot_id,
        count(*) as row_count,
        max(case when consumptions.is_unknown_lot then 1 else 0 end) as is_unknown_lot,
        cast(
            sum(
                case
                    when
                        consumptions.consumption_kind <> 'rework'
                        or work_orders.order_type = 'rework'
                        then consumptions.base_qty
                end
            ) as decimal(18, 6)
        ) as used_qty
    from {{ ref('consumptions') }} as consumptions
    inner join {{ ref('work_orders') }} as work_orders
        on consumptions.work_order_code = work_orders.work_order_code
    where consumptions.work_order_code is not null and not consumptions.is_returned
    group by consumptions.work_order_code, consumptions.item_code, consumptions.lot_id

),

counted as (

    select
        lot_id,
        max(booked_qty) as counted_qty
    from {{ ref('counts') }}
    where lot_id is not null
    group by lot_id

),

quantities as (

    select
        lot_quantities.lot_id,
        greatest(lot_quantities.total_qty, coalesce(counted.counted_qty, 0)) as most_qty
    from {{ ref('lot_quantities') }} as lot_quantities
    left join counted on lot_quantities.lot_id = counted.lot_id

),

judged as (

    select
        lots.*,
        coalesce(
            lots.used_qty > quantities.most_qty
            or lots.used_qty > 10 * needs.required_qty * greatest(coalesce(needs.made_share, 1), 1),
            false
        ) as is_impossible
    from lots
    inner join needs
        on lots.work_order_code = needs.work_order_code and lots.item_code = needs.item_code
    left join quantities on lots.lot_id = quantities.lot_id

)

select
    work_order_code,
    item_code,
    cast(sum(row_count) as bigint) as row_count,
    cast(sum(case when is_impossible then 1 else 0 end) as bigint) as impossible_count,
    cast(sum(case when not is_impossible then used_qty end) as decimal(18, 6)) as used_qty
from judged
group by work_order_code, item_code
