-- Grain: one row per change of what lies of a counted lot where it is counted, in both books. What
-- was poured into a tank left the shelf then, and not when it is drawn; what came straight into a
-- tank was never there. Each count is a row too, of amount zero.
with

flows as (

    select * from {{ ref('int_counted_flows') }}

),

passings as (

    select * from {{ ref('int_uncounted_passings') }}

),

in_tank as (

    select fact_id from passings
    group by fact_id

)

select
    flows.lot_id,
    flows.site_code,
    flows.occurred_at,
    flows.record_qty,
    flows.warehouse_qty,
    flows.flow_uom
from flows
left join in_tank on flows.fact_id = in_tank.fact_id
where in_tank.fact_id is null
union all
select
    lot_id,
    site_code,
    occurred_at,
    shelf_qty as record_qty,
    shelf_qty as warehouse_qty,
    flow_uom
from passings
where is_move
union all
select
    lot_id,
    site_code,
    occurred_at,
    cast(case when booked_qty is not null then 0 end as decimal(18, 6)) as record_qty,
    cast(0 as decimal(18, 6)) as warehouse_qty,
    booked_uom as flow_uom
from {{ ref('counts') }}
where lot_id is not null and occurred_at is not null
