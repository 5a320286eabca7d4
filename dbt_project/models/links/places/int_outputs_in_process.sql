-- Grain: one row per order and place that outputs count against: the most in process at once.
-- An output without both instants is left out.
with

outputs as (

    select * from {{ ref('int_counted_outputs') }}
    where begun_at < ended_at

),

marks as (

    select
        work_order_code,
        scope_place,
        fact_id,
        1 as mark_order,
        begun_at as mark_at,
        qty
    from outputs
    union all
    select
        work_order_code,
        scope_place,
        fact_id,
        0 as mark_order,
        ended_at as mark_at,
        -qty as qty
    from outputs

),

moments as (

    select
        work_order_code,
        scope_place,
        cast(sum(qty) over (
            partition by work_order_code, scope_place
            order by mark_at asc nulls last, mark_order asc nulls last, fact_id asc nulls last
            rows between unbounded preceding and current row
        ) as double) as open_qty
    from marks

)

select
    work_order_code,
    scope_place,
    max(open_qty) as most_open_qty
from moments
group by work_order_code, scope_place
