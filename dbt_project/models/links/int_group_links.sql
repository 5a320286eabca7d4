-- Grain: one row per output group of an order: order run -> group run.
-- An input without a group counts for all outputs of its order. The first fact of the group
-- stands for the record.
with

consumptions as (

    select * from {{ ref('consumptions') }}
    where work_order_code is not null and output_group is not null

),

outputs as (

    select * from {{ ref('outputs') }}
    where work_order_code is not null and output_group is not null

),

united as (

    select
        fact_id,
        run_id,
        work_order_code,
        time_basis,
        occurred_at,
        source_system,
        contract,
        source_file,
        source_row,
        event_month
    from consumptions
    union all
    select
        fact_id,
        run_id,
        work_order_code,
        time_basis,
        occurred_at,
        source_system,
        contract,
        source_file,
        source_row,
        event_month
    from outputs

),

numbered as (

    select
        *,
        row_number() over (
            partition by run_id
            order by occurred_at asc nulls last, fact_id asc nulls last
        ) as fact_no
    from united

)

select
    fact_id,
    'group' as edge_kind,
    {{ make_id('R', ["'run'", 'work_order_code', "''"]) }} as from_node_id,
    run_id as to_node_id,
    'confirmed' as evidence,
    'output_group' as rule_id,
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
