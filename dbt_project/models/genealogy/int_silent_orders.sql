-- Grain: one row per order that used lots and, closed, made none (LK-03), or made lots and used
-- none (LK-02). What came back whole does not count.
with

facts as (

    select
        work_order_code,
        1 as is_input,
        0 as is_output
    from {{ ref('consumptions') }}
    where work_order_code is not null and not is_returned
    union all
    select
        work_order_code,
        0 as is_input,
        1 as is_output
    from {{ ref('outputs') }}
    where work_order_code is not null and not is_returned

),

counted as (

    select
        work_order_code,
        cast(sum(is_input) as bigint) as input_count,
        cast(sum(is_output) as bigint) as output_count
    from facts
    group by work_order_code

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

silent as (

    select
        counted.*,
        work_orders.item_code
    from counted
    inner join work_orders on counted.work_order_code = work_orders.work_order_code
    where
        counted.input_count = 0
        or (counted.output_count = 0 and work_orders.order_status = 'closed')

)

select
    {{ make_id('R', ["'run'", 'work_order_code', "''"]) }} as node_id,
    case when input_count = 0 then 'LK-02' else 'LK-03' end as rule_id,
    'Work order ' || work_order_code
    || case
        when input_count = 0 then ' made lots but no consumption is recorded ('
        else ' is closed and used lots, but no output is recorded ('
    end
    || cast(input_count + output_count as string)
    || case when input_count + output_count = 1 then ' record).' else ' records).' end as message,
    item_code,
    work_order_code,
    input_count + output_count as record_count
from silent
