-- Grain: one row per output of an order's product, with its amount and its trusted instants.
-- No rows for an order that makes several products: their needs are not known.
with

outputs as (

    select * from {{ ref('outputs') }}
    where work_order_code is not null

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

operations as (

    select * from {{ ref('operations') }}

),

first_operations as (

    select * from {{ ref('int_first_operations') }}

),

steps as (

    select
        operation_run_id,
        min(try_cast(operation_no as decimal(18, 6))) as step_no
    from operations
    group by operation_run_id

),

orders as (

    select
        outputs.work_order_code,
        count(outputs.place_code) = count(*) as is_placed,
        max(case
            when
                coalesce(outputs.item_code <> work_orders.item_code, true)
                and outputs.output_kind not in ('by_product', 'scrap', 'sample')
                then 1
            else 0
        end) = 1 as has_other_products
    from outputs
    left join work_orders on outputs.work_order_code = work_orders.work_order_code
    group by outputs.work_order_code

)

select
    outputs.fact_id,
    outputs.work_order_code,
    outputs.place_code,
    orders.is_placed,
    outputs.base_qty as qty,
    case
        when
            outputs.begun_basis = 'recorded'
            and (
                first_operations.work_order_code is null
                or steps.step_no = first_operations.first_step_no
            )
            then outputs.occurred_from_at
    end as begun_at,
    case when outputs.ended_basis = 'recorded' then outputs.occurred_until_at end as ended_at
from outputs
inner join orders on outputs.work_order_code = orders.work_order_code
inner join work_orders
    on
        outputs.work_order_code = work_orders.work_order_code
        and outputs.item_code = work_orders.item_code
left join steps on outputs.operation_run_id = steps.operation_run_id
left join first_operations on outputs.work_order_code = first_operations.work_order_code
where outputs.base_qty > 0 and not orders.has_other_products
