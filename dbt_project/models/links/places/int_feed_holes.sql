-- Grain: one row per order, item group and place with a hole: more was begun by the scan of a row
-- than the rows before it can have fed, so something was in use there that was not scanned yet.
-- covered_qty: what was fed before the first hole; nothing after it is proven later than that.
with

turns as (

    select * from {{ ref('int_feed_turns') }}

),

outputs as (

    select * from {{ ref('int_counted_outputs') }}

),

moments as (

    select
        work_order_code,
        scope_place,
        fact_id,
        0 as moment_order,
        begun_at as moment_at,
        qty
    from outputs
    union all
    select
        work_order_code,
        scope_place,
        fact_id,
        1 as moment_order,
        {{ shift_seconds('scanned_at', 'tolerance_seconds') }} as moment_at,
        cast(0 as decimal(18, 6)) as qty
    from turns

),

clock as (

    select
        fact_id,
        moment_order,
        cast(sum(qty) over (
            partition by work_order_code, scope_place
            order by moment_at asc nulls first, moment_order asc nulls last, fact_id asc nulls last
            rows between unbounded preceding and current row
        ) as double) as begun_qty
    from moments

)

select
    turns.work_order_code,
    turns.feed_group,
    turns.place_code,
    min(turns.covered_qty) as covered_qty
from turns
inner join clock on turns.fact_id = clock.fact_id and clock.moment_order = 1
where clock.begun_qty > turns.covered_qty + turns.unseen_qty + 0.000001
group by turns.work_order_code, turns.feed_group, turns.place_code
