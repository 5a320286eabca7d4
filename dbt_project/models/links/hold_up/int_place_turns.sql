-- Grain: one row per place with hold-up and run fed there: its turn. Runs whose windows overlap
-- share a turn: nobody knows which of them was first.
with

visits as (

    select * from {{ ref('int_place_visits') }}

),

preceded as (

    select
        *,
        max(until_at) over (
            partition by place_code
            order by from_at asc nulls last, run_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as earlier_until_at
    from visits

),

numbered as (

    select
        *,
        cast(sum(case when from_at <= earlier_until_at then 0 else 1 end) over (
            partition by place_code
            order by from_at asc nulls last, run_id asc nulls last
            rows between unbounded preceding and current row
        ) as bigint) as turn_no
    from preceded

)

select
    place_code,
    run_id,
    turn_no,
    from_at,
    until_at,
    fed_qty
from numbered
