-- Grain: one row per run of an order that used lots and of which no output is recorded, whatever
-- its status says: what it made may be in use already.
with

spans as (

    select * from {{ ref('int_order_spans') }}

),

made as (

    select work_order_code from {{ ref('outputs') }}
    where work_order_code is not null and not is_returned
    group by work_order_code

),

used as (

    select work_order_code from {{ ref('consumptions') }}
    where work_order_code is not null and not is_returned
    group by work_order_code

)

select
    runs.run_id,
    work_orders.item_code,
    spans.from_at
from used
inner join {{ ref('work_orders') }} as work_orders
    on used.work_order_code = work_orders.work_order_code
inner join {{ ref('int_runs') }} as runs on used.work_order_code = runs.work_order_code
left join spans on used.work_order_code = spans.work_order_code
left join made on used.work_order_code = made.work_order_code
where made.work_order_code is null
