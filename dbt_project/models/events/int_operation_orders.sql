-- Grain: one row per operation. It lends its order and site to rows that name only the operation.
with

operations as (

    select * from {{ ref('stg_mes__operations') }}

),

orders_of_operations as (

    select
        source_system,
        operation_run_id,
        min(work_order_code) as work_order_code,
        min(site_code) as site_code
    from operations
    group by source_system, operation_run_id

)

select * from orders_of_operations
