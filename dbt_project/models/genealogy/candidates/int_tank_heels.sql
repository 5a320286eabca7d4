-- Grain: one row per lot that was poured into a tank: when the last of its tanks was surely cleared
-- of it; null = never. A book of zero does not empty a tank.
with

fills as (

    select * from {{ ref('int_tank_passings') }}
    where passing_kind = 'fill' and is_declared and not is_unknown_lot

),

ends as (

    select * from {{ ref('int_tank_fill_ends') }}

)

select
    fills.lot_id,
    case when count(ends.cleared_at) = count(*) then max(ends.cleared_at) end as cleared_at
from fills
left join ends on fills.passing_id = ends.passing_id
group by fills.lot_id
