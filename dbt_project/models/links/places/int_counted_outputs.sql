-- Grain: one row per output of an order's product and place it counts against: '' = any place of
-- the order; also its own, where every output of the order names one.
-- begun_at: null = unknown, so it counts as begun from the start. made_qty: of all up to this one
-- in order of begin.
with

counted as (

    select * from {{ ref('int_countable_outputs') }}

),

scoped as (

    select
        fact_id,
        work_order_code,
        '' as scope_place,
        qty,
        begun_at,
        ended_at
    from counted
    union all
    select
        fact_id,
        work_order_code,
        place_code as scope_place,
        qty,
        begun_at,
        ended_at
    from counted
    where is_placed

)

select
    fact_id,
    work_order_code,
    scope_place,
    qty,
    begun_at,
    ended_at,
    cast(sum(qty) over (
        partition by work_order_code, scope_place
        order by begun_at asc nulls first, fact_id asc nulls last
        rows between unbounded preceding and current row
    ) as decimal(38, 6)) as made_qty
from scoped
