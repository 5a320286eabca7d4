-- Grain: one row per consumption whose use provably began no earlier than starts_at.
-- The quantity clock: the first output whose amount, with all begun before it, exceeds what the
-- rows before this one cover, less the surplus; before its begin this lot was in nothing begun.
with

turns as (

    select * from {{ ref('int_feed_turns') }}

),

holes as (

    select * from {{ ref('int_feed_holes') }}

),

outputs as (

    select * from {{ ref('int_counted_outputs') }}

),

levels as (

    select
        turns.fact_id,
        turns.work_order_code,
        turns.scope_place,
        turns.scanned_at,
        least(turns.covered_qty, coalesce(holes.covered_qty, turns.covered_qty))
        - greatest(turns.surplus_qty, 0) as covered_qty
    from turns
    left join holes
        on
            turns.work_order_code = holes.work_order_code
            and turns.feed_group = holes.feed_group
            and turns.place_code = holes.place_code
    where turns.is_noticeable

),

-- An output of unknown begin counts as begun before everything.
marks as (

    select
        fact_id,
        work_order_code,
        scope_place,
        made_qty as level_qty,
        0 as mark_order,
        coalesce(begun_at, cast('0001-01-01' as timestamp)) as begun_at
    from outputs
    union all
    select
        fact_id,
        work_order_code,
        scope_place,
        try_cast(covered_qty as decimal(38, 6)) as level_qty,
        1 as mark_order,
        cast(null as timestamp) as begun_at
    from levels

),

clock as (

    select
        fact_id,
        mark_order,
        min(begun_at) over (
            partition by work_order_code, scope_place
            order by level_qty asc nulls first, mark_order asc nulls last, fact_id asc nulls last
            rows between current row and unbounded following
        ) as absorbs_at
    from marks

)

select
    levels.fact_id,
    least(levels.scanned_at, clock.absorbs_at) as starts_at
from levels
inner join clock on levels.fact_id = clock.fact_id and clock.mark_order = 1
where
    levels.covered_qty > 0
    and clock.absorbs_at > cast('0001-01-01' as timestamp)
