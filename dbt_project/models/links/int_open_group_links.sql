-- Grain: one row per output group with inputs and no output: group run -> order run, possible.
-- A group without outputs ties its inputs to nothing, so they count for all outputs of the order.
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

numbered as (

    select
        consumptions.*,
        row_number() over (
            partition by consumptions.run_id
            order by consumptions.occurred_at asc nulls last, consumptions.fact_id asc nulls last
        ) as fact_no
    from consumptions
    left join groups_with_output on consumptions.run_id = groups_with_output.run_id
    where groups_with_output.run_id is null

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
    time_basis,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    work_order_code,
    cast(null as string) as operation_run_id,
    false as is_returned,
    source_system,
    contract,
    source_file,
    source_row,
    event_month
from numbered
where fact_no = 1
