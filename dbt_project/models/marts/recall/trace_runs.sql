-- Grain: one row per run: an order, or an output group of it.
with

runs as (

    select * from {{ ref('int_runs') }}

),

work_orders as (

    select * from {{ ref('work_orders') }}

)

select
    runs.run_id,
    runs.work_order_code,
    runs.output_group,
    work_orders.item_code,
    work_orders.order_type,
    work_orders.order_status,
    coalesce(work_orders.site_code, runs.site_code) as site_code,
    work_orders.line_code,
    work_orders.started_at_text as started_at,
    work_orders.closed_at_text as closed_at
from runs
left join work_orders on runs.work_order_code = work_orders.work_order_code
