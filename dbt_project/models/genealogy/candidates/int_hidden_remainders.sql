-- Grain: one row per lot that an order took of which it recorded more than its need: the most that
-- may have come back unseen, so that a book of zero may be wrong by it. Null = it cannot be told,
-- as of alternates.
with

groups as (

    select
        work_order_code,
        group_key,
        item_code,
        used_qty - need_qty as surplus_qty
    from {{ ref('int_component_groups') }}
    where used_qty - need_qty > least(0.005 * row_count, 0.005 * need_qty)

),

needs as (

    select
        work_order_code,
        group_key,
        item_code
    from {{ ref('int_order_needs') }}

),

consumptions as (

    select * from {{ ref('consumptions') }}
    where not is_unknown_lot

),

taken as (

    select
        consumptions.lot_id,
        case when groups.group_key = consumptions.item_code then groups.surplus_qty end
            as surplus_qty
    from consumptions
    inner join needs
        on
            consumptions.work_order_code = needs.work_order_code
            and consumptions.item_code = needs.item_code
    inner join groups
        on
            needs.work_order_code = groups.work_order_code
            and needs.group_key = groups.group_key

)

select
    lot_id,
    cast(case when count(surplus_qty) = count(*) then max(surplus_qty) end as decimal(18, 6))
        as surplus_qty
from taken
group by lot_id
