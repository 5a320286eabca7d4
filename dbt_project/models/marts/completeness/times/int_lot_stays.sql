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

sites as (

    select
        lot_id,
        site_code,
        cast(sum(case when flow_qty > 0 then 1 else 0 end) as bigint) as arrival_count,
        case
            when
                lot_id is not null
                and site_code is not null
                and count(flow_qty) = count(*)
                and count(counts_at) = count(*)
                and {{ is_one("coalesce(flow_uom, '')") }}
                then 1
            else 0
        end as is_known
    from flows
    group by lot_id, site_code

),

running as (

    select
        flows.*,
        cast(
            coalesce(
                sum(flows.flow_qty) over (
                    partition by flows.lot_id, flows.site_code
                    order by
                        flows.counts_at asc nulls last,
                        flows.flow_qty asc nulls last,
                        flows.fact_id asc nulls last,
                        flows.flow_kind asc nulls last
                    rows between unbounded preceding and 1 preceding
                ),
                0
            ) as decimal(18, 6)
        ) as left_qty
    from flows
    inner join sites
        on
            flows.lot_id is not distinct from sites.lot_id
            and flows.site_code is not distinct from sites.site_code
    where sites.is_known = 1 and sites.arrival_count > 1

),

began as (

    select
        flows.lot_id,
        flows.site_code,
        flows.latest_at
    from flows
    inner join sites
        on
            flows.lot_id is not distinct from sites.lot_id
            and flows.site_code is not distinct from sites.site_code
    where flows.flow_qty > 0 and (sites.is_known = 0 or sites.arrival_count = 1)
    union all
    select
        lot_id,
        site_code,
        latest_at
    from running
    where flow_qty > 0 and left_qty <= 0

)

select
    lot_id,
    site_code,
    max(latest_at) as began_at
from began
group by lot_id, site_code
