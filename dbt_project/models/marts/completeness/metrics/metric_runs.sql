-- Grain: one row per run: whether every mandatory component tracked by lot of its order has a lot
-- on record; an order without a plan of its components, or a run without order, cannot be assessed.
with

covered as (

    select
        work_order_code,
        min(case when has_lot then 1 else 0 end) = 1 as is_covered
    from {{ ref('int_metric_components') }}
    group by work_order_code

),

consumed as (

    select work_order_code from {{ ref('consumptions') }}
    where work_order_code is not null
    group by work_order_code

)

select
    runs.run_id,
    coalesce(orders.has_plan, false) as is_assessable,
    coalesce(covered.is_covered, consumed.work_order_code is not null) as is_covered
from {{ ref('trace_runs') }} as runs
left join {{ ref('int_metric_orders') }} as orders on runs.work_order_code = orders.work_order_code
left join covered on runs.work_order_code = covered.work_order_code
left join consumed on runs.work_order_code = consumed.work_order_code
