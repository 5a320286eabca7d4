-- Grain: one row per output group whose inputs may be in outputs without group: group run -> order
-- run, possible. So it is where the group made nothing under its name, and where its order made
-- lots under no group, as a system without groups tells them.
-- The first input of the group stands for the record.
with

consumptions as (

    select * from {{ ref('consumptions') }}
    where work_order_code is not null and output_group is not null

),

groups_with_output as (

    select run_id from {{ ref('outputs') }}
    group by run_id

),

orders_with_loose_output as (

    select work_order_code from {{ ref('outputs') }}
    where work_order_code is not null and output_group is null
    group by work_order_code

),

numbered as (

    select
        consumptions.*,
        row_number() over (
            partition by consumptions.run_id
            order by consumptions.occurred_at asc nulls last, consumptions.fact_id asc nulls last
        ) as fact_no
    from consumptions
    left join groups_with_output on consumptions.run_id = groups_with_output.run_id
    left join orders_with_loose_output
        on consumptions.work_order_code = orders_with_loose_output.work_order_code
    where
        groups_with_output.run_id is null
        or orders_with_loose_output.work_order_code is not null

)

select
    fact_id,
    'open_group' as edge_kind,
    run_id as from_node_id,
    {{ make_id('R', ["'run'", 'work_order_code', "''"]) }} as to_node_id,
    'possible' as evidence,
    'group_without_output' as rule_id,
    cast(null as timestamp) as from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at,
    time_basis,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    work_order_code,
    cast(null as string) as operation_run_id,
    cast(null as string) as place_code,
    false as is_returned,
    source_system,
    contract,
    source_file,
    source_row,
    event_month
from numbered
where fact_no = 1
