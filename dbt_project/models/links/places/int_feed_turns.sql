-- Grain: one row per consumption whose place may prove that its use began late. In units of the
-- product: covered_qty = what the rows before it feed; surplus_qty = what the order recorded beyond
-- its need, all of which the rows before may have wasted; unseen_qty as in int_output_totals.
-- Left out: an order or a place whose record does not cover its need, and a lot too small to leave
-- a hole where it was used out of turn.
with

feeds as (

    select * from {{ ref('int_feeds') }}
    where is_trusted and is_counted and unit_need > 0

),

totals as (

    select * from {{ ref('int_output_totals') }}

),

measured as (

    select
        feeds.fact_id,
        feeds.work_order_code,
        feeds.feed_group,
        feeds.place_code,
        feeds.scanned_at,
        coalesce(places.scope_place, orders.scope_place) as scope_place,
        coalesce(places.unseen_qty, orders.unseen_qty) as unseen_qty,
        orders.tolerance_seconds,
        feeds.earlier_qty,
        cast(feeds.qty as double) / feeds.unit_need as fed_qty,
        cast(feeds.earlier_qty as double) / feeds.unit_need as covered_qty,
        cast(feeds.total_qty as double) / feeds.unit_need - orders.made_qty as order_surplus_qty,
        cast(feeds.standard_qty as double) / feeds.unit_need - orders.made_qty as turn_surplus_qty,
        cast(feeds.place_qty as double) / feeds.unit_need - places.made_qty as place_surplus_qty
    from feeds
    inner join totals as orders
        on feeds.work_order_code = orders.work_order_code and orders.scope_place = ''
    left join totals as places
        on
            feeds.work_order_code = places.work_order_code
            and feeds.place_code = places.scope_place

),

weighed as (

    select
        *,
        greatest(
            order_surplus_qty, coalesce(place_surplus_qty, order_surplus_qty)
        ) as surplus_qty
    from measured
    where turn_surplus_qty >= -0.000001 and coalesce(place_surplus_qty, 0) >= -0.000001

)

select
    *,
    fed_qty > greatest(surplus_qty, 0) + unseen_qty as is_noticeable
from weighed
