-- Grain: one row per lot and site: the latest that it can have come there when none of it may have
-- been left. It lies there from then on: what comes beside stock that is surely there, such as a
-- return, begins no stay. Where an amount or a time is unknown, all that comes may begin one.
with

flows as (

    select
        movements.lot_id,
        movements.site_code,
        movements.fact_id,
        movements.flow_kind,
        movements.flow_qty,
        movements.flow_uom,
        windows.latest_at,
        case when movements.flow_qty < 0 then windows.earliest_at else windows.latest_at end
            as counts_at
    from {{ ref('stock_movements') }} as movements
    inner join {{ ref('int_fact_windows') }} as windows on movements.fact_id = windows.fact_id

),

known as (

    select
        lot_id,
        site_code
    from flows
    group by lot_id, site_code
    having
        count(flow_qty) = count(*)
        and count(counts_at) = count(*)
        and {{ is_one("coalesce(flow_uom, '')") }}

),

running as (

    select
        *,
        cast(
            coalesce(
                sum(flow_qty) over (
                    partition by lot_id, site_code
                    order by
                        counts_at asc nulls last,
                        flow_qty asc nulls last,
                        fact_id asc nulls last,
                        flow_kind asc nulls last
                    rows between unbounded preceding and 1 preceding
                ),
                0
            ) as decimal(18, 6)
        ) as left_qty
    from flows

)

select
    running.lot_id,
    running.site_code,
    max(running.latest_at) as began_at
from running
left join known
    on
        running.lot_id = known.lot_id
        and running.site_code = known.site_code
where
    running.flow_qty > 0
    and (known.lot_id is null or running.left_qty <= 0)
group by running.lot_id, running.site_code
