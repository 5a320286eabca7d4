-- Grain: one row per order with several operations, and its first: what ended a later operation
-- was begun at an instant that nobody wrote. Null: the numbers do not tell which is the first.
with

operations as (

    select * from {{ ref('operations') }}
    where work_order_code is not null

),

numbered as (

    select
        work_order_code,
        operation_run_id,
        operation_no,
        try_cast(operation_no as decimal(18, 6)) as step_no
    from operations

),

orders as (

    select
        work_order_code,
        case when count(step_no) = count(*) then min(step_no) end as first_step_no
    from numbered
    group by work_order_code
    having count(distinct coalesce(operation_no, operation_run_id)) > 1

)

select * from orders
