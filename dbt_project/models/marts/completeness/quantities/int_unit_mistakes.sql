-- Grain: one row per order and component whose amount looks as if it was written in a unit a
-- thousand times smaller or larger: one row of it is over ten times the need of the order, and a
-- thousandth of it would fit; or all of it is less than a hundredth, and a thousand times would.
with

uses as (

    select
        work_order_code,
        item_code,
        base_qty
    from {{ ref('consumptions') }}
    where work_order_code is not null and not is_returned and base_qty > 0

),

needs as (

    select
        work_order_code,
        item_code,
        uom,
        cast(required_qty * coalesce(made_share, 1) as double) as made_need_qty,
        cast(required_qty * greatest(coalesce(made_share, 1), 1) as double) as most_need_qty
    from {{ ref('int_order_needs') }}
    where required_qty > 0

),

compared as (

    select
        needs.work_order_code,
        needs.item_code,
        needs.uom,
        needs.made_need_qty,
        needs.most_need_qty,
        max(uses.base_qty) as largest_qty,
        cast(sum(uses.base_qty) as double) as used_qty
    from needs
    inner join uses
        on
            needs.work_order_code = uses.work_order_code
            and needs.item_code = uses.item_code
    group by
        needs.work_order_code,
        needs.item_code,
        needs.uom,
        needs.made_need_qty,
        needs.most_need_qty

),

judged as (

    select
        *,
        case
            when largest_qty > 10 * most_need_qty and largest_qty <= 1500 * most_need_qty
                then 'over'
            when used_qty * 1000 between 0.5 * made_need_qty and 2 * made_need_qty then 'under'
        end as mistake
    from compared

)

select
    work_order_code,
    item_code,
    uom,
    mistake,
    cast(case when mistake = 'over' then most_need_qty else made_need_qty end as decimal(18, 6))
        as need_qty,
    cast(case when mistake = 'over' then largest_qty else used_qty end as decimal(18, 6))
        as recorded_qty
from judged
where mistake is not null
