-- Grain: one row per lot that a current row names: where it came into being, and on which line and
-- shift if one order made it. is_mature: rows about its begin that come late should be there.
-- has_unseen_stock: some of what is on hand was never counted.
with

seen as (

    select max(landed_at) as landed_at from {{ ref('stg_loads') }}

),

cut_off as (

    select max(events.occurred_at) as told_until
    from {{ ref('lot_events') }} as events
    inner join seen on events.occurred_at <= seen.landed_at

),

births as (

    {% for table in ['receipts', 'outputs'] %}
    select
        lot_id,
        site_code,
        {{ 'work_order_code' if table == 'outputs' else 'cast(null as string)' }}
            as work_order_code,
        occurred_at
    from {{ ref(table) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

born as (

    select
        lot_id,
        {{ only('site_code') }} as site_code,
        {{ only('work_order_code') }} as work_order_code,
        min(occurred_at) as born_at
    from births
    group by lot_id

),

holdings as (

    select
        lot_id,
        max(case when not is_counted and coalesce(held_qty, 1) > 0 then 1 else 0 end) = 1
            as has_unseen_stock
    from {{ ref('int_lot_holdings') }}
    group by lot_id

)

select
    known_lots.lot_id,
    known_lots.item_code,
    known_lots.origin,
    coalesce(born.site_code, known_lots.site_code) as site_code,
    born.work_order_code,
    {{ month_of('born.born_at') }} as event_month,
    coalesce(
        {{ seconds_between('born.born_at', 'cut_off.told_until') }}
        >= 3600 * coalesce(site_bounds.late_booking_hours, {{ var('late_booking_hours') }}),
        false
    ) as is_mature,
    coalesce(holdings.has_unseen_stock, false) as has_unseen_stock
from {{ ref('known_lots') }} as known_lots
left join born on known_lots.lot_id = born.lot_id
left join holdings on known_lots.lot_id = holdings.lot_id
left join {{ ref('int_site_bounds') }} as site_bounds on born.site_code = site_bounds.site_code
cross join cut_off
